import type { LinearSolver } from "../linear-solver.ts";
import { createReader, isFigure, isWord, toNumber } from "./table-reader.ts";
import type { MethodColumn, TableCall, TableMethod, TextTable } from "./table-method.ts";

export interface GivenToMethod {
  readonly options?: Readonly<Record<string, string>>;
  readonly tables?: Readonly<Record<string, TextTable>>;
  readonly solver?: LinearSolver | null;
}

/**
 * Prepares a call: resolves columns and options.
 *
 * @throws RangeError for an unknown option or further table, a choice that does not exist, or a missing column
 */
export function createCall(method: TableMethod, input: TextTable, given: GivenToMethod = {}): TableCall {
  const options = given.options ?? {};
  const tables = given.tables ?? {};
  requireKnown(method, options, tables);
  const reader = createReader(input, "input");
  const headers = resolveHeaders(method, input, options);
  const unread = new Set(input.columns);
  const read = (name: string) => {
    unread.delete(name);
    return name;
  };
  const valueOf = (name: string) => options[name] ?? method.options.find((option) => option.name === name)!.default;
  const header = (column: string) => {
    const found = headers.get(column);
    if (found === undefined) {
      throw new RangeError(`${input.name ?? "input"}: expected a column "${column}" for these options, found none.`);
    }
    return read(found);
  };
  const rest = () => input.columns.filter((name) => ![...headers.values()].includes(name));
  // Names of areas and the like stand beside the figures in many tables; they are no variables.
  const holdsWords = (name: string) => reader.texts(name).some(isWord) && !reader.texts(name).some(isFigure);
  const others = () =>
    options["variables"] === undefined ? rest().filter((name) => !holdsWords(name)) : splitList(options["variables"]);
  const number = (name: string) => {
    const value = toNumber(valueOf(name), `option ${name}`);
    if (value === null) throw new RangeError(`option ${name}: expected a number, found none.`);
    return value;
  };
  return {
    rowCount: input.rows.length,
    has: (column) => headers.has(column),
    header,
    texts: (column) => reader.texts(header(column)),
    numbers: (column) => reader.numbers(header(column)),
    keys: (column) => reader.keys(header(column)),
    others,
    variables: () => {
      const names = others();
      if (names.length === 0)
        throw new RangeError(`${input.name ?? "input"}: expected columns of figures, found none.`);
      return { names, values: names.map((name) => reader.numbers(read(name))) };
    },
    carried: () => ({ names: rest(), values: rest().map((name) => reader.texts(read(name))) }),
    numbersOf: (name) => reader.numbers(read(name)),
    textsOf: (name) => reader.texts(read(name)),
    place: reader.place,
    option: valueOf,
    number,
    count: (name) => {
      const value = number(name);
      if (!Number.isSafeInteger(value) || value < 1) {
        throw new RangeError(`option ${name}: expected a whole number of 1 or more, found ${value}.`);
      }
      return value;
    },
    list: (name) => splitList(valueOf(name)),
    numberByName: (name) => splitPairs(valueOf(name), name),
    flag: (name) => valueOf(name) === "yes",
    table: (name) => (tables[name] === undefined ? null : createReader(tables[name], name)),
    solver: given.solver ?? null,
    listUnread: () => [...unread].filter((name) => ![...headers.values()].includes(name)),
  };
}

function requireKnown(
  method: TableMethod,
  options: Readonly<Record<string, string>>,
  tables: Readonly<Record<string, TextTable>>,
): void {
  const names = [...method.options, ...method.columns].map(({ name }) => name);
  const known = method.variables === undefined ? names : [...names, "variables"];
  refuseUnknown(Object.keys(options), known, `option of ${method.name}`);
  const byTable = (method.tables ?? []).map(({ name }) => name);
  refuseUnknown(Object.keys(tables), byTable, `further table of ${method.name}`);
  for (const { name, choices } of method.options) {
    const value = options[name];
    if (value !== undefined && choices !== undefined && !choices.includes(value)) {
      throw new RangeError(`option ${name}: expected one of ${choices.join(", ")}, found "${value}".`);
    }
  }
  for (const { name, about, isRequired } of method.tables ?? []) {
    if (isRequired === true && tables[name] === undefined) {
      throw new RangeError(`table ${name}: expected one (${about}), found none.`);
    }
  }
}

function resolveHeaders(
  method: TableMethod,
  input: TextTable,
  options: Readonly<Record<string, string>>,
): Map<string, string> {
  const headers = new Map<string, string>();
  for (const column of method.columns) {
    const named = options[column.name];
    const wanted = named === undefined ? [column.name, ...(column.also ?? [])] : [named];
    const found = findHeader(wanted, input.columns);
    if (found !== undefined) headers.set(column.name, found);
    else if (column.isOptional !== true || named !== undefined) throw missingColumn(column, wanted, input);
  }
  return headers;
}

function findHeader(wanted: readonly string[], columns: readonly string[]): string | undefined {
  for (const name of wanted) {
    if (columns.includes(name)) return name;
    if (name === "*") return columns[0];
    const starting = name.endsWith("*") ? columns.filter((column) => column.startsWith(name.slice(0, -1))) : [];
    if (starting.length === 1) return starting[0];
  }
  return undefined;
}

function missingColumn(column: MethodColumn, wanted: readonly string[], input: TextTable): RangeError {
  const names = wanted.map((name) => `"${name.endsWith("*") ? name.replace("*", "…") : name}"`).join(" or ");
  const found = input.columns.join(", ") || "no columns";
  return new RangeError(
    `${input.name ?? "input"}: expected a column ${names} (${column.about}), found ${found}. ` +
      `Name it with the option ${column.name}.`,
  );
}

function refuseUnknown(found: readonly string[], known: readonly string[], what: string): void {
  const unknown = found.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new RangeError(`${what}: there is no "${unknown.join('", "')}". Choose from: ${known.join(", ") || "none"}.`);
  }
}

function splitList(text: string): string[] {
  return text === "" ? [] : text.split(",").map((part) => part.trim());
}

function splitPairs(text: string, option: string): Map<string, number> {
  return new Map(
    splitList(text).map((pair) => {
      const at = pair.lastIndexOf(":");
      const value = at < 1 ? null : toNumber(pair.slice(at + 1), `option ${option}, ${pair}`);
      if (value === null) throw new RangeError(`option ${option}: expected name:number pairs, found "${pair}".`);
      return [pair.slice(0, at).trim(), value] as const;
    }),
  );
}
