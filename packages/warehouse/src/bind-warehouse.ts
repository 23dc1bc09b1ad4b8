import { quotedIdentifier } from "@duckdb/node-api";
import type { Fields, Finding, RowType } from "@poundwise/contracts";
import type { TypedColumn } from "./append-rows.ts";
import { bindChecks } from "./bind-checks.ts";
import { bindQuery } from "./bind-query.ts";
import { checkTrace } from "./check-trace.ts";
import { toEngineType } from "./duckdb-types.ts";
import { withEngine, type Engine } from "./engine.ts";
import { registerRelations } from "./register-relations.ts";
import { listStagingTableColumns } from "./staging-columns.ts";
import { listHistoryColumns } from "./staging-table.ts";
import type { WarehouseTable } from "./warehouse-table.ts";

export interface WarehouseSchema {
  readonly tables: readonly WarehouseTable[];
  readonly fields: Fields;
  /** Row type of every declared source, by source id. */
  readonly stagingSchemas: ReadonlyMap<string, RowType>;
}

/**
 * Checks the whole warehouse without data: every column has a field, every query binds against empty typed tables and
 * returns exactly the names, order and types of its contract, every trace step names tables and columns that exist, and
 * every check can be run.
 *
 * @returns all problems, fields first, then by table; empty when the warehouse is sound
 */
export async function bindWarehouse(schema: WarehouseSchema): Promise<Finding[]> {
  return withEngine({ threads: 1 }, async (engine) => {
    const findings = checkFields(schema);
    const columnsOf = listColumns(schema);
    await createEmptyTables(engine, columnsOf);
    for (const table of schema.tables) {
      if (table.kind === "sql") findings.push(...(await bindQuery(engine, table, columnsOf.get(table.name)!)));
      findings.push(...checkTrace(table, columnsOf));
      findings.push(...(await bindChecks(engine, table)));
    }
    return findings;
  });
}

/** Columns of every relation by name. A column without a known type stands in as text, so that one gap is one finding. */
export function listColumns({ tables, fields, stagingSchemas }: WarehouseSchema): Map<string, readonly TypedColumn[]> {
  const columnsOf = new Map<string, readonly TypedColumn[]>();
  for (const [source, row] of stagingSchemas) {
    const columns = listStagingTableColumns(row);
    columnsOf.set(`staging.${source}`, columns);
    columnsOf.set(`staging_history.${source}`, listHistoryColumns(columns));
  }
  for (const { name, contract } of tables) {
    const typeOf = (column: string) => (isColumnType(fields[column]?.type) ? fields[column]!.type : "VARCHAR");
    columnsOf.set(
      name,
      contract.columns.map((column) => ({ name: column, type: typeOf(column) })),
    );
  }
  return columnsOf;
}

async function createEmptyTables(
  engine: Engine,
  columnsOf: ReadonlyMap<string, readonly TypedColumn[]>,
): Promise<void> {
  await registerRelations(engine, new Map());
  for (const [name, columns] of columnsOf) {
    const declared = columns.map((column) => `${quotedIdentifier(column.name)} ${column.type}`).join(", ");
    await engine.run(`create table ${name} (${declared})`);
  }
}

function checkFields({ tables, fields }: WarehouseSchema): Finding[] {
  const used = new Map<string, WarehouseTable[]>();
  for (const table of tables)
    for (const name of table.contract.columns) used.set(name, [...(used.get(name) ?? []), table]);
  const findings: Finding[] = [];
  for (const [column, users] of used) {
    const table = users[0]!;
    if (fields[column] === undefined) {
      findings.push({
        code: "field.missing",
        severity: "refuse",
        at: { file: table.file, line: 1, table: table.name, column },
        summary: `the column is not in sql/fields.yaml${users.length > 1 ? ` (used by ${users.length} tables)` : ""}`,
        next: "Add an entry with type, unit and meaning, or use the name of an existing field.",
        count: 1,
      });
    } else if (!isColumnType(fields[column].type)) {
      findings.push({
        code: "field.bad_type",
        severity: "refuse",
        at: { file: "sql/fields.yaml", column },
        summary: "the field has a type that tables cannot have",
        expected: "VARCHAR, INTEGER, BIGINT, DOUBLE, DATE, BOOLEAN or DECIMAL(18,2)",
        found: fields[column].type,
        next: "Write the type as DuckDB prints it.",
        count: 1,
      });
    }
  }
  return findings;
}

function isColumnType(type: string | undefined): boolean {
  try {
    toEngineType(type ?? "");
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
