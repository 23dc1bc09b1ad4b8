import { defineSource, financialYear, text, value, type Layout } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readRelease } from "./read-release.ts";
import { readWorkbook } from "./read-workbook.ts";
import { recogniseByContent } from "./recognise-release.ts";

const declare = (layouts: readonly Layout[]) =>
  defineSource({
    title: "Trial spending",
    publisher: "Trial",
    page: "https://example.org",
    licence: "OGL-3.0",
    row: z.object({ service: text(), financial_year: financialYear(), amount_gbp: value() }),
    grain: ["service", "financial_year"],
    vintageBy: [],
    markers: {},
    layouts,
  });
const layout = (name: string, financialYearKey: Layout["tables"][number]["keys"][string], more = {}): Layout => ({
  name,
  file: /^spending (?<year>\d{4}-\d{2})\.csv$/,
  tables: [
    {
      header: { anchor: "Service" },
      keys: { service: "Service", financial_year: financialYearKey },
      values: [{ column: "amount_gbp", header: "Amount" }],
      ignore: [{ header: "Year", why: "in the name" }],
    },
  ],
  ...more,
});
const YEAR_IN_CELLS = layout("year in cells", "Year");
const YEAR_IN_NAME = layout("year in the name", { from: "file", group: "year" });
const YEAR_DECLARED = layout("year declared", { constant: "2022-23" });
const YEAR_DECLARED_AND_SHOWN = layout(
  "year declared and shown",
  { constant: "2022-23" },
  { periodShownIn: "the header" },
);
const FILE = "Service,Year,Amount\nLibraries,2022-23,10\n";

const recognise = async (csv: string, ...layouts: Layout[]) =>
  recogniseByContent(await readWorkbook(Buffer.from(csv), "download (3).csv"), [
    { id: "trial_spending", declaration: declare(layouts) },
  ]).map(({ layout: { name }, keysInName }) => ({ name, keysInName }));

describe("a file under a name that no source knows", () => {
  it("is recognised by a layout of which every header is there", async () => {
    expect(await recognise(FILE, YEAR_IN_CELLS)).toEqual([{ name: "year in cells", keysInName: [] }]);
    expect(await recognise("Service,Year,Cost\nLibraries,2022-23,10\n", YEAR_IN_CELLS)).toEqual([]);
    expect(await recognise("Service,Year,Amount,Ward\nLibraries,2022-23,10,Eye\n", YEAR_IN_CELLS)).toEqual([]);
  });

  it("lacks what only the publisher's name gives", async () => {
    expect(await recognise(FILE, YEAR_IN_NAME)).toEqual([{ name: "year in the name", keysInName: ["financial_year"] }]);
  });

  it("lacks a year that the layout takes for granted, unless the file shows it", async () => {
    expect(await recognise(FILE, YEAR_DECLARED)).toEqual([{ name: "year declared", keysInName: ["financial_year"] }]);
    expect(await recognise(FILE, YEAR_DECLARED_AND_SHOWN)).toEqual([
      { name: "year declared and shown", keysInName: [] },
    ]);
  });

  it("goes to the layout that needs nothing of the name before others", async () => {
    expect(await recognise(FILE, YEAR_DECLARED, YEAR_IN_CELLS)).toEqual([
      { name: "year in cells", keysInName: [] },
      { name: "year declared", keysInName: ["financial_year"] },
    ]);
  });

  it("is read like any other, and the reading says how it was recognised", async () => {
    const reading = readRelease({
      sourceId: "trial_spending",
      source: declare([YEAR_IN_CELLS]),
      fileName: "download (3).csv",
      workbook: await readWorkbook(Buffer.from(FILE), "download (3).csv"),
      byContent: YEAR_IN_CELLS,
    });
    expect(reading.rows["amount_gbp"]).toEqual([10]);
    expect(reading.rows["amount_gbp_cell"]).toEqual(["C2"]);
    expect(reading.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ["release.recognised_by_content", "record"],
    ]);
  });
});
