import { scoreByResidual } from "./cost-effectiveness.ts";
import type { ReasonedScores } from "./reason.ts";

/** A predictor of need, one figure per area; null = missing. */
export interface NamedNeed {
  readonly id: string;
  readonly values: readonly (number | null)[];
}

export interface NeedsAdjustedScores extends ReasonedScores {
  /** Needs that were used, to be printed with the result. */
  readonly needs: readonly string[];
}

/**
 * Outcomes beyond those expected for the money and the need: the residual with as many needs as the group can bear. With
 * fewer than ten areas per predictor the last needs are left out first, so list the most important one (deprivation)
 * first.
 *
 * @param outcomes outcome score per area; null = not scored
 * @param costs    pounds per head; null = missing
 * @param needs    in order of importance; an area lacking one that is used is out
 * @returns residuals with the needs used; when even cost and the first need are too many, everyone is group_too_small
 * @throws RangeError if lengths differ or a value is not finite
 */
export function scoreByNeedsAdjustedResidual(
  outcomes: readonly (number | null)[],
  costs: readonly (number | null)[],
  needs: readonly NamedNeed[],
): NeedsAdjustedScores {
  const fewest = Math.min(needs.length, 1);
  for (let count = needs.length; count >= fewest; count -= 1) {
    const used = needs.slice(0, count);
    const found = scoreByResidual(
      outcomes,
      costs,
      used.map(({ values }) => values),
    );
    const isTooSmall = found.reasons.includes("group_too_small");
    if (!isTooSmall || count === fewest) return { ...found, needs: used.map(({ id }) => id) };
  }
  throw new RangeError("needs: expected a list.");
}
