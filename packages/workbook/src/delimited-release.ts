import { isUtf8 } from "node:buffer";
import { listStagingColumns, type PlainRowPlan } from "@poundwise/contracts";
import type { BoundKey } from "./bind-key.ts";
import { decodeLines, decodeText } from "./decode-text.ts";
import { findDelimiter, parseRecord, readDelimitedText, toTextWorkbook } from "./delimited-text.ts";
import { maskPersonal } from "./mask-personal.ts";
import { matchGivenLayout, matchLayout } from "./match-layout.ts";
import type { MatchedTable } from "./match-table.ts";
import { RecordNumberer } from "./number-records.ts";
import { answerFrequentTexts, judgeKey, planPlainRows } from "./plan-plain-rows.ts";
import { readRelease, type ReadReleaseOptions } from "./read-release.ts";
import { readTable, type RowsElsewhere } from "./read-table.ts";
import type { ReleaseReading } from "./release-reading.ts";
import { resolveAreas } from "./resolve-areas.ts";
import { toStagingRows } from "./staging-columns.ts";
import type { Sheet, Workbook } from "./workbook.ts";

/** Bytes at the start of a file in which its header must stand to be read in this way. */
export const HEAD_BYTES = 1 << 20;

export interface DelimitedReleaseOptions extends Omit<ReadReleaseOptions, "workbook" | "elsewhere"> {
  /** The first `HEAD_BYTES` of the file, or all of a smaller one. */
  readonly head: Buffer;
  readonly maxRecordBytes?: number;
  /** Set when the engine has complained of records with more cells than the header has. */
  readonly countsCells?: boolean;
}

/**
 * One release in a delimited file too large to be held: the engine stages its plain rows, and the rows that are not plain
 * are set apart here and read as any release is. Both together give what `readRelease` gives of the whole file.
 */
export interface DelimitedRelease {
  readonly plan: PlainRowPlan;
  /** Puts numbers before the records, and sets those apart that the engine might read otherwise. */
  readonly numberer: RecordNumberer;
  /**
   * Sets a row apart and stages it by itself.
   * @param cells its texts; null for a row that the numberer has set apart
   * @returns the texts of its staging columns in their order, null where there is nothing; null when it gives no staging row
   */
  stageRow(row: number, cells: readonly (string | null)[] | null): (string | null)[] | null;
  /** Sets apart a row that had been taken for plain. */
  setApart(row: number, cells: readonly (string | null)[]): void;
  /** See `judgeKey`. */
  judgeKey(name: string, text: string): string | null;
  /** Whether the text of a masked column holds personal details. */
  isPersonal(name: string, text: string): boolean;
  readonly sheetName: string;
  /** Value columns of which the file prints totals. */
  readonly totalColumns: readonly string[];
  /** Numbers of the rows that were set apart. */
  listApart(): number[];
  /** How many of them gave a staging row. */
  countStagedApart(): number;
  /** The reading of the whole file but for its `rows`, which the engine has written. */
  finish(plain: RowsElsewhere): ReleaseReading;
}

/**
 * Binds a release to the start of its file.
 * @returns null when no layout fits the start, or its rules need the ordinary reader; see `planPlainRows`
 */
export function openDelimitedRelease(options: DelimitedReleaseOptions): DelimitedRelease | null {
  const { fileName, source, areas, byContent, maxRecordBytes } = options;
  const bound = bindHead(options);
  if (bound === null) return null;
  const { table, delimiter, headRecord } = bound;
  const staging = listStagingColumns(source.row);
  const bare = planPlainRows(table, staging, { delimiter, source, hasAreas: areas !== undefined });
  if (bare === null) return null;

  const apart = new Map<number, readonly string[]>();
  let stagedApart = 0;
  const valueSource = {
    markers: source.markers,
    blank: source.blank ?? "missing",
    usesDate1904: false,
    mask: source.mask ?? {},
    amountColumn: source.amountColumn ?? null,
  } as const;
  const keys = new Map(table.columns.keys.filter(isCellKey).map((key) => [key.name, key]));
  const openAreas = new Set(
    [...(areas?.byCode.values() ?? [])].filter(({ validTo }) => validTo === null).map(({ areaCode }) => areaCode),
  );
  const judge = remember((name: string, text: string) => {
    const checksArea = areas !== undefined && source.areaColumn === name;
    return judgeKey(text, keys.get(name)!, checksArea ? openAreas : null);
  });
  const plan = answerFrequentTexts(bare, table, judge);
  const numberer = new RecordNumberer({
    fileName,
    delimiter,
    firstRow: table.firstRow,
    onOdd: (row, bytes, isRelaxed) => {
      const text = isUtf8(bytes) ? bytes.toString("utf8") : decodeLines(bytes);
      apart.set(row, parseRecord(text, delimiter, isRelaxed));
    },
    ...(maxRecordBytes === undefined ? {} : { maxRecordBytes }),
    ...(options.countsCells === true ? { maxCells: plan.columnCount } : {}),
  });
  const isPersonal = remember((name: string, text: string) => maskPersonal(text, source.mask![name]!).rules.length > 0);

  return {
    plan,
    numberer,
    judgeKey: judge,
    isPersonal,
    setApart: (row, cells) => void apart.set(row, toTexts(cells, plan.columnCount)),
    sheetName: table.sheet.name,
    totalColumns: [...new Set(table.columns.totals.map(({ rule }) => rule.column))],
    listApart: () => [...apart.keys()],
    countStagedApart: () => stagedApart,
    stageRow: (row, cells) => {
      if (cells !== null) apart.set(row, toTexts(cells, plan.columnCount));
      const reading = readTable({ ...table, sheet: toOneRow(row, apart.get(row)!), firstRow: row }, valueSource);
      const { kept } = resolveAreas(reading.candidates, source.areaColumn, areas ?? null);
      if (kept.length === 0) return null;
      stagedApart += 1;
      return Object.values(toStagingRows(source.row, kept, fileName)).map(([value]) =>
        value === null || value === undefined ? null : String(value),
      );
    },
    finish: (plain) => {
      const columnCount = [...apart.values()].reduce((most, cells) => Math.max(most, cells.length), plan.columnCount);
      const record = (row: number) => (row < table.firstRow ? headRecord(row) : apart.get(row));
      const rows = Float64Array.from(apart.keys()).sort();
      const nextRow = makeNextRow(rows, numberer.rows);
      const workbook = toTextWorkbook({ rowCount: numberer.rows, columnCount, record, nextRow });
      return readRelease({
        sourceId: options.sourceId,
        source,
        fileName,
        workbook,
        elsewhere: plain,
        ...(areas === undefined ? {} : { areas }),
        ...(byContent === undefined ? {} : { byContent }),
      });
    },
  };
}

