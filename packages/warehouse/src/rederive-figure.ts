import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import type { ComputedTable, InputRows, Row, Scalar, SqlTable, TableName } from "@poundwise/contracts";
import { analyseQuery } from "./analyse-sql.ts";
import { withEngine, type Engine } from "./engine.ts";
import { toMatchConditions } from "./match-rows.ts";
import { holdsFor, resolveTableName, type TraceContext } from "./trace-figure.ts";

/** A figure made once more from its traced inputs. */
export interface Rederivation {
  readonly column: string;
  /** "the traced rows alone", "the traced rows of the whole group" or "all rows of its inputs". */
  readonly from: string;
  readonly value: Scalar;
  readonly published: Scalar;
  readonly agrees: boolean;
}

/**
 * Makes figures of one row again. A table in SQL runs over the traced rows alone, which proves that they are enough; ranks
 * and groups run over their peers too. A computed table runs over its whole inputs.
 */
export async function rederiveFigures(
  context: TraceContext,
  table: SqlTable | ComputedTable,
  row: Row,
  columns: readonly string[],
): Promise<Rederivation[]> {
  const ofPeers = columns.filter((column) => table.contract.peers?.columns.includes(column) === true);
  const ofRow = columns.filter((column) => !ofPeers.includes(column));
  const compare = (from: string, derived: Row | undefined) => (column: string) => {
    const value = derived?.[column] ?? null;
    const published = row[column] ?? null;
    return { column, from, value, published, agrees: isSame(value, published) };
  };
  if (table.kind === "computed") {
    const derived = await recompute(context, table, row);
    return columns.map(compare("all rows of its inputs", derived));
  }
  const free = table.contract.peers?.free ?? [];
  const alone = ofRow.length === 0 ? undefined : await rederiveSql(context, table, row, []);
  const among = ofPeers.length === 0 ? undefined : await rederiveSql(context, table, row, free);
  return [
    ...ofRow.map(compare("the traced rows alone", alone)),
    ...ofPeers.map(compare("the traced rows of the whole group", among)),
  ];
}

async function rederiveSql(
  context: TraceContext,
  table: SqlTable,
  row: Row,
  free: readonly string[],
): Promise<Row | undefined> {
  const { contract, query } = table;
  const references = await analyseQuery(context.engine, query, { file: table.file, line: table.queryLine });
  return withEngine({}, async (engine) => {
    for (const schema of ["staging", "core", "curated"]) await engine.run(`create schema if not exists ${schema}`);
    for (const { name } of references) {
      const steps = [];
      for (const step of contract.trace) {
        if (resolveTableName(step, row) === name && (await holdsFor(context.engine, step, row))) steps.push(step);
      }
      await createRestrictedView(engine, context.pathOf(name)!, name, steps, row, free);
    }
    const keys = contract.grain.map((key, index) => `${quotedIdentifier(key)}::varchar = $${index + 1}::varchar`);
    const [found] = await engine.readRows(
      `select * from (${query}\n) as rederived where ${keys.join(" and ")}`,
      contract.grain.map((key) => String(row[key])),
    );
    return found;
  });
}

/** An input without a trace step for this row (a register, a deflator) is taken whole. */
async function createRestrictedView(
  engine: Engine,
  file: string,
  name: string,
  steps: readonly { readonly match: Readonly<Record<string, string | string[]>> }[],
  row: Row,
  free: readonly string[],
): Promise<void> {
  const filters = steps.map((step) => {
    const match = toMatchConditions(step.match, row, free);
    return match.values.reduceRight<string>(
      (sql, value, index) => sql.replaceAll(`$${index + 2}::`, `${quotedString(String(value))}::`),
      match.sql,
    );
  });
  const where = filters.length === 0 ? "true" : filters.map((filter) => `(${filter})`).join(" or ");
  const [schema, relation] = name.split(".");
  await engine.run(
    `create view ${quotedIdentifier(schema!)}.${quotedIdentifier(relation!)} as select * from read_parquet(${quotedString(file)}) where ${where}`,
  );
}

async function recompute(context: TraceContext, table: ComputedTable, row: Row): Promise<Row | undefined> {
  const inputs: Record<string, InputRows> = {};
  for (const [alias, name] of Object.entries(table.inputs)) {
    const grain = context.tables
      .get(name as TableName)!
      .contract.grain.map(quotedIdentifier)
      .join(", ");
    inputs[alias] = await context.engine.readRows(`select * from read_parquet($1::varchar) order by ${grain}`, [
      context.pathOf(name)!,
    ]);
  }
  return table
    .compute(inputs)
    .find((candidate) => table.contract.grain.every((key) => isSame(candidate[key] ?? null, row[key] ?? null)));
}

function isSame(a: Scalar, b: Scalar): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  return String(a) === String(b);
}
