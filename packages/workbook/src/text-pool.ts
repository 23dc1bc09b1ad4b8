import { decodeEntities, decodeHexEscapes, escapeText, unifyLineEnds } from "./decode-xml-text.ts";

const CHUNK_BITS = 22;
const CHUNK_BYTES = 1 << CHUNK_BITS;
const FIRST_SLOTS = 1 << 10;
/** Longer texts are rarely repeated, and hashing them would cost more than it saves. */
const LONGEST_SHARED = 64;

/**
 * Texts of cells as the bytes that stand in the XML, made into strings when asked for, once each. Short texts that
 * repeat are kept once. Texts are known by their number, counted from 0 in the order of first arrival.
 */
export class TextPool {
  private readonly hasHexEscapes: boolean;
  private readonly chunks: Buffer[] = [];
  private used = CHUNK_BYTES;
  /** The chunk each text stands in, and where. */
  private chunkNumbers = new Uint16Array(FIRST_SLOTS);
  private starts = new Uint32Array(FIRST_SLOTS);
  private lengths = new Uint32Array(FIRST_SLOTS);
  private readonly decoded: (string | undefined)[] = [];
  private slots = new Int32Array(FIRST_SLOTS * 2).fill(-1);
  private hashes = new Int32Array(FIRST_SLOTS);
  private hashed = 0;
  private count = 0;

  /** @param hasHexEscapes whether _x000D_ stands for a carriage return, as in xlsx files */
  constructor(hasHexEscapes: boolean) {
    this.hasHexEscapes = hasHexEscapes;
  }

  get size(): number {
    return this.count;
  }

  /** Keeps the bytes from start to end (text with entities, no tags) and returns the text's number. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST_SHARED) return this.append(bytes, start, end, 0);
    const hash = toHash(bytes, start, end);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let known = this.slots[slot]!; known !== -1; known = this.slots[slot]!) {
      if (this.hashes[known] === hash && this.lengths[known] === length && this.equals(known, bytes, start))
        return known;
      slot = (slot + 1) & mask;
    }
    const index = this.append(bytes, start, end, hash);
    this.slots[slot] = index;
    this.hashed += 1;
    if (this.hashed * 2 > this.slots.length) this.rehash();
    return index;
  }

  /** Keeps a text that is a string already. */
  addText(text: string): number {
    return this.addXml(escapeText(text));
  }

  /** Keeps a text that is a string already, with entities as in XML. */
  addXml(xml: string): number {
    const bytes = Buffer.from(xml, "utf8");
    return this.add(bytes, 0, bytes.length);
  }

  /** Keeps bytes as a text of its own even when they are known, so that numbers follow the order of arrival. */
  append(bytes: Uint8Array, start: number, end: number, hash = 0): number {
    const index = this.count;
    if (index === this.lengths.length) this.grow();
    const length = end - start;
    if (length > CHUNK_BYTES >>> 2) {
      this.decoded[index] = this.toText(Buffer.from(bytes.buffer, bytes.byteOffset + start, length), 0, length);
      this.lengths[index] = 0;
    } else {
      if (this.used + length > CHUNK_BYTES || this.chunks.length === 0) {
        this.chunks.push(Buffer.allocUnsafeSlow(CHUNK_BYTES));
        this.used = 0;
      }
      const chunk = this.chunks[this.chunks.length - 1]!;
      let to = this.used;
      if (length > LONGEST_SHARED) chunk.set(bytes.subarray(start, end), to);
      else for (let at = start; at < end; at += 1) chunk[to++] = bytes[at]!;
      this.chunkNumbers[index] = this.chunks.length - 1;
      this.starts[index] = this.used;
      this.lengths[index] = length;
      this.used += length;
    }
    this.hashes[index] = hash;
    this.count += 1;
    return index;
  }

  /** @throws RangeError when no text has that number */
  text(index: number): string {
    const known = this.decoded[index];
    if (known !== undefined) return known;
    if (!(index >= 0 && index < this.count)) throw new RangeError(`there is no text ${index} of ${this.count}`);
    const start = this.starts[index]!;
    const text = this.toText(this.chunks[this.chunkNumbers[index]!]!, start, start + this.lengths[index]!);
    this.decoded[index] = text;
    return text;
  }

  private toText(bytes: Buffer, start: number, end: number): string {
    const text = decodeEntities(unifyLineEnds(bytes.toString("utf8", start, end)));
    return this.hasHexEscapes ? decodeHexEscapes(text) : text;
  }

  private equals(index: number, bytes: Uint8Array, start: number): boolean {
    const chunk = this.chunks[this.chunkNumbers[index]!]!;
    const offset = this.starts[index]!;
    const length = this.lengths[index]!;
    for (let byte = 0; byte < length; byte += 1) if (chunk[offset + byte] !== bytes[start + byte]) return false;
    return true;
  }

  private grow(): void {
    const size = this.lengths.length * 2;
    const chunkNumbers = new Uint16Array(size);
    chunkNumbers.set(this.chunkNumbers);
    this.chunkNumbers = chunkNumbers;
    const starts = new Uint32Array(size);
    starts.set(this.starts);
    this.starts = starts;
    const lengths = new Uint32Array(size);
    lengths.set(this.lengths);
    this.lengths = lengths;
    const hashes = new Int32Array(size);
    hashes.set(this.hashes);
    this.hashes = hashes;
  }

  private rehash(): void {
    const old = this.slots;
    const slots = new Int32Array(old.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (const index of old) {
      if (index === -1) continue;
      let slot = this.hashes[index]! & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.slots = slots;
  }
}

/** Four bytes a step, for each step has to wait for the one before it. */
function toHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (const whole = end - 3; at < whole; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x2c1b3c6d);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
  // Multiplying by 31 leaves the low bits of similar codes alike.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
