import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import type { ComputedTable, InputRows, Row, Scalar, SqlTable, TableName } from "@poundwise/contracts";
import { analyseQuery } from "./analyse-sql.ts";
import { withEngine, type Engine } from "./engine.ts";
import { toMatchConditions } from "./match-rows.ts";
import { holdsFor, resolveTableName, type TraceContext } from "./trace-figure.ts";

/** The figure made once more from its traced inputs. */
export interface Rederivation {
  /** "the traced rows alone" or "all rows of its inputs". */
  readonly from: string;
  readonly value: Scalar;
  readonly published: Scalar;
  readonly agrees: boolean;
}

/**
 * Makes one figure again. A table in SQL runs over the traced rows alone, which proves that they are enough; ranks and
 * groups run over their peers too. A computed table runs over its whole inputs.
 */
export async function rederiveFigure(
  context: TraceContext,
  table: SqlTable | ComputedTable,
  row: Row,
  column: string,
): Promise<Rederivation> {
  const derived =
    table.kind === "sql"
      ? await rederiveSql(context, table, row, column)
      : await recompute(context, table, row, column);
  const published = row[column] ?? null;
  return { ...derived, published, agrees: isSame(derived.value, published) };
}

async function rederiveSql(context: TraceContext, table: SqlTable, row: Row, column: string) {
  const { contract, query } = table;
  const references = await analyseQuery(context.engine, query, { file: table.file, line: table.queryLine });
  const free = contract.peers?.columns.includes(column) === true ? contract.peers.free : [];
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
    const found = await engine.readRows(
      `select ${quotedIdentifier(column)} as figure from (${query}\n) as rederived where ${keys.join(" and ")}`,
      contract.grain.map((key) => String(row[key])),
    );
    return {
      from: free.length === 0 ? "the traced rows alone" : "the traced rows of the whole group",
      value: found[0]?.["figure"] ?? null,
    };
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

async function recompute(context: TraceContext, table: ComputedTable, row: Row, column: string) {
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
  const match = table
    .compute(inputs)
    .find((candidate) => table.contract.grain.every((key) => isSame(candidate[key] ?? null, row[key] ?? null)));
  return { from: "all rows of its inputs", value: match?.[column] ?? null };
}

function isSame(a: Scalar, b: Scalar): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  return String(a) === String(b);
}
