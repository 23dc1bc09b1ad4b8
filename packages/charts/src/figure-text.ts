import type { Measure } from "./chart.ts";

type FigureStyle = Pick<Measure, "decimals" | "prefix" | "suffix">;

/**
 * Writes a figure as a reader expects it: "£1,023.74", "−0.31", "12%".
 *
 * @param value any finite number; rounded half away from zero on its decimal digits (1.005 gives 1.01)
 * @returns text with thousands commas and a true minus sign (U+2212) before the prefix; never "−0"
 * @throws RangeError if the value is not finite
 */
export function formatFigure(value: number, { decimals, prefix = "", suffix = "" }: FigureStyle): string {
  const digits = roundDecimal(Math.abs(value), decimals);
  const [whole = "0", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = value < 0 && /[1-9]/.test(digits) ? "−" : "";
  return `${sign}${prefix}${grouped}${fraction === undefined ? "" : `.${fraction}`}${suffix}`;
}

/** As `formatFigure`, with "+" before positive figures: for differences and contributions. */
export function formatSigned(value: number, style: FigureStyle): string {
  const text = formatFigure(value, style);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Joins names for a sentence: "A", "A and B", "A, B and C". */
export function listNames(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The unit in brackets, with a comma before it or nothing at all for a measure without unit. */
export function withUnit(measure: Pick<Measure, "label" | "unit">): string {
  return measure.unit === "" ? measure.label : `${measure.label}, ${measure.unit}`;
}

function roundDecimal(value: number, decimals: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A figure must be a finite number, found ${value}.`);
  // Shifting in exponent notation rounds the printed digits: 1.005 * 100 would be 100.49999999999999.
  const [mantissa, exponent = "0"] = String(value).split("e");
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`));
  const digits = BigInt(shifted)
    .toString()
    .padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
