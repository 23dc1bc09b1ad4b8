import { createWriteStream, openSync, readSync, closeSync, mkdtempSync, statSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { once } from "node:events";
import type { Layout, Receipt } from "@poundwise/contracts";
import {
  draftNumberedPart,
  dropDraft,
  finishNumberedPart,
  listStagingTableColumns,
  openLanded,
  readVintageKeys,
  sumPlainRows,
  type VintageKey,
} from "@poundwise/warehouse";
import { HEAD_BYTES, openDelimitedRelease, type DelimitedRelease, type ReleaseReading } from "@poundwise/workbook";
import type { CatalogSource } from "./catalog.ts";
import type { StageContext } from "./stage-release.ts";

/** Files from this size on are staged by the engine where their rules allow it. */
export const LARGE_FILE_BYTES = 32 << 20;

export interface DelimitedPart {
  /** Without `rows`: they are in the file. */
  readonly reading: ReleaseReading;
  readonly vintageKeys: readonly VintageKey[];
}

/**
 * Stages one large delimited file without holding it: records are numbered into a temporary file, the engine stages the
 * plain ones on all its threads, and the others go through the ordinary reader. The part is written when it is not refused.
 * See docs/decisions/0006-large-delimited-files.md.
 *
 * @param partPath the part's Parquet file
 * @returns null when the file is no delimited text of the kind, or its rules need the ordinary reader
 * @throws Fault workbook.* for what is wrong with the file, landing.*
 */
export async function stageDelimited(
  { home, engine, areas, largeFileBytes = LARGE_FILE_BYTES }: StageContext,
  source: CatalogSource,
  receipt: Receipt,
  { byContent, partPath }: { readonly byContent: Layout | null; readonly partPath: string },
): Promise<DelimitedPart | null> {
  const landed = path.join(home.landing, receipt.sha256);
  if (statSync(landed, { throwIfNoEntry: false }) === undefined || receipt.bytes < largeFileBytes) return null;
  const head = readHead(landed);
  if (isOtherFormat(head, receipt.fileName)) return null;
  const stage = async (countsCells: boolean): Promise<DelimitedPart | null> => {
    const release = openDelimitedRelease({
      sourceId: source.id,
      source: source.declaration,
      fileName: receipt.fileName,
      head,
      countsCells,
      ...(areas === null ? {} : { areas }),
      ...(byContent === null ? {} : { byContent }),
    });
    if (release === null) return null;
    await mkdir(path.dirname(partPath), { recursive: true });
    const folder = mkdtempSync(path.join(path.dirname(partPath), ".numbered-"));
    try {
      const numberedPath = path.join(folder, "records.txt");
      await numberRecords(openLanded(home, receipt), release, numberedPath);
      return await engine.alone(() => stageNumbered({ engine }, { source, receipt, release, numberedPath, partPath }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  try {
    return await stage(false);
  } catch (error) {
    // Rows with more cells than the header are rare, and counting the cells of all rows is not free.
    if (!(error instanceof Error) || !error.message.includes("Expected Number of Columns")) throw error;
    return await stage(true);
  }
}

async function stageNumbered(
  { engine }: Pick<StageContext, "engine">,
  {
    source,
    receipt,
    release,
    numberedPath,
    partPath,
  }: {
    readonly source: CatalogSource;
    readonly receipt: Receipt;
    readonly release: DelimitedRelease;
    readonly numberedPath: string;
    readonly partPath: string;
  },
): Promise<DelimitedPart> {
  const { declaration } = source;
  const draft = await draftNumberedPart(engine, {
    plan: release.plan,
    columns: listStagingTableColumns(declaration.row),
    numberedPath,
    origin: {
      fileName: receipt.fileName,
      sheet: release.sheetName,
      release: receipt.sha256,
      publishedDate: receipt.publishedDate,
    },
    grain: declaration.grain,
    functions: release,
    path: partPath,
  });
  try {
    const apart = new Set(release.listApart());
    for (const { row, cells } of draft.repeated) if (!apart.has(row) && cells !== null) release.setApart(row, cells);
    const nowApart = release.listApart();
    const stagedApart = release.countStagedApart();
    const sums = await sumPlainRows(engine, draft.draftPath, release.totalColumns, nowApart);
    // Rows that were plain until they met another with the same keys are in the draft, and apart.
    const repeatedPlain = draft.repeated.filter(({ row }) => !apart.has(row)).length;
    const reading = release.finish({ rows: draft.staged - stagedApart - repeatedPlain, sums });
    if (reading.findings.some(({ severity }) => severity === "refuse")) return { reading, vintageKeys: [] };
    await finishNumberedPart(
      engine,
      draft,
      partPath,
      draft.repeated.map(({ row }) => row),
    );
    return { reading, vintageKeys: await listVintageKeys(engine, partPath, declaration.vintageBy) };
  } finally {
    await dropDraft(draft.draftPath);
  }
}

/** As they are listed for any part: in the order of their text. */
async function listVintageKeys(
  engine: StageContext["engine"],
  partPath: string,
  vintageBy: readonly string[],
): Promise<VintageKey[]> {
  const keys = await readVintageKeys(engine, partPath, vintageBy);
  return keys.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

async function numberRecords(
  pieces: AsyncIterable<Buffer>,
  { numberer }: DelimitedRelease,
  numberedPath: string,
): Promise<void> {
  const file = createWriteStream(numberedPath, { flags: "wx", highWaterMark: 8 << 20 });
  const failed = once(file, "error").then(([error]) => {
    throw error;
  });
  failed.catch(() => undefined);
  const write = async (pages: readonly Buffer[]): Promise<void> => {
    for (const page of pages) if (!file.write(page)) await Promise.race([once(file, "drain"), failed]);
  };
  try {
    for await (const piece of pieces) await write(numberer.push(piece));
    await write(numberer.end());
  } finally {
    file.end();
    await Promise.race([once(file, "close"), failed]);
  }
}

function readHead(file: string): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const handle = openSync(file, "r");
  try {
    return head.subarray(0, readSync(handle, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

/** Archives, workbooks and what only looks like text are for the ordinary reader, which tells them apart. */
function isOtherFormat(head: Buffer, fileName: string): boolean {
  const start = head
    .subarray(0, 512)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "");
  return (
    /^(?:PK|\xd0\xcf\x11\xe0|\x1f\x8b|%PDF|Rar!|7z\xbc\xaf|\s*<|\s*[[{]\s*["{[])/.test(start) ||
    /\.(xlsx|xlsm|xlsb|xls|ods|zip)$/i.test(fileName)
  );
}
