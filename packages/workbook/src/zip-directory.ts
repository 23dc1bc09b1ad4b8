import { Fault } from "@poundwise/contracts";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";

export interface ZipEntry {
  readonly name: string;
  /** As the directory states, in bytes. */
  readonly unpackedBytes: number;
}

/**
 * Lists what a zip archive holds and proves that all of it is there, before anything is unpacked.
 * @param limit largest allowed sum of the unpacked sizes, in bytes
 * @throws Fault workbook.truncated when the directory or a part is missing, workbook.encrypted, workbook.too_large
 */
export async function readZipDirectory(bytes: Uint8Array, fileName: string, limit: number): Promise<ZipEntry[]> {
  const buffer = asBuffer(bytes);
  const zip = await openZip(buffer, fileName);
  const entries = await listEntries(zip, fileName);
  let total = 0;
  for (const entry of entries) {
    if (entry.isEncrypted()) throw encryptedFault(fileName);
    checkLocalEntry(buffer, entry, fileName);
    total += entry.uncompressedSize;
  }
  if (total > limit) {
    throw new Fault("workbook.too_large", "the file unpacks to more than is allowed", {
      at: { file: fileName },
      expected: `at most ${limit} bytes`,
      found: `${total} bytes in ${entries.length} parts`,
      next: "Check that the file is genuine; raise the limit only for a file that is known to be this large.",
    });
  }
  const manifest = entries.find((entry) => entry.fileName === "META-INF/manifest.xml");
  if (manifest !== undefined) {
    const text = Buffer.from(await readEntry(zip, manifest, fileName)).toString("utf8");
    if (text.includes("encryption-data")) throw encryptedFault(fileName);
  }
  return entries.map((entry) => ({ name: entry.fileName, unpackedBytes: entry.uncompressedSize }));
}

/**
 * Unpacks one file of a zip archive.
 * @throws Fault workbook.truncated when it cannot be unpacked to its end
 */
export async function readZipEntry(bytes: Uint8Array, entryName: string, fileName: string): Promise<Uint8Array> {
  const zip = await openZip(asBuffer(bytes), fileName);
  const entry = (await listEntries(zip, fileName)).find((candidate) => candidate.fileName === entryName);
  if (entry === undefined) throw new RangeError(`${fileName} holds no ${entryName}.`);
  return readEntry(zip, entry, fileName);
}

/** The Fault for a file that needs a password. */
export function encryptedFault(fileName: string, cause?: unknown): Fault {
  return new Fault("workbook.encrypted", "the file is protected with a password", {
    at: { file: fileName },
    expected: "an unprotected workbook",
    next: "Ask for a copy without a password, or save one, and land that.",
    cause,
  });
}

/** Every part must start with its own header and end before the directory; a download resumed badly fails here. */
function checkLocalEntry(buffer: Buffer, entry: Entry, fileName: string): void {
  const start = entry.relativeOffsetOfLocalHeader;
  const isThere = start + 30 <= buffer.length && buffer.readUInt32LE(start) === 0x04034b50;
  if (isThere) {
    const end = start + 30 + buffer.readUInt16LE(start + 26) + buffer.readUInt16LE(start + 28) + entry.compressedSize;
    if (end <= buffer.length) return;
  }
  throw truncatedFault(fileName, `${entry.fileName} is cut short or missing`);
}

function truncatedFault(fileName: string, found: string, cause?: unknown): Fault {
  return new Fault("workbook.truncated", "the file is incomplete", {
    at: { file: fileName },
    expected: "a complete zip archive, as xlsx and ods files are",
    found,
    next: "Fetch the file again; compare its size with the publisher's.",
    cause,
  });
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
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", (cause: unknown) => reject(truncatedFault(fileName, "a directory that cannot be read", cause)));
    zip.readEntry();
  });
}

function readEntry(zip: ZipFile, entry: Entry, fileName: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(truncatedFault(fileName, `${entry.fileName} cannot be unpacked`, cause));
    zip.openReadStream(entry, (cause, stream) => {
      if (cause !== null) return fail(cause);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => resolve(Buffer.concat(chunks)));
      stream.on("error", fail);
    });
  });
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
