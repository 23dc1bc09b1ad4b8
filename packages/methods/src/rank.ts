import { requireSameLength, selectPresent } from "./present-values.ts";

/** Who gets rank 1: the smallest value or the largest. */
export type RankDirection = "ascending" | "descending";

/** How equal values share ranks: 1,2,2,4 is `min`; 1,3,3,4 `max`; 1,2.5,2.5,4 `average`; 1,2,2,3 `dense`. */
export type TieRule = "min" | "max" | "average" | "dense";

/**
 * Ranks areas on a final score: highest first, equal scores share the better rank (1, 2, 2, 4).
 * Scores are compared at ten decimals, so noise in the last digits never decides a place.
 *
 * @param scores higher is better; null = not ranked
 * @returns ranks in input order; null stays null and takes no place
 * @throws RangeError on NaN or Infinity
 */
export function rankScores(scores: readonly (number | null)[]): (number | null)[] {
  const keys = scores.map((score) => (score === null ? null : Math.round(score * 1e10)));
  return rankValues(keys, { direction: "descending", ties: "min" });
}

/**
 * Ranks inside each group, from scores that were standardised over all of them.
 *
 * @param scores higher is better; null = not scored
 * @param groups group of each area, same order
 * @returns ranks as `rankScores` gives them inside the area's own group
 * @throws RangeError if lengths differ
 */
export function rankWithin(scores: readonly (number | null)[], groups: readonly string[]): (number | null)[] {
  requireSameLength(scores.length, groups.length, "groups");
  const ranksOf = new Map(
    [...new Set(groups)].map((group) => [
      group,
      rankScores(scores.map((score, i) => (groups[i] === group ? score : null))),
    ]),
  );
  return groups.map((group, i) => ranksOf.get(group)![i]!);
}

/**
 * Ranks values exactly as they are.
 *
 * @param values null = missing, unranked
 * @param options direction and tie rule
 * @returns ranks from 1, same length and order; null stays null
 * @throws RangeError on NaN or Infinity
 */
export function rankValues(
  values: readonly (number | null)[],
  options: { readonly direction: RankDirection; readonly ties: TieRule },
): (number | null)[] {
  const sign = options.direction === "ascending" ? 1 : -1;
  const sorted = selectPresent(values).sort((a, b) => sign * (a - b));
  const rankOf = new Map<number, number>();
  let distinct = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1;
    distinct += 1;
    rankOf.set(sorted[start]!, placeOf(start + 1, end, distinct, options.ties));
    start = end;
  }
  return values.map((value) => (value === null ? null : rankOf.get(value)!));
}

/**
 * Prints ranks as "3", or "=3" where several areas share the place.
 *
 * @returns one label per rank; null for an unranked area
 */
export function toRankLabels(ranks: readonly (number | null)[]): (string | null)[] {
  const counts = new Map<number, number>();
  for (const rank of ranks) if (rank !== null) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  return ranks.map((rank) => (rank === null ? null : `${counts.get(rank)! > 1 ? "=" : ""}${rank}`));
}

/**
 * Percentile rank, (rank - 1) / (k - 1) over the k present values, ascending: 0 lowest, 1 highest.
 *
 * @param ties `min` is SQL's percent_rank over non-null rows; `average` treats equal areas evenly
 * @returns shares in input order; null where missing, and for everyone when k = 1
 */
export function computePercentRank(values: readonly (number | null)[], ties: "min" | "average"): (number | null)[] {
  const count = selectPresent(values).length;
  const ranks = rankValues(values, { direction: "ascending", ties });
  return ranks.map((rank) => (rank === null || count === 1 ? null : (rank - 1) / (count - 1)));
}

/** Share of present values that are no larger (SQL's cume_dist over non-null rows). Null stays null. */
export function computeCumulativeShare(values: readonly (number | null)[]): (number | null)[] {
  const count = selectPresent(values).length;
  return rankValues(values, { direction: "ascending", ties: "max" }).map((rank) =>
    rank === null ? null : rank / count,
  );
}

/**
 * Deals the sorted values into groups of as equal size as possible, as SQL's ntile does over non-null rows: equal
 * values may land in different groups (input order decides). For published groups use the rank rule instead.
 *
 * @param groups how many, at least 1
 * @returns group numbers from 1 = lowest; null stays null
 */
export function assignNtiles(values: readonly (number | null)[], groups: number): (number | null)[] {
  if (!Number.isInteger(groups) || groups < 1)
    throw new RangeError(`ntile: expected 1 or more groups, found ${groups}.`);
  const count = selectPresent(values).length;
  const order = [...values.keys()].filter((i) => values[i] !== null).sort((a, b) => values[a]! - values[b]! || a - b);
  const small = Math.floor(count / groups);
  const inLargeGroups = (count % groups) * (small + 1);
  const result: (number | null)[] = values.map(() => null);
  for (const [place, i] of order.entries()) {
    const large = Math.floor(place / (small + 1)) + 1;
    result[i] = place < inLargeGroups ? large : (count % groups) + Math.floor((place - inLargeGroups) / small) + 1;
  }
  return result;
}

function placeOf(first: number, last: number, distinct: number, ties: TieRule): number {
  if (ties === "min") return first;
  if (ties === "max") return last;
  return ties === "average" ? (first + last) / 2 : distinct;
}
