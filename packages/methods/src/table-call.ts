import type { LinearSolver } from "./linear-solver.ts";
import { requireUnique } from "./present-values.ts";

/** A cell that goes out. */
export type TableCell = string | number | boolean | null;

/** A table of text cells as a CSV file has them; an empty cell is "". */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

export interface MethodColumn {
  readonly name: string;
  /** Other headers taken for the same thing. An option of the column's name names any other header. */
  readonly also?: readonly string[];
  readonly about: string;
  readonly isOptional?: boolean;
}

export interface MethodOption {
  readonly name: string;
  readonly about: string;
  /** Value when the option is not given; "" = none. */
  readonly default: string;
  readonly choices?: readonly string[];
}

/** A method that takes a table and gives a table. */
export interface TableMethod {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly MethodColumn[];
  /** Said of the remaining columns, when the method reads them as variables. */
  readonly variables?: string;
  readonly options: readonly MethodOption[];
  /** Further tables it can take, by name. */
  readonly tables?: readonly { readonly name: string; readonly about: string }[];
  readonly needsSolver?: boolean;
  readonly run: (call: TableCall) => ResultTable;
}

/** What a method reads: columns by role, options, further tables. All RangeErrors name the column, row or option. */
export interface TableCall {
  readonly rowCount: number;
  has(column: string): boolean;
  /** The header that plays the role. */
  header(column: string): string;
  texts(column: string): string[];
  numbers(column: string): (number | null)[];
  /** Like `texts`, and no value may occur twice. */
  keys(column: string): string[];
  /** The remaining columns as numbers, or those named by the option `variables`. */
  variables(): { readonly names: readonly string[]; readonly values: readonly (readonly (number | null)[])[] };
  /** Remaining columns as text, to be carried into the result unread. */
  carried(): { readonly names: readonly string[]; readonly values: readonly (readonly string[])[] };
  option(name: string): string;
  number(name: string): number;
  list(name: string): string[];
  numberByName(name: string): ReadonlyMap<string, number>;
  flag(name: string): boolean;
  /** A further table read by header; null when it was not given. */
  table(name: string): TableReader | null;
  readonly solver: LinearSolver | null;
}

export interface TableReader {
  readonly columns: readonly string[];
  readonly rowCount: number;
  texts(column: string): string[];
  numbers(column: string): (number | null)[];
}

/** Cells that stand for no value; anything else must be a number. */
const blanks = new Set(["", "NA", "NaN", "null"]);

/**
 * Prepares a call: resolves columns and options.
 *
 * @throws RangeError for an unknown option or further table, a choice that does not exist, or a missing column
 */
export function createCall(
  method: TableMethod,
  input: TextTable,
  given: {
    readonly options?: Readonly<Record<string, string>>;
    readonly tables?: Readonly<Record<string, TextTable>>;
    readonly solver?: LinearSolver | null;
  } = {},
): TableCall {
  const options = given.options ?? {};
  const tables = given.tables ?? {};
  const byColumn = method.columns.map(({ name }) => name);
  const byOption = method.options.map(({ name }) => name);
  const known = [...byOption, ...byColumn, ...(method.variables === undefined ? [] : ["variables"])];
  refuseUnknown(Object.keys(options), known, `option of ${method.name}`);
  refuseUnknown(
    Object.keys(tables),
    (method.tables ?? []).map(({ name }) => name),
    `further table of ${method.name}`,
  );
  const reader = createReader(input, "input");
  const headers = resolveHeaders(method, input, options);
  const valueOf = (name: string) => options[name] ?? method.options.find((option) => option.name === name)!.default;
  for (const { name, choices } of method.options) {
    if (choices !== undefined && !choices.includes(valueOf(name))) {
      throw new RangeError(`option ${name}: expected ${choices.join(", ")}, found "${valueOf(name)}".`);
    }
  }
  const header = (column: string) => {
    const found = headers.get(column);
    if (found === undefined) throw new RangeError(`column ${column}: expected for these options, not in the input.`);
    return found;
  };
  const split = (text: string) => (text === "" ? [] : text.split(",").map((part) => part.trim()));
  const rest = () => input.columns.filter((name) => ![...headers.values()].includes(name));
  return {
    rowCount: input.rows.length,
    has: (column) => headers.has(column),
    header,
    texts: (column) => reader.texts(header(column)),
    numbers: (column) => reader.numbers(header(column)),
    keys: (column) => {
      const keys = reader.texts(header(column));
      requireUnique(keys, header(column));
      return keys;
    },
    variables: () => {
      const names = options["variables"] === undefined ? rest() : split(options["variables"]);
      if (names.length === 0) throw new RangeError("columns: expected one or more columns of figures.");
      return { names, values: names.map((name) => reader.numbers(name)) };
    },
    carried: () => ({ names: rest(), values: rest().map((name) => reader.texts(name)) }),
    option: valueOf,
    number: (name) => toNumber(valueOf(name), `option ${name}`) ?? NaN,
    list: (name) => split(valueOf(name)),
    numberByName: (name) =>
      new Map(
        split(valueOf(name)).map((pair) => {
          const [key = "", value = ""] = pair.split(":");
          return [key, toNumber(value, `option ${name}, ${key}`) ?? NaN] as const;
        }),
      ),
    flag: (name) => valueOf(name) === "yes",
    table: (name) => (tables[name] === undefined ? null : createReader(tables[name], name)),
    solver: given.solver ?? null,
  };
}

function createReader(table: TextTable, what: string): TableReader {
  requireUnique(table.columns, `column of ${what}`);
  for (const [row, cells] of table.rows.entries()) {
    if (cells.length !== table.columns.length) {
      throw new RangeError(`${what}, row ${row + 2}: expected ${table.columns.length} cells, found ${cells.length}.`);
    }
  }
  const texts = (column: string) => {
    const position = table.columns.indexOf(column);
    if (position === -1) {
      throw new RangeError(`${what}: expected a column "${column}", found ${table.columns.join(", ")}.`);
    }
    return table.rows.map((cells) => cells[position]!);
  };
  return {
    columns: table.columns,
    rowCount: table.rows.length,
    texts,
    numbers: (column) => texts(column).map((cell, row) => toNumber(cell, `${what}, column ${column}, row ${row + 2}`)),
  };
}

function resolveHeaders(
  method: TableMethod,
  input: TextTable,
  options: Readonly<Record<string, string>>,
): Map<string, string> {
  const headers = new Map<string, string>();
  for (const column of method.columns) {
    const wanted = options[column.name] === undefined ? [column.name, ...(column.also ?? [])] : [options[column.name]!];
    const isFirst = column.also?.includes("*") === true && options[column.name] === undefined;
    const found = wanted.find((name) => input.columns.includes(name)) ?? (isFirst ? input.columns[0] : undefined);
    if (found !== undefined) headers.set(column.name, found);
    else if (column.isOptional !== true || options[column.name] !== undefined) {
      const names = wanted.filter((name) => name !== "*").join('" or "');
      throw new RangeError(`input: expected a column "${names}", found ${input.columns.join(", ")}.`);
    }
  }
  return headers;
}

function refuseUnknown(found: readonly string[], known: readonly string[], what: string): void {
  const unknown = found.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new RangeError(`${what}: there is no "${unknown.join('", "')}". Choose from: ${known.join(", ") || "none"}.`);
  }
}

function toNumber(cell: string, where: string): number | null {
  const text = cell.trim();
  if (blanks.has(text)) return null;
  const value = Number(text);
  if (!Number.isFinite(value))
    throw new RangeError(`${where}: expected a finite number or an empty cell, found "${cell}".`);
  return value;
}
