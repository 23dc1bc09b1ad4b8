/**
 * Reads a number as publishers print it: "1,234.5", "£12", "45.2%", "(1,234)", "1,234-", "−3", " 7 ", "1.5E+03".
 * Commas must stand before groups of three digits. A percentage keeps its printed size ("45.2%" is 45.2).
 * @returns the number, or null when the text is not one finite number
 */
export function parseNumber(printed: string): number | null {
  let text = printed.trim().replace(/\u2212/g, "-");
  let isNegative = false;
  const bracketed = /^\((.*)\)$/.exec(text);
  if (bracketed !== null) {
    isNegative = true;
    text = bracketed[1]!.trim();
    if (/^[-+]/.test(text)) return null;
  }
  const trailing = /^([^-].*)-$/.exec(text);
  if (trailing !== null) {
    if (isNegative) return null;
    isNegative = true;
    text = trailing[1]!.trim();
  }
  const match = /^([-+]?)\s*£?\s*([-+]?)(\d[\d,]*(?:\.\d*)?|\.\d+)(e[-+]?\d+)?\s*%?$/i.exec(text);
  if (match === null) return null;
  const [, before, after, digits, exponent] = match;
  const sign = `${before ?? ""}${after ?? ""}`;
  if (sign.length > 1 || (sign !== "" && isNegative)) return null;
  const whole = digits!.split(".")[0]!;
  if (whole.includes(",") && !/^\d{1,3}(,\d{3})+$/.test(whole)) return null;
  const number = Number(`${digits!.replace(/,/g, "")}${exponent ?? ""}`);
  if (!Number.isFinite(number)) return null;
  return isNegative || sign === "-" ? negate(number) : number;
}

/**
 * Multiplies without the noise of binary fractions: 115865.9595 in thousands is 115865959.5, not 115865959.50000001.
 * @param scale a power of ten shifts the decimal point exactly; any other factor rounds to 15 significant digits
 */
export function scaleNumber(number: number, scale: number): number {
  if (scale === 1 || number === 0) return number;
  const power = /^1e([-+]\d+)$/.exec(scale.toExponential());
  if (power === null) return Number((number * scale).toPrecision(15));
  const [mantissa, exponent] = number.toExponential().split("e");
  return Number(`${mantissa}e${Number(exponent) + Number(power[1])}`);
}

/** Keeps zero without a sign, so that equal figures print equal. */
function negate(number: number): number {
  return number === 0 ? 0 : -number;
}
