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
  const days = date.getTime() / 86_400_000 + 25_569;
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
