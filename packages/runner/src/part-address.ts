import path from "node:path";
import type { Layout, Receipt } from "@poundwise/contracts";
import type { Home } from "@poundwise/warehouse";
import { READER_VERSION } from "@poundwise/workbook";
import type { CatalogSource } from "./catalog.ts";
import { hashValue } from "./hash-value.ts";

export interface PartAddress {
  /** Changes with whatever can change what is read: file, declaration, reader, register. */
  readonly fingerprint: string;
  /** Path of the part's files in the store, without their endings. */
  readonly base: string;
}

/**
 * Where the reading of one landed file with one source is kept.
 * @param byContent the layout the file was recognised by, when its name is none the source knows
 */
export function locatePart(
  { home, areasFingerprint }: { readonly home: Home; readonly areasFingerprint: string | null },
  source: CatalogSource,
  receipt: Receipt,
  byContent: Layout | null,
): PartAddress {
  const fingerprint = hashValue({
    ...(byContent === null ? {} : { byContent: byContent.name }),
    file: receipt.sha256,
    fileName: receipt.fileName,
    publishedDate: receipt.publishedDate,
    source: source.id,
    declaration: source.hash,
    reader: READER_VERSION,
    areas: source.declaration.areaColumn === undefined ? null : areasFingerprint,
  });
  return { fingerprint, base: path.join(home.store, `staging_part.${source.id}`, fingerprint) };
}
