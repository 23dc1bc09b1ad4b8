import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as xlsx from "@e965/xlsx";
import type { AreaRegister, SourceDeclaration } from "@poundwise/contracts";
import { compareRelease, proposePatch, readRelease, readWorkbook, type Drift } from "@poundwise/workbook";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRows, loadSource, readAreaRegister } from "../scripts/read-source.ts";
import { repositoryRoot, samplesFolder } from "./run-cli.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-drift-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let areas: AreaRegister;
beforeAll(async () => {
  areas = await readAreaRegister(repositoryRoot);
});

/** A release of a shipped series as its publisher might change it: other headers, columns in another order, more of them. */
interface NextYear {
  readonly source: string;
  readonly file: string;
  /** Row of the header, 1-based, the sheet; delimited text has one. */
  readonly header: { readonly sheet: string; readonly row: number };
  /** Header as printed → header of the new release. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly added?: string;
}

const RELEASES: readonly NextYear[] = [
  {
    source: "mhclg_core_spending_power",
    file: "CSP_2020.csv",
    header: { sheet: "Sheet1", row: 1 },
    renamed: { ons_code: "ONS code", ct_total_2020: "council_tax_total_2020" },
    added: "note",
  },
  {
    source: "defra_waste",
    file: "LA_and_Regional_Spreadsheet_201718.ods",
    header: { sheet: "Table_3", row: 4 },
    renamed: {
      "ONS code": "ONS Code (E06-E10)",
      "Collected household waste per person (kg) (Ex BVPI 84a)": "Household waste collected per person (kg)",
    },
  },
  {
    source: "ohid_injury_admissions",
    file: "la_hospital_admissions_2324.csv",
    header: { sheet: "Sheet1", row: 1 },
    renamed: { Value: "Indicator value", "Area Code": "AreaCode" },
    added: "Upper threshold",
  },
  {
    source: "dfe_sen2",
    file: "sen2_mi.csv",
    header: { sheet: "Sheet1", row: 1 },
    renamed: { no_exc_20week_rate: "rate_20week_no_exceptions" },
  },
];

describe("a release whose columns are shuffled and renamed", () => {
  it.each(RELEASES)("of $source is caught, and read with the patch as it was before", async (release) => {
    const source = await loadSource(repositoryRoot, release.source);
    const original = readFileSync(path.join(samplesFolder, release.source, release.file));
    const changed = change(original, release);
    const before = await read(source, release, original);
    const drift = await compare(source, release, changed);

    expect(drift.changes.filter(({ kind }) => kind === "not_mended")).toEqual([]);
    expect(drift.changes).toContainEqual(expect.objectContaining({ kind: "columns_reordered", breaks: false }));
    for (const [header, now] of Object.entries(release.renamed)) {
      expect(drift.changes).toContainEqual(
        expect.objectContaining({ kind: "column_renamed", before: header, now, breaks: true }),
      );
    }
    expect((await read(source, release, changed)).rowsStaged).toBe(0);

    const patched = await applyPatch(release.source, drift);
    expect(toFigures(await read(patched, release, changed))).toEqual(toFigures(before));
    expect(toFigures(await read(patched, release, original))).toEqual(toFigures(before));
  });
});

async function compare(source: SourceDeclaration, release: NextYear, changed: Uint8Array): Promise<Drift> {
  const original = readFileSync(path.join(samplesFolder, release.source, release.file));
  return compareRelease({
    sourceId: release.source,
    source,
    file: { fileName: release.file, workbook: await readWorkbook(changed, release.file) },
    last: { fileName: release.file, workbook: await readWorkbook(original, release.file) },
    areas,
  });
}

const read = async (source: SourceDeclaration, release: NextYear, bytes: Uint8Array) =>
  readRelease({
    sourceId: release.source,
    source,
    fileName: release.file,
    workbook: await readWorkbook(bytes, release.file),
    areas,
  });

/** Turns the columns of a sheet round, renames some, and adds one at the end. */
function change(bytes: Uint8Array, { file, header, renamed, added }: NextYear): Uint8Array {
  const isText = file.endsWith(".csv");
  const book = xlsx.read(isText ? Buffer.from(bytes).toString("utf8") : bytes, {
    type: isText ? "string" : "buffer",
    raw: isText,
    cellDates: false,
  });
  const sheet = book.Sheets[header.sheet]!;
  const rows = xlsx.utils.sheet_to_json<(string | number | null)[]>(sheet, { header: 1, raw: true, defval: null });
  const width = Math.max(...rows.map((row) => row.length));
  const turned = rows.map((row, index) => {
    if (index + 1 < header.row) return row;
    const cells = Array.from({ length: width }, (_, column) => row[width - 1 - column] ?? null);
    const named = index + 1 === header.row ? cells.map((cell) => renamed[String(cell).trim()] ?? cell) : cells;
    return added === undefined ? named : [...named, index + 1 === header.row ? added : "x"];
  });
  const book2 = xlsx.utils.book_new();
  for (const name of book.SheetNames) {
    const content = name === header.sheet ? xlsx.utils.aoa_to_sheet(turned) : book.Sheets[name]!;
    xlsx.utils.book_append_sheet(book2, content, name);
  }
  const bookType = isText ? "csv" : "xlsx";
  return xlsx.write(book2, { type: "buffer", bookType }) as Uint8Array;
}

/** Writes the declaration elsewhere, applies the patch there with git, and loads what comes of it. */
async function applyPatch(sourceId: string, drift: Drift): Promise<SourceDeclaration> {
  const file = `pipelines/sources/${sourceId}.ts`;
  const text = readFileSync(path.join(repositoryRoot, file), "utf8");
  const patch = proposePatch(file, text, drift.proposed, drift.markers);
  expect(patch).not.toBeNull();
  const root = mkdtempSync(path.join(folder, "tree-"));
  mkdirSync(path.join(root, "pipelines", "sources"), { recursive: true });
  for (const name of ["rows", "layouts"]) {
    symlinkSync(path.join(repositoryRoot, "pipelines", name), path.join(root, "pipelines", name));
  }
  symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(root, "node_modules"));
  writeFileSync(path.join(root, file), text);
  writeFileSync(path.join(root, "drift.patch"), patch!);
  execFileSync("git", ["apply", "drift.patch"], { cwd: root });
  const module = (await import(pathToFileURL(path.join(root, file)).href)) as { default: SourceDeclaration };
  return module.default;
}

/** Rows without the places of their cells, which a shuffle moves, sorted. */
function toFigures(reading: Parameters<typeof listRows>[0]): string[] {
  return listRows(reading)
    .map((row) => JSON.stringify(Object.entries(row).filter(([name]) => !/_cell$|_raw$|^row_number$/.test(name))))
    .sort();
}
