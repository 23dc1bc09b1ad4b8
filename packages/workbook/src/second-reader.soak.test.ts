import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareBooks } from "../test/compare-books.ts";
import { listFiles, realFolder, samplesFolder } from "../test/fuzz-files.ts";
import { KNOWN_DIFFERENCES, LIBREOFFICE_DIFFERENCES } from "../test/known-differences.ts";
import { readBySheetJs } from "../test/sheetjs-book.ts";
import { findFirstDifference, readTextAgain } from "../test/text-book.ts";
import { readWorkbook } from "./read-workbook.ts";

const files = [...listFiles(samplesFolder), ...listFiles(realFolder)];
const isThere = files.some((file) => file.startsWith(realFolder));
if (!isThere) console.warn(`Real releases are not beside the checkout (${realFolder}): only samples are compared.`);
const named = (pattern: RegExp) =>
  files.filter((file) => pattern.test(file)).map((file) => [path.basename(file), file] as const);

describe("SheetJS finds every cell that we find, and no other", () => {
  it.each(named(/\.(xlsx|xlsm|ods)$/i))("in %s", async (fileName, file) => {
    const bytes = readFileSync(file);
    const book = await readWorkbook(bytes, fileName);
    const { differences, cells } = compareBooks(book, readBySheetJs(bytes, book.format), KNOWN_DIFFERENCES);
    expect(differences.slice(0, 20)).toEqual([]);
    expect(cells).toBeGreaterThan(20);
  });
});

describe("a reader that goes character by character finds the same", () => {
  it.each(named(/\.(csv|txt)$/i))("in %s", async (fileName, file) => {
    const bytes = readFileSync(file);
    const sheet = (await readWorkbook(bytes, fileName)).sheets[0]!;
    expect(findFirstDifference(sheet, readTextAgain(bytes))).toBeNull();
  });
});

const program = findProgram();
if (program === null) {
  console.warn("LibreOffice is not installed: xls and ods files are not compared with what it makes of them.");
}

// What reads xls is SheetJS, so another program reads these files; of ods files it also knows what is hidden.
describe.skipIf(program === null)("LibreOffice finds every cell that we find, and no other", () => {
  const spreadsheets = named(/\.(xls|ods)$/i);
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "poundwise-second-reader-"));
    mkdirSync(path.join(folder, "in"));
    const copies = spreadsheets.map(([fileName, file], index) => {
      const copy = path.join(folder, "in", `${index}${path.extname(fileName)}`);
      cpSync(file, copy);
      return copy;
    });
    const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
    const options = [profile, "--headless", "--convert-to", "xlsx", "--outdir", path.join(folder, "out")];
    execFileSync(program!, [...options, ...copies], { stdio: "pipe", timeout: 900_000 });
  }, 960_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(spreadsheets.map(([fileName, file], index) => [fileName, file, index] as const))(
    "in %s",
    async (fileName, file, index) => {
      const book = await readWorkbook(readFileSync(file), fileName);
      const converted = path.join(folder, "out", `${index}.xlsx`);
      const theirs = await readWorkbook(readFileSync(converted), "converted.xlsx");
      const { differences, cells } = compareBooks(book, theirs, LIBREOFFICE_DIFFERENCES);
      expect(differences.slice(0, 20)).toEqual([]);
      expect(cells).toBeGreaterThan(20);
    },
  );
});

function findProgram(): string | null {
  for (const name of ["soffice", "libreoffice"]) {
    try {
      execFileSync(name, ["--version"], { stdio: "pipe", timeout: 60_000 });
      return name;
    } catch {
      // Not there under this name.
    }
  }
  return null;
}
