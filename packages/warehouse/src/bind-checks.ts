import { Fault, type Check, type Finding } from "@poundwise/contracts";
import { analyseQuery } from "./analyse-sql.ts";
import { describeQuery } from "./describe-query.ts";
import { readEngineError } from "./engine-error.ts";
import type { Engine } from "./engine.ts";
import { toFailingRows } from "./compile-check.ts";
import type { WarehouseTable } from "./warehouse-table.ts";

/**
 * Binds the checks of a contract and the conditions of its trace steps against what is registered. A check follows the
 * rules of a table's query: one plain select over named tables, no files, no clock.
 */
export async function bindChecks(engine: Engine, table: WarehouseTable): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of [...table.contract.checks, ...listTraceConditions(table)]) {
    const problem = await findProblem(engine, table, check);
    if (problem === null) continue;
    findings.push({
      code: "check.does_not_bind",
      severity: "refuse",
      at: { file: table.file, line: 1, table: table.name },
      summary: `check "${check.name}": ${problem}`,
      next: "Mend the check in the contract.",
      count: 1,
    });
  }
  return findings;
}

function listTraceConditions(table: WarehouseTable): Check[] {
  return table.contract.trace.flatMap((step) =>
    step.when === undefined ? [] : [{ name: `trace to ${step.table} when`, fail_when: step.when, severity: "block" }],
  );
}

// Binding looks at names and types only; any day will do.
const SOME_DAY = "2000-01-01";

async function findProblem(engine: Engine, table: WarehouseTable, check: Check): Promise<string | null> {
  const sql = toFailingRows(table, check, SOME_DAY);
  const place = { file: table.file, line: 1 };
  try {
    await analyseQuery(engine, sql, place);
    await describeQuery(engine, sql);
    return null;
  } catch (error) {
    // The line inside a contract is not known, so only the words of the fault are kept.
    return error instanceof Fault ? error.summary : readEngineError(error).message;
  }
}
