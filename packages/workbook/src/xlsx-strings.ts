import { damagedFault } from "./file-faults.ts";
import { TextPool } from "./text-pool.ts";
import { scanPart } from "./unpack-part.ts";
import { findByte, findRichText, findTagEnd, skipMarkup, type TextFound } from "./xlsx-text.ts";
import type { ZipPart } from "./zip-directory.ts";

const SLASH = 0x2f;

/**
 * Reads the texts that the sheets of a workbook share, in order; they stay bytes until asked for.
 * Source: ECMA-376 part 1, 18.4.9 sst.
 * @throws Fault workbook.damaged when the table stops in the middle
 */
export async function readSharedTexts(part: ZipPart | undefined, fileName: string): Promise<TextPool> {
  const texts = new TextPool(true);
  if (part === undefined) return texts;
  const found: TextFound = { next: 0, start: 0, end: 0, joined: null };
  let prefix = -1;
  let isOver = false;
  await scanPart(part, fileName, (bytes, end) => {
    let at = 0;
    for (;;) {
      const open = findByte(bytes, at, 0x3c);
      if (open === -1) return isOver ? end : at;
      const first = bytes[open + 1];
      if (first === 0x21 || first === 0x3f) {
        const after = skipMarkup(bytes, open);
        if (after === -1) return open;
        at = after;
        continue;
      }
      const close = findTagEnd(bytes, open + 1);
      if (close === -1) return open;
      if (prefix === -1) prefix = findPrefix(bytes, open);
      const isEnd = first === SLASH;
      const name = open + (isEnd ? 2 : 1) + prefix;
      at = close + 1;
      if (isEnd || bytes[name] !== 0x73) {
        // </sst> closes the table.
        if (isEnd && bytes[name] === 0x73 && bytes[name + 1] === 0x73) isOver = true;
        continue;
      }
      if (bytes[name + 1] === 0x73 && bytes[close - 1] === SLASH) isOver = true;
      if (bytes[name + 1] !== 0x69) continue;
      if (bytes[close - 1] === SLASH) {
        texts.append(bytes, at, at);
        continue;
      }
      findRichText(bytes, at, prefix, found);
      if (found.next === -1) return open;
      at = found.next;
      if (found.joined === null) texts.append(bytes, found.start, found.end);
      else {
        const joined = Buffer.from(found.joined, "utf8");
        texts.append(joined, 0, joined.length);
      }
    }
  });
  if (!isOver) throw damagedFault(fileName, `${part.name} that stops after ${texts.size} texts`);
  return texts;
}

/** The length of the namespace prefix of the tag that opens at `open`, colon included; 0 without one. */
export function findPrefix(bytes: Buffer, open: number): number {
  for (let at = open + 1; ; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0x3a) return at - open;
    if (byte <= 0x20 || byte === SLASH || byte === 0x3e) return 0;
  }
}
