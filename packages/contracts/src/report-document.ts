import type { FigureFormat } from "./figure-format.ts";
import type { TableName } from "./table-contract.ts";

/** Where a printed figure stands in the publication: one column of the row that the keys pick out. */
export interface FigureTrace {
  readonly table: TableName;
  /** Key column → value as text; together they fit one row. */
  readonly where: Readonly<Record<string, string>>;
  readonly column: string;
}

/** A figure or word in a sentence that can be followed to its source. */
export interface TracedText {
  readonly text: string;
  readonly trace: FigureTrace;
}

/** A piece of a sentence: plain text, or a traced figure. */
export type Span = string | TracedText;

/** Why a cell is empty; printed in brackets: [x], [c], [z]. */
export type MissingFigure = "not_available" | "suppressed" | "not_applicable";

/** A cell: text, a number in the unit of its column, or null with the reason (default not available). */
export interface ReportCell {
  readonly value: string | number | null;
  readonly missing?: MissingFigure;
  readonly trace?: FigureTrace;
  /** Instead of the format of the column, where rows have figures of different kinds. */
  readonly format?: FigureFormat;
}

export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  /** Unit in words, e.g. "£ per head"; printed in the heading of the column. */
  readonly unit?: string;
  /** How numbers of the column are printed; a column with a format is aligned as numbers. */
  readonly format?: FigureFormat;
}

export interface ReportRow {
  readonly cells: Readonly<Record<string, ReportCell>>;
  /** The row of the council that the report is about. */
  readonly isOwn?: boolean;
}

/** A table. The first column names the row. */
export interface ReportTable {
  /** Unique in the document; letters, digits and "-". */
  readonly id: string;
  /** Says measure, place and period. */
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  readonly notes: readonly string[];
  /** How to follow the figures that carry no trace of their own: keys left open say in capitals what to fill in. */
  readonly traceHint?: FigureTrace;
}

/** A finished chart: an accessible SVG, the same in words, the same as a table (numbers unrounded, null = no figure). */
export interface ReportChart {
  readonly svg: string;
  readonly altText: string;
  readonly table: {
    readonly caption: string;
    readonly columns: readonly {
      readonly key: string;
      readonly label: string;
      readonly numeric?: boolean;
      readonly unit?: string;
    }[];
    readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  };
}

export interface Definition {
  readonly term: string;
  readonly spans: readonly Span[];
}

export type ReportBlock =
  /** A heading inside a section. */
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly spans: readonly Span[]; readonly isLead?: boolean }
  | { readonly kind: "list"; readonly items: readonly (readonly Span[])[] }
  | {
      readonly kind: "callout";
      readonly tone: "warning" | "note";
      readonly title: string;
      readonly spans: readonly Span[];
    }
  /** `id` is the id inside the SVG. */
  | { readonly kind: "chart"; readonly id: string; readonly chart: ReportChart }
  | { readonly kind: "table"; readonly table: ReportTable }
  /** "figures": a few headline figures to be seen at a glance. "list": terms and what they mean. */
  | { readonly kind: "definitions"; readonly layout: "figures" | "list"; readonly items: readonly Definition[] };

export interface ReportSection {
  /** Unique in the document; letters, digits and "-". */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

/** A source that the publication was made from. */
export interface ReportSource {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly page: string;
  /** "OGL-3.0", or the licence as stated. */
  readonly licence: string;
  readonly files: readonly { readonly name: string; readonly publishedDate: string | null }[];
}

/** What a report says about the publication it was made from. Nothing here comes from the clock of the reader's machine. */
export interface PublicationFacts {
  readonly id: string;
  /** Instant at which the publication was made. */
  readonly createdAt: string | null;
  /** Day up to whose knowledge it was built; null = everything that had landed. */
  readonly asKnownAt: string | null;
  /** Name and version of the engine that built the tables. */
  readonly engine: string;
  /** Commit of the code. */
  readonly gitCommit: string | null;
  readonly sources: readonly ReportSource[];
  /** Tables with made-up rows, e.g. a survey's invented respondents. */
  readonly syntheticTables: readonly string[];
}

/** A report before it has a form: what is said, with the place of every figure. Rendered as HTML and as a workbook. */
export interface ReportDocument {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly language: "en-GB";
  readonly publication: PublicationFacts;
  /** Named and versioned method behind the main figures, as printed in the tables; null = none. */
  readonly methodId: string | null;
  /** True when a table that the report reads holds made-up rows: every page then says SYNTHETIC. */
  readonly synthetic: boolean;
  readonly sections: readonly ReportSection[];
}

/** What a report is made for. `Db` is the typed reader of one publication. */
export interface ReportContext<Db> {
  readonly db: Db;
  readonly publication: PublicationFacts;
  /** GSS code of the council that the report is about. */
  readonly councilCode: string;
  /** Comparator group of the headline. */
  readonly groupId: string;
  /** Cost input of the headline. */
  readonly costBasis: string;
}

/** One report. File name: `pipelines/reports/<report>.ts`. */
export interface ReportDefinition<Db> {
  readonly id: string;
  readonly title: string;
  /** Reads published tables and says what they hold; writes nothing. */
  readonly build: (context: ReportContext<Db>) => Promise<ReportDocument>;
}

/** Declares a report; only fixes the type. */
export function defineReport<Db>(definition: ReportDefinition<Db>): ReportDefinition<Db> {
  return definition;
}
