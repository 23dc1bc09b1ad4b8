/** Powers of ten that a binary fraction holds exactly: one multiplication or division by them rounds once, as it must. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LARGEST_EXACT = 2 ** 53;
const ZERO = 0x30;
const DECIMAL = /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

/**
 * Reads the decimal number that stands in bytes, to the same bit as `Number(text)`.
 * @returns NaN when the bytes are no finite decimal number (empty, "1..2", "0x10", "Infinity")
 */
export function parseDecimal(bytes: Buffer, start: number, end: number): number {
  let at = start;
  const isNegative = bytes[at] === 0x2d;
  if (isNegative) at += 1;
  let mantissa = 0;
  let digit = 0;
  const wholeStart = at;
  for (; at < end && (digit = bytes[at]! - ZERO) >= 0 && digit <= 9; at += 1) mantissa = mantissa * 10 + digit;
  let digits = at - wholeStart;
  let decimals = 0;
  if (at < end && bytes[at] === 0x2e) {
    const pointAt = at;
    for (at += 1; at < end && (digit = bytes[at]! - ZERO) >= 0 && digit <= 9; at += 1) mantissa = mantissa * 10 + digit;
    decimals = at - pointAt - 1;
    digits += decimals;
  }
  const isPlain = at === end && digits > 0;
  // Below 2^53 no step of the sum has been rounded, and one division rounds as it must.
  if (isPlain && mantissa < LARGEST_EXACT && decimals <= 22) {
    const value = mantissa / EXACT_POWERS[decimals]!;
    return isNegative ? -value : value;
  }
  if (end - start > 400) return Number.NaN;
  const text = bytes.toString("latin1", start, end);
  if (!isPlain && !DECIMAL.test(text)) return Number.NaN;
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