interface BoundHead {
  readonly table: MatchedTable;
  readonly delimiter: string;
  readonly headRecord: (row: number) => readonly string[];
}

function bindHead({ head, fileName, source, byContent }: DelimitedReleaseOptions): BoundHead | null {
  if (startsInUtf16(head)) return null;
  const text = decodeText(
    head.subarray(0, head.length < HEAD_BYTES ? head.length : head.lastIndexOf(10) + 1),
    fileName,
  );
  const delimiter = findDelimiter(text);
  const workbook = readStart(text, fileName, head.length === HEAD_BYTES);
  const staging = new Map(listStagingColumns(source.row).map((column) => [column.name, column]));
  const match =
    byContent === undefined
      ? matchLayout(source.layouts, fileName, workbook, staging)
      : matchGivenLayout(byContent, workbook, staging);
  if ("problems" in match || match.tables.length !== 1) return null;
  const table = match.tables[0]!;
  const { sheet } = table;
  const headRecord = (row: number) =>
    Array.from({ length: sheet.columnCount }, (_, index) => sheet.cell(row, index + 1)?.raw ?? "");
  return { table, delimiter, headRecord };
}

/** The records of the start of a file; a cut inside a quoted cell takes the lines of that record with it. */
function readStart(text: string, fileName: string, isCut: boolean): Workbook {
  let start = text;
  for (;;) {
    try {
      return readDelimitedText(start, fileName);
    } catch (error) {
      const end = start.lastIndexOf("\n", start.length - 2);
      if (!isCut || end === -1 || start.length < text.length / 2) throw error;
      start = start.slice(0, end + 1);
    }
  }
}

/** Text in UTF-16, with a mark or without: its line ends are not single bytes. */
function startsInUtf16(head: Buffer): boolean {
  const start = head.subarray(0, 4096);
  return start.includes(0) || (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
}

/** Finds the next of some sorted rows; rows are asked for in order. */
function makeNextRow(rows: Float64Array, rowCount: number): (row: number) => number {
  let at = 0;
  return (row) => {
    if (at > 0 && rows[at - 1]! > row) at = 0;
    while (at < rows.length && rows[at]! <= row) at += 1;
    return rows[at] ?? rowCount + 1;
  };
}

function toOneRow(row: number, cells: readonly string[]): Sheet {
  const record = (wanted: number) => (wanted === row ? cells : undefined);
  return toTextWorkbook({ rowCount: row, columnCount: cells.length, record }).sheets[0]!;
}

/** One cell behind the last column is asked for, to see whether there is any: it is not there when it is blank. */
function toTexts(cells: readonly (string | null)[], columnCount: number): string[] {
  const isLonger = (cells[columnCount] ?? "") !== "";
  return cells.slice(0, isLonger ? undefined : columnCount).map((cell) => cell ?? "");
}

type CellKey = Extract<BoundKey, { readonly kind: "cell" }>;

const isCellKey = (key: BoundKey): key is CellKey => key.kind === "cell";

const MAX_REMEMBERED = 200_000;

/** The same keys and payees come back thousands of times. */
function remember<Answer>(ask: (name: string, text: string) => Answer): (name: string, text: string) => Answer {
  const known = new Map<string, Map<string, Answer>>();
  return (name, text) => {
    const answers = known.get(name) ?? new Map<string, Answer>();
    known.set(name, answers);
    const answer = answers.get(text);
    if (answer !== undefined) return answer;
    const fresh = ask(name, text);
    if (answers.size < MAX_REMEMBERED) answers.set(text, fresh);
    return fresh;
  };
}
