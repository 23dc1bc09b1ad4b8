import { toAddress, type Sheet } from "../src/workbook.ts";

/** What 0x80 to 0x9f stand for; others are their own code. Source: WHATWG Encoding, index-windows-1252. */
const WINDOWS_1252 = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
  0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
];
const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Takes delimited text apart character by character, as RFC 4180 says, knowing nothing of our reader: the second reader.
 * Text in UTF-8, else windows-1252. The delimiter is the most frequent one outside quotes.
 * @returns the records; an empty line is a record of one empty text, the end of the last line begins none
 */
export function readTextAgain(bytes: Uint8Array): string[][] {
  const text = toText(bytes);
  const delimiter = findDelimiter(text);
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let isQuoted = false;
  let at = 0;
  const endCell = (): void => {
    record.push(cell);
    cell = "";
  };
  while (at < text.length) {
    const sign = text[at]!;
    if (isQuoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 2;
        continue;
      }
      if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === delimiter) endCell();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") at += 1;
      endCell();
      records.push(record);
      record = [];
    } else cell += sign;
    at += 1;
  }
  if (cell !== "" || record.length > 0) {
    endCell();
    records.push(record);
  }
  return records;
}

/** The first place at which a sheet is not what the records say; null when there is none. */
export function findFirstDifference(sheet: Sheet, records: readonly (readonly string[])[]): string | null {
  if (sheet.rowCount !== records.length) return `${sheet.rowCount} rows, not ${records.length}`;
  for (const [index, record] of records.entries()) {
    const row = index + 1;
    for (const [place, text] of record.entries()) {
      const found = sheet.cell(row, place + 1)?.raw ?? "";
      if (found !== text) return `${toAddress(row, place + 1)}: "${found}", not "${text}"`;
    }
    const more = sheet.nextColumn(row, record.length);
    if (more !== 0) return `${toAddress(row, more)}: a cell where none is`;
  }
  return null;
}

function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(WINDOWS_1252[byte - 0x80] ?? byte)).join("");
  }
}

function findDelimiter(text: string): string {
  const outside = text.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => outside.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
