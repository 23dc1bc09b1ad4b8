import { gunzipSync } from "node:zlib";
import { Fault } from "@poundwise/contracts";
import { tooLargeFault } from "./file-faults.ts";
import { readPart } from "./unpack-part.ts";
import { readZipDirectory, type ZipPart } from "./zip-directory.ts";

/** Files that unpack to more than this are refused unless the caller says otherwise. */
const DEFAULT_MAX_UNPACKED_BYTES = 1024 ** 3;
/** Archives within archives: a gzip in a zip is seen, more is not, and there are archives that hold themselves. */
const MAX_NESTING = 3;

/** What a file was found to be, packing around it taken off. */
export type Container =
  | { readonly kind: "xlsx"; readonly fileName: string; readonly parts: readonly ZipPart[] }
  | { readonly kind: "ods"; readonly fileName: string; readonly parts: readonly ZipPart[] }
  | { readonly kind: "xlsb" | "xls" | "text"; readonly fileName: string; readonly bytes: Uint8Array };

/**
 * Tells what a file is by its content, and takes it out of the zip or gzip around it.
 * @param fileName used in messages and to tell a misnamed file
 * @param limit    largest allowed sum of the unpacked sizes, in bytes. Default 1 GiB.
 * @throws Fault workbook.empty, workbook.truncated, workbook.encrypted, workbook.too_large, workbook.unknown_format or
 *   workbook.damaged, saying what was expected and what to do
 */
export async function openContainer(
  bytes: Uint8Array,
  fileName: string,
  limit: number = DEFAULT_MAX_UNPACKED_BYTES,
): Promise<Container> {
  return openPacked(bytes, fileName, limit, 0);
}

/** @param depth how many archives the bytes were taken out of */
async function openPacked(bytes: Uint8Array, fileName: string, limit: number, depth: number): Promise<Container> {
  if (depth > MAX_NESTING) {
    const found = `${depth} or more, the innermost "${fileName}"`;
    const expected = `at most ${MAX_NESTING} around a file`;
    throw tooLargeFault(fileName, "the file is an archive within archives", expected, found);
  }
  if (bytes.length === 0) {
    throw new Fault("workbook.empty", "the file is empty", {
      at: { file: fileName },
      expected: "a workbook or delimited text",
      found: "0 bytes",
      next: "Fetch the file again and check that the publisher's copy is not empty.",
    });
  }
  if (startsWith(bytes, [0x50, 0x4b])) return openZip(bytes, fileName, limit, depth);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { kind: "xls", fileName, bytes };
  if (startsWith(bytes, [0x1f, 0x8b])) {
    return openPacked(unpackGzip(bytes, fileName, limit), fileName.replace(/\.gz$/i, ""), limit, depth + 1);
  }
  refuseForeignContent(bytes, fileName);
  return { kind: "text", fileName, bytes };
}

async function openZip(bytes: Uint8Array, fileName: string, limit: number, depth: number): Promise<Container> {
  const parts = await readZipDirectory(bytes, fileName, limit);
  const names = new Set(parts.map((part) => part.name.toLowerCase()));
  if (names.has("xl/workbook.bin")) return { kind: "xlsb", fileName, bytes };
  if (names.has("xl/workbook.xml") || [...names].some((name) => name.startsWith("xl/worksheets/")))
    return { kind: "xlsx", fileName, parts };
  if (names.has("content.xml")) return { kind: "ods", fileName, parts };
  const files = parts.filter((entry) => !entry.name.endsWith("/") && !entry.name.startsWith("__MACOSX/"));
  const only = files.length === 1 ? files[0]! : undefined;
  if (only !== undefined) {
    const inner = await readPart(only, fileName);
    return openPacked(inner, `${fileName}/${only.name}`, limit, depth + 1);
  }
  throw new Fault("workbook.unknown_format", "the zip archive holds no workbook", {
    at: { file: fileName },
    expected: "an xlsx or ods workbook, or one packed file",
    found:
      files.length === 0
        ? "nothing in it"
        : files
            .map((file) => file.name)
            .slice(0, 6)
            .join(", "),
    next: "Unpack the archive and land the one file that is wanted.",
  });
}

function unpackGzip(bytes: Uint8Array, fileName: string, limit: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (cause) {
    const tooLarge = cause instanceof RangeError;
    throw new Fault(
      tooLarge ? "workbook.too_large" : "workbook.truncated",
      tooLarge ? "the gzip file unpacks to more than is allowed" : "the gzip file cannot be unpacked to its end",
      {
        at: { file: fileName },
        expected: tooLarge ? `at most ${limit} bytes` : "a complete gzip file",
        next: "Fetch the file again; compare its size with the publisher's.",
        cause,
      },
    );
  }
}

const FOREIGN: readonly { readonly starts: RegExp; readonly is: string }[] = [
  { starts: /^%PDF/, is: "a PDF" },
  { starts: /^\s*(<!doctype html|<html)/i, is: "a web page" },
  {
    starts: /^\s*(<\?xml[^>]*>\s*)?<office:document\b/,
    is: "a flat OpenDocument file; save it as ods or xlsx and land that",
  },
  { starts: /^\s*<\?xml|^\s*<[a-z]+[\s>]/i, is: "an XML document" },
  { starts: /^\s*[[{]\s*["{[]/, is: "a JSON document" },
  { starts: /^Rar!/, is: "a RAR archive" },
  { starts: /^7z\xbc\xaf/, is: "a 7z archive" },
];

/** Refuses what could be mistaken for delimited text: other kinds of file, and text under a spreadsheet's name. */
function refuseForeignContent(bytes: Uint8Array, fileName: string): void {
  const start = Buffer.from(bytes.subarray(0, 512))
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "");
  const foreign = FOREIGN.find((kind) => kind.starts.test(start))?.is;
  const promised = /\.(xlsx|xlsm|xlsb|xls|ods|zip)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (foreign === undefined && promised === undefined) return;
  const container = promised === "xls" ? "an Excel 97-2003 workbook" : "a zip archive";
  throw new Fault(
    "workbook.unknown_format",
    promised === undefined ? "the file is neither a workbook nor delimited text" : "the file is not what its name says",
    {
      at: { file: fileName },
      expected: promised === undefined ? "a workbook or delimited text" : `${container}, as .${promised} files are`,
      found: foreign ?? `bytes that start ${JSON.stringify(start.slice(0, 24))}`,
      next: "Open the address in a browser: the publisher may have moved the file. Fetch it again.",
    },
  );
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
