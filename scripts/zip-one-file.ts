const SIGNATURE = { entry: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 } as const;
/** 1 January 1980, the first day a zip archive can name. */
const FIRST_DAY = 0x0021;

/** An archive of one stored file, as publishers pack a CSV; the same content gives the same bytes on every machine. */
export function zipOneFile(name: string, content: Uint8Array): Uint8Array {
  const title = Buffer.from(name, "utf8");
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0); // version needed to unpack
  common.writeUInt16LE(FIRST_DAY, 8);
  common.writeUInt32LE(toCrc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(title.length, 22);
  const entry = Buffer.concat([toUint32(SIGNATURE.entry), common, title, content]);
  const place = Buffer.alloc(14); // comment, disk, attributes and offset: all nought for a first file
  const directory = Buffer.concat([toUint32(SIGNATURE.directory), Buffer.from([20, 0]), common, place, title]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(entry.length, 12);
  return Buffer.concat([entry, directory, toUint32(SIGNATURE.end), end]);
}

function toUint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number >>> 0);
  return bytes;
}

/** The checksum of ISO 3309 that zip archives use. */
function toCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
