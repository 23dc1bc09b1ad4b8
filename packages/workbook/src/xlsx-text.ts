import { escapeText } from "./decode-xml-text.ts";

/** Where a text stood in the bytes, or the text itself when it came in several pieces; and where it ended. */
export interface TextFound {
  /** After the closing tag; -1 when the bytes end before it. */
  next: number;
  start: number;
  end: number;
  /** With entities, as in the bytes; null when start and end say it all. */
  joined: string | null;
}

const LESS = 0x3c;
const SLASH = 0x2f;
const GREATER = 0x3e;
const EXCLAMATION = 0x21;
const LETTER_T = 0x74;
const LETTER_R = 0x72;
const LETTER_P = 0x50;

/**
 * Reads a string item: the runs of `<t>` inside `<si>` or `<is>`, put together, without phonetic guides (`<rPh>`).
 * Source: ECMA-376 part 1, 18.4.8 si and 18.4.6 rPh.
 * @param at     behind the opening tag
 * @param prefix length of the namespace prefix of tags, colon included
 */
export function findRichText(bytes: Buffer, at: number, prefix: number, found: TextFound): void {
  let count = 0;
  let phonetic = 0;
  found.start = at;
  found.end = at;
  found.joined = null;
  found.next = -1;
  for (;;) {
    const open = findByte(bytes, at, LESS);
    if (open === -1) return;
    const isEnd = bytes[open + 1] === SLASH;
    const name = open + (isEnd ? 2 : 1) + prefix;
    if (bytes[open + 1] === EXCLAMATION) {
      at = skipMarkup(bytes, open);
      if (at === -1) return;
      continue;
    }
    const close = findTagEnd(bytes, name);
    if (close === -1) return;
    const isEmpty = bytes[close - 1] === SLASH;
    at = close + 1;
    if (isEnd) {
      if (bytes[name] === LETTER_R && bytes[name + 1] === LETTER_P && bytes[name + 2] === 0x68) phonetic -= 1;
      // </si> or </is>; other names of this length do not occur inside.
      else if (close - name === 2 && (bytes[name + 1] === 0x69 || bytes[name + 1] === 0x73)) {
        found.next = at;
        return;
      }
      continue;
    }
    if (bytes[name] === LETTER_R && bytes[name + 1] === LETTER_P && bytes[name + 2] === 0x68) {
      if (!isEmpty) phonetic += 1;
      continue;
    }
    if (isEmpty || bytes[name] !== LETTER_T || bytes[name + 1]! > GREATER) continue;
    const start = found.start;
    const end = found.end;
    const joined: string | null = found.joined;
    findPlainText(bytes, at, found);
    if (found.next === -1) return;
    at = found.next;
    found.next = -1;
    if (phonetic > 0) {
      found.start = start;
      found.end = end;
      found.joined = joined;
      continue;
    }
    count += 1;
    if (count > 1)
      found.joined = toText(bytes, start, end, joined) + toText(bytes, found.start, found.end, found.joined);
  }
}

/**
 * Reads the text up to the next tag that is neither a comment nor a CDATA section.
 * `found.next` is then where that tag starts.
 */
export function findPlainText(bytes: Buffer, at: number, found: TextFound): void {
  found.start = at;
  found.joined = null;
  found.next = -1;
  const end = findByte(bytes, at, LESS);
  if (end === -1) return;
  found.end = end;
  if (bytes[end + 1] !== EXCLAMATION) {
    found.next = end;
    return;
  }
  let text = bytes.toString("utf8", at, end);
  let open = end;
  while (bytes[open + 1] === EXCLAMATION) {
    const after = skipMarkup(bytes, open);
    if (after === -1) return;
    if (bytes[open + 2] === 0x5b) text += escapeText(bytes.toString("utf8", open + 9, after - 3));
    const stop = findByte(bytes, after, LESS);
    if (stop === -1) return;
    text += bytes.toString("utf8", after, stop);
    open = stop;
  }
  found.joined = text;
  found.next = open;
}

/** The place of a byte from `at` on; -1 when a 0, which ends the bytes, comes first. */
export function findByte(bytes: Buffer, at: number, byte: number): number {
  let place = at;
  let found = bytes[place]!;
  while (found !== byte && found !== 0) found = bytes[++place]!;
  return found === byte ? place : -1;
}

/** The place of the > that ends a tag, those inside attribute values apart; -1 when the bytes end first. */
export function findTagEnd(bytes: Buffer, at: number): number {
  let quote = 0;
  for (let place = at; ; place += 1) {
    const byte = bytes[place]!;
    if (byte === 0) return -1;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === GREATER) return place;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
  }
}

/** Where the comment, CDATA section or instruction that starts at `open` is over; -1 when the bytes end first. */
export function skipMarkup(bytes: Buffer, open: number): number {
  const kind = bytes[open + 1] === 0x3f ? 0x3f : bytes[open + 2]!;
  if (kind === 0x3f) return findEnd(bytes, open + 2, 0x3f, 1);
  if (kind === 0x2d) return findEnd(bytes, open + 4, 0x2d, 2);
  if (kind === 0x5b) return findEnd(bytes, open + 9, 0x5d, 2);
  const close = findTagEnd(bytes, open + 2);
  return close === -1 ? -1 : close + 1;
}

/** Behind the first > that follows so many of a sign. */
function findEnd(bytes: Buffer, from: number, sign: number, times: number): number {
  for (let place = from; ; place += 1) {
    const byte = bytes[place]!;
    if (byte === 0) return -1;
    if (byte !== GREATER || place - from < times || bytes[place - 1] !== sign) continue;
    if (times === 1 || bytes[place - 2] === sign) return place + 1;
  }
}

function toText(bytes: Buffer, start: number, end: number, joined: string | null): string {
  return joined ?? bytes.toString("utf8", start, end);
}
