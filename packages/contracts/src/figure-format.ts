/** How a figure is printed. Values are rounded for display only. */
export interface FigureFormat {
  /** Decimal places, 0 to 15. */
  readonly decimals: number;
  /** Printed before the digits, e.g. "£". */
  readonly prefix?: string;
  /** Printed after the digits, e.g. "%". */
  readonly suffix?: string;
  /** "+" before positive figures: for differences and contributions. */
  readonly isSigned?: boolean;
}

/**
 * Writes a figure as a reader expects it: "£1,023.74", "−0.31", "12%".
 *
 * @param value any finite number; rounded half away from zero on its decimal digits (1.005 gives 1.01)
 * @returns text with thousands commas and a true minus sign (U+2212) before the prefix; never "−0"
 * @throws RangeError if the value is not finite
 */
export function formatFigure(value: number, format: FigureFormat): string {
  const { decimals, prefix = "", suffix = "", isSigned = false } = format;
  const digits = roundDecimalDigits(Math.abs(value), decimals);
  const [whole = "0", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const isZero = !/[1-9]/.test(digits);
  const sign = isZero ? "" : value < 0 ? "−" : isSigned ? "+" : "";
  return `${sign}${prefix}${grouped}${fraction === undefined ? "" : `.${fraction}`}${suffix}`;
}

/**
 * Writes pounds as messages say them: "£1,023.74", and "£1,023" for whole pounds.
 *
 * @param amount pounds; what is less than half a penny from a whole pound counts as whole
 */
export function formatPounds(amount: number): string {
  const isWhole = Math.abs(amount - Math.round(amount)) < 0.005;
  return formatFigure(amount, { decimals: isWhole ? 0 : 2, prefix: "£" });
}

function roundDecimalDigits(value: number, decimals: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A figure must be a finite number, found ${value}.`);
  // Shifting in exponent notation rounds the printed digits: 1.005 * 100 would be 100.49999999999999.
  const [mantissa, exponent = "0"] = String(value).split("e");
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`));
  const digits = BigInt(shifted)
    .toString()
    .padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
