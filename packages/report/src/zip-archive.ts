import { deflateRawSync, inflateRawSync } from "node:zlib";

/** A file inside an archive, unpacked. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_HEADER = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const LARGEST = 0xffffffff;

/**
 * Reads an archive that we have just written ourselves, to change it before it is stored: entries stored or deflated, no
 * encryption, no 64-bit sizes. Not for files from outside.
 *
 * @throws RangeError if the archive has no directory or an entry uses another method
 */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(signature(DIRECTORY_END));
  if (end < 0) throw new RangeError("The archive has no directory.");
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength!);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + size);
    if (method !== 0 && method !== 8) throw new RangeError(`${name}: packed by method ${method}, expected 0 or 8.`);
    at += 46 + nameLength! + extraLength! + commentLength!;
    return { name, bytes: method === 8 ? inflateRawSync(packed) : Buffer.from(packed) };
  });
}

/**
 * Writes an archive whose bytes depend on nothing but the entries and the day: no clock, no machine, no order of arrival.
 *
 * @param day ISO day stamped on every entry; days before 1980, which the format cannot say, become 1980-01-01
 * @throws RangeError if an entry or the archive needs 64-bit sizes
 */
export function writeZip(entries: readonly ZipEntry[], day: string): Buffer {
  const date = toDosDate(day);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const nameBytes = Buffer.from(name, "utf8");
    if (bytes.length >= LARGEST || offset >= LARGEST) throw new RangeError(`${name}: the archive would pass 4 GB.`);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    // Bit 11: the name is UTF-8.
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(computeCrc(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    parts.push(signature(LOCAL_HEADER), common, nameBytes, packed);
    directory.push(signature(DIRECTORY_HEADER), Buffer.from([20, 0]), common, tail, nameBytes);
    offset += 4 + common.length + nameBytes.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, signature(DIRECTORY_END), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function toDosDate(day: string): number {
  const [year = 1980, month = 1, date = 1] = day.slice(0, 10).split("-").map(Number);
  return year < 1980 ? 0x21 : ((year - 1980) << 9) | (month << 5) | date;
}

// CRC-32 as in PKZIP; Node has it built in only from 20.15 and 22.2 on.
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function computeCrc(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
