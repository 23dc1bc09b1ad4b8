import type { LinearSolver } from "../linear-solver.ts";

/** A cell that goes out. Numbers are finite. */
export type TableCell = string | number | boolean | null;

/** A table of text cells as a CSV file has them; an empty cell is "". */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What messages call the table, such as its file name. */
  readonly name?: string;
  /** Number of each row where people look it up; default: the header is row 1, the first row 2. */
  readonly rowNumbers?: readonly number[];
}

export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

export interface MethodColumn {
  readonly name: string;
  /**
   * Other headers taken for the same thing: a whole header, the beginning of one (`deflator*`) when only one header has
   * it, or `*` for the first column. An option of the column's name names any other header.
   */
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

/** A further table a method takes beside its input. */
export interface MethodTable {
  readonly name: string;
  readonly about: string;
  readonly isRequired?: boolean;
}

/** A method that takes a table and gives a table. */
export interface TableMethod {
  readonly name: string;
  readonly about: string;
  /** Page with formula, edge cases and sources, from the root of the repository. */
  readonly page: string;
  readonly columns: readonly MethodColumn[];
  /** Said of the remaining columns, when the method reads them as variables. */
  readonly variables?: string;
  readonly options: readonly MethodOption[];
  readonly tables?: readonly MethodTable[];
  /** Columns of the result, in words where they depend on the input. */
  readonly gives: string;
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
  /** Like `texts`, and no value may be empty or occur twice. */
  keys(column: string): string[];
  /** The remaining columns as numbers, without those that hold words only; or those the option `variables` names. */
  variables(): { readonly names: readonly string[]; readonly values: readonly (readonly (number | null)[])[] };
  /** Remaining columns as text, to be carried into the result unread. */
  carried(): { readonly names: readonly string[]; readonly values: readonly (readonly string[])[] };
  /** A column of the input by its header, for methods whose further tables name columns. */
  numbersOf(header: string): (number | null)[];
  textsOf(header: string): string[];
  /** Headers of the same columns. */
  others(): string[];
  /** Where a row is, for messages. */
  place(row: number): string;
  option(name: string): string;
  number(name: string): number;
  /** A whole number of 1 or more. */
  count(name: string): number;
  list(name: string): string[];
  numberByName(name: string): ReadonlyMap<string, number>;
  flag(name: string): boolean;
  /** A further table read by header; null when it was not given. */
  table(name: string): TableReader | null;
  readonly solver: LinearSolver | null;
  /** Headers that nothing has read. */
  listUnread(): string[];
}

export interface TableReader {
  readonly columns: readonly string[];
  readonly rowCount: number;
  texts(column: string): string[];
  numbers(column: string): (number | null)[];
  keys(column: string): string[];
  place(row: number): string;
}
