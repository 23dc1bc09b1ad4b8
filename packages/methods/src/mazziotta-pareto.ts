import { computeMean, computeStandardDeviation } from "./moments.ts";
import type { Divisor } from "./moments.ts";
import { requireSameLength, selectPresent } from "./present-values.ts";
import { withholdScores } from "./reason.ts";
import type { ReasonedScores } from "./reason.ts";

/**
 * Mazziotta-Pareto index: the mean of an area's standard scores (mean 100, deviation 10), lowered the more uneven they
 * are: M (1 - cv²) with cv = S / M over the area's indicators. Strong results cannot make up for weak ones in full.
 *
 * @param scores  `scores[indicator][area]`: standard scores (z), higher is better; null = missing, left out
 * @param options `divisor` for S (default sample); `penalty`: "down" (default) or "up" where more is worse
 * @returns one index per area around 100; an area with fewer than two indicators is null (group_too_small)
 * @throws RangeError if lengths differ or a score is not finite
 * Source: M. Mazziotta and A. Pareto (2016), On a generalized non-compensatory composite index.
 */
export function scoreByMazziottaPareto(
  scores: readonly (readonly (number | null)[])[],
  options: { readonly divisor?: Divisor; readonly penalty?: "down" | "up" } = {},
): ReasonedScores {
  const areaCount = scores[0]?.length ?? 0;
  for (const column of scores) requireSameLength(areaCount, column.length, "areas of an indicator");
  const results = Array.from({ length: areaCount }, (_, area) => {
    const rescaled = selectPresent(scores.map((column) => column[area]!)).map((z) => 100 + 10 * z);
    const mean = computeMean(rescaled);
    const spread = computeStandardDeviation(rescaled, options.divisor ?? "sample");
    if (mean === null || spread === null || mean === 0) return null;
    const penalty = spread ** 2 / mean;
    return options.penalty === "up" ? mean + penalty : mean - penalty;
  });
  const reasons = withholdScores(
    results.map((_, area) => (scores.some((column) => column[area] !== null) ? 0 : null)),
    "group_too_small",
  ).reasons;
  return { scores: results, reasons: results.map((score, area) => (score === null ? reasons[area]! : null)) };
}
