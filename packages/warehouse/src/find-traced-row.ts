import { quotedIdentifier } from "@duckdb/node-api";
import { Fault, type ComputedTable, type Row, type SqlTable } from "@poundwise/contracts";
import type { TraceContext } from "./trace-figure.ts";

/**
 * The row that a condition names. A key may be a column or an unambiguous part of one (`area` for `area_code`).
 * When several rows fit, the newest year comes first, then the order of the grain; the others are counted.
 *
 * @throws Fault `trace.unknown_column`, `trace.no_row`
 */
export async function findTracedRow(
  context: TraceContext,
  table: SqlTable | ComputedTable,
  where: Readonly<Record<string, string>>,
): Promise<{ row: Row; otherMatches: number }> {
  const conditions = Object.entries(where).map(([key, value], index) => ({
    sql: `${quotedIdentifier(resolveColumn(table, key))}::varchar = $${index + 2}::varchar`,
    value,
  }));
  const file = context.pathOf(table.name);
  const filter = conditions.length === 0 ? "true" : conditions.map(({ sql }) => sql).join(" and ");
  const years = table.contract.columns.filter(
    (column) => /_year$/.test(column) && table.contract.grain.includes(column),
  );
  const order = [
    ...years.map((column) => `${quotedIdentifier(column)} desc`),
    ...table.contract.grain.filter((column) => !years.includes(column)).map(preferHeadline),
  ];
  const rows =
    file === null
      ? []
      : await context.engine.readRows(
          `select * from read_parquet($1::varchar) where ${filter} order by ${order.join(", ")}`,
          [file, ...conditions.map(({ value }) => value)],
        );
  if (rows.length === 0) {
    throw new Fault("trace.no_row", `no row of ${table.name} fits ${JSON.stringify(where)}`, {
      at: { table: table.name },
      next: `Its key is ${table.contract.grain.join(", ")}; look the values up with: poundwise query "from ${table.name} limit 20"`,
    });
  }
  return { row: rows[0]!, otherMatches: rows.length - 1 };
}

/** The widest-known group comes first, so that a bare `area=…` shows the headline. */
function preferHeadline(column: string): string {
  const name = quotedIdentifier(column);
  if (column === "group_id") return `${name} = 'two_tier_counties' desc, ${name}`;
  return name;
}

function resolveColumn(table: SqlTable | ComputedTable, key: string): string {
  const { columns, grain } = table.contract;
  if (columns.includes(key)) return key;
  for (const candidates of [grain, columns]) {
    const fitting = candidates.filter((column) => column.split("_").includes(key) || column.startsWith(key));
    if (fitting.length === 1) return fitting[0]!;
  }
  throw new Fault("trace.unknown_column", `"${key}" names no single column of ${table.name}`, {
    at: { table: table.name },
    expected: `one of ${columns.join(", ")}`,
    next: "Write the column's whole name.",
  });
}
