import { escapeText } from "./decode-xml-text.ts";
import { findByte, findTagEnd, skipMarkup } from "./xlsx-text.ts";

/** What stands between the tags of an ods cell. One object is filled again and again. */
export interface OdsContent {
  /** Behind the cell's closing tag; -1 when the bytes end before it. */
  next: number;
  /** Where the text stands; both equal for none. */
  start: number;
  end: number;
  /** The text with entities when it does not stand in one piece; else null. */
  joined: string | null;
  /** The comment on the cell, decoded no further than `joined`; null without one. */
  note: string | null;
}

const CELL_END = "</table:table-cell>";
const [LESS, GREATER, SLASH, SPACE] = [0x3c, 0x3e, 0x2f, 0x20] as const;

/**
 * Reads the text of an ods cell: paragraphs joined by line feeds, with `text:s`, `text:tab` and `text:line-break` put
 * back; drawings are passed over, and a comment (`office:annotation`) is kept apart.
 * Source: OASIS, OpenDocument 1.3 part 3, 6.1 (white space) and 14.1 (annotations).
 * @param at behind the opening tag of the cell
 */
export function readOdsContent(bytes: Buffer, at: number, content: OdsContent): void {
  content.next = -1;
  content.start = at;
  content.end = at;
  content.joined = null;
  content.note = null;
  // <text:p>…</text:p></table:table-cell> is what nearly all cells look like.
  if (isOpenParagraph(bytes, at)) {
    const start = at + 8;
    let end = start;
    let byte = bytes[end]!;
    // A space between two words is a text's own; all other white space is for those who take their time.
    let isPlain = byte > SPACE;
    while (byte !== LESS && byte !== 0) {
      if (byte <= SPACE && (byte < SPACE || bytes[end + 1]! <= SPACE || bytes[end + 1] === LESS)) isPlain = false;
      byte = bytes[++end]!;
    }
    if (byte === 0) return;
    if (isPlain && isClose(bytes, end, 0x74, 0x65) && isClose(bytes, end + 9, 0x74, 0x61)) {
      content.start = start;
      content.end = end;
      const usual = end + 9 + CELL_END.length - 1;
      const close = bytes[usual] === GREATER && bytes[usual - 1] === 0x6c ? usual : findByte(bytes, end + 9, GREATER);
      content.next = close === -1 ? -1 : close + 1;
      return;
    }
  }
  readSlowly(bytes, at, content);
}

function readSlowly(bytes: Buffer, at: number, content: OdsContent): void {
  const paragraphs: string[] = [];
  const notes: string[] = [];
  let current: string | null = null;
  let isNote = false;
  /** Depth inside a drawing or a table in the cell. */
  let foreign = 0;
  for (;;) {
    const open = findByte(bytes, at, LESS);
    if (open === -1) return;
    if (current !== null && foreign === 0) current += collapse(bytes.toString("utf8", at, open));
    if (bytes[open + 1] === 0x21 || bytes[open + 1] === 0x3f) {
      const after = skipMarkup(bytes, open);
      if (after === -1) return;
      if (current !== null && bytes[open + 2] === 0x5b)
        current += escapeText(bytes.toString("utf8", open + 9, after - 3));
      at = after;
      continue;
    }
    const isEnd = bytes[open + 1] === SLASH;
    const name = open + (isEnd ? 2 : 1);
    const close = findTagEnd(bytes, name);
    if (close === -1) return;
    const isEmpty = !isEnd && bytes[close - 1] === SLASH;
    const tag = readName(bytes, name, close);
    at = close + 1;
    if (tag.startsWith("draw:") || tag.startsWith("table:")) {
      if (isEnd && foreign === 0) {
        content.next = at;
        if (paragraphs.length > 0) content.joined = paragraphs.join("\n");
        if (notes.length > 0) content.note = notes.join("\n");
        return;
      }
      if (!isEmpty) foreign += isEnd ? -1 : 1;
      continue;
    }
    if (foreign > 0) continue;
    if (tag === "office:annotation") isNote = !isEnd && !isEmpty;
    else if (tag === "text:p" || tag === "text:h") {
      if (isEnd || isEmpty) {
        (isNote ? notes : paragraphs).push(trimEnds(current ?? ""));
        current = null;
      } else current = "";
    } else if (current !== null && !isEnd) {
      if (tag === "text:s") current += PLACEHOLDER.repeat(readSpaces(bytes.toString("latin1", name, close)));
      else if (tag === "text:tab") current += "\t";
      else if (tag === "text:line-break") current += "\n";
    }
  }
}

/** Stands for a space that must stay while others are collapsed; no XML may hold this character. */
const PLACEHOLDER = "\u0001";

function collapse(text: string): string {
  return text.replace(/[\t\r\n ]+/g, " ");
}

/** White space at the ends of a paragraph is layout of the XML; spaces that were written as such stay. */
function trimEnds(text: string): string {
  return text
    .replace(/^ +| +$/g, "")
    .replace(/ {2,}/g, " ")
    .replaceAll(PLACEHOLDER, " ");
}

function readSpaces(tag: string): number {
  const count = Number(/text:c\s*=\s*["'](\d{1,6})["']/.exec(tag)?.[1] ?? 1);
  return Math.min(count, 100_000);
}

function readName(bytes: Buffer, name: number, close: number): string {
  let end = name;
  while (end < close && bytes[end]! > SPACE && bytes[end] !== SLASH) end += 1;
  return bytes.toString("latin1", name, end);
}

/** <text:p> */
function isOpenParagraph(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === LESS &&
    bytes[at + 1] === 0x74 &&
    bytes[at + 2] === 0x65 &&
    bytes[at + 5] === 0x3a &&
    bytes[at + 6] === 0x70 &&
    bytes[at + 7] === GREATER
  );
}

function isClose(bytes: Buffer, at: number, first: number, second: number): boolean {
  return bytes[at] === LESS && bytes[at + 1] === SLASH && bytes[at + 2] === first && bytes[at + 3] === second;
}
