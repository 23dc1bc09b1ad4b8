import { quotedIdentifier } from "@duckdb/node-api";
import {
  Fault,
  type ComputedTable,
  type Row,
  type Scalar,
  type SqlTable,
  type TableName,
  type TraceStep,
} from "@poundwise/contracts";
import type { Engine } from "./engine.ts";
import { rederiveFigures, type Rederivation } from "./rederive-figure.ts";
import { findTracedRow } from "./find-traced-row.ts";
import { toMatchConditions } from "./match-rows.ts";

/** What a trace needs of a publication. Table names include their layer. */
export interface TraceContext {
  readonly engine: Engine;
  readonly tables: ReadonlyMap<TableName, SqlTable | ComputedTable>;
  /** Parquet file of a staging, core or curated table of the publication; null when there is none. */
  readonly pathOf: (tableName: string) => string | null;
}

export interface TraceRequest {
  readonly table: TableName;
  /** Column (or the start of its name) → value as text. */
  readonly where: Readonly<Record<string, string>>;
  readonly column: string | null;
}

/** A published figure as it stands in its file. */
export interface TracedCell {
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
  /** As printed. */
  readonly raw: string | null;
  /** As read, in the unit of staging. */
  readonly value: Scalar;
  readonly status: string;
  readonly source: string;
  /** Value column of staging; null where a whole row without values (a register, a mapping) is the evidence. */
  readonly column: string | null;
  /** SHA-256 of the landed file. */
  readonly release: string;
}

export interface TracedRow {
  readonly table: string;
  readonly row: Row;
  readonly inputs: readonly TracedInput[];
  /** Only for rows of staging. */
  readonly cells: readonly TracedCell[];
}

export interface TracedInput {
  readonly table: string;
  /** Rows of the input that this row was made from. */
  readonly rowCount: number;
  /** Up to `ROW_LIMIT` of them. */
  readonly rows: readonly TracedRow[];
}

export interface Trace extends TracedRow {
  readonly column: string | null;
  readonly value: Scalar | undefined;
  /** Formula in words, from the contract. */
  readonly how: string | null;
  /** The figure made again; without a column every figure of the row. */
  readonly rederivations: readonly Rederivation[];
  /** Other rows that the condition also fits. */
  readonly otherMatches: number;
}

const ROW_LIMIT = 200;

/**
 * Follows one figure of a core or curated table down to the cells it was made from, and derives it again.
 *
 * @throws Fault `trace.unknown_table`, `trace.unknown_column`, `trace.no_row`
 */
export async function traceFigure(context: TraceContext, request: TraceRequest): Promise<Trace> {
  const table = context.tables.get(request.table);
  if (table === undefined) {
    throw new Fault("trace.unknown_table", `${request.table} is not a table of this warehouse`, {
      expected: `one of ${[...context.tables.keys()].filter((name) => name.startsWith("curated.")).join(", ")}`,
      next: "Name the table with its layer, as in curated.unit_cost.",
    });
  }
  const column = request.column === null ? null : resolveFigureColumn(table, request.column);
  const { row, otherMatches } = await findTracedRow(context, table, request.where);
  const traced = await followRow(context, request.table, row, column);
  return {
    ...traced,
    column,
    value: column === null ? undefined : (row[column] ?? null),
    how: column === null ? null : (table.contract.how[column] ?? null),
    rederivations: await rederiveFigures(context, table, row, column === null ? table.contract.columns : [column]),
    otherMatches,
  };
}

const UNIT_ENDINGS = ["gbp", "count", "share", "pct", "code", "name", "date"];

/** A column by its whole name, or without the ending that says its unit: `unit_cost` for `unit_cost_gbp`. */
function resolveFigureColumn(table: SqlTable | ComputedTable, name: string): string {
  const { columns } = table.contract;
  if (columns.includes(name)) return name;
  const fitting = columns.filter((column) => UNIT_ENDINGS.some((ending) => column === `${name}_${ending}`));
  if (fitting.length === 1) return fitting[0]!;
  throw new Fault("trace.unknown_column", `${table.name} has no column ${name}`, {
    expected: `one of ${columns.join(", ")}`,
    next: "Choose one of its columns with --column.",
  });
}

