import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import {
  Fault,
  stagedReleaseSchema,
  type AreaRegister,
  type Finding,
  type Layout,
  type Receipt,
  type Scalar,
  type StagedRelease,
} from "@poundwise/contracts";
import {
  listStagingTableColumns,
  readLanded,
  writeFileDurably,
  writeStagingPart,
  type Engine,
  type Home,
  type VintageKey,
} from "@poundwise/warehouse";
import { readRelease, readWorkbook, type QuarantinedRow, type ReleaseReading } from "@poundwise/workbook";
import { z } from "zod";
import type { CatalogSource } from "./catalog.ts";
import { judgeQuarantine } from "./judge-quarantine.ts";
import { locatePart } from "./part-address.ts";
import type { Acceptance } from "./quarantine-decisions.ts";
import type { ReadAhead } from "./read-ahead.ts";
import { stageDelimited } from "./stage-delimited.ts";

/** One landed file as one source reads it, from the store or read just now. */
export interface StagedPart {
  readonly release: StagedRelease;
  readonly landedAt: string;
  /** Day that stands for an unknown publication day; see `Receipt.knownDate`. */
  readonly knownDate: string | null;
  /** Parquet file of the part; null when the release was refused. */
  readonly path: string | null;
  /** Distinct values of the source's `vintageBy` columns in the part. */
  readonly vintageKeys: readonly VintageKey[];
  readonly wasRead: boolean;
}

/** What the ordinary reader can hold in memory at once. */
const MAX_HELD_BYTES = 512 << 20;

