import { deflateRawSync } from "node:zlib";
import { addToCheckSum } from "../src/check-sum.ts";

/** One part of an archive as it is to be written; what is not said is written truthfully. */
export interface RawPart {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** Stored plainly instead of deflated. */
  readonly isStored?: boolean;
  /** Sizes and sum behind the bytes instead of before them, as programs write that stream. */
  readonly hasDescriptor?: boolean;
  /** Sizes in the directory as 64-bit numbers. */
  readonly isZip64?: boolean;
  /** What the directory says of the unpacked size, whatever is true. */
  readonly statedBytes?: number;
  /** What the directory says of the packed size. */
  readonly statedPackedBytes?: number;
  readonly statedSum?: number;
  /** General purpose flags; bit 0 is encryption. */
  readonly flags?: number;
  /** Way of packing as stated; 8 or 0 by default. */
  readonly method?: number;
  /** The place of another part's bytes: these then share them. */
  readonly sharesBytesOf?: number;
  /** Bytes packed before, deflated. */
  readonly packed?: Uint8Array;
}

/** Writes a zip archive byte by byte, so that it can be wrong in one thing and right in all others. */
export function writeRawZip(parts: readonly RawPart[], statedParts = parts.length): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  const places: { readonly offset: number; readonly bytes: number }[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content as Uint8Array);
    const packed = toPacked(part, content);
    const name = Buffer.from(part.name, "utf8");
    const crc = part.statedSum ?? addToCheckSum(content, 0);
    const method = part.method ?? (part.isStored === true ? 0 : 8);
    const flags = (part.flags ?? 0) | (part.hasDescriptor === true ? 8 : 0) | 0x800;
    const unpackedBytes = part.statedBytes ?? content.length;
    const packedBytes = part.statedPackedBytes ?? packed.length;
    const isLate = part.hasDescriptor === true;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(isLate ? 0 : crc, 14);
    local.writeUInt32LE(isLate ? 0 : packedBytes >>> 0, 18);
    local.writeUInt32LE(isLate ? 0 : unpackedBytes >>> 0, 22);
    local.writeUInt16LE(name.length, 26);
    const shared = part.sharesBytesOf === undefined ? undefined : places[part.sharesBytesOf];
    const place = shared?.offset ?? offset;
    places.push({ offset: place, bytes: shared?.bytes ?? packed.length });
    if (shared === undefined) {
      pieces.push(local, name, packed);
      offset += local.length + name.length + packed.length;
      if (isLate) {
        const descriptor = Buffer.alloc(16);
        descriptor.writeUInt32LE(0x08074b50, 0);
        descriptor.writeUInt32LE(crc, 4);
        descriptor.writeUInt32LE(packed.length, 8);
        descriptor.writeUInt32LE(content.length, 12);
        pieces.push(descriptor);
        offset += descriptor.length;
      }
    }
    const extra = part.isZip64 === true ? toZip64(unpackedBytes, packedBytes) : Buffer.alloc(0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(part.isZip64 === true ? 0xffffffff : packedBytes >>> 0, 20);
    entry.writeUInt32LE(part.isZip64 === true ? 0xffffffff : unpackedBytes >>> 0, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(place, 42);
    directory.push(entry, name, extra);
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(statedParts, 0xffff), 8);
  end.writeUInt16LE(Math.min(statedParts, 0xffff), 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  const many = parts.length > 0xffff ? toZip64End(parts.length, listing.length, offset) : Buffer.alloc(0);
  return Buffer.concat([...pieces, listing, many, end]);
}

function toPacked(part: RawPart, content: Buffer): Buffer {
  if (part.packed !== undefined) return Buffer.from(part.packed);
  return part.isStored === true ? content : deflateRawSync(content, { level: 1 });
}

function toZip64(unpackedBytes: number, packedBytes: number): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(unpackedBytes), 4);
  extra.writeBigUInt64LE(BigInt(packedBytes), 12);
  return extra;
}

function toZip64End(parts: number, listingBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(parts), 24);
  end.writeBigUInt64LE(BigInt(parts), 32);
  end.writeBigUInt64LE(BigInt(listingBytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + listingBytes), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
