import { parseDecimal } from "./parse-decimal.ts";

/** What an ods cell's opening tag says. One object is filled again and again, for there are millions of tags. */
export interface OdsCellTag {
  /** Behind the tag; -1 when the bytes end first, -2 when the tag is written in no valid way. */
  next: number;
  isEmpty: boolean;
  type: number;
  /** Where the stated value stands, whichever attribute holds it; start is -1 without one. */
  valueStart: number;
  valueEnd: number;
  formulaStart: number;
  formulaEnd: number;
  styleStart: number;
  styleEnd: number;
  repeats: number;
  columnSpan: number;
  rowSpan: number;
}

/** What `office:value-type` says; `error` is stated beside it by LibreOffice. */
export const OdsType = { none: 0, number: 1, date: 2, time: 3, boolean: 4, text: 5, error: 6 } as const;

const VALUE = "office:value";
const TYPE = "office:value-type";
const DATE_VALUE = "office:date-value";
const BOOLEAN_VALUE = "office:boolean-value";
const STRING_VALUE = "office:string-value";
const FORMULA = "table:formula";
const STYLE = "table:style-name";
const COLUMNS_REPEATED = "table:number-columns-repeated";
const CALCEXT_TYPE = "calcext:value-type";

export function makeOdsCellTag(): OdsCellTag {
  return {
    next: -1,
    isEmpty: false,
    type: OdsType.none,
    valueStart: -1,
    valueEnd: -1,
    formulaStart: -1,
    formulaEnd: -1,
    styleStart: -1,
    styleEnd: -1,
    repeats: 1,
    columnSpan: 1,
    rowSpan: 1,
  };
}

/**
 * Reads the attributes of a `table:table-cell` or `table:covered-table-cell`.
 * Source: OASIS, OpenDocument 1.3 part 3, 9.1.4 and 19.379 to 19.389.
 * @param at behind the tag's name
 */
export function readOdsCellTag(bytes: Buffer, at: number, tag: OdsCellTag): void {
  tag.next = -1;
  tag.isEmpty = false;
  tag.type = OdsType.none;
  tag.valueStart = -1;
  tag.formulaStart = -1;
  tag.styleStart = -1;
  tag.repeats = 1;
  tag.columnSpan = 1;
  tag.rowSpan = 1;
  for (;;) {
    let byte = bytes[at]!;
    while (byte <= 0x20 && byte !== 0) byte = bytes[++at]!;
    if (byte === 0x3e) break;
    if (byte === 0x2f) {
      tag.isEmpty = true;
      at += 1;
      continue;
    }
    const name = at;
    at += guessNameLength(bytes, name);
    byte = bytes[at]!;
    // Most bytes of a sheet are those of names, and need not be looked at when one ends where it should.
    if (byte !== 0x3d || bytes[at - 1]! < 0x61) {
      at = name;
      byte = bytes[at]!;
      while (byte > 0x20 && byte !== 0x3d && byte !== 0x3e) byte = bytes[++at]!;
    }
    const length = at - name;
    while (byte <= 0x20 && byte !== 0) byte = bytes[++at]!;
    if (byte !== 0x3d) {
      if (byte !== 0) tag.next = -2;
      return;
    }
    byte = bytes[++at]!;
    while (byte <= 0x20 && byte !== 0) byte = bytes[++at]!;
    if (byte !== 0x22 && byte !== 0x27) {
      if (byte !== 0) tag.next = -2;
      return;
    }
    const start = at + 1;
    const quote = byte;
    byte = bytes[++at]!;
    while (byte !== quote && byte !== 0) byte = bytes[++at]!;
    if (byte === 0) return;
    takeAttribute(bytes, name, length, start, at, tag);
    at += 1;
  }
  tag.next = at + 1;
}

/**
 * How long the name of an attribute is by its first letters, when it is one of those that cells usually have; 0 for
 * others. The standard knows no other name that starts so and has = in that place.
 */
function guessNameLength(bytes: Buffer, name: number): number {
  const first = bytes[name];
  const seventh = bytes[name + 6];
  const eighth = bytes[name + 7];
  if (first === 0x6f && seventh === 0x3a) {
    if (eighth === 0x76) return bytes[name + VALUE.length] === 0x3d ? VALUE.length : TYPE.length;
    if (eighth === 0x64 || eighth === 0x74) return DATE_VALUE.length;
    if (eighth === 0x62) return BOOLEAN_VALUE.length;
    return eighth === 0x73 ? STRING_VALUE.length : 0;
  }
  if (first === 0x74 && bytes[name + 5] === 0x3a) {
    if (seventh === 0x73) return STYLE.length;
    if (seventh === 0x66) return FORMULA.length;
    return seventh === 0x6e ? COLUMNS_REPEATED.length : 0;
  }
  return first === 0x63 && eighth === 0x3a ? CALCEXT_TYPE.length : 0;
}

/** Tells names by length and one or two letters: office:… and table:… have no others that agree in these. */
function takeAttribute(bytes: Buffer, name: number, length: number, start: number, end: number, tag: OdsCellTag): void {
  const isTable = bytes[name] === 0x74 && bytes[name + 5] === 0x3a;
  const isOffice = bytes[name] === 0x6f && bytes[name + 6] === 0x3a;
  if (isOffice) {
    // office:value-type, office:value, office:date-value, office:time-value, office:boolean-value, office:string-value
    if (length === 17 && bytes[name + 7] === 0x76) {
      if (tag.type !== OdsType.error) tag.type = toType(bytes[start]!);
    } else if (length === 12 || length === 17 || ((length === 19 || length === 20) && bytes[name + 7] !== 0x76)) {
      tag.valueStart = start;
      tag.valueEnd = end;
    }
  } else if (isTable) {
    const letter = bytes[name + 6];
    if (length === 13 && letter === 0x66) {
      tag.formulaStart = start;
      tag.formulaEnd = end;
    } else if (length === 16 && letter === 0x73) {
      tag.styleStart = start;
      tag.styleEnd = end;
    } else if (letter === 0x6e) {
      if (length === 29) tag.repeats = toCount(bytes, start, end);
      else if (length === 28) tag.columnSpan = toCount(bytes, start, end);
      else if (length === 25) tag.rowSpan = toCount(bytes, start, end);
    }
  } else if (length === 18 && bytes[start] === 0x65 && bytes[name] === 0x63) {
    if (bytes.toString("latin1", name, name + length) === "calcext:value-type") tag.type = OdsType.error;
  }
}

/** float, percentage, currency; date; time; boolean; string; void. */
function toType(first: number): number {
  if (first === 0x66 || first === 0x70 || first === 0x63) return OdsType.number;
  if (first === 0x73) return OdsType.text;
  if (first === 0x64) return OdsType.date;
  if (first === 0x74) return OdsType.time;
  return first === 0x62 ? OdsType.boolean : OdsType.none;
}

/** A number of repetitions; 1 for what is none. */
function toCount(bytes: Buffer, start: number, end: number): number {
  const count = parseDecimal(bytes, start, end);
  return count >= 1 && count <= 2 ** 31 ? Math.floor(count) : 1;
}
