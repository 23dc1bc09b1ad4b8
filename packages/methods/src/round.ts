/**
 * Rounds for display the way people do on paper: halves go away from zero, and 1.005 to two places is 1.01
 * although the double nearest to 1.005 lies just below it. Never used before ranking.
 *
 * @param value    finite number
 * @param decimals places kept, 0 to 15
 * @returns the rounded number; never -0
 * @throws RangeError if the value is not finite or `decimals` is not a whole number from 0 to 15
 */
export function roundHalfAway(value: number, decimals: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`round: expected a finite number, found ${value}.`);
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 15) {
    throw new RangeError(`round: expected 0 to 15 decimals, found ${decimals}.`);
  }
  const shifted = shiftDecimalPoint(Math.abs(toIntendedDecimal(value)), decimals);
  const rounded = shiftDecimalPoint(Math.floor(shifted + 0.5), -decimals);
  return rounded === 0 ? 0 : Math.sign(value) * rounded;
}

/** 1.1 * 1.15 is stored as 1.2649999999999999; within two units of the last place of a 15-digit decimal, that decimal is meant. */
function toIntendedDecimal(value: number): number {
  const decimal = Number(value.toPrecision(15));
  return Math.abs(decimal - value) <= 2 * Number.EPSILON * Math.abs(value) ? decimal : value;
}

/** Moves the point in the decimal text, not by multiplying: 1.005 * 100 is 100.49999999999999, "1.005e2" is 100.5. */
function shiftDecimalPoint(value: number, places: number): number {
  const [digits, exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}
