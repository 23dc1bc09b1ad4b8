import type { z } from "zod";
import type { PeriodForm } from "./period.ts";
import { listStagingColumns, type RowType } from "./row-type.ts";
import type { ValueStatus } from "./value-status.ts";

/**
 * One source = one series of releases by one publisher, all its years and layouts, described as data.
 * File name: `pipelines/sources/<publisher>_<series>.ts`; the file name is the source id.
 */
export interface SourceDeclaration<R extends RowType = RowType> {
  /** What the figures are, in words. */
  readonly title: string;
  readonly publisher: string;
  /** Where the series lives on the publisher's site. */
  readonly page: string;
  /** "OGL-3.0", or the licence as stated. */
  readonly licence: string;
  /** True when the rows are made up (a survey's respondents): every output made from it then says SYNTHETIC. */
  readonly synthetic?: boolean;
  /** What a change of its rows means for the figures made with it. Default: the source itself was revised. */
  readonly role?: SourceRole;
  readonly row: R;
  /** Columns of the row that identify it within one release; a repeat quarantines every copy. */
  readonly grain: readonly (keyof z.infer<R> & string)[];
  /** Columns for whose values the newest release wins as a whole, usually the year. Empty: the newest release replaces all. */
  readonly vintageBy: readonly (keyof z.infer<R> & string)[];
  /** The column holding a GSS code; unknown and closed codes are then quarantined. Omit for sources without areas. */
  readonly areaColumn?: keyof z.infer<R> & string;
  /** Text in a value cell that is not a number, and what it means. Compared after trimming, case kept. */
  readonly markers: Readonly<Record<string, ValueStatus>>;
  /** An empty value cell means this. Default "missing". */
  readonly blank?: ValueStatus;
  readonly layouts: readonly Layout[];
  /** A control total: the release is refused when the parts do not add up. */
  readonly controlTotal?: ControlTotal;
  /**
   * Text columns that can hold personal details, masked by rule before staging: "party" for a column of payees, whose
   * whole text may be a person's name, "free_text" for descriptions. Masked columns cannot be part of the grain.
   */
  readonly mask?: Readonly<Record<string, MaskKind>>;
  /** The value column in pounds whose sum is said of rows kept apart. */
  readonly amountColumn?: keyof z.infer<R> & string;
  /** The release is refused when more is kept apart than this; rows somebody accepted do not count. Default: no limit. */
  readonly quarantineLimit?: QuarantineLimit;
}

/** "mapping" says which figure goes where, "boundary" what an authority is, "denominator" what figures are divided by. */
export type SourceRole = "mapping" | "boundary" | "denominator";

export type MaskKind = "party" | "free_text";

/** Each part holds by itself: passing one refuses the release. */
export interface QuarantineLimit {
  /** Rows of the file. */
  readonly rows?: number;
  /** Share of the rows read, 0 to 1. */
  readonly share?: number;
  /** Pounds of `amountColumn`, each row without its sign. */
  readonly amountGbp?: number;
}

/** How one era of the series is laid out. The first layout whose `file` matches and whose tables are all there is used. */
export interface Layout {
  /** Said in messages: "2022-23 and 2023-24, hidden code rows". */
  readonly name: string;
  /** Pattern of the file name (without folders). Named groups can be used as keys: `{ from: "file", group }`. */
  readonly file: RegExp;
  /**
   * Where the file itself shows the period that the tables hold as a constant ("headers end in _2015"). A file under a name
   * nobody knows is then also recognised by this layout; without it, only its name can vouch for the period.
   */
  readonly periodShownIn?: string;
  readonly tables: readonly TableLayout[];
}

