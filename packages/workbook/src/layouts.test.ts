import {
  day,
  defineSource,
  gssCode,
  optionalText,
  periodCode,
  text,
  value,
  wholeNumber,
  type RowType,
  type SourceDeclaration,
  type TableLayout,
} from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listRows, readTrial, writeFile, writeXlsx, type TrialSheet } from "../test/trial-files.ts";
import type { ReleaseReading } from "./release-reading.ts";

async function readLayout<R extends RowType>(
  sheets: readonly TrialSheet[] | string,
  row: R,
  grain: SourceDeclaration<R>["grain"],
  tables: TableLayout | readonly TableLayout[],
  rest: Partial<Pick<SourceDeclaration<R>, "markers" | "blank">> = {},
): Promise<ReleaseReading> {
  const file =
    typeof sheets === "string"
      ? writeFile("layout 2023-24.csv", sheets)
      : await writeXlsx("layout 2023-24.xlsx", sheets);
  const source = defineSource({
    title: "Layout",
    publisher: "Trial",
    page: "https://example.org",
    licence: "OGL-3.0",
    row,
    grain,
    vintageBy: [],
    markers: { "[c]": "suppressed", "[p]": "provisional", "..": "not_available" },
    layouts: [{ name: "layout", file: /^layout (?<year>[\d-]+)\./, tables: [tables].flat() }],
    ...rest,
  });
  return readTrial(file, source);
}

const measure = z.object({
  area_code: gssCode(),
  period_code: periodCode(),
  rate: value(),
  margin: value(),
  note: optionalText(),
});

const fileYear = { from: "file", group: "year", as: "financial_year" } as const;
const headerYear = { from: "header", group: "year", as: "financial_year" } as const;

describe("headers", () => {
  const rows = [
    ["Measures"],
    ["", "2022 to 2023", "", "2023 to 2024", ""],
    ["Code", "Rate", "Margin", "Rate", "Margin"],
    ["", "%", "%", "%", "%"],
    ["E10000018", 7.1, 0.2, 7.5, 0.3],
    ["E06000016", 8, "[c]", 8.5, ".."],
  ];
  const table: TableLayout = {
    header: { anchor: "Code", depth: 2, unitsBelow: 1 },
    keys: { area_code: "Code" },
    values: [
      { column: "rate", header: /^(?<year>.+) \| Rate$/, keys: { period_code: headerYear } },
      { column: "margin", header: /^(?<year>.+) \| Margin$/, keys: { period_code: headerYear } },
    ],
  };
  const expected = [
    ["E10000018", "FY2022-23", 7.1, 0.2, "ok"],
    ["E10000018", "FY2023-24", 7.5, 0.3, "ok"],
    ["E06000016", "FY2022-23", 8, null, "suppressed"],
    ["E06000016", "FY2023-24", 8.5, null, "not_available"],
  ];

  it("of two rows join a merged year to the labels under it, and one row holds a value beside its margin", async () => {
    const sheet = { name: "Table", rows, merges: ["B2:C2", "D2:E2"] };
    const reading = await readLayout([sheet], measure, ["area_code", "period_code"], table);
    expect(reading.findings).toEqual([]);
    expect(listRows(reading, "area_code", "period_code", "rate", "margin", "margin_status")).toEqual(expected);
    expect(listRows(reading, "rate_cell", "margin_cell")[1]).toEqual(["D5", "E5"]);
  });

  it("of two rows are filled right in delimited text, which cannot merge", async () => {
    const csv = rows.map((cells) => cells.join(",")).join("\n");
    const reading = await readLayout(csv, measure, ["area_code", "period_code"], table);
    expect(reading.findings).toEqual([]);
    expect(listRows(reading, "area_code", "period_code", "rate", "margin", "margin_status")).toEqual(expected);
  });

  it("are told apart by case but not by line breaks, no-break spaces or double spaces", async () => {
    const csv = 'code,"Rate\n(per\u00a01,000)","rate (per 1,000)"\nE10000018,5,6\n';
    const reading = await readLayout(csv, measure, ["area_code", "period_code"], {
      header: { anchor: "code" },
      keys: { area_code: "code", period_code: fileYear },
      values: [{ column: "rate", header: "Rate  (per 1,000)" }],
      ignore: [{ header: "rate (per 1,000)", why: "trial" }],
    });
    expect(listRows(reading, "rate", "margin", "margin_status", "margin_cell", "margin_raw", "note")).toEqual([
      [5, null, "not_applicable", null, null, null],
    ]);
  });
});