async function followRow(context: TraceContext, name: string, row: Row, column: string | null): Promise<TracedRow> {
  if (name.startsWith("staging.")) return { table: name, row, inputs: [], cells: listCells(name, row, null) };
  const contract = context.tables.get(name as TableName)!.contract;
  const inputs: TracedInput[] = [];
  for (const step of contract.trace) {
    if (column !== null && step.feeds !== undefined && !step.feeds.includes(column)) continue;
    if (!(await holdsFor(context.engine, step, row))) continue;
    inputs.push(await followStep(context, step, row));
  }
  return { table: name, row, inputs, cells: [] };
}

async function followStep(context: TraceContext, declared: TraceStep, row: Row): Promise<TracedInput> {
  const step = { ...declared, table: resolveTableName(declared, row) };
  const file = context.pathOf(step.table);
  if (file === null) return { table: step.table, rowCount: 0, rows: [] };
  const match = toMatchConditions(step.match, row);
  const found = await context.engine.readRows(
    `select * from read_parquet($1::varchar) where ${match.sql} limit ${ROW_LIMIT + 1}`,
    [file, ...match.values],
  );
  const [counted] = await context.engine.readRows(
    `select count(*)::integer as row_count from read_parquet($1::varchar) where ${match.sql}`,
    [file, ...match.values],
  );
  const rows: TracedRow[] = [];
  for (const input of found.slice(0, ROW_LIMIT)) {
    if (step.table.startsWith("staging.")) {
      rows.push({ table: step.table, row: input, inputs: [], cells: listCells(step.table, input, step.reads ?? null) });
    } else {
      rows.push(await followRow(context, step.table, input, step.reads?.[0] ?? null));
    }
  }
  return { table: step.table, rowCount: Number(counted!["row_count"]), rows };
}

/** `staging.{source_id}` names the source that the row says it came through. */
export function resolveTableName(step: TraceStep, row: Row): string {
  return step.table.replace(/\{(\w+)\}/, (_, column: string) => String(row[column]));
}

/** Whether the step's condition is true for this row; it is one of ours, from a contract, and sees only the row. */
export async function holdsFor(engine: Engine, step: TraceStep, row: Row): Promise<boolean> {
  if (step.when === undefined) return true;
  const names = Object.keys(row).filter((name) => step.when!.includes(name));
  const columns = names.map((name, index) => `$${index + 1} as ${quotedIdentifier(name)}`).join(", ");
  const [result] = await engine.readRows(
    `select (${step.when}) as holds from (select ${columns})`,
    names.map((name) => row[name] ?? null),
  );
  return result!["holds"] === true;
}

function listCells(name: string, row: Row, reads: readonly string[] | null): TracedCell[] {
  const valueColumns = Object.keys(row).filter((column) => `${column}_cell` in row && `${column}_raw` in row);
  const wanted = reads === null ? valueColumns : valueColumns.filter((column) => reads.includes(column));
  const origin = {
    file: String(row["file_name"]),
    sheet: String(row["sheet"]),
    source: name.slice("staging.".length),
    release: String(row["release"]),
  };
  const cells = wanted.flatMap((column): TracedCell[] => {
    const cell = row[`${column}_cell`];
    if (typeof cell !== "string") return [];
    return [
      {
        ...origin,
        cell,
        column,
        raw: (row[`${column}_raw`] ?? null) as string | null,
        value: row[column] ?? null,
        status: String(row[`${column}_status`]),
      },
    ];
  });
  if (cells.length > 0 || valueColumns.length > 0) return cells;
  // A row without value columns (a register, a mapping) stands for itself: its whole row is the evidence.
  return [{ ...origin, cell: `row ${String(row["row_number"])}`, column: null, raw: null, value: null, status: "ok" }];
}

/** Every cell below a traced row, once each, in the order met. */
export function collectCells(traced: TracedRow): TracedCell[] {
  const cells = new Map<string, TracedCell>();
  const visit = (row: TracedRow): void => {
    for (const cell of row.cells) cells.set(`${cell.release}|${cell.sheet}|${cell.cell}|${cell.column}`, cell);
    for (const input of row.inputs) input.rows.forEach(visit);
  };
  visit(traced);
  return [...cells.values()];
}
