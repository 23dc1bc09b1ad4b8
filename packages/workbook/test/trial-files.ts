import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  defineSource,
  describeFinding,
  financialYear,
  gssCode,
  value,
  type AreaRegister,
  type Finding,
  type SourceDeclaration,
  type TableLayout,
} from "@poundwise/contracts";
import * as SheetJs from "@e965/xlsx";
import ExcelJS from "exceljs";
import { z } from "zod";
import { readRelease, readWorkbook, type ReleaseReading } from "../src/index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "poundwise-workbook-"));

/** Writes a file to a temporary folder and returns its path. */
export function writeFile(fileName: string, bytes: Uint8Array | string): string {
  const file = path.join(folder, fileName);
  writeFileSync(file, bytes);
  return file;
}

export type TrialCell =
  | string
  | number
  | boolean
  | null
  | { readonly error: string }
  | { readonly formula: string; readonly result: ExcelJS.CellFormulaValue["result"] };

export interface TrialSheet {
  readonly name: string;
  readonly rows: readonly (readonly TrialCell[])[];
  /** Ranges such as "B1:C1". */
  readonly merges?: readonly string[];
  readonly state?: "visible" | "hidden" | "veryHidden";
}

/** Writes a real xlsx file with the given sheets. */
export async function writeXlsx(fileName: string, sheets: readonly TrialSheet[]): Promise<string> {
  return writeFile(fileName, await makeXlsx(sheets));
}

/** The bytes of an xlsx file with the given sheets. */
export async function makeXlsx(sheets: readonly TrialSheet[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const { name, rows, merges, state } of sheets) {
    const sheet = book.addWorksheet(name, { state: state ?? "visible" });
    rows.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        if (cell !== null) sheet.getCell(row + 1, column + 1).value = cell as ExcelJS.CellValue;
      }),
    );
    for (const range of merges ?? []) sheet.mergeCells(range);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Reads a written file by a source. */
export async function readTrial(
  file: string,
  source: SourceDeclaration,
  areas?: AreaRegister,
): Promise<ReleaseReading> {
  const fileName = path.basename(file);
  const workbook = await readWorkbook(readFileSync(file), fileName);
  return readRelease({
    sourceId: "trial_spend",
    source,
    fileName,
    workbook,
    ...(areas === undefined ? {} : { areas }),
  });
}

/** Reads a written file's cells. */
export function readBook(file: string): ReturnType<typeof readWorkbook> {
  return readWorkbook(readFileSync(file), path.basename(file));
}

/** The only finding of a reading, and its sentence. */
export function onlyFinding(reading: ReleaseReading): { finding: Finding; sentence: string } {
  if (reading.findings.length !== 1) {
    throw new Error(`Expected one finding, got: ${reading.findings.map(describeFinding).join("\n")}`);
  }
  return { finding: reading.findings[0]!, sentence: describeFinding(reading.findings[0]!) };
}

/** Rows as objects, only the named columns. */
export function listRows(reading: ReleaseReading, ...columns: string[]): unknown[][] {
  return Array.from({ length: reading.rowsStaged }, (_, index) => columns.map((name) => reading.rows[name]![index]));
}

/** A spend table: ONS code, authority, total in thousands; the financial year is in the file name. */
export const spendTable: TableLayout = {
  sheet: "LA data",
  title: { cell: "A1", matches: /^Revenue outturn (?<year>\d{4}-\d{2})/ },
  header: { anchor: "ONS code" },
  keys: { area_code: "ONS code", financial_year: { from: "title", group: "year", as: "plain_financial_year" } },
  values: [{ column: "spend_gbp", header: "Total spend", scale: 1000 }],
  ignore: [{ header: "Authority", why: "the name is in the register" }],
};

export function makeSpendSource(
  table: Partial<TableLayout> = {},
  rest: Partial<SourceDeclaration> = {},
): SourceDeclaration {
  const source = defineSource({
    title: "Trial spend",
    publisher: "Trial",
    page: "https://example.org",
    licence: "OGL-3.0",
    row: z.object({ area_code: gssCode(), financial_year: financialYear(), spend_gbp: value() }),
    grain: ["area_code", "financial_year"],
    vintageBy: ["financial_year"],
    areaColumn: "area_code",
    markers: { "[x]": "not_available", "[c]": "suppressed" },
    layouts: [{ name: "trial layout", file: /^spend.*\.(xlsx|csv)$/, tables: [{ ...spendTable, ...table }] }],
  });
  return { ...source, ...rest };
}

/** Rows of a good spend sheet; the cells under test are replaced by address. */
export function makeSpendRows(changes: Readonly<Record<string, TrialCell>> = {}): TrialCell[][] {
  const rows: TrialCell[][] = [
    ["Revenue outturn 2023-24, £ thousand"],
    [],
    ["ONS code", "Authority", "Total\n spend"],
    ["E10000018", "Leicestershire", 115865.9595],
    ["E06000016", "Leicester", "[c]"],
    ["E06000017", "Rutland", " 35,221 "],
    ["E10000024", "Nottinghamshire", null],
  ];
  for (const [address, cell] of Object.entries(changes)) {
    const row = Number(address.slice(1)) - 1;
    const column = address.charCodeAt(0) - 65;
    while (rows.length <= row) rows.push([]);
    rows[row]![column] = cell;
  }
  return rows;
}

/** A register of five areas: one abolished on 1 April 2019, one that began in 2023. */
export const trialRegister: AreaRegister = makeRegister([
  ["E10000018", "Leicestershire", null, null, "855"],
  ["E06000016", "Leicester", "1997-04-01", null, "856"],
  ["E06000017", "Rutland", "1997-04-01", null, "857"],
  ["E10000024", "Nottinghamshire", null, null, "891"],
  ["E10000009", "Dorset", null, "2019-03-31", "835"],
  ["E06000059", "Dorset", "2019-04-01", null, "838"],
  ["E06000065", "North Yorkshire", "2023-04-01", null, "815"],
]);

function makeRegister(
  areas: readonly (readonly [string, string, string | null, string | null, string])[],
): AreaRegister {
  const byName = new Map<string, string[]>();
  for (const [areaCode, areaName] of [...areas].sort((left, right) => (right[2] ?? "").localeCompare(left[2] ?? ""))) {
    const name = areaName.toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), areaCode]);
  }
  return {
    byCode: new Map(
      areas.map(([areaCode, areaName, validFrom, validTo]) => [areaCode, { areaCode, areaName, validFrom, validTo }]),
    ),
    byName,
    byDfeNumber: new Map(areas.map(([areaCode, , , , number]) => [number, [areaCode]])),
  };
}

/** The bytes of a zip archive with the given parts. */
export function makeZip(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const container = SheetJs.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts)) {
    SheetJs.CFB.utils.cfb_add(container, `/${name}`, Buffer.from(content as Uint8Array));
  }
  SheetJs.CFB.utils.cfb_del(container, "/\u0001Sh33tJ5");
  return SheetJs.CFB.write(container, { type: "buffer", fileType: "zip" }) as Buffer;
}
