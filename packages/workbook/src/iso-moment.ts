const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY_MILLISECONDS = 86_400_000;
/** Days from the start of the 1900 date system to 1970. */
const EPOCH_SERIAL = 25_569;
const [DASH, ZERO] = [0x2d, 0x30] as const;

/**
 * As `toSerial`, for text that stands in bytes.
 * @returns NaN when the text is no existing day
 */
export function parseSerial(bytes: Buffer, start: number, end: number): number {
  // 2023-04-01 is what nearly all days look like; years before 1901 count in another way.
  if (end - start === 10 && bytes[start + 4] === DASH && bytes[start + 7] === DASH) {
    const year = toDigits(bytes, start, start + 4);
    const month = toDigits(bytes, start + 5, start + 7);
    const day = toDigits(bytes, start + 8, end);
    const days = MONTH_DAYS[month - 1] ?? 0;
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    if (year > 1900 && day >= 1 && day <= (month === 2 && !isLeap ? 28 : days)) {
      return Date.UTC(year, month - 1, day) / DAY_MILLISECONDS + EPOCH_SERIAL;
    }
  }
  return toSerial(bytes.toString("latin1", start, end)) ?? Number.NaN;
}

/** NaN when one of the bytes is no digit. */
function toDigits(bytes: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - ZERO;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

/**
 * The day serial (1900 date system) of an ISO day or moment such as 2023-04-01 or 2023-04-01T12:00:00; a time zone is
 * dropped, for cells have none. Days before March 1900 are one lower, as spreadsheet programs count them.
 * @returns null when the text is no existing day
 */
export function toSerial(printed: string): number | null {
  const match = /^(-?\d{4,6})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(
    printed.trim(),
  );
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const days = date.getTime() / DAY_MILLISECONDS + EPOCH_SERIAL;
  if (Number(match[4] ?? 0) > 24 || Number(match[5] ?? 0) > 59 || Number(match[6] ?? 0) >= 61) return null;
  const seconds = Number(match[4] ?? 0) * 3600 + Number(match[5] ?? 0) * 60 + Number(match[6] ?? 0);
  return (days >= 1 && days <= 60 ? days - 1 : days) + seconds / 86_400;
}

/**
 * An ISO duration such as PT12H30M00S in days.
 * @returns null when the text is no duration of days, hours, minutes and seconds
 */
export function toDays(printed: string): number | null {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/.exec(printed.trim());
  if (match === null) return null;
  const [, sign, days, hours, minutes, seconds] = match;
  const total =
    Number(days ?? 0) * 86_400 +
    Number(hours ?? 0) * 3600 +
    Number(minutes ?? 0) * 60 +
    Number((seconds ?? "0").replace(",", "."));
  return (sign === "-" ? -total : total) / 86_400;
}
