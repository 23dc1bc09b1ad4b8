/** Why a figure is not available. Every null that leaves this package is explained by one of these. */
export const reasonCodes = [
  "missing",
  "not_applicable",
  "suppressed",
  "too_old",
  "no_variation",
  "below_coverage",
  "group_too_small",
  "invalid_for_method",
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

/** Scores in the order of the input; where `scores[i]` is null, `reasons[i]` says why, and the other way round. */
export interface ReasonedScores {
  readonly scores: readonly (number | null)[];
  readonly reasons: readonly (ReasonCode | null)[];
}

/**
 * Builds the answer of a method that cannot score anybody: a value that was missing stays `missing`,
 * every other area gets the one reason that stopped the method.
 *
 * @param values what each area had; null = missing
 */
export function withholdScores(values: readonly (number | null)[], reason: ReasonCode): ReasonedScores {
  return {
    scores: values.map(() => null),
    reasons: values.map((value) => (value === null ? "missing" : reason)),
  };
}
