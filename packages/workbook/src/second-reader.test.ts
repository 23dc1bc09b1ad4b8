import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compareBooks } from "../test/compare-books.ts";
import { KNOWN_DIFFERENCES } from "../test/known-differences.ts";
import { listFiles, realFolder, samplesFolder } from "../test/fuzz-files.ts";
import { readBySheetJs } from "../test/sheetjs-book.ts";
import { findFirstDifference, readTextAgain } from "../test/text-book.ts";
import { readWorkbook } from "./read-workbook.ts";

// Larger files are compared in second-reader.soak.test.ts.
const MOST_BYTES = 60_000;
const samples = listFiles(samplesFolder, MOST_BYTES);
const real = listFiles(realFolder, MOST_BYTES);
if (real.length === 0)
  console.warn(`Real releases are not beside the checkout (${realFolder}): only samples are compared.`);

describe("a second reader finds the same cells", () => {
  it.each(
    [...samples, ...real].filter((file) => /\.(xlsx|xlsm|ods)$/i.test(file)).map((file) => [path.basename(file), file]),
  )("in %s", async (fileName, file) => {
    const bytes = readFileSync(file);
    const book = await readWorkbook(bytes, fileName);
    const { differences, cells } = compareBooks(book, readBySheetJs(bytes, book.format), KNOWN_DIFFERENCES);
    expect(differences.slice(0, 20)).toEqual([]);
    expect(cells).toBeGreaterThan(20);
  });

  it.each(
    [...samples, ...real].filter((file) => /\.(csv|txt)$/i.test(file)).map((file) => [path.basename(file), file]),
  )("in the text of %s", async (fileName, file) => {
    const bytes = readFileSync(file);
    const sheet = (await readWorkbook(bytes, fileName)).sheets[0]!;
    expect(findFirstDifference(sheet, readTextAgain(bytes))).toBeNull();
  });
});