export interface TableLayout {
  /** Sheet name or pattern; omit for delimited text. Named groups can be used as keys. With a pattern, every match is read. */
  readonly sheet?: string | RegExp;
  /** A cell that must match, e.g. the title in A1. Named groups can be used as keys: `{ from: "title", group }`. */
  readonly title?: { readonly cell: string; readonly matches: RegExp };
  /**
   * The header row is the first row that holds, in any column, a cell equal to `anchor` (white space folded).
   * `depth` 2+ joins the rows above it to it, merged labels filled right, parts joined by " | " (outermost first).
   * `fillRight`: labels of the upper rows stand over the first of their columns only, unmerged, and count for the blank
   * cells to the right, as they always do in delimited text.
   * `unitsBelow`: that many rows under the header are skipped (units, column letters).
   * `names`: what this layout calls a column that has no header, a title in its place, or one that others have too.
   */
  readonly header: {
    readonly anchor: string | RegExp;
    readonly depth?: number;
    readonly fillRight?: true;
    readonly unitsBelow?: number;
    readonly names?: Readonly<Record<string, ColumnName>>;
  };
  readonly rows?: RowRules;
  /** Row columns that are not values, by column name. */
  readonly keys: Readonly<Record<string, KeyFrom>>;
  /** Which columns hold values. Two rules giving equal keys for one row fill one staging row (value beside its margin of error). */
  readonly values: readonly ValueFrom[];
  /** Columns read past, with the reason. Every header must be a key, a value or ignored; anything else refuses the release. */
  readonly ignore?: readonly { readonly header: string | RegExp; readonly why: string }[];
}

/** A name for one column, given by its letter ("B"). It holds only while the header prints what it is said to print. */
export interface ColumnName {
  /** The folded header, all its rows joined; "" for none. */
  readonly printed: string | RegExp;
  readonly as: string;
}

export interface RowRules {
  /** Reading ends before the first row that fits (a class breakdown, footnotes). A wholly empty row never ends a table by itself. */
  readonly stopAt?: RowTest;
  /** Rows outside our scope: counted by reason, not kept. First fit counts. */
  readonly skip?: readonly (RowTest & { readonly why: string })[];
  /**
   * Rows that print the total of a value column over the rows of the table, such as the trailer of a ledger extract. They
   * are not staged; the release is refused when the rows that are not skipped do not add up to them, and when none is there.
   */
  readonly totals?: readonly TotalRow[];
}

/** `column` is the value column whose numbers add up, within `tolerance` of its unit. */
export type TotalRow = (RowTest | LabelTest) & {
  readonly column: string;
  readonly tolerance: number;
  /** Only some files print the total: it is checked where it is, and no file is refused for lacking it. */
  readonly optional?: true;
};

/** Tests every cell of a row outside the value columns: each is empty or fits. For files that label a total in any column, or in none. */
export interface LabelTest {
  readonly label: RegExp;
}

/** Tests the text of one column, named by header. `matches` on the trimmed text ("" when empty). */
export interface RowTest {
  readonly header: string | RegExp;
  readonly matches: RegExp;
}

export type KeyFrom =
  /** The column with this header, its trimmed text. */
  | string
  | {
      readonly header: string | RegExp;
      /** The header to take in files where none fits `header`; where one does, a column with this one must be ignored. */
      readonly orElse?: string | RegExp;
      /** Keep the first group of the match; no match quarantines the row. */
      readonly pattern?: RegExp;
      readonly as?: PeriodForm | "area_name" | "dfe_number" | "number" | "date";
      /** Every text there may be, and what it stands for; any other quarantines the row. */
      readonly map?: Readonly<Record<string, string>>;
      /** Single texts that stand for another (a code printed past its end); all others stay as they are. */
      readonly replace?: Readonly<Record<string, string>>;
      /** Empty cells take the text above (merged or printed once). */
      readonly fillDown?: boolean;
      /** Only some files have the column: where no header fits, the key is null. The row type must allow that. */
      readonly optional?: true;
    }
  | { readonly constant: string | number | null }
  /**
   * A named group of the file name, sheet name, title cell or (only inside `ValueFrom.keys`) the value's header: a sheet
   * for each council, or councils across the columns.
   */
  | {
      readonly from: "file" | "sheet" | "title" | "header";
      readonly group: string;
      readonly as?: PeriodForm | "area_name" | "dfe_number";
      readonly map?: Readonly<Record<string, string>>;
      readonly replace?: Readonly<Record<string, string>>;
    }
  /** The row's number in the sheet, for forms whose labels repeat. */
  | { readonly from: "row" };