describe("rows", () => {
  const csv = [
    "Region,Code,Name,Rate",
    "East Midlands,E10000018,Leicestershire,5",
    ",E06000016,Leicester,6",
    ",,,",
    "London,E09000007,Camden,7",
    ",E12000007,LONDON,8",
    "Notes to the table,,,",
    "Class breakdown,,,",
    "UA,E06,Unitary,9",
  ].join("\n");
  const row = z.object({ region: text(), area_code: gssCode(), period_code: periodCode(), rate: value() });
  const table: TableLayout = {
    header: { anchor: /^Code$/ },
    rows: {
      stopAt: { header: "Region", matches: /^Class/ },
      skip: [{ header: "Code", matches: /^E12/, why: "region" }],
    },
    keys: { region: { header: "Region", fillDown: true }, area_code: "Code", period_code: fileYear },
    values: [{ column: "rate", header: "Rate" }],
    ignore: [{ header: "Name", why: "in the register" }],
  };

  it("end where the declaration says, are skipped with a count, and take a label printed once from above", async () => {
    const reading = await readLayout(csv, row, ["area_code"], table);
    expect(reading.findings).toEqual([]);
    expect(listRows(reading, "region", "area_code", "rate", "row_number")).toEqual([
      ["East Midlands", "E10000018", 5, 2],
      ["East Midlands", "E06000016", 6, 3],
      ["London", "E09000007", 7, 5],
    ]);
    expect(reading.skipped).toEqual({ region: 1, "empty row": 1 });
    expect(reading.rowsRead).toBe(5);
  });
});

describe("keys", () => {
  it("come from cells by pattern, map, number and day, and from the file name", async () => {
    const row = z.object({ sex: text(), age: wholeNumber(), from: day(), period_code: periodCode(), rate: value() });
    const csv =
      "Sex,Age,From,Rate\nF,Aged 85+,01/04/2023,1\nM,Aged 7,3 Mar 2023,2\nX,Aged 7,2023-04-01,3\nF,all,2023-04-01,4\nM,Aged 8,31/02/2023,5\n";
    const reading = await readLayout(csv, row, ["sex", "age"], {
      header: { anchor: "Sex" },
      keys: {
        sex: { header: "Sex", map: { F: "female", M: "male" } },
        age: { header: "Age", pattern: /(\d+)/, as: "number" },
        from: { header: "From", as: "date" },
        period_code: fileYear,
      },
      values: [{ column: "rate", header: "Rate" }],
    });
    expect(listRows(reading, "sex", "age", "from", "period_code")).toEqual([
      ["female", 85, "2023-04-01", "FY2023-24"],
      ["male", 7, "2023-03-03", "FY2023-24"],
    ]);
    expect(reading.quarantined.map(({ cells, reason }) => [cells, reason])).toEqual([
      [["A4"], 'sex: expected one of "F", "M", found "X"'],
      [["B5"], 'age: expected text that fits /(\\d+)/, found "all"'],
      [["C6"], 'from: expected a day such as 2023-04-01 or 01/04/2023, found "31/02/2023"'],
    ]);
  });

  it("may be days that a spreadsheet stores as serial numbers", async () => {
    const row = z.object({ from: day(), rate: value() });
    const sheet = {
      name: "Table",
      rows: [
        ["From", "Rate"],
        [45017, 1],
      ],
    };
    const reading = await readLayout([sheet], row, ["from"], {
      header: { anchor: "From" },
      keys: { from: "From" },
      values: [{ column: "rate", header: "Rate" }],
    });
    expect(listRows(reading, "from")).toEqual([["2023-04-01"]]);
  });

  it("come from the sheet name when a measure has a sheet each, hidden copies passed over", async () => {
    const row = z.object({ indicator_id: text(), area_code: gssCode(), rate: value() });
    const rows = (rate: number) => [
      ["Code", "Rate"],
      ["E10000018", rate],
    ];
    const sheets: TrialSheet[] = [
      { name: "Cover", rows: [["x"]] },
      { name: "Table_1a", rows: rows(1) },
      { name: "Table_1b", rows: rows(2) },
      { name: "Table_1c", rows: rows(3), state: "hidden" },
    ];
    const table = (map: Record<string, string>): TableLayout => ({
      sheet: /^Table_(?<measure>\w+)$/,
      header: { anchor: "Code" },
      keys: { indicator_id: { from: "sheet", group: "measure", map }, area_code: "Code" },
      values: [{ column: "rate", header: "Rate" }],
    });
    const both = await readLayout(sheets, row, ["indicator_id", "area_code"], table({ "1a": "first", "1b": "second" }));
    expect(listRows(both, "indicator_id", "rate", "sheet")).toEqual([
      ["first", 1, "Table_1a"],
      ["second", 2, "Table_1b"],
    ]);
    const more = await readLayout(
      sheets,
      row,
      ["indicator_id", "area_code"],
      table({ "1a": "first", "1b": "second", "1d": "fourth" }),
    );
    expect(more.findings.map(({ code, summary }) => [code, summary])).toEqual([
      ["sheet.missing", 'no sheet for "1d" (layout "layout" comes closest)'],
    ]);
  });

  it("that no pattern captures are a fault of the declaration", async () => {
    const table: TableLayout = {
      header: { anchor: "code" },
      keys: { area_code: "code", period_code: { from: "file", group: "jahr", as: "financial_year" } },
      values: [{ column: "rate", header: "rate" }],
    };
    await expect(readLayout("code,rate\nE10000018,1\n", measure, ["area_code"], table)).rejects.toThrow(
      'key period_code takes group "jahr" of the file. Expected a pattern of the file with (?<jahr>…). Found groups year.',
    );
  });
});

