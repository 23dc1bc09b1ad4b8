import type { Scalar } from "./computed-table.ts";
import type { ValueStatus } from "./value-status.ts";

/**
 * How the engine itself can stage the plain rows of a delimited table: those whose cells are all of the simplest forms, so
 * that no rule of the declaration needs to be weighed. Every other row is for the reader of rows to decide.
 */
export interface PlainRowPlan {
  readonly delimiter: string;
  /** Columns of the table, from 1 on; a row with more is not plain. */
  readonly columnCount: number;
  /** In the order of the row type. */
  readonly fills: readonly PlainFill[];
  /** Columns in which a plain row holds nothing. */
  readonly blankColumns: readonly number[];
  /** A row is not plain when the text of a column fits; the text counts as "" where there is none. */
  readonly rowTests: readonly PlainTest[];
  /** A row is not plain when all its cells are blank; only said of tables in which no key is required. */
  readonly needsText: boolean;
}

export interface PlainTest {
  readonly column: number;
  /** In syntax that means the same to JavaScript and to RE2 on ASCII text. */
  readonly pattern: string;
}

/** Where a plain row gets one column of the row type from. */
export type PlainFill =
  | { readonly from: "constant"; readonly name: string; readonly type: string; readonly value: Scalar }
  /** A value column that no cell fills: null, not applicable. */
  | { readonly from: "no_value"; readonly name: string }
  | { readonly from: "row"; readonly name: string; readonly type: string }
  | {
      readonly from: "key";
      readonly name: string;
      readonly type: string;
      readonly column: number;
      /** "judged": each distinct text is handed to the reader of rows, which gives the key or says that the row is not plain. */
      readonly form: "text" | "whole_number" | "day" | "judged";
      readonly isOptional: boolean;
      /** Texts of a judged column that are known to come, the most frequent first, each with the text of its key. */
      readonly answers: readonly (readonly [text: string, key: string])[];
      /** Texts that stand for another: a row with one is not plain. */
      readonly exceptions: readonly string[];
      /** A text that fits may hold personal details: the reader of rows is asked. Null: never; "": always. */
      readonly mayBePersonal: string | null;
    }
  | {
      readonly from: "value";
      readonly name: string;
      readonly column: number;
      readonly status: ValueStatus;
      readonly blank: ValueStatus;
      /** Markers that look like numbers: a row with one is not plain. */
      readonly markers: readonly string[];
    };
