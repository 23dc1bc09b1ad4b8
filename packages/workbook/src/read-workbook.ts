import { checkCompoundFile } from "./compound-file.ts";
import { openContainer } from "./container.ts";
import { decodeText } from "./decode-text.ts";
import { readDelimitedText } from "./delimited-text.ts";
import { readOds } from "./ods.ts";
import { readSpreadsheet } from "./spreadsheet.ts";
import type { Workbook } from "./workbook.ts";
import { readXlsx } from "./xlsx.ts";

export interface ReadWorkbookOptions {
  /** Limit on the sum of the unpacked sizes, in bytes. Default 1 GiB. */
  readonly maxUnpackedBytes?: number;
}

/**
 * Reads the cells of a file as received: xlsx, xlsm, xlsb, xls, ods, delimited text, or one of these alone in a zip or gzip.
 * The content decides the format, not the name; a name that promises a spreadsheet but holds text is refused.
 * @param fileName used in messages and to tell a misnamed file
 * @throws Fault workbook.empty, workbook.truncated, workbook.encrypted, workbook.too_large, workbook.unknown_format or
 *   workbook.damaged, saying what was expected and what to do
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  options: ReadWorkbookOptions = {},
): Promise<Workbook> {
  const container = await openContainer(bytes, fileName, options.maxUnpackedBytes);
  if (container.kind === "xlsx") return readXlsx(container.parts, container.fileName);
  if (container.kind === "ods") return readOds(container.parts, container.fileName);
  if (container.kind === "text") {
    return readDelimitedText(decodeText(container.bytes, container.fileName), container.fileName);
  }
  if (container.kind === "xls") checkCompoundFile(container.bytes, container.fileName);
  return readSpreadsheet(container.bytes, container.kind === "xls" ? "xls" : "xlsx", container.fileName);
}
