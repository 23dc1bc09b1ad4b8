import { constants, isAscii, isUtf8 } from "node:buffer";
import { Fault } from "@poundwise/contracts";
import iconv from "iconv-lite";
import { tooLargeFault } from "./file-faults.ts";

/** Longest text that one string of the language can hold, in characters; more cannot be taken apart in memory. */
const MAX_TEXT_BYTES = constants.MAX_STRING_LENGTH;
const LINE_FEED = 0x0a;

/**
 * Turns the bytes of a text file into text: UTF-8 when every byte fits it, then UTF-16 by its byte order mark or by its
 * pattern of zero bytes. Of other files each line is read by itself, as UTF-8 where it fits and else as windows-1252, in
 * which publishers' older files are: files put together from several sources mix the two. Marks are dropped.
 * @throws Fault workbook.unknown_format when the bytes are no text, workbook.too_large
 */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  if (bytes.length > MAX_TEXT_BYTES) {
    const expected = `at most ${MAX_TEXT_BYTES} bytes of delimited text, all lines together`;
    throw tooLargeFault(fileName, "the text is too large to be read", expected, `${bytes.length} bytes`);
  }
  const text = decodeUtf16(bytes) ?? decodeUtf8(bytes) ?? decodeLines(bytes);
  // Text has tabs and line ends, never other control characters of the first nine.
  const control = text.search(/[\u0000-\u0008]/);
  if (control === -1) return text;
  const line = text.slice(0, control).split("\n").length;
  throw new Fault("workbook.unknown_format", "the file is neither a workbook nor text", {
    at: { file: fileName, line },
    expected: "xlsx, xls, ods, or text in UTF-8, UTF-16 or windows-1252",
    found: `a character no text has (code ${text.charCodeAt(control)}), in a file that starts ${toHex(bytes)}`,
    next: "Check what the file is; fetch it again if it should be a workbook.",
  });
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 8)).toString("hex");

function decodeUtf8(bytes: Uint8Array): string | null {
  return decode("utf-8", bytes);
}

function decode(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null; // Not in this encoding: the caller tries the next one.
  }
}

/** Without a mark, text in UTF-16 has a zero byte in nearly every second place, and none in the others. */
function decodeUtf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode("utf-16le", bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode("utf-16be", bytes);
  const start = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [place, byte] of start.entries()) if (byte === 0) zeros[place & 1]! += 1;
  const most = start.length * 0.4;
  if (bytes.length % 2 === 1 || start.length < 4) return null;
  if (zeros[0] === 0 && zeros[1]! > most) return decode("utf-16le", bytes);
  return zeros[1] === 0 && zeros[0]! > most ? decode("utf-16be", bytes) : null;
}

/** Reads each line by itself, as UTF-8 where it fits and else as windows-1252. */
export /** Neighbouring lines in the same encoding are decoded together. */
function decodeLines(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const runs: string[] = [];
  let runStart = 0;
  let runIsUtf8 = true;
  const endRun = (end: number): void => {
    const run = buffer.subarray(runStart, end);
    runs.push(runIsUtf8 ? run.toString("utf8") : iconv.decode(run, "windows-1252"));
    runStart = end;
  };
  for (let start = 0; start < buffer.length;) {
    const feed = buffer.indexOf(LINE_FEED, start);
    const end = feed === -1 ? buffer.length : feed + 1;
    const line = buffer.subarray(start, end);
    // Plain letters are the same in both.
    if (!isAscii(line) && isUtf8(line) !== runIsUtf8) {
      endRun(start);
      runIsUtf8 = !runIsUtf8;
    }
    start = end;
  }
  endRun(buffer.length);
  return runs.join("").replace(/^\ufeff/, "");
}
