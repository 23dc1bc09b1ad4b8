import type { Scalar } from "@poundwise/contracts";
import type { BoundKey } from "./bind-key.ts";
import { readValue } from "./cell-value.ts";
import { ExactSum } from "./exact-sum.ts";
import type { Problem } from "./findings.ts";
import { matchPattern } from "./fold-text.ts";
import { makeTableMasker, type TableMasker } from "./mask-table.ts";
import type { MatchedColumns, MatchedTotal, MatchedValue } from "./match-columns.ts";
import type { MatchedTable } from "./match-table.ts";
import { checkPrintedTotal, type PrintedTotal } from "./printed-totals.ts";
import type { Candidate, QuarantinedRow, RowOrigin } from "./release-reading.ts";
import { groupValues, readKey, stageValues, toProblem, type Failure, type ValueSource } from "./stage-row.ts";
import { columnsOf, lacksResult, textOf, toAddress, type Cell, type Sheet } from "./workbook.ts";

export interface TableReading {
  readonly candidates: readonly Candidate[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly problems: readonly Problem[];
  /** Reason → rows. */
  readonly skipped: ReadonlyMap<string, number>;
  readonly rowsRead: number;
  /** Rows that gave no candidate: all of them is in quarantine. */
  readonly rowsHeld: number;
}

/** Rows of the same table that are staged by other means, so that only their numbers are wanted here. */
export interface RowsElsewhere {
  readonly rows: number;
  /** Value column → exact sum of its numbers, as decimal text. */
  readonly sums: Readonly<Record<string, string>>;
}

export const NO_ROWS_ELSEWHERE: RowsElsewhere = { rows: 0, sums: {} };

/** Reads the rows of one table from its header to its end: keys, values, and what must be kept apart. */
export function readTable(table: MatchedTable, source: ValueSource, elsewhere = NO_ROWS_ELSEWHERE): TableReading {
  const { sheet, columns } = table;
  const candidates: Candidate[] = [];
  const quarantined: QuarantinedRow[] = [];
  const problems: Problem[] = [];
  const unnamed: string[] = [];
  const scan = scanRows(table);
  const masker = makeTableMasker(source.mask);
  const toOrigin = makeOrigins(table, masker);
  let rowsHeld = 0;
  const keyColumns = listCellKeys(columns).map((key) => key.column);
  const fixedGroups = columns.values.every((value) => value.keys.every((key) => key.kind === "fixed"))
    ? groupValues(columns.values, (value) => toRecord(value.keys, (key) => (key.kind === "fixed" ? key.value : null)))
    : null;

  for (const { row, filled } of scan.rows) {
    const origin = toOrigin(row);
    const failures: Failure[] = [];
    const read = (key: BoundKey): Scalar => {
      const outcome = readKey(key, row, sheet, filled, source.usesDate1904);
      if ("value" in outcome) {
        return masker.maskKey(key.name, outcome.value, key.kind === "cell" ? toAddress(row, key.column) : null);
      }
      failures.push(outcome.failure);
      return null;
    };
    const keepApart = (
      reasons: readonly Failure[],
      members: readonly MatchedValue[],
      printed?: readonly number[],
    ): void => {
      const amountGbp = sumAmount(members, row, sheet, source);
      for (const found of reasons) {
        const failure = masker.maskFailure(found);
        const { code, cells, reason, expected = null, found: stood = null } = failure;
        const record = origin.toRecord(printed);
        const place = { sheet: sheet.name, rowNumber: row, cells };
        quarantined.push({ ...place, code, reason, expected, found: stood, record, amountGbp });
        problems.push(toProblem(failure, sheet.name));
      }
    };
    if (!columns.allowsUnnamed) unnamed.push(...listUnnamed(table, row));
    const rowKeys = toRecord(columns.keys, read);
    const groups = fixedGroups ?? groupValues(columns.values, (value) => toRecord(value.keys, read));
    if (failures.length > 0) {
      keepApart(failures, columns.values);
      rowsHeld += 1;
      continue;
    }
    const before = candidates.length;
    for (const { keys, members } of groups) {
      const staged = stageValues(members, row, sheet, source);
      if (staged.failures.length === 0)
        candidates.push({ keys: { ...rowKeys, ...keys }, values: staged.values, origin });
      else keepApart(staged.failures, members, [...keyColumns, ...members.map((value) => value.column)]);
    }
    if (candidates.length === before) rowsHeld += 1;
  }
  problems.push(...masker.listProblems(sheet.name));
  problems.push(...columns.totals.flatMap((total) => checkPrintedTotal(addUp(total, table, scan, source, elsewhere))));
  if (unnamed.length > 0) problems.push(toUnnamedProblem(unnamed, sheet.name));
  if (scan.rows.length + elsewhere.rows === 0) problems.push(toNoRowsProblem(table, scan));
  return { candidates, quarantined, problems, skipped: scan.skipped, rowsRead: scan.rowsRead, rowsHeld };
}

/** Pounds of the source's amount column in some cells of a row; null when it has none or no cell holds a number. */
function sumAmount(
  members: readonly MatchedValue[],
  row: number,
  sheet: Sheet,
  { amountColumn, markers, blank }: ValueSource,
): number | null {
  let sum: number | null = null;
  for (const { rule, column } of members) {
    if (rule.column !== amountColumn) continue;
    const outcome = readValue(sheet.cell(row, column), rule, markers, blank);
    if ("value" in outcome && outcome.value !== null) sum = (sum ?? 0) + outcome.value;
  }
  return sum;
}

/** The numbers behind a printed total: of every row that is not skipped, in quarantine or not. */
function addUp(
  total: MatchedTotal,
  { sheet, columns }: MatchedTable,
  scan: RowScan,
  source: ValueSource,
  elsewhere: RowsElsewhere,
): PrintedTotal {
  const members = columns.values.filter((value) => value.rule.column === total.rule.column);
  const read = (row: number, { rule, column }: MatchedValue) =>
    readValue(sheet.cell(row, column), rule, source.markers, source.blank);
  const unreadable: string[] = [];
  const sum = new ExactSum();
  sum.add(elsewhere.sums[total.rule.column] ?? 0);
  for (const { row } of scan.rows) {
    for (const member of members) {
      const outcome = read(row, member);
      if ("code" in outcome) unreadable.push(toAddress(row, member.column));
      else sum.add(outcome.value ?? 0);
    }
  }
  const printed = scan.totals.filter((row) => fitsTotal(total, row, sheet));
  return {
    rule: total.rule,
    sheet: sheet.name,
    printed: printed.flatMap((row) =>
      members.map((member) => {
        const outcome = read(row, member);
        return { cell: toAddress(row, member.column), number: "value" in outcome ? outcome.value : null };
      }),
    ),
    sum: sum.toNumber(),
    rows: scan.rows.length + elsewhere.rows,
    unreadable,
  };
}

interface RowScan {
  /** Rows to stage, with the cells that stand for blank ones of columns filled down. */
  readonly rows: readonly { readonly row: number; readonly filled: ReadonlyMap<number, Cell> }[];
  /** Rows that print a total; they count as skipped. */
  readonly totals: readonly number[];
  readonly skipped: ReadonlyMap<string, number>;
  readonly rowsRead: number;
}

/** Walks the rows to the end of the table and sorts out which to stage. Wholly empty rows count as nothing. */
function scanRows({ sheet, columns, firstRow }: MatchedTable): RowScan {
  const rows: { row: number; filled: ReadonlyMap<number, Cell> }[] = [];
  const skipped = new Map<string, number>();
  const cellKeys = listCellKeys(columns);
  let filled: ReadonlyMap<number, Cell> = new Map();
  const totals: number[] = [];
  let rowsRead = 0;
  const nextRow = sheet.nextRow ?? ((row: number) => row + 1);
  for (let row = nextRow(firstRow - 1); row <= sheet.rowCount; row = nextRow(row)) {
    const isBlank = (column: number): boolean => isBlankCell(sheet.cell(row, column));
    const fits = (column: number, matches: RegExp): boolean =>
      matchPattern(matches, textOf(sheet.cell(row, column))) !== null;
    if (isBlankRow(sheet, row)) continue;
    if (columns.stopAt !== null && fits(columns.stopAt.column, columns.stopAt.matches)) break;
    rowsRead += 1;
    const fresh = cellKeys.filter((key) => key.fillDown && !isBlank(key.column));
    if (fresh.length > 0) {
      filled = new Map([...filled, ...fresh.map((key) => [key.column, sheet.cell(row, key.column)!] as const)]);
    }
    const isTotal = columns.totals.some((total) => fitsTotal(total, row, sheet));
    if (isTotal) totals.push(row);
    const hasNoValue = columns.values.length > 0 && columns.values.every((value) => isBlank(value.column));
    const lacksKey = cellKeys.some((key) => !key.fillDown && !key.staging.isOptional && isBlank(key.column));
    const why =
      (isTotal ? "printed total" : undefined) ??
      columns.skip.find((rule) => fits(rule.column, rule.matches))?.why ??
      (hasNoValue && lacksKey ? "empty row" : undefined);
    if (why === undefined) rows.push({ row, filled });
    else skipped.set(why, (skipped.get(why) ?? 0) + 1);
  }
  return { rows, totals, skipped, rowsRead };
}

function fitsTotal({ columns, matches }: MatchedTotal, row: number, sheet: Sheet): boolean {
  return columns.every((column) => matchPattern(matches, textOf(sheet.cell(row, column))) !== null);
}

type CellKey = Extract<BoundKey, { readonly kind: "cell" }>;

function listKeys(columns: MatchedColumns): BoundKey[] {
  return [...columns.keys, ...columns.values.flatMap((value: MatchedValue) => value.keys)];
}

function listCellKeys(columns: MatchedColumns): CellKey[] {
  return listKeys(columns).filter((key): key is CellKey => key.kind === "cell");
}

function isBlankRow(sheet: Sheet, row: number): boolean {
  for (const column of columnsOf(sheet, row)) {
    if (!isBlankCell(sheet.cell(row, column))) return false;
  }
  return true;
}

const isBlankCell = (cell: Cell | undefined): boolean => textOf(cell) === "" && !lacksResult(cell);

/** Cells of a row that hold something in a column without a header. */
function listUnnamed({ sheet, header }: MatchedTable, row: number): string[] {
  const named = new Set(header.cells.map((cell) => cell.column));
  const cells: string[] = [];
  for (const column of columnsOf(sheet, row)) {
    if (!named.has(column) && textOf(sheet.cell(row, column)) !== "") cells.push(toAddress(row, column));
  }
  return cells;
}

/** What all candidates of a row share, made once for the table as far as possible. */
function makeOrigins({ sheet, header, columns }: MatchedTable, masker: TableMasker): (row: number) => RowOrigin {
  const cellKeys = listCellKeys(columns);
  const keyColumns = Object.fromEntries(cellKeys.map((key) => [key.name, key.column]));
  const areaKeys = Object.fromEntries(
    listKeys(columns).flatMap((key) => {
      const lookup = key.kind === "cell" ? key.rule.as : key.kind === "fixed" ? key.lookup : undefined;
      return lookup === "area_name" || lookup === "dfe_number" ? [[key.name, lookup] as const] : [];
    }),
  );
  const keyNames = new Map(cellKeys.map((key) => [key.column, key.name]));
  const labels = new Set<string>();
  const printed = header.cells.map(({ column, label }) => {
    const name = labels.has(label) ? `${label} (${toAddress(header.row, column)})` : label;
    labels.add(label);
    return { column, name };
  });
  return (row) => ({
    sheet: sheet.name,
    rowNumber: row,
    keyColumns,
    areaKeys,
    toRecord: (only) =>
      Object.fromEntries(
        printed
          .filter(({ column }) => only === undefined || only.includes(column))
          .map(({ column, name }) => [name, masker.maskText(keyNames.get(column), sheet.cell(row, column)?.raw ?? "")]),
      ),
  });
}

function toRecord(keys: readonly BoundKey[], read: (key: BoundKey) => Scalar): Record<string, Scalar> {
  return Object.fromEntries(keys.map((key) => [key.name, read(key)]));
}

function toUnnamedProblem(cells: readonly string[], sheet: string): Problem {
  return {
    code: "column.unnamed",
    severity: "refuse",
    sheet,
    cells,
    summary: "a column without a header holds something",
    expected: "a header above every cell of the table",
    found: `${cells.length} such cells`,
    next: 'Look at the cells; if they can be passed over, add { header: "", why: … } to the layout\'s ignore list.',
    count: cells.length,
  };
}

function toNoRowsProblem({ sheet, header }: MatchedTable, scan: RowScan): Problem {
  const reasons = [...scan.skipped].map(([why, count]) => `${count} skipped: ${why}`).join("; ");
  return {
    code: scan.rowsRead === 0 ? "sheet.empty" : "sheet.all_skipped",
    severity: "refuse",
    sheet: sheet.name,
    summary: scan.rowsRead === 0 ? "no rows under the header" : "every row is skipped",
    expected: `rows under the header in row ${header.row}`,
    found: reasons === "" ? "none" : reasons,
    next: "Open the sheet: the publisher may have moved the table or reworded what the row rules look for.",
  };
}
