import { once } from "node:events";
import type { Writable } from "node:stream";
import { createDeflateRaw, crc32 } from "node:zlib";

/** 1 January 1980, the first day a zip archive can name. */
const FIRST_DAY = 0x0021;
const PIECE_CHARACTERS = 1 << 20;

export interface PartToZip {
  readonly name: string;
  /** Text of any length, in pieces. */
  readonly content: Iterable<string>;
}

/** Writes an archive of deflated parts; each may be larger than memory, as long as the archive stays below 4 GB. */
export async function writeZip(out: Writable, parts: readonly PartToZip[]): Promise<void> {
  const directory: Buffer[] = [];
  let offset = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (!out.write(bytes)) await once(out, "drain");
  };
  for (const { name, content } of parts) {
    const title = Buffer.from(name, "utf8");
    const start = offset;
    // Sizes and sum follow behind the part (bit 3), for they are not known yet.
    const common = { flags: 8, sum: 0, packed: 0, unpacked: 0, title };
    await write(Buffer.concat([toSignature(0x04034b50), toHeader(common), title]));
    const packedFrom = offset;
    let sum = 0;
    let unpacked = 0;
    const deflate = createDeflateRaw({ level: 6 });
    const packing = (async () => {
      for await (const piece of deflate) await write(piece as Buffer);
    })();
    for (const text of joinPieces(content)) {
      const bytes = Buffer.from(text, "utf8");
      sum = crc32(bytes, sum);
      unpacked += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, "drain");
    }
    deflate.end();
    await packing;
    const sizes = { flags: 8, sum, packed: offset - packedFrom, unpacked, title };
    await write(Buffer.concat([toSignature(0x08074b50), toHeader(sizes).subarray(10, 22)]));
    const place = Buffer.alloc(14);
    place.writeUInt32LE(start, 10);
    directory.push(Buffer.concat([toSignature(0x02014b50), Buffer.from([20, 0]), toHeader(sizes), place, title]));
  }
  const start = offset;
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(start, 16);
  out.end(Buffer.concat([listed, end]));
  await once(out, "finish");
}

interface Header {
  readonly flags: number;
  readonly sum: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly title: Buffer;
}

function toHeader({ flags, sum, packed, unpacked, title }: Header): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(flags, 2);
  header.writeUInt16LE(8, 4); // deflated
  header.writeUInt16LE(FIRST_DAY, 8);
  header.writeUInt32LE(sum, 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(unpacked, 18);
  header.writeUInt16LE(title.length, 22);
  return header;
}

function toSignature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number, 0);
  return bytes;
}

function* joinPieces(pieces: Iterable<string>): Generator<string, void> {
  let joined = "";
  for (const piece of pieces) {
    joined += piece;
    if (joined.length < PIECE_CHARACTERS) continue;
    yield joined;
    joined = "";
  }
  if (joined !== "") yield joined;
}
