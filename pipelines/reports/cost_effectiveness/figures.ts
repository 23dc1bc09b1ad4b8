import { formatFigure, type FigureFormat, type FigureTrace, type ReportCell, type Span } from "@poundwise/contracts";
import type { RankedRow } from "./evidence.ts";

export const SCORE: FigureFormat = { decimals: 2, isSigned: true };
export const POUNDS: FigureFormat = { decimals: 2, prefix: "£" };
export const MILLIONS: FigureFormat = { decimals: 1, prefix: "£", suffix: "m" };
export const COUNT: FigureFormat = { decimals: 0 };

/** Where a column of a row of curated.cost_effectiveness stands. */
export function traceRanked(
  { area_code, cost_basis, group_id }: Pick<RankedRow, "area_code" | "cost_basis" | "group_id">,
  column: keyof RankedRow & string,
): FigureTrace {
  return { table: "curated.cost_effectiveness", where: { area_code, cost_basis, group_id }, column };
}

/** A figure in a sentence, printed and traced. */
export function toSpan(value: number, format: FigureFormat, trace: FigureTrace): Span {
  return { text: formatFigure(value, format), trace };
}

/** A cell that is traced only when it holds something. */
export function toCell(value: string | number | null, trace: FigureTrace): ReportCell {
  return value === null ? { value } : { value, trace };
}

/** Best and worst plausible rank in whole places, rounded outwards: percentiles of ranks may lie between two. */
export function toRankInterval({ rank_p05, rank_p95 }: RankedRow): readonly [best: number, worst: number] | null {
  if (rank_p05 === null || rank_p95 === null) return null;
  // Percentiles are interpolated; 8.000000000000002 is meant as 8.
  return [Math.floor(rank_p05 + 1e-9), Math.ceil(rank_p95 - 1e-9)];
}

export const PLAUSIBLE_RANKS =
  "Best and worst plausible rank: 5th and 95th percentile over repeated draws of the indicators, in whole places; nine draws in ten lie between them.";

/** "6", or "=2" when the rank is shared. */
export function toRankText(rank: number, rows: readonly RankedRow[]): string {
  return rows.filter((row) => row.ce_rank === rank).length > 1 ? `=${rank}` : String(rank);
}

/** Joins names for a sentence: "A", "A and B", "A, B and C". */
export function joinNames(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
