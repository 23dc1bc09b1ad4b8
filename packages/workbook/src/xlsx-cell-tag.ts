const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const ZERO = 0x30;
const NINE = 0x39;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const SPACE = 0x20;
const [R, S, T] = [0x72, 0x73, 0x74] as const;

/** The bytes end before what is read does: it is read again when there are more. */
export const INCOMPLETE = -1;
/** What is read is written in no valid way. */
export const INVALID = -2;

/** What the `t` attribute of a cell says of its value. */
export const CellType = {
  unknown: -1,
  number: 0,
  shared: 1,
  formulaText: 2,
  inlineText: 3,
  boolean: 4,
  error: 5,
  date: 6,
} as const;

/** What an xlsx cell's opening tag says. One object is filled again and again, for there are millions of tags. */
export interface XlsxCellTag {
  /** Behind the tag, INCOMPLETE or INVALID. */
  next: number;
  isEmpty: boolean;
  /** From 1; 0 when the tag does not say. */
  row: number;
  column: number;
  style: number;
  type: number;
  /** Where the type stands, for messages. */
  typeStart: number;
  typeEnd: number;
}

export function makeXlsxCellTag(): XlsxCellTag {
  return { next: INCOMPLETE, isEmpty: false, row: 0, column: 0, style: 0, type: 0, typeStart: 0, typeEnd: 0 };
}

/**
 * Reads the attributes of a cell: `r`, `s` and `t`; others are passed over.
 * Source: ECMA-376 part 1, 18.3.1.4 c.
 * @param at  behind the tag's name
 * @param end where the bytes end; a 0 stands there
 */
export function readXlsxCellTag(bytes: Buffer, at: number, end: number, tag: XlsxCellTag): void {
  let row = 0;
  let column = 0;
  let style = 0;
  let isEmpty = false;
  tag.type = CellType.number;
  for (;;) {
    let byte = bytes[at]!;
    while (byte <= SPACE && byte !== 0) byte = bytes[++at]!;
    if (byte === GREATER) break;
    if (byte === SLASH) {
      isEmpty = true;
      at += 1;
      continue;
    }
    const name = at;
    while (byte > SPACE && byte !== EQUALS && byte !== GREATER) byte = bytes[++at]!;
    const letter = at - name === 1 ? bytes[name]! : 0;
    while (byte <= SPACE && byte !== 0) byte = bytes[++at]!;
    if (byte !== EQUALS) return stop(at, end, tag);
    byte = bytes[++at]!;
    while (byte <= SPACE && byte !== 0) byte = bytes[++at]!;
    if (byte !== QUOTE && byte !== APOSTROPHE) return stop(at, end, tag);
    const quote = byte;
    const start = ++at;
    byte = bytes[at]!;
    if (letter === R) {
      column = 0;
      row = 0;
      for (; byte >= 0x41 && byte <= 0x5a; byte = bytes[++at]!) column = column * 26 + byte - 0x40;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) row = row * 10 + byte - ZERO;
      if (byte !== quote || column === 0 || row === 0) return stop(at, end, tag);
    } else if (letter === S) {
      style = 0;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) style = style * 10 + byte - ZERO;
    }
    while (byte !== quote && byte !== 0) byte = bytes[++at]!;
    if (byte === 0) return stop(at, end, tag);
    if (letter === T) {
      tag.type = toType(bytes, start, at - start);
      tag.typeStart = start;
      tag.typeEnd = at;
    }
    at += 1;
  }
  tag.isEmpty = isEmpty;
  tag.row = row;
  tag.column = column;
  tag.style = style;
  tag.next = at + 1;
}

/** What a row's opening tag says. */
export interface XlsxRowTag {
  /** -1 when the tag does not say. */
  row: number;
  isHidden: boolean;
}

/**
 * Reads the attributes of a row: `r` and `hidden`.
 * Source: ECMA-376 part 1, 18.3.1.73 row.
 * @param at    behind the tag's name
 * @param close where its > stands
 */
export function readXlsxRowTag(bytes: Buffer, at: number, close: number, tag: XlsxRowTag): void {
  tag.row = -1;
  tag.isHidden = false;
  while (at < close) {
    while (at < close && bytes[at]! <= SPACE) at += 1;
    const name = at;
    while (at < close && bytes[at]! > SPACE && bytes[at] !== EQUALS) at += 1;
    const length = at - name;
    while (at < close && bytes[at] !== QUOTE && bytes[at] !== APOSTROPHE) at += 1;
    const quote = bytes[at]!;
    const start = at + 1;
    for (at = start; at < close && bytes[at] !== quote;) at += 1;
    if (length === 1 && bytes[name] === R) tag.row = toRowNumber(bytes, start, at);
    else if (length === 6 && bytes.toString("latin1", name, name + length) === "hidden") {
      tag.isHidden = bytes[start] === 0x31 || bytes[start] === T;
    }
    at += 1;
  }
}

/** -1 for what is no number. */
function toRowNumber(bytes: Buffer, start: number, end: number): number {
  if (start === end) return -1;
  let row = 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return -1;
    row = row * 10 + digit;
  }
  return row;
}

function stop(at: number, end: number, tag: XlsxCellTag): void {
  tag.next = at >= end ? INCOMPLETE : INVALID;
}

/** s, str, inlineStr, n, b, e, d. */
function toType(bytes: Buffer, at: number, length: number): number {
  const first = bytes[at];
  if (length === 1) {
    if (first === S) return CellType.shared;
    if (first === 0x6e) return CellType.number;
    if (first === 0x62) return CellType.boolean;
    if (first === 0x65) return CellType.error;
    return first === 0x64 ? CellType.date : CellType.unknown;
  }
  if (length === 3 && first === S && bytes[at + 1] === T && bytes[at + 2] === R) return CellType.formulaText;
  return length === 9 && bytes.toString("latin1", at, at + 9) === "inlineStr" ? CellType.inlineText : CellType.unknown;
}
