import type { Finding, Scalar, StagingType } from "@poundwise/contracts";

/** Bumped whenever the rows read from the same bytes and declaration can change; part of every staging fingerprint. */
export const READER_VERSION = "7";

/** What one release gave: its staged rows, what was kept apart, passed over, or is worth knowing. */
export interface ReleaseReading {
  /** Name of the layout used; null when none fits. */
  readonly layout: string | null;
  /** The columns of the staging table in order; `rows` has exactly these. */
  readonly columns: readonly PhysicalColumn[];
  /** Column by column, all of length `rowsStaged`, rows in the file's order. Empty arrays when the release is refused. */
  readonly rows: Readonly<Record<string, Scalar[]>>;
  readonly quarantined: readonly QuarantinedRow[];
  /** Rows passed over on purpose: reason → rows of the file. */
  readonly skipped: Readonly<Record<string, number>>;
  /** One for each code, sheet and column. Any of severity "refuse" means that nothing of the release is used. */
  readonly findings: readonly Finding[];
  /** Rows of the file between header and end that hold anything, skipped ones included. */
  readonly rowsRead: number;
  /** What became of the rows read; the four add up to `rowsRead`. */
  readonly rowsByFate: RowsByFate;
  /** Staging rows; a row of the file gives several when its headers carry keys. */
  readonly rowsStaged: number;
}

/** Rows of the file by what became of them. A row of which only a part is kept apart counts as staged. */
export interface RowsByFate {
  readonly staged: number;
  readonly quarantined: number;
  readonly skipped: number;
  /** Fit to be staged, but the release was refused. */
  readonly refused: number;
}

export interface PhysicalColumn {
  readonly name: string;
  readonly type: StagingType;
}

/** One row of the file of which something was kept apart, and why. */
export interface QuarantinedRow {
  readonly sheet: string;
  readonly rowNumber: number;
  /** A1 addresses of the offending cells, those of other copies included for a repeated key. */
  readonly cells: readonly string[];
  readonly code: string;
  readonly reason: string;
  /** What the rule wanted there and what stood there; null where the reason says all. */
  readonly expected: string | null;
  readonly found: string | null;
  /** Header → text as stored, of the columns concerned. */
  readonly record: Readonly<Record<string, string>>;
  /** Pounds of the source's amount column in the part kept apart; null when it has none or the number cannot be read. */
  readonly amountGbp: number | null;
}

/** One staging row before it becomes columns. */
export interface Candidate {
  readonly keys: Record<string, Scalar>;
  /** Value column → what its cell gave; a column no cell fills is absent. */
  readonly values: Record<string, StagedValue>;
  readonly origin: RowOrigin;
}

export interface StagedValue {
  readonly value: number | null;
  readonly status: string;
  readonly column: number;
  readonly raw: string;
}

/** Where a row stands, and how to print it: shared by all candidates of one row of the file. */
export interface RowOrigin {
  readonly sheet: string;
  readonly rowNumber: number;
  /** Key column → the column of its cell, for keys read from cells. */
  readonly keyColumns: Readonly<Record<string, number>>;
  /** Keys that must be looked up in the area register, and how. */
  readonly areaKeys: Readonly<Record<string, "area_name" | "dfe_number">>;
  /** Texts of the given columns by header; of all when none are given. */
  readonly toRecord: (columns?: readonly number[]) => Record<string, string>;
}
