import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { createContext } from "../packages/cli/src/cli-context.ts";
import { runMethodCommand } from "../packages/cli/src/commands/method.ts";
import { hasReference, readReference } from "../packages/methods/test/read-reference.ts";
import type { ReferenceRow } from "../packages/methods/test/read-reference.ts";
import { sharedFolder } from "./run-cli.ts";

type Cell = string | number | boolean | null;
type Row = Readonly<Record<string, Cell>>;

/** One call of `poundwise method`, and the part of a reference file that must come out of it. */
export interface Call {
  readonly folder: string;
  readonly method: string;
  readonly input: string;
  readonly tables?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, string | number>>;
  readonly expected: string;
  /** Rows of the reference that this call answers. */
  readonly where?: (row: ReferenceRow) => boolean;
  /** Columns that tell rows apart: reference column to result column. */
  readonly key: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, string>>;
  readonly tolerance?: number;
  /** Why a figure may differ from the tool's, when it may. */
  readonly exempt?: (row: ReferenceRow, column: string) => boolean;
}

async function runMethod({ folder, method, input, tables, options }: Call): Promise<Row[]> {
  const file = (name: string) => path.join(sharedFolder, "reference", folder, `${name}.csv`);
  let answer: { columns: string[]; rows: Cell[][] } | undefined;
  const context = {
    ...createContext({ home: os.tmpdir(), json: true }),
    note: () => undefined,
    answer: (data: unknown) => (answer = data as typeof answer),
  };
  const pairs = (record: Readonly<Record<string, string | number>>) =>
    Object.entries(record).map(([name, value]) => `${name}=${value}`);
  await runMethodCommand(context, method, {
    input: file(input),
    option: pairs(options ?? {}),
    table: Object.entries(tables ?? {}).map(([name, table]) => `${name}=${file(table)}`),
  });
  return answer!.rows.map((row) => Object.fromEntries(answer!.columns.map((column, k) => [column, row[k]!])));
}

/** Every place where the answer strays from the reference; empty = agreement. */
async function listStrays(call: Call): Promise<string[]> {
  const found = new Map<string, Row>();
  const keyOf = (row: Row, columns: readonly string[]) =>
    JSON.stringify(columns.map((name) => String(row[name] ?? "")));
  for (const row of await runMethod(call)) found.set(keyOf(row, Object.values(call.key)), row);
  const expected = readReference(call.folder, call.expected).filter(call.where ?? (() => true));
  expect(expected.length).toBeGreaterThan(0);
  return expected.flatMap((row) => {
    const key = keyOf(row, Object.keys(call.key));
    const own = found.get(key);
    if (own === undefined) return [`${key} is missing`];
    return Object.entries(call.columns).flatMap(([from, to]) => {
      if (call.exempt?.(row, from) === true) return [];
      if (!(to in own)) return [`there is no column ${to}`];
      return agrees(row[from]!, own[to]!, call.tolerance ?? 1e-9)
        ? []
        : [`${key} ${from}: ${own[to]} not ${row[from]}`];
    });
  });
}

function agrees(expected: string, found: Cell, tolerance: number): boolean {
  if (["", "NaN", "NA"].includes(expected)) return found === null || found === "";
  if (expected === "TRUE" || expected === "FALSE") return String(found).toUpperCase() === expected;
  // Words are ours ("byar" for the tool's "Byars"), their meaning is the tool's.
  if (typeof found === "string" && found !== "") return expected.toLowerCase().startsWith(found.toLowerCase());
  if (typeof found !== "number") return false;
  return Math.abs(found - Number(expected)) <= tolerance * Math.max(1, Math.abs(Number(expected)));
}

/** Columns of one name in both tables. */
export const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
export const headersOf = (folder: string, name: string, without: readonly string[]) =>
  hasReference
    ? same(...Object.keys(readReference(folder, name)[0]!).filter((header) => !without.includes(header)))
    : {};

/** One test per call. */
export function testCalls(calls: readonly Call[]): void {
  it.each(calls)("$method to $expected with $options", async (call) => {
    expect(await listStrays(call)).toEqual([]);
  });
}
