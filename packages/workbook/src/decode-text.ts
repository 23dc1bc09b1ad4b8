import { Fault } from "@poundwise/contracts";
import iconv from "iconv-lite";

/**
 * Turns the bytes of a text file into text. UTF-8 when every byte fits it, then UTF-16 by its byte order mark, else
 * windows-1252, in which publishers' older files are. Marks are dropped.
 * @throws Fault workbook.unknown_format when the bytes are no text
 */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  const text = decodeUtf8(bytes) ?? decodeUtf16(bytes) ?? iconv.decode(Buffer.from(bytes), "windows-1252");
  // Text has tabs and line ends, never other control characters; NUL also shows UTF-16 without a mark.
  const control = Array.from(text.slice(0, 65_536)).findIndex((sign) => sign < "\t");
  if (control === -1 && !text.includes("\u0000")) return text;
  throw new Fault("workbook.unknown_format", "the file is neither a workbook nor text", {
    at: { file: fileName },
    expected: "xlsx, xls, ods, or text in UTF-8, UTF-16 or windows-1252",
    found: `bytes that start ${Buffer.from(bytes.subarray(0, 8)).toString("hex")}`,
    next: "Check what the file is; fetch it again if it should be a workbook.",
  });
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null; // Not UTF-8: the caller tries the next encoding.
  }
}

function decodeUtf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return null;
}
