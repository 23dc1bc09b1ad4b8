import { writeFile } from "node:fs/promises";
import { Fault } from "@poundwise/contracts";
import { findTableMethod, loadLinearSolver, runTableMethod, tableMethods } from "@poundwise/methods";
import type { MethodAnswer, TableMethod, TextTable } from "@poundwise/methods";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { toCsvText } from "../csv-text.ts";
import { describeMethod, listMethods } from "../describe-method.ts";
import { readTextTable } from "../read-text-table.ts";

export interface MethodCommandOptions {
  readonly input?: string;
  readonly input2?: string;
  readonly input3?: string;
  /** name=file */
  readonly table?: readonly string[];
  /** name=value */
  readonly option?: readonly string[];
  readonly out?: string;
  readonly list?: boolean;
  readonly describe?: boolean;
}

/** `poundwise method NAME --input FILE …`: one statistical method on a table, giving a table. Touches no publication. */
export async function runMethodCommand(
  context: CliContext,
  name: string | undefined,
  options: MethodCommandOptions,
): Promise<ExitCode> {
  if (name === undefined || options.list === true) {
    context.say(listMethods(tableMethods));
    context.answer(tableMethods.map(toData));
    return EXIT.done;
  }
  const method = guard(name, () => findTableMethod(name));
  if (options.describe === true) {
    context.say(describeMethod(method));
    context.answer(toData(method));
    return EXIT.done;
  }
  if (options.input === undefined) {
    throw new Fault("usage.method", `${name} has nothing to read`, {
      expected: "--input FILE, or --input - for standard input",
      next: `What it takes: poundwise method ${name} --describe`,
    });
  }
  const input = await readTextTable(options.input);
  const tables = await readTables(method, options);
  const solver = method.needsSolver === true ? await loadLinearSolver() : null;
  const given = { options: parsePairs(options.option ?? [], "--option"), tables, solver };
  const answer = guard(name, () => runTableMethod(name, input, given));
  await write(context, answer, options.out);
  return EXIT.done;
}

/** For the help of a named method; nothing for a name that does not exist. */
export function describeNamedMethod(name: string | undefined): string {
  const method = tableMethods.find((candidate) => candidate.name === name);
  return method === undefined ? "" : `\n${describeMethod(method)}`;
}

async function write(context: CliContext, answer: MethodAnswer, out: string | undefined): Promise<void> {
  const { columns, rows, unreadColumns } = answer;
  if (unreadColumns.length > 0) context.note(`Not read: ${unreadColumns.join(", ")}`);
  if (out === undefined) {
    context.say(toCsvText(columns, rows));
    context.answer({ columns, rows, unreadColumns });
    return;
  }
  const text = context.isJson ? JSON.stringify({ columns, rows, unreadColumns }) : toCsvText(columns, rows);
  await writeFile(out, `${text}\n`);
}

async function readTables(method: TableMethod, options: MethodCommandOptions): Promise<Record<string, TextTable>> {
  const files = parsePairs(options.table ?? [], "--table");
  for (const [k, file] of [options.input2, options.input3].entries()) {
    if (file === undefined) continue;
    const table = method.tables?.[k];
    if (table === undefined) {
      throw new Fault("usage.method", `${method.name} takes no ${k === 0 ? "second" : "third"} table`, {
        found: `--input${k + 2} ${file}`,
        next: `What it takes: poundwise method ${method.name} --describe`,
      });
    }
    files[table.name] = file;
  }
  const tables: Record<string, TextTable> = {};
  for (const [name, file] of Object.entries(files)) tables[name] = await readTextTable(file);
  return tables;
}

function parsePairs(pairs: readonly string[], what: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at < 1 || name in found) {
      throw new Fault("usage.method", at < 1 ? `"${pair}" is no pair` : `"${name}" is given twice`, {
        expected: `${what} name=value, once per name`,
        next: `Correct ${what}.`,
      });
    }
    found[name] = pair.slice(at + 1);
  }
  return found;
}

/** The methods throw plain RangeErrors that say where; here they become faults of usage. */
function guard<Result>(name: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Fault("usage.method", `${name}: ${cause.message}`, {
      next: `What methods take: poundwise method NAME --describe`,
      cause,
    });
  }
}

function toData({ run: _, ...described }: TableMethod): Omit<TableMethod, "run"> {
  return described;
}