export interface ValueFrom {
  /** The value column of the row type that is filled. */
  readonly column: string;
  /** A header, or a pattern that takes every header it matches; its named groups can be used as keys. White space is folded first. */
  readonly header: string | RegExp;
  /** Keys that depend on the header: one staging row for each distinct combination. */
  readonly keys?: Readonly<Record<string, KeyFrom>>;
  /** Multiplies the number, e.g. 1000 for a file in thousands of pounds. Default 1. */
  readonly scale?: number;
  /** Takes the first group of the match as the number: /^([\d.,]+) \(/ for "7.5 (7.5)". Applied only when the plain text is no number. */
  readonly pattern?: RegExp;
  /** What every number of the column is when the publisher says so of a whole table ("all figures are provisional"). Default "ok". */
  readonly status?: ValueStatus;
  /** An empty cell of this column means this, not what the source says of all. */
  readonly blank?: ValueStatus;
  /** Only some files have the column: where no header fits, the value is null with status not_applicable. */
  readonly optional?: true;
  /** Answers in words and the number each stands for (an agreement scale). Compared after trimming, case kept; not scaled. */
  readonly scores?: Readonly<Record<string, number>>;
}

/** `total` is the row whose `when` column matches; the sum of `column` over all other rows must equal it within `tolerance` pounds. */
export interface ControlTotal {
  readonly column: string;
  readonly when: { readonly column: string; readonly matches: RegExp };
  /** Rows that count as parts; default all rows that are not the total. */
  readonly parts?: { readonly column: string; readonly matches: RegExp };
  readonly tolerance: number;
}

/**
 * Declares a source. Checks what the types cannot: keys and values fill the row type exactly, and the grain exists.
 * @throws RangeError naming the column that is declared nowhere or twice, masked and part of the grain, or optional in a
 *   layout though the row type requires it.
 */
export function defineSource<R extends RowType>(source: SourceDeclaration<R>): SourceDeclaration<R> {
  const columns = listStagingColumns(source.row);
  const names = new Set(columns.map((column) => column.name));
  for (const name of [...source.grain, ...source.vintageBy]) {
    if (!names.has(name))
      throw new RangeError(`${source.title}: grain or vintageBy names ${name}, which the row type lacks.`);
  }
  for (const name of Object.keys(source.mask ?? {})) {
    if (!names.has(name)) throw new RangeError(`${source.title}: mask names ${name}, which the row type lacks.`);
    // Two people masked alike would count as repeats of one row.
    if (source.grain.some((column) => column === name))
      throw new RangeError(`${source.title}: ${name} is masked, so it cannot be part of the grain.`);
  }
  for (const layout of source.layouts) {
    for (const table of layout.tables) {
      const filled = new Set(Object.keys(table.keys));
      for (const rule of table.values) {
        filled.add(rule.column);
        for (const key of Object.keys(rule.keys ?? {})) filled.add(key);
      }
      for (const name of filled) {
        if (!names.has(name)) throw new RangeError(`${source.title}, ${layout.name}: ${name} is not in the row type.`);
      }
      for (const column of columns) {
        const key = table.keys[column.name];
        if (typeof key === "object" && "optional" in key && key.optional === true && !column.isOptional)
          throw new RangeError(`${source.title}, ${layout.name}: ${column.name} is required, so its column is too.`);
        if (!filled.has(column.name) && !column.isOptional) {
          throw new RangeError(`${source.title}, ${layout.name}: nothing fills ${column.name}.`);
        }
      }
    }
  }
  return source;
}
