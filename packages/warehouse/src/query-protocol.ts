import type { QueryProblem } from "./query-rules.ts";

/** One query to the worker, as a JSON line. */
export interface QueryOrder {
  /** Absolute path of the publication's database file. */
  readonly file: string;
  readonly sql: string;
  /** Answer with the plan instead of the rows. */
  readonly explain: boolean;
  readonly limits: QueryLimits;
  /** Private folder for spilling. */
  readonly tempDirectory: string;
}

export interface QueryLimits {
  /** Seconds the query may run. */
  readonly seconds: number;
  /** Rows handed back; the rest is cut off and the answer says so. */
  readonly rows: number;
  /** Characters of JSON handed back, cut off likewise. */
  readonly characters: number;
  /** Memory for the engine, MB. The process as a whole may use 400 MB more. */
  readonly memoryMegabytes: number;
  readonly threads: number;
}

export interface QueryColumn {
  readonly name: string;
  /** The engine's name of the type, e.g. DECIMAL(18,2). */
  readonly type: string;
}

/** A value as JSON carries it: numbers beyond 2^53 as text, days and instants as ISO text, lists and structs nested. */
export type QueryCell = null | boolean | number | string | readonly QueryCell[] | { readonly [key: string]: QueryCell };

/** What the worker says, one JSON line each: ready, columns, rows in batches, the end; or a problem at any point. */
export type QueryMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "columns"; readonly columns: readonly QueryColumn[] }
  | { readonly kind: "rows"; readonly rows: readonly (readonly QueryCell[])[] }
  | { readonly kind: "end"; readonly isTruncated: boolean }
  | { readonly kind: "problem"; readonly problem: QueryProblem };

/** What the worker prints to stderr before it ends itself for want of memory. */
export const OUT_OF_MEMORY_SIGN = "poundwise: out of memory";

/** Memory that the worker process as a whole may use, bytes: the engine's limit and the rest of the program. */
export function toProcessBytes(limits: QueryLimits): number {
  return (limits.memoryMegabytes + 400) * 1024 ** 2;
}
