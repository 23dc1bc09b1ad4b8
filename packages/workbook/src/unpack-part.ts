import { constants, createInflateRaw, inflateRawSync } from "node:zlib";
import { addToCheckSum } from "./check-sum.ts";
import { damagedFault, declarationFault, tooLargeFault, truncatedFault } from "./file-faults.ts";
import type { ZipPart } from "./zip-directory.ts";

const CHUNK_BYTES = 1 << 20;
/** The longest piece a scanner may ask to see whole: a cell of 32,767 characters needs a small part of it. */
const MAX_PIECE_BYTES = 16 << 20;
/** Parts that are read whole: a sheet with a comment on each of 100,000 cells has 30 MB of them. */
const MAX_SMALL_PART_BYTES = 64 << 20;
/** Zero bytes behind the text: no XML holds any, so a scanner stops there without counting. */
const STOP_BYTES = 64;

/**
 * Looks through the next bytes of a part and returns up to where it is done with them; what is left comes again in front
 * of more. `bytes[end]` and some bytes after it are 0.
 */
export type ScanBytes = (bytes: Buffer, end: number) => number;

/**
 * Unpacks a part piece by piece, as text in UTF-8, and hands the pieces to a scanner. Unpacking goes on beside the scan.
 * @throws Fault workbook.truncated when the part cannot be unpacked to its end, workbook.damaged when its check sum is
 *   wrong, workbook.too_large when the scanner asks for too much at once
 */
export async function scanPart(part: ZipPart, fileName: string, scan: ScanBytes): Promise<void> {
  const pieces = scanPieces(part, fileName, scan);
  while ((await pieces.next()).done !== true);
}

/** As `scanPart`, pausing after each piece so that what was found in it can be taken away. */
export async function* scanPieces(part: ZipPart, fileName: string, scan: ScanBytes): AsyncGenerator<void, void> {
  let work = Buffer.alloc(Math.min(part.unpackedBytes, 2 * CHUNK_BYTES) + STOP_BYTES);
  let length = 0;
  const see = (piece: Uint8Array): void => {
    if (piece.length === 0) return;
    const needed = length + piece.length + STOP_BYTES;
    if (needed > MAX_PIECE_BYTES + CHUNK_BYTES) {
      const expected = `pieces of at most ${MAX_PIECE_BYTES} bytes`;
      throw tooLargeFault(fileName, "one cell or tag is larger than any genuine one", expected, `more in ${part.name}`);
    }
    if (needed > work.length) {
      const larger = Buffer.alloc(Math.max(needed, work.length * 2));
      larger.set(work.subarray(0, length));
      work = larger;
    }
    work.set(piece, length);
    length += piece.length;
    work.fill(0, length, length + STOP_BYTES);
    const done = scan(work, length);
    work.copyWithin(0, done, length);
    length -= done;
  };
  let toUtf8: ((piece: Buffer | null) => Uint8Array) | undefined;
  for await (const piece of unpack(part, fileName)) {
    const isFirst = toUtf8 === undefined;
    toUtf8 ??= findDecoder(piece, fileName);
    const text = toUtf8(piece);
    if (isFirst) refuseDeclarations(text, part, fileName);
    // A part that is stored plainly comes in one piece.
    for (let at = 0; at < text.length; at += CHUNK_BYTES) {
      see(text.subarray(at, at + CHUNK_BYTES));
      yield;
    }
  }
  if (toUtf8 !== undefined) see(toUtf8(null));
}

/**
 * Unpacks one part whole.
 * @throws Fault as `scanPart`
 */
export async function readPart(part: ZipPart, fileName: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unpack(part, fileName)) pieces.push(piece);
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

/**
 * Unpacks a small part whole, as text: styles, relationships, comments.
 * @throws Fault as `scanPart`
 */
export async function readXmlPart(part: ZipPart, fileName: string): Promise<string> {
  if (part.unpackedBytes > MAX_SMALL_PART_BYTES) {
    const expected = `${part.name} of at most ${MAX_SMALL_PART_BYTES} bytes`;
    throw tooLargeFault(
      fileName,
      "a part that is small in genuine files is huge",
      expected,
      `${part.unpackedBytes} bytes`,
    );
  }
  const bytes = await readPart(part, fileName);
  const toUtf8 = findDecoder(bytes, fileName);
  return Buffer.concat([toUtf8(bytes), toUtf8(null)])
    .toString("utf8")
    .replace(/^\ufeff/, "");
}

/** Entities can only be declared at the start. They are never expanded, but a file that declares some is not genuine. */
function refuseDeclarations(text: Uint8Array, part: ZipPart, fileName: string): void {
  if (Buffer.from(text.buffer, text.byteOffset, text.length).includes("<!DOCTYPE")) {
    throw declarationFault(fileName, part.name);
  }
}

/** The part's bytes in order, checked against the directory's size and sum. */
async function* unpack(part: ZipPart, fileName: string): AsyncGenerator<Buffer, void> {
  let length = 0;
  let sum = 0;
  for await (const piece of part.isDeflated ? inflate(part, fileName) : [part.packed]) {
    length += piece.length;
    // The directory's size is what the limits were checked against, so nothing may pass it.
    if (length > part.unpackedBytes) break;
    sum = addToCheckSum(piece, sum);
    yield piece;
  }
  if (length !== part.unpackedBytes) {
    throw truncatedFault(fileName, `${part.name} unpacks to other than its ${part.unpackedBytes} bytes`);
  }
  if (sum !== part.crc32) throw damagedFault(fileName, `bytes of ${part.name} that do not match their check sum`);
}

async function* inflate(part: ZipPart, fileName: string): AsyncGenerator<Buffer, void> {
  try {
    if (part.unpackedBytes <= CHUNK_BYTES) {
      yield inflateRawSync(part.packed, { maxOutputLength: CHUNK_BYTES + 1 });
      return;
    }
    const stream = createInflateRaw({
      chunkSize: CHUNK_BYTES,
      readableHighWaterMark: 4 * CHUNK_BYTES,
      finishFlush: constants.Z_FINISH,
    } as Parameters<typeof createInflateRaw>[0]);
    stream.end(part.packed);
    yield* stream as AsyncIterable<Buffer>;
  } catch (cause) {
    throw truncatedFault(fileName, `${part.name} cannot be unpacked`, cause);
  }
}

/** Parts are UTF-8 nearly always; the standard allows UTF-16, and some tools write other encodings and say so. */
function findDecoder(start: Buffer, place: string): (piece: Buffer | null) => Uint8Array {
  const label = findEncoding(start);
  if (label === "utf-8") return (piece) => piece ?? Buffer.alloc(0);
  const decoder = makeDecoder(label, place);
  return (piece) => Buffer.from(piece === null ? decoder.decode() : decoder.decode(piece, { stream: true }), "utf8");
}

function makeDecoder(label: string, fileName: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch (cause) {
    throw damagedFault(fileName, `text in an unknown encoding, ${label}`, cause);
  }
}

function findEncoding(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    start.toString("latin1", 0, 200),
  );
  const label = declared?.[1]?.toLowerCase() ?? "utf-8";
  // What reads as ASCII up to here is not UTF-16, whatever it says.
  return /^(us-)?ascii$|^utf8$|^utf-?16/.test(label) ? "utf-8" : label;
}
