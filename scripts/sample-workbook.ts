import { utils, write, type WorkSheet } from "@e965/xlsx";
import exceljs from "exceljs";
import { setZipTimes } from "./zip-times.ts";

/** Null: nothing in the cell. */
export type SampleCell = string | number | null;

export interface SampleSheet {
  readonly name: string;
  /** From row 1, each from column A. */
  readonly rows: readonly (readonly SampleCell[])[];
  /** Ranges such as "B1:D1". */
  readonly merges?: readonly string[];
  /** 1-based. Kept in xlsx only: the other formats' writer does not know hidden rows. */
  readonly hiddenRows?: readonly number[];
}

/** Writes sheets as a file of the given format; the same sheets give the same bytes. */
export async function toWorkbookBytes(
  format: "xlsx" | "ods" | "xls",
  sheets: readonly SampleSheet[],
): Promise<Uint8Array> {
  if (format === "xlsx") return toXlsx(sheets);
  const workbook = utils.book_new();
  for (const sheet of sheets) utils.book_append_sheet(workbook, toWorkSheet(sheet), sheet.name);
  return write(workbook, { type: "buffer", bookType: format === "xls" ? "biff8" : "ods", compression: true }) as Buffer;
}

/** Cell text as printed back into a cell: a number where it is exactly one, else text, null where empty. */
export function toSampleCell(raw: string): SampleCell {
  if (raw === "") return null;
  const number = Number(raw);
  return raw.trim() !== "" && String(number) === raw ? number : raw;
}

async function toXlsx(sheets: readonly SampleSheet[]): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  // Fixed days, so that writing twice gives the same bytes.
  workbook.created = new Date("2020-01-01T00:00:00Z");
  workbook.modified = workbook.created;
  workbook.creator = "Poundwise samples";
  for (const sheet of sheets) {
    const worksheet = workbook.addWorksheet(sheet.name);
    for (const cells of sheet.rows) worksheet.addRow([...cells]);
    for (const range of sheet.merges ?? []) worksheet.mergeCells(range);
    for (const row of sheet.hiddenRows ?? []) worksheet.getRow(row).hidden = true;
  }
  return setZipTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

function toWorkSheet(sheet: SampleSheet): WorkSheet {
  const worksheet = utils.aoa_to_sheet(sheet.rows.map((cells) => [...cells]));
  const merges = (sheet.merges ?? []).map((range) => utils.decode_range(range));
  return merges.length > 0 ? { ...worksheet, "!merges": merges } : worksheet;
}
