import { INCOMPLETE, INVALID } from "./xlsx-cell-tag.ts";
import { findByte, findPlainText, findRichText, findTagEnd, skipMarkup, type TextFound } from "./xlsx-text.ts";

const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const [C, F, I, S, V] = [0x63, 0x66, 0x69, 0x73, 0x76] as const;

/** What stands between the tags of an xlsx cell. One object is filled again and again. */
export interface XlsxCellContent {
  /** Behind the cell's closing tag, INCOMPLETE or INVALID. */
  next: number;
  /** Where the value or the text in line stands; start is -1 for none. */
  valueStart: number;
  valueEnd: number;
  /** The value, with entities, when it does not stand in one piece; else null. */
  joined: string | null;
  /** Where the name of the formula's tag stands; -1 for none. */
  formulaTag: number;
  formulaStart: number;
  formulaEnd: number;
  formulaJoined: string | null;
}

export function makeXlsxCellContent(): XlsxCellContent {
  return {
    next: INCOMPLETE,
    valueStart: -1,
    valueEnd: -1,
    joined: null,
    formulaTag: -1,
    formulaStart: -1,
    formulaEnd: -1,
    formulaJoined: null,
  };
}

const text: TextFound = { next: 0, start: 0, end: 0, joined: null };

/**
 * Reads the value (`v`), the formula (`f`) and the text in line (`is`) of a cell; other tags are passed over.
 * Source: ECMA-376 part 1, 18.3.1.4 c, 18.3.1.40 f, 18.3.1.53 is, 18.3.1.96 v.
 * @param at     behind the cell's opening tag
 * @param end    where the bytes end; a 0 stands there
 * @param prefix length of the namespace prefix of tags, colon included
 */
export function readXlsxCellContent(
  bytes: Buffer,
  at: number,
  end: number,
  prefix: number,
  content: XlsxCellContent,
): void {
  content.formulaTag = -1;
  content.joined = null;
  // <v>…</v></c> is what nearly all cells look like.
  if (prefix === 0 && bytes[at] === LESS && bytes[at + 1] === V && bytes[at + 2] === GREATER) {
    let stop = at + 3;
    let byte = bytes[stop]!;
    while (byte !== LESS && byte !== 0) byte = bytes[++stop]!;
    if (byte === 0) {
      content.next = stop >= end ? INCOMPLETE : INVALID;
      return;
    }
    if (isValueEnd(bytes, stop)) {
      content.valueStart = at + 3;
      content.valueEnd = stop;
      content.next = stop + 8;
      return;
    }
  }
  content.valueStart = -1;
  content.valueEnd = -1;
  content.formulaJoined = null;
  content.next = readSlowly(bytes, at, end, prefix, content);
}

/** </v></c> */
function isValueEnd(bytes: Buffer, at: number): boolean {
  return (
    bytes[at + 1] === SLASH &&
    bytes[at + 2] === V &&
    bytes[at + 3] === GREATER &&
    bytes[at + 4] === LESS &&
    bytes[at + 5] === SLASH &&
    bytes[at + 6] === C &&
    bytes[at + 7] === GREATER
  );
}

/** Returns what becomes `next`. */
function readSlowly(bytes: Buffer, from: number, end: number, prefix: number, content: XlsxCellContent): number {
  let at = from;
  for (;;) {
    const open = findByte(bytes, at, LESS);
    // A 0 before the end is no text.
    if (open === -1) return bytes.indexOf(0, at) >= end ? INCOMPLETE : INVALID;
    const first = bytes[open + 1]!;
    if (first === SLASH) {
      const name = open + 2 + prefix;
      const close = findByte(bytes, name, GREATER);
      if (close === -1) return INCOMPLETE;
      at = close + 1;
      if (bytes[name] === C && bytes[name + 1]! <= GREATER) return at;
      continue;
    }
    if (first === EXCLAMATION || first === QUESTION) {
      at = skipMarkup(bytes, open);
      if (at === -1) return INCOMPLETE;
      continue;
    }
    const name = open + 1 + prefix;
    const close = findTagEnd(bytes, name);
    if (close === -1) return INCOMPLETE;
    at = close + 1;
    const next = takeTag(bytes, name, close, prefix, content);
    if (next === INCOMPLETE) return INCOMPLETE;
    at = next;
  }
}

/** Returns behind what the tag holds, or behind the tag itself when that means nothing here. */
function takeTag(bytes: Buffer, name: number, close: number, prefix: number, content: XlsxCellContent): number {
  const letter = bytes[name];
  const isSingle = bytes[name + 1]! <= GREATER;
  const hasContent = bytes[close - 1] !== SLASH;
  const after = close + 1;
  if (isSingle && letter === V) {
    content.valueStart = after;
    content.valueEnd = after;
    if (!hasContent) return after;
    findPlainText(bytes, after, text);
    content.valueEnd = text.end;
    content.joined = text.joined;
    return text.next;
  }
  if (isSingle && letter === F) {
    content.formulaTag = name;
    content.formulaStart = after;
    content.formulaEnd = after;
    if (!hasContent) return after;
    findPlainText(bytes, after, text);
    content.formulaEnd = text.end;
    content.formulaJoined = text.joined;
    return text.next;
  }
  if (letter === I && bytes[name + 1] === S && hasContent) {
    findRichText(bytes, after, prefix, text);
    content.valueStart = text.start;
    content.valueEnd = text.end;
    content.joined = text.joined;
    return text.next;
  }
  return after;
}
