import { appendFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { Fault, type TableCase, type TableName } from "@poundwise/contracts";
import {
  listHeldBack,
  runCase,
  toStorePath,
  traceFigure,
  withEngine,
  type CaseResult,
  type TracedRow,
  type WarehouseTable,
} from "@poundwise/warehouse";
import { stringify as toYaml } from "yaml";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadCatalog, repositoryRoot } from "../load-catalog.ts";
import { resolvePublication, type PublicationOptions } from "../resolve-publication.ts";
import { readTableCases, toCasesFile } from "../table-cases.ts";
import { parseWhere } from "../parse-where.ts";

export interface TestCommandOptions extends PublicationOptions {
  readonly addFrom?: string;
  readonly case?: string;
  readonly out?: string;
}

/**
 * `poundwise test [TABLE]`: builds tables from the small cases beside them and says what differs. With --add-from a
 * published row and the rows it was made from are written down as a new case.
 */
export async function runTestCommand(
  context: CliContext,
  name: string | undefined,
  options: TestCommandOptions,
): Promise<ExitCode> {
  const catalog = await loadCatalog();
  const tables = name === undefined ? catalog.tables : [requireTable(catalog.tables, name)];
  if (options.addFrom !== undefined) return addCase(context, tables, options);
  const schema = {
    tables: catalog.tables,
    fields: catalog.fields,
    stagingSchemas: new Map(catalog.sources.map(({ id, declaration }) => [id, declaration.row])),
  };
  const results = await withEngine({}, async (engine) => {
    const all: (CaseResult & { readonly table: string })[] = [];
    for (const table of tables) {
      for (const testCase of await readTableCases(table)) {
        all.push({ table: table.name, ...(await runCase(engine, schema, table, testCase)) });
      }
    }
    return all;
  });
  const failed = results.filter(({ differences }) => differences.length > 0);
  for (const { table, case: words, differences } of results) {
    context.say(`${differences.length === 0 ? "✓" : "✗"} ${table}: ${words}`);
    for (const difference of differences) context.say(`    ${difference}`);
  }
  context.say(
    results.length === 0
      ? `No cases${name === undefined ? "" : ` of ${name}`} yet. Write them beside the table (docs/guides/tables.md), or take one from a published row with --add-from.`
      : `${results.length - failed.length} of ${results.length} cases hold.`,
  );
  context.answer(results);
  return failed.length === 0 ? EXIT.done : EXIT.failed;
}

async function addCase(
  context: CliContext,
  tables: readonly WarehouseTable[],
  options: TestCommandOptions,
): Promise<ExitCode> {
  const [table] = tables;
  if (tables.length !== 1 || table === undefined) {
    throw new Fault("usage.test", "--add-from needs the table the row is in", {
      next: "Name it: poundwise test curated.cost_per_head --add-from area_code=E10000018",
    });
  }
  const catalog = await loadCatalog();
  const heldBack = listHeldBack(catalog.tables);
  const personal = [table.name, ...table.reads.map((input) => input.name)].find((it) => heldBack.has(it));
  if (personal !== undefined) {
    throw new Fault(
      "usage.test",
      `${personal} is about persons, and its rows may not be written into a file of cases`,
      {
        at: { table: table.name },
        next: "Write the case by hand, with rows that are made up.",
      },
    );
  }
  const manifest = await resolvePublication(context, options);
  const trace = await withEngine({}, (engine) =>
    traceFigure(
      {
        engine,
        tables: new Map(catalog.tables.map((entry) => [entry.name, entry])),
        pathOf: (input) => {
          const fingerprint = manifest.tables[input]?.fingerprint ?? manifest.staging[input];
          return fingerprint === undefined ? null : toStorePath(context.home, input, fingerprint);
        },
      },
      { table: table.name as TableName, where: parseWhere(options.addFrom!), column: null },
    ),
  );
  const where = table.contract.grain.map((key) => `${key} ${String(trace.row[key])}`).join(", ");
  const testCase: TableCase = {
    case: options.case ?? `as published in ${manifest.id} for ${where}`,
    given: Object.fromEntries(listInputs(trace)),
    expect: [trace.row],
  };
  const file = path.resolve(repositoryRoot, options.out ?? toCasesFile(table));
  await appendFile(file, `${existsSync(file) ? "\n" : ""}${toYaml([testCase], { lineWidth: 0 })}`);
  context.say(
    `Added to ${file}. Change what it expects where the published figure is wrong, and cut what it does not need; run it with: poundwise test ${table.name}`,
  );
  context.answer({ file, case: testCase });
  return EXIT.done;
}

/** The traced rows of each input, empty columns left out. */
function listInputs(trace: TracedRow): (readonly [string, TableCase["given"][string]])[] {
  const inputs = new Map<string, Map<string, TableCase["given"][string][number]>>();
  for (const { table, rows } of trace.inputs) {
    const known = inputs.get(table) ?? new Map();
    for (const { row } of rows) {
      const filled = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
      known.set(JSON.stringify(filled), filled);
    }
    inputs.set(table, known);
  }
  return [...inputs].map(([table, rows]) => [table, [...rows.values()]] as const);
}

function requireTable(tables: readonly WarehouseTable[], name: string): WarehouseTable {
  const table = tables.find((it) => it.name === name);
  if (table !== undefined) return table;
  throw new Fault("usage.table", `there is no table ${name}`, {
    expected: `one of ${tables.map((it) => it.name).join(", ")}`,
    next: "Name the table with its layer, as in curated.cost_per_head.",
  });
}
