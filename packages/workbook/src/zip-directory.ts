import type { Fault } from "@poundwise/contracts";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";
import { damagedFault, encryptedFault, tooLargeFault, truncatedFault } from "./file-faults.ts";
import { readXmlPart } from "./unpack-part.ts";

/** One file of a zip archive: where its packed bytes are, and what the directory promises of the unpacked ones. */
export interface ZipPart {
  readonly name: string;
  /** As stored: deflated or plain. A view of the archive's bytes, not a copy. */
  readonly packed: Buffer;
  readonly isDeflated: boolean;
  readonly unpackedBytes: number;
  readonly crc32: number;
}

const STORED = 0;
const DEFLATED = 8;
const MAX_PARTS = 10_000;
/** Deflate can reach 1,032 to 1; sheets of a million like rows reach about 150. */
const MAX_RATIO = 400;
/** Parts smaller than this are harmless whatever their ratio. */
const RATIO_MATTERS_FROM = 32 * 1024 ** 2;

/**
 * Lists what a zip archive holds and proves that all of it is there, before anything is unpacked.
 * @param limit largest allowed sum of the unpacked sizes, in bytes
 * @throws Fault workbook.truncated when the directory or a part is missing, workbook.encrypted, workbook.too_large (sum,
 *   number of parts, or one part that unpacks to more than 400 times its size), workbook.damaged (parts that overlap or
 *   share a name, names that lead outside, an unknown way of packing)
 */
export async function readZipDirectory(bytes: Uint8Array, fileName: string, limit: number): Promise<ZipPart[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = await listEntries(await openZip(buffer, fileName), fileName);
  const parts = entries.map((entry) => toPart(buffer, entry, fileName));
  const total = parts.reduce((sum, part) => sum + part.unpackedBytes, 0);
  if (total > limit) {
    const summary = "the file unpacks to more than is allowed";
    throw tooLargeFault(fileName, summary, `at most ${limit} bytes`, `${total} bytes in ${parts.length} parts`);
  }
  for (const part of parts) checkRatio(part, fileName);
  checkOverlap(parts, fileName);
  checkNames(parts, fileName);
  const manifest = parts.find((part) => part.name === "META-INF/manifest.xml");
  if (manifest !== undefined) {
    const text = await readXmlPart(manifest, fileName);
    if (text.includes("encryption-data")) throw encryptedFault(fileName);
  }
  return parts;
}

/** Every part must start with its own header and end inside the file; a download resumed badly fails here. */
function toPart(buffer: Buffer, entry: Entry, fileName: string): ZipPart {
  if (entry.isEncrypted()) throw encryptedFault(fileName);
  const { fileName: name, compressionMethod } = entry;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw damagedFault(fileName, `${name} packed in a way (${compressionMethod}) that office programs do not use`);
  }
  const header = entry.relativeOffsetOfLocalHeader;
  if (header + 30 <= buffer.length && buffer.readUInt32LE(header) === 0x04034b50) {
    const start = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
    const end = start + entry.compressedSize;
    if (end <= buffer.length) {
      return {
        name,
        packed: buffer.subarray(start, end),
        isDeflated: compressionMethod === DEFLATED,
        unpackedBytes: entry.uncompressedSize,
        crc32: entry.crc32,
      };
    }
  }
  throw truncatedFault(fileName, `${name} is cut short or missing`);
}

function checkRatio(part: ZipPart, fileName: string): void {
  if (part.unpackedBytes < RATIO_MATTERS_FROM || part.unpackedBytes <= part.packed.length * MAX_RATIO) return;
  throw tooLargeFault(
    fileName,
    "the file unpacks to far more than its size, as an archive made to fill up memory does",
    `parts that unpack to at most ${MAX_RATIO} times their size`,
    `${part.name}: ${part.packed.length} bytes that unpack to ${part.unpackedBytes}`,
  );
}

/** Archives made to do harm let many parts share the same packed bytes. */
function checkOverlap(parts: readonly ZipPart[], fileName: string): void {
  const inOrder = parts
    .filter((part) => part.packed.length > 0)
    .sort((left, right) => left.packed.byteOffset - right.packed.byteOffset);
  for (const [index, part] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next !== undefined && part.packed.byteOffset + part.packed.length > next.packed.byteOffset) {
      throw damagedFault(fileName, `${part.name} and ${next.name} share the same bytes`);
    }
  }
}

/** Of two parts with one name each program may take another, so nobody can say what the file holds. */
function checkNames(parts: readonly ZipPart[], fileName: string): void {
  const names = new Set<string>();
  for (const { name } of parts) {
    if (names.has(name)) throw damagedFault(fileName, `two parts that are both called ${name}`);
    names.add(name);
  }
}

function openZip(buffer: Buffer, fileName: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (cause, zip) => {
      if (cause !== null) reject(truncatedFault(fileName, "no directory of its parts at the end", cause));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile, fileName: string): Promise<Entry[]> {
  if (zip.entryCount > MAX_PARTS) {
    const summary = "the file holds more parts than a workbook does";
    throw tooLargeFault(fileName, summary, `at most ${MAX_PARTS} parts`, String(zip.entryCount));
  }
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", (cause: unknown) => reject(toDirectoryFault(cause, fileName)));
    zip.readEntry();
  });
}

function toDirectoryFault(cause: unknown, fileName: string): Fault {
  const message = cause instanceof Error ? cause.message : String(cause);
  const isBadName = /absolute path|relative path|invalid characters in fileName/i.test(message);
  if (isBadName) return damagedFault(fileName, `a part whose name leads out of the archive (${message})`, cause);
  return truncatedFault(fileName, "a directory that cannot be read", cause);
}
