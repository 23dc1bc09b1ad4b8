import type { Finding, TraceStep } from "@poundwise/contracts";
import type { TypedColumn } from "./append-rows.ts";
import type { WarehouseTable } from "./warehouse-table.ts";

/**
 * Checks that every trace step of a contract names tables and columns that exist, on both sides of its match.
 *
 * @param columnsOf columns of every relation of the warehouse, by name
 */
export function checkTrace(table: WarehouseTable, columnsOf: ReadonlyMap<string, readonly TypedColumn[]>): Finding[] {
  const own = new Set(table.contract.columns);
  const findings: Finding[] = [];
  const report = (code: string, summary: string, expected: Iterable<string>, next: string) =>
    findings.push({
      code,
      severity: "refuse",
      at: { file: table.file, line: 1, table: table.name },
      summary,
      expected: `one of ${[...expected].join(", ")}`,
      next,
      count: 1,
    });

  for (const step of table.contract.trace.flatMap((declared) => spreadOverSources(declared, table))) {
    const input = columnsOf.get(step.table);
    if (input === undefined) {
      const reads = table.reads.map((read) => read.name);
      report(
        "trace.unknown_table",
        `trace names ${step.table}, which does not exist`,
        reads,
        "Name a table that the query reads.",
      );
      continue;
    }
    const theirs = new Set(input.map((column) => column.name));
    for (const name of [...Object.keys(step.match), ...(step.reads ?? [])]) {
      if (theirs.has(name)) continue;
      report(
        "trace.unknown_column",
        `trace names ${name}, which ${step.table} lacks`,
        theirs,
        `Left of the colon stand columns of ${step.table}.`,
      );
    }
    for (const name of [...listMatchedColumns(step), ...(step.feeds ?? [])]) {
      if (own.has(name)) continue;
      report(
        "trace.unknown_column",
        `trace names ${name}, which ${table.name} lacks`,
        own,
        "Name a column of this table, or put a text in quotes inside the quotes: \"'total'\".",
      );
    }
  }
  for (const name of [...(table.contract.peers?.columns ?? []), ...(table.contract.peers?.free ?? [])]) {
    if (own.has(name)) continue;
    report(
      "trace.unknown_column",
      `peers names ${name}, which ${table.name} lacks`,
      own,
      "Name columns of this table.",
    );
  }
  return findings;
}

/** `staging.{column}` stands for every source that the table reads. */
function spreadOverSources(step: TraceStep, table: WarehouseTable): TraceStep[] {
  if (!step.table.includes("{")) return [step];
  const sources = table.reads.filter(({ name }) => name.startsWith("staging."));
  return sources.map(({ name }) => ({ ...step, table: name }));
}

/** The columns of the table itself that a step matches by; texts in quotes are values. */
function listMatchedColumns(step: TraceStep): string[] {
  const wanted = Object.values(step.match).flat();
  return wanted.filter((it) => !/^'.*'$/.test(it)).map((it) => /^split\((\w+)\)$/.exec(it)?.[1] ?? it);
}