const partMetaSchema = z.object({
  release: stagedReleaseSchema,
  vintageKeys: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

export interface StageContext {
  readonly home: Home;
  readonly engine: Engine;
  readonly areas: AreaRegister | null;
  /** Fingerprint of the area register, or null; sources with areas depend on it. */
  readonly areasFingerprint: string | null;
  /** Rows in quarantine that somebody accepted, by id. Default: none. */
  readonly accepted?: ReadonlyMap<string, Acceptance>;
  /** Delimited files from this size on are staged by the engine; the same rows come of it. Default: see `stageDelimited`. */
  readonly largeFileBytes?: number;
  /** What other threads read into the store. Default: nothing. */
  readonly ahead?: ReadAhead;
}

/**
 * One landed file as one source reads it, held to the source's limit of rows in quarantine. The limit and decisions about
 * rows are judged anew each time: they change nothing that was read.
 *
 * @param byContent the layout the file was recognised by, when its name is none the source knows
 */
export async function stageRelease(
  context: StageContext,
  source: CatalogSource,
  receipt: Receipt,
  byContent: Layout | null = null,
): Promise<StagedPart> {
  const part = await readPart(context, source, receipt, byContent);
  if (part.release.rowsQuarantined === 0) return part;
  const rows = await readQuarantine(context.home, part.release);
  const limit = source.declaration.quarantineLimit;
  const release = judgeQuarantine(part.release, rows, context.accepted ?? new Map(), limit);
  return { ...part, release, path: isRefused(release) ? null : part.path };
}

/**
 * Reads one landed file with one source, or takes the earlier reading from the store when file, declaration, reader and
 * register are the same. A refused release is remembered too, with its findings.
 *
 * @param byContent as for `stageRelease`
 * @throws Fault when the declaration cannot work on the file, or the engine fails
 */
export async function readPart(
  context: StageContext,
  source: CatalogSource,
  receipt: Receipt,
  byContent: Layout | null,
): Promise<StagedPart> {
  const { fingerprint, base } = locatePart(context, source, receipt, byContent);
  const wasRead = (await context.ahead?.take(fingerprint)) ?? false;
  const known = await readPartMeta(`${base}.json`);
  if (known !== null && (isRefused(known.release) || existsSync(`${base}.parquet`))) {
    return {
      ...known,
      landedAt: receipt.landedAt,
      knownDate: receipt.knownDate,
      path: isRefused(known.release) ? null : `${base}.parquet`,
      wasRead,
    };
  }
  const { reading, ...staged } = await readOnce(context, source, receipt, { byContent, partPath: `${base}.parquet` });
  const release: StagedRelease = {
    source: source.id,
    sha256: receipt.sha256,
    fileName: receipt.fileName,
    publishedDate: receipt.publishedDate,
    layout: reading.layout ?? "",
    fingerprint,
    rowsRead: reading.rowsRead,
    rowsStaged: reading.rowsStaged,
    rowsQuarantined: reading.quarantined.length,
    rowsByFate: reading.rowsByFate,
    rowsSkipped: { ...reading.skipped },
    findings: reading.findings.map(toPlainFinding),
  };
  const refused = isRefused(release);
  if (!refused && staged.vintageKeys === undefined)
    await writePart(context.engine, source, receipt, reading, `${base}.parquet`);
  await writeFileDurably(
    `${base}.quarantine.ndjson`,
    reading.quarantined.map((row) => `${JSON.stringify(row)}\n`).join(""),
  );
  const vintageKeys = refused ? [] : (staged.vintageKeys ?? listVintageKeys(source, reading));
  // Written last: with the meta file in place, the part is whole.
  await writeFileDurably(`${base}.json`, `${JSON.stringify({ release, vintageKeys }, null, 2)}\n`);
  return {
    release,
    vintageKeys,
    landedAt: receipt.landedAt,
    knownDate: receipt.knownDate,
    path: refused ? null : `${base}.parquet`,
    wasRead: true,
  };
}

/** Whether nothing of the release may be used. */
export function isRefused(release: StagedRelease): boolean {
  return release.findings.some((finding) => finding.severity === "refuse");
}

/** The rows of a part that were kept apart, with their reasons. */
export async function readQuarantine(home: Home, release: StagedRelease): Promise<QuarantinedRow[]> {
  const file = path.join(home.store, `staging_part.${release.source}`, `${release.fingerprint}.quarantine.ndjson`);
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as QuarantinedRow);
}

/** Reads a landed file by the engine where it is large, else by the ordinary reader; `vintageKeys` when the part is written. */
async function readOnce(
  context: StageContext,
  source: CatalogSource,
  receipt: Receipt,
  { byContent, partPath }: { readonly byContent: Layout | null; readonly partPath: string },
): Promise<{ readonly reading: ReleaseReading; readonly vintageKeys?: readonly VintageKey[] }> {
  try {
    const part = await stageDelimited(context, source, receipt, { byContent, partPath });
    if (part !== null) return part;
  } catch (error) {
    if (!(error instanceof Fault) || !error.code.startsWith("workbook.")) throw error;
    // A file that can be held is read again in the ordinary way, which knows more about what can be wrong with it.
    if (receipt.bytes > MAX_HELD_BYTES) return { reading: refuse(source, receipt, error) };
  }
  return { reading: await readLandedRelease(context, source, receipt, byContent) };
}

async function readLandedRelease(
  context: StageContext,
  source: CatalogSource,
  receipt: Receipt,
  byContent: Layout | null,
): Promise<ReleaseReading> {
  try {
    const workbook = await readWorkbook(await readLanded(context.home, receipt), receipt.fileName);
    return readRelease({
      sourceId: source.id,
      source: source.declaration,
      fileName: receipt.fileName,
      workbook,
      ...(context.areas === null ? {} : { areas: context.areas }),
      ...(byContent === null ? {} : { byContent }),
    });
  } catch (error) {
    // What is wrong with a publisher's file is a fact about data, not a failure of ours: the run goes on without it.
    if (error instanceof Fault && error.code.startsWith("workbook.")) return refuse(source, receipt, error);
    throw error;
  }
}

function refuse(source: CatalogSource, receipt: Receipt, fault: Fault): ReleaseReading {
  const finding: Finding = {
    code: fault.code,
    severity: "refuse",
    at: { source: source.id, file: receipt.fileName, ...fault.detail.at },
    summary: fault.summary,
    ...(fault.detail.expected === undefined ? {} : { expected: fault.detail.expected }),
    ...(fault.detail.found === undefined ? {} : { found: fault.detail.found }),
    next: fault.detail.next,
    count: 1,
  };
  return {
    layout: null,
    columns: [],
    rows: {},
    quarantined: [],
    skipped: {},
    findings: [finding],
    rowsRead: 0,
    rowsByFate: { staged: 0, quarantined: 0, skipped: 0, refused: 0 },
    rowsStaged: 0,
  };
}

async function writePart(
  engine: Engine,
  source: CatalogSource,
  receipt: Receipt,
  reading: ReleaseReading,
  file: string,
) {
  const fill = (value: Scalar) => new Array<Scalar>(reading.rowsStaged).fill(value);
  await writeStagingPart(engine, {
    columns: listStagingTableColumns(source.declaration.row),
    rows: { ...reading.rows, release: fill(receipt.sha256), published_date: fill(receipt.publishedDate) },
    path: file,
  });
}

function listVintageKeys(source: CatalogSource, reading: ReleaseReading): VintageKey[] {
  const columns = source.declaration.vintageBy.map((name) => reading.rows[name] ?? []);
  const keys = new Map<string, VintageKey>();
  for (let row = 0; row < reading.rowsStaged; row += 1) {
    const key = columns.map((column) => column[row] ?? null);
    keys.set(JSON.stringify(key), key);
  }
  // A source whose newest release replaces all has one empty key, also when the release has no rows.
  if (columns.length === 0) return [[]];
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}

function toPlainFinding(finding: Finding): StagedRelease["findings"][number] {
  return JSON.parse(JSON.stringify(finding)) as StagedRelease["findings"][number];
}

/** What is kept beside a part; null when there is none or it has an older form. */
export async function readPartMeta(file: string): Promise<z.infer<typeof partMetaSchema> | null> {
  if (!existsSync(file)) return null;
  const parsed = partMetaSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
  // A meta file of an older format is no reading of ours; the release is read again.
  return parsed.success ? parsed.data : null;
}
