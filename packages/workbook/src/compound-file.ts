import { Fault } from "@poundwise/contracts";
import { encryptedFault } from "./file-faults.ts";

const FREE_SECTOR = 0xffffffff;
const END_OF_CHAIN = 0xfffffffe;
const HIGHEST_SECTOR = 0xfffffffa;
const HEADER_BYTES = 512;

/**
 * Proves that an old Excel file (a compound file) is complete and not a password-protected new one.
 * Source of the layout: Microsoft, [MS-CFB] Compound File Binary File Format, sections 2.2 and 2.3.
 * @throws Fault workbook.truncated when the last sector in use lies past the end, workbook.encrypted
 */
export function checkCompoundFile(bytes: Uint8Array, fileName: string): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < HEADER_BYTES) throw truncated(fileName, `${view.length} bytes`);
  const sectorBytes = 1 << view.readUInt16LE(30);
  const lastSector = findLastSector(view, sectorBytes, fileName);
  // Some writers leave the last sector unpadded, so it need only begin inside the file.
  const needed = (lastSector + 1) * sectorBytes;
  if (lastSector >= 0 && view.length <= needed) {
    throw truncated(fileName, `${view.length} bytes where more than ${needed} are in use`);
  }
  // A protected xlsx is a compound file with this stream (name in UTF-16).
  if (view.includes(Buffer.from("EncryptedPackage", "utf16le"))) throw encryptedFault(fileName);
}

/** The highest sector in use according to the allocation table whose first 109 parts the header lists. */
function findLastSector(view: Buffer, sectorBytes: number, fileName: string): number {
  const tableSectors = Math.min(view.readUInt32LE(44), 109);
  const entriesPerSector = sectorBytes / 4;
  let last = -1;
  for (let part = 0; part < tableSectors; part += 1) {
    const sector = view.readUInt32LE(76 + part * 4);
    if (sector === FREE_SECTOR) break;
    const start = (sector + 1) * sectorBytes;
    if (start + sectorBytes > view.length) throw truncated(fileName, "its allocation table lies past the end");
    for (let entry = 0; entry < entriesPerSector; entry += 1) {
      const next = view.readUInt32LE(start + entry * 4);
      // Some writers mark unused sectors as ends of chains: an end counts when a sector before it leads there.
      if (next === FREE_SECTOR || next === END_OF_CHAIN) continue;
      last = Math.max(last, part * entriesPerSector + entry, next <= HIGHEST_SECTOR ? next : -1);
    }
  }
  return last;
}

function truncated(fileName: string, found: string): Fault {
  return new Fault("workbook.truncated", "the file is incomplete", {
    at: { file: fileName },
    expected: "a complete Excel 97-2003 workbook",
    found,
    next: "Fetch the file again; compare its size with the publisher's.",
  });
}
