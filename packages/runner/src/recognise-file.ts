import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Fault, type Finding, type Layout, type Receipt } from "@poundwise/contracts";
import { readLanded, writeFileDurably, type Home } from "@poundwise/warehouse";
import { READER_VERSION, readWorkbook, recogniseByContent } from "@poundwise/workbook";
import { z } from "zod";
import type { CatalogSource } from "./catalog.ts";
import { hashValue } from "./hash-value.ts";

/** A source and the layout of it that a file's content fits. */
export interface RecognisedAs {
  readonly source: CatalogSource;
  readonly layout: Layout;
  /** Keys that only a file name gives; with any, the file cannot be staged under the name it has. */
  readonly keysInName: readonly string[];
}

const recognitionsSchema = z.array(
  z.object({ sourceId: z.string(), layout: z.string(), keysInName: z.array(z.string()).readonly() }),
);

/**
 * Every layout that a landed file's content fits, by source in the order of their ids; none for a file that cannot be opened as a
 * workbook. The answer is kept in the store, so that a file nobody reads is opened once and not at each refresh.
 */
export async function recogniseFile(
  home: Home,
  receipt: Receipt,
  sources: readonly CatalogSource[],
): Promise<RecognisedAs[]> {
  const fingerprint = hashValue({
    file: receipt.sha256,
    fileName: receipt.fileName,
    reader: READER_VERSION,
    sources: sources.map(({ id, hash }) => ({ id, hash })),
  });
  const file = path.join(home.store, "recognition", `${fingerprint}.json`);
  const known = existsSync(file) ? recognitionsSchema.safeParse(JSON.parse(await readFile(file, "utf8"))) : null;
  if (known?.success === true) return resolve(known.data, sources);
  const found = await lookInto(home, receipt, sources);
  const plain = found.map(({ sourceId, layout, keysInName }) => ({ sourceId, layout: layout.name, keysInName }));
  await writeFileDurably(file, `${JSON.stringify(plain, null, 2)}\n`);
  return resolve(plain, sources);
}

async function lookInto(home: Home, receipt: Receipt, sources: readonly CatalogSource[]) {
  try {
    const workbook = await readWorkbook(await readLanded(home, receipt), receipt.fileName);
    return recogniseByContent(workbook, sources);
  } catch (error) {
    // A file that is no workbook has no content to know it by; the caller says that nobody recognises it.
    if (error instanceof Fault && error.code.startsWith("workbook.")) return [];
    throw error;
  }
}

function resolve(recognitions: z.infer<typeof recognitionsSchema>, sources: readonly CatalogSource[]): RecognisedAs[] {
  return recognitions.flatMap(({ sourceId, layout: name, keysInName }) => {
    const source = sources.find(({ id }) => id === sourceId);
    const layout = source?.declaration.layouts.find((candidate) => candidate.name === name);
    return source === undefined || layout === undefined ? [] : [{ source, layout, keysInName }];
  });
}

/** Why a file that no source knows by name is not read, although its content fits some source, or because it fits none. */
export function explainUnrecognised(receipt: Receipt, fits: readonly RecognisedAs[], sourceCount: number): Finding {
  const base = { severity: "refuse", at: { file: receipt.fileName }, count: 1 } as const;
  const readable = fits.filter(({ keysInName }) => keysInName.length === 0);
  if (new Set(readable.map(({ source }) => source.id)).size > 1) {
    return {
      ...base,
      code: "release.ambiguous",
      summary: "no source recognises this file by its name, and several do by its content",
      expected: "one source whose sheets and headers fit",
      found: readable.map(({ source, layout }) => `${source.id} ("${layout.name}")`).join(" and "),
      next: "Land the file under the publisher's name, which tells them apart.",
    };
  }
  const named = fits.find(({ keysInName }) => keysInName.length > 0);
  if (named !== undefined) {
    return {
      ...base,
      code: "release.name_needed",
      at: { source: named.source.id, file: receipt.fileName },
      summary: `its sheets and headers are those of ${named.source.id} ("${named.layout.name}"), but only the publisher's file name gives ${named.keysInName.join(" and ")}`,
      expected: `a name that fits ${String(named.layout.file)}`,
      found: receipt.fileName,
      next: "Rename the file as its publisher named it and land it again; if it is of another period, add a layout for that period to the source file.",
    };
  }
  return {
    ...base,
    code: "release.unrecognised",
    summary: "no source recognises this file by its name or by its content",
    expected: `a name, or the sheets and headers, of one of the ${sourceCount} sources under pipelines/sources (list them with: poundwise sources)`,
    found: receipt.fileName,
    next: "Add its name to a source's layout or describe a new source; or put it out of use with: poundwise land --set-aside FILE --reason TEXT",
  };
}
