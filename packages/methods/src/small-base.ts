export interface SmallBaseLimits {
  /** Below this many respondents a result is shown and marked. Default 30. */
  readonly lowBelow: number;
  /** Below this many it is not shown. Default 10. */
  readonly suppressBelow: number;
}

export const defaultSmallBaseLimits: SmallBaseLimits = { lowBelow: 30, suppressBelow: 10 };

export type BaseGuard = "shown" | "low base" | "suppressed";

/**
 * Whether a result may be shown for so few respondents. Respondents, not weights, are counted: people are protected, and
 * a heavy weight makes nobody better informed.
 *
 * @param respondents unweighted, whole, 0 or more
 * @returns suppressed below the lower limit (also for nobody), low base below the upper one
 * @throws RangeError for a number that counts no people, or limits in the wrong order
 * Source of the limits: our own, as survey reports in English local government usually have them.
 */
export function guardSmallBase(respondents: number, limits: SmallBaseLimits = defaultSmallBaseLimits): BaseGuard {
  if (!Number.isInteger(respondents) || respondents < 0) {
    throw new RangeError(`respondents: expected a whole number, 0 or more, found ${respondents}.`);
  }
  const { lowBelow, suppressBelow } = limits;
  if (!(suppressBelow >= 0 && lowBelow >= suppressBelow && Number.isFinite(lowBelow))) {
    throw new RangeError(`limits: expected 0 <= suppressBelow <= lowBelow, found ${suppressBelow} and ${lowBelow}.`);
  }
  if (respondents < suppressBelow) return "suppressed";
  return respondents < lowBelow ? "low base" : "shown";
}
