const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
/** 29 February 1900, which spreadsheet programs count though that year had none. */
const NO_DAY = 60;

/**
 * The ISO day of a spreadsheet's serial number; parts of a day are dropped.
 * Serials before 61 count a 29 February 1900 that never was, which is no day here either.
 * @returns null when the number is no day (negative, past the year 9999, or 29 February 1900)
 */
export function toDay(serial: number, usesDate1904: boolean): string | null {
  const days = Math.floor(serial) + (usesDate1904 ? 1462 : 0);
  if (!(days >= 1 && days <= 2_958_465) || days === NO_DAY) return null;
  const offset = days < 61 ? days + 1 : days;
  return new Date(Date.UTC(1899, 11, 30) + offset * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Reads a day as British publishers print it: 2023-04-01, 01/04/2023, 01/04/23, 1 April 2023, 01-Apr-23. Day before month
 * always; two digits of a year lie between 1970 and 2069. A time after the day is dropped. Five digits are the serial number that
 * a spreadsheet leaves when it is saved as text.
 * @returns the ISO day, or null when the text is not an existing day
 */
export function parseDay(printed: string): string | null {
  const text = printed.trim().replace(/ \d{1,2}:\d{2}(?::\d{2})?$/, "");
  if (/^[34]\d{4}$/.test(text)) return toDay(Number(text), false);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text);
  if (iso !== null) return toIso(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
  if (british !== null) return toIso(toYear(british[3]!), Number(british[2]), Number(british[1]));
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ -](\d{4}|\d{2})$/i.exec(text);
  if (named === null) return null;
  const printedMonth = named[2]!.toLowerCase();
  const month = MONTHS.findIndex((name) => name.startsWith(printedMonth)) + 1;
  return toIso(toYear(named[3]!), month, Number(named[1]));
}

function toYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 2 ? (year < 70 ? 2000 : 1900) + year : year;
}

function toIso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