describe("values", () => {
  const table = (rule: Partial<TableLayout["values"][number]>): TableLayout => ({
    header: { anchor: "Code" },
    keys: { area_code: "Code", period_code: fileYear },
    values: [{ column: "rate", header: "Rate", ...rule }],
  });
  const read = async (printed: string, rule: Partial<TableLayout["values"][number]> = {}) => {
    const csv = `Code,Rate,Other\nE10000018,"${printed}",\n`;
    const ignore = [{ header: "Other", why: "trial" }];
    const reading = await readLayout(csv, measure, ["area_code"], { ...table(rule), ignore });
    return listRows(reading, "rate", "rate_status", "rate_raw")[0] ?? reading.findings[0]!.code;
  };

  it.each([
    ["7.5", {}, [7.5, "ok", "7.5"]],
    ["7.5 (7.5)", { pattern: /^([\d.,]+) \(/ }, [7.5, "ok", "7.5 (7.5)"]],
    ["400 (315)", { pattern: /^([\d.,]+) \(/ }, [400, "ok", "400 (315)"]],
    ["7.5 (7.5)", {}, "cell.not_a_number"],
    ["45.2%", {}, [45.2, "ok", "45.2%"]],
    ["0.452", { scale: 100 }, [45.2, "ok", "0.452"]],
    ["115865.9595", { scale: 1000 }, [115_865_959.5, "ok", "115865.9595"]],
    [" [c] ", {}, [null, "suppressed", " [c] "]],
    ["12.3 [p]", {}, [12.3, "provisional", "12.3 [p]"]],
    ["12.3 [c]", {}, "cell.not_a_number"],
    ["#REF!", {}, "cell.error"],
    ["", {}, [null, "missing", ""]],
  ] as const)("%j with %o gives %j", async (printed, rule, expected) => {
    expect(await read(printed, rule)).toEqual(expected);
  });

  it("that are blank mean what the source says", async () => {
    const csv = "Code,Rate\nE10000018,\nE06000016,1\n";
    const reading = await readLayout(csv, measure, ["area_code"], table({}), { blank: "not_available" });
    expect(listRows(reading, "rate_status")).toEqual([["not_available"], ["ok"]]);
  });

  it("that are blank mean what their column says, where it says something", async () => {
    expect(await read("", { blank: "not_applicable" })).toEqual([null, "not_applicable", ""]);
  });

  it("of two columns with the same keys are not merged but kept apart", async () => {
    const csv = "Code,Rate a,Rate b\nE10000018,1,2\n";
    const reading = await readLayout(csv, measure, ["area_code"], table({ header: /^Rate/ }));
    expect(reading.findings.map(({ code, at }) => [code, at.cells])).toEqual([["value.conflict", ["B2", "C2"]]]);
  });
});
