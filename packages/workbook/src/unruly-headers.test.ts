import {
  defineSource,
  financialYear,
  gssCode,
  text,
  value,
  wholeNumber,
  type AreaRegister,
  type RegisteredArea,
  type RowType,
  type SourceDeclaration,
  type TableLayout,
} from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listRows, onlyFinding, readTrial, writeFile, writeXlsx } from "../test/trial-files.ts";

const leicestershire: RegisteredArea = {
  areaCode: "E10000018",
  areaName: "Leicestershire",
  validFrom: null,
  validTo: null,
};
const rutland: RegisteredArea = { areaCode: "E06000017", areaName: "Rutland", validFrom: null, validTo: null };
const areas: AreaRegister = {
  byCode: new Map([leicestershire, rutland].map((area) => [area.areaCode, area])),
  byName: new Map([
    ["leicestershire", ["E10000018"]],
    ["rutland", ["E06000017"]],
  ]),
  byDfeNumber: new Map([
    ["855", ["E10000018"]],
    ["857", ["E06000017"]],
  ]),
};
const lines = z.object({ area_code: gssCode(), line: text(), spend_gbp: value() });

function declare<R extends RowType>(
  row: R,
  grain: SourceDeclaration<R>["grain"],
  table: TableLayout,
): SourceDeclaration<R> {
  return defineSource({
    title: "Unruly headers",
    publisher: "Trial",
    page: "https://example.org",
    licence: "OGL-3.0",
    row,
    grain,
    vintageBy: [],
    markers: {},
    layouts: [{ name: "unruly", file: /^unruly\./, tables: [table] }],
  });
}

describe("a column without a header of its own", () => {
  const table: TableLayout = {
    header: {
      anchor: "Spend",
      names: { A: { printed: /^Table 1/, as: "Number" }, B: { printed: "", as: "Line" } },
    },
    keys: { area_code: { header: "Number", as: "dfe_number" }, line: "Line" },
    values: [{ column: "spend_gbp", header: "Spend" }],
  };
  const source = declare(lines, ["area_code", "line"], table);

  it("has the name its layout gives it", async () => {
    const file = await writeXlsx("unruly.xlsx", [
      {
        name: "Data",
        rows: [
          ["Table 1: spend", null, "Spend"],
          [855, "A1", 7],
        ],
      },
    ]);
    const reading = await readTrial(file, source, areas);
    expect(listRows(reading, "area_code", "line", "spend_gbp", "spend_gbp_cell")).toEqual([
      ["E10000018", "A1", 7, "C2"],
    ]);
  });

  it("is missed when something else is printed over it", async () => {
    const file = await writeXlsx("unruly.xlsx", [
      {
        name: "Data",
        rows: [
          ["Table 1: spend", "Region", "Spend"],
          [855, "A1", 7],
        ],
      },
    ]);
    const reading = await readTrial(file, source, areas);
    expect(reading.rowsStaged).toBe(0);
    expect(reading.findings.map(({ code }) => code)).toEqual(["column.missing", "column.undeclared"]);
  });
});

describe("councils across the columns", () => {
  const table: TableLayout = {
    header: { anchor: "Line" },
    keys: { line: "Line" },
    values: [
      {
        column: "spend_gbp",
        header: /^\d{3} - (?<council>.+)$/,
        keys: {
          area_code: { from: "header", group: "council", as: "area_name", replace: { "Leics.": "Leicestershire" } },
        },
      },
    ],
  };
  const source = declare(lines, ["area_code", "line"], table);

  it("give one row for each council and line", async () => {
    const file = writeFile("unruly.csv", "Line,508 - Leics.,509 - Rutland\nA1,7,8\nA2,9,10\n");
    const reading = await readTrial(file, source, areas);
    expect(listRows(reading, "area_code", "line", "spend_gbp")).toEqual([
      ["E10000018", "A1", 7],
      ["E06000017", "A1", 8],
      ["E10000018", "A2", 9],
      ["E06000017", "A2", 10],
    ]);
  });

  it("are set apart when the register does not know one", async () => {
    const file = writeFile("unruly.csv", "Line,508 - Leics.,510 - Mercia\nA1,7,8\n");
    const reading = await readTrial(file, source, areas);
    expect(reading.rowsStaged).toBe(1);
    expect(onlyFinding(reading).finding).toMatchObject({ code: "area.unknown", found: '"Mercia"' });
  });
});

describe("a sheet for each council", () => {
  const form = (spend: number) => [
    ["Item", "Data"],
    ["Residents", null],
    ["- aged 65 and over", spend],
    ["- aged 65 and over", spend + 1],
  ];
  const source = declare(
    z.object({ area_code: gssCode(), line_row: wholeNumber(), line: text(), spend_gbp: value() }),
    ["area_code", "line_row"],
    {
      sheet: /^(?<council>.+)$/,
      header: { anchor: "Item" },
      keys: {
        area_code: { from: "sheet", group: "council", as: "area_name" },
        line_row: { from: "row" },
        line: "Item",
      },
      values: [{ column: "spend_gbp", header: "Data" }],
    },
  );

  it("gives its lines by the number of their row, for labels repeat", async () => {
    const file = await writeXlsx("unruly.xlsx", [
      { name: "Leicestershire", rows: form(7) },
      { name: "Rutland", rows: form(1) },
    ]);
    const reading = await readTrial(file, source, areas);
    expect(listRows(reading, "area_code", "line_row", "line", "spend_gbp")).toEqual([
      ["E10000018", 2, "Residents", null],
      ["E10000018", 3, "- aged 65 and over", 7],
      ["E10000018", 4, "- aged 65 and over", 8],
      ["E06000017", 2, "Residents", null],
      ["E06000017", 3, "- aged 65 and over", 1],
      ["E06000017", 4, "- aged 65 and over", 2],
    ]);
  });
});

describe("a number that outlived a change of code", () => {
  const recoded: AreaRegister = {
    byCode: new Map([
      ["E08000016", { areaCode: "E08000016", areaName: "Barnsley", validFrom: null, validTo: "2025-03-31" }],
      ["E08000038", { areaCode: "E08000038", areaName: "Barnsley", validFrom: "2025-04-01", validTo: null }],
    ]),
    byName: new Map(),
    byDfeNumber: new Map([["370", ["E08000038", "E08000016"]]]),
  };
  const source = declare(
    z.object({ area_code: gssCode(), financial_year: financialYear(), spend_gbp: value() }),
    ["area_code", "financial_year"],
    {
      header: { anchor: "Number" },
      keys: { area_code: { header: "Number", as: "dfe_number" } },
      values: [
        {
          column: "spend_gbp",
          header: /^(?<year>\d{4}-\d{2})$/,
          keys: { financial_year: { from: "header", group: "year", as: "plain_financial_year" } },
        },
      ],
    },
  );

  it("means the code in force in the row's period", async () => {
    const file = writeFile("unruly.csv", "Number,2023-24,2025-26\n370,7,8\n");
    const reading = await readTrial(file, source, recoded);
    expect(listRows(reading, "area_code", "financial_year")).toEqual([
      ["E08000016", "2023-24"],
      ["E08000038", "2025-26"],
    ]);
  });
});
