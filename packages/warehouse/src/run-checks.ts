import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import { Fault, type CheckResult, type Fields } from "@poundwise/contracts";
import { toFailingRows } from "./compile-check.ts";
import { readEngineError } from "./engine-error.ts";
import type { Engine } from "./engine.ts";
import type { WarehouseTable } from "./warehouse-table.ts";

const EXAMPLES = 10;

/**
 * Runs every check of a table: what each contract implies (see `runImplicitChecks`), then the contract's own in order.
 * All tables that the checks name must be visible under their names (`core.areas`), as views or in the current database.
 *
 * @param newestRelease day (ISO) of the newest release in use, against which `freshness` is measured
 * @returns one result per check; passed ones too
 * @throws Fault `check.broken` when a check cannot be run
 */
export async function runChecks(
  engine: Engine,
  table: WarehouseTable,
  fields: Fields,
  newestRelease: string,
): Promise<CheckResult[]> {
  const results = await runImplicitChecks(engine, table, fields, table.name);
  for (const check of table.contract.checks) {
    const failing = toFailingRows(table, check, newestRelease);
    try {
      results.push(await runCheck(engine, { table: table.name, name: check.name, severity: check.severity, failing }));
    } catch (cause) {
      throw new Fault("check.broken", `check "${check.name}" cannot be run: ${readEngineError(cause).message}`, {
        at: { file: table.file, table: table.name },
        next: "Mend the check; `poundwise check` finds such mistakes without data.",
        cause,
      });
    }
  }
  return results;
}

/**
 * Checks that every contract implies, all blocking: `grain.unique` (no key twice; nulls count as equal),
 * `column.required` (only optional columns may be null), `value.finite` (no NaN or infinity), and for tables that count
 * persons `disclosure.small_count` (no count of 1 to the threshold less 1).
 *
 * @param relation the rows as a table name or table function call in the engine's dialect
 */
export async function runImplicitChecks(
  engine: Engine,
  table: WarehouseTable,
  fields: Fields,
  relation: string,
): Promise<CheckResult[]> {
  const { grain, columns, optional, disclosure } = table.contract;
  const key = grain.map(quotedIdentifier).join(", ");
  const required = columns.filter((name) => !optional.includes(name));
  const doubles = columns.filter((name) => fields[name]?.type === "DOUBLE");
  const failing: Record<string, string | undefined> = {
    "grain.unique": `select ${key}, count(*) as copies from ${relation} group by all having count(*) > 1`,
    "column.required": selectWhereAny(relation, key, required, (column) => `${column} is null`),
    "value.finite": selectWhereAny(relation, key, doubles, (column) => `not isfinite(${column})`),
    "disclosure.small_count": selectWhereAny(
      relation,
      key,
      disclosure?.counts ?? [],
      (column) => `${column} > 0 and ${column} < ${disclosure?.threshold ?? 0}`,
    ),
  };
  const results: CheckResult[] = [];
  for (const [name, select] of Object.entries(failing)) {
    if (select === undefined) continue;
    results.push(await runCheck(engine, { table: table.name, name, severity: "block", failing: select }));
  }
  return results;
}

/** Rows for which a test holds in any column, as key and the names of those columns; undefined when there is no column. */
function selectWhereAny(relation: string, key: string, columns: readonly string[], test: (column: string) => string) {
  if (columns.length === 0) return undefined;
  const tests = columns.map((name) => ({ name, test: test(quotedIdentifier(name)) }));
  const named = tests.map((it) => `case when ${it.test} then ${quotedString(it.name)} end`).join(", ");
  const any = tests.map((it) => it.test).join(" or ");
  return `select ${key}, concat_ws(', ', ${named}) as failing_columns from ${relation} where ${any}`;
}

async function runCheck(
  engine: Engine,
  { failing, ...check }: Omit<CheckResult, "failures" | "examples"> & { failing: string },
): Promise<CheckResult> {
  const [count] = await engine.readRows(`select count(*) as n from (${failing}\n)`);
  const failures = Number(count!["n"]);
  if (failures === 0) return { ...check, failures, examples: [] };
  const rows = await engine.readRows(
    `select to_json(failing)::varchar as row from (select * from (${failing}\n) order by all limit ${EXAMPLES}) as failing`,
  );
  return {
    ...check,
    failures,
    examples: rows.map((row) => JSON.parse(String(row["row"])) as CheckResult["examples"][number]),
  };
}
