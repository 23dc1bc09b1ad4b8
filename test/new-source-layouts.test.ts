import ExcelJS from "exceljs";
import type { AreaRegister } from "@poundwise/contracts";
import { describeFinding } from "@poundwise/contracts";
import { parseAddress, toAddress } from "@poundwise/workbook";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAreaRegister } from "../scripts/read-source.ts";
import { repositoryRoot } from "./run-cli.ts";
import { listFigures, makeDraftTrials, type DraftTrials } from "./try-draft.ts";

type Cell = string | number | null;
type Rows = readonly (readonly Cell[])[];

/** A file as a publisher might make it, which no source knows, and what a reader of it would take from it. */
interface Layout {
  readonly name: string;
  readonly file: string;
  /** One sheet is written as text when the file is a .csv. */
  readonly sheets: Readonly<Record<string, Rows>>;
  readonly merges?: Readonly<Record<string, readonly string[]>>;
  /** Number formats by range, for example { "Data!C2:C6": "0%" }. */
  readonly formats?: Readonly<Record<string, string>>;
  /** Blocks of figures ("Data!C5:F9") and what their numbers are multiplied by. Just these must be staged. */
  readonly figures: Readonly<Record<string, number>>;
  /** Rows inside the blocks that are totals, regions or headings. */
  readonly without?: readonly number[];
  readonly signs?: Readonly<Record<string, string>>;
  /** Single figures with keys they must have. */
  readonly keys?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Names of value columns that must be there. */
  readonly columns?: readonly string[];
  readonly asks?: readonly RegExp[];
  readonly asksNot?: readonly RegExp[];
}

const AREAS: readonly (readonly [string, string, string])[] = [
  ["E10000007", "Derbyshire", "17"],
  ["E06000016", "Leicester", "00FN"],
  ["E10000018", "Leicestershire", "31"],
  ["E10000019", "Lincolnshire", "32"],
  ["E10000024", "Nottinghamshire", "37"],
  ["E10000031", "Warwickshire", "44"],
];
const NAMES_ACROSS = [
  "Derbyshire",
  "Leicester",
  "Leicestershire",
  "Lincolnshire",
  "Nottinghamshire",
  "Warwickshire",
  "Norfolk",
  "Suffolk",
  "Kent",
  "Essex",
  "Devon",
  "Surrey",
];
const code = (index: number) => AREAS[index]![0];
const label = (index: number) => AREAS[index]![1];
/** A made-up figure for a row and a column, never twice the same. */
const n = (row: number, column: number) => 1000 + row * 137 + column * 11;
const share = (row: number, column: number) => Math.round(10 + row * 7.3 + column * 3.1);
const rowsOf = (width: number, make: (row: number) => readonly Cell[], figure = n): Rows =>
  AREAS.map((_, row) => [...make(row), ...Array.from({ length: width }, (_, column) => figure(row, column))]);
const coded = (width: number, figure = n): Rows => rowsOf(width, (row) => [code(row), label(row)], figure);

const LAYOUTS: readonly Layout[] = [
  {
    name: "a cover, notes, and numbered tables with a title and a line of units",
    file: "outturn_tables_2022-23.xlsx",
    sheets: {
      Cover: [["Local spending"], ["Published 14 December 2023"]],
      Notes: [
        ["Note", "Text"],
        ["1", "Figures are rounded"],
        ["2", "[x] means not available"],
      ],
      "Table 1": [
        ["Table 1: spending, 2022-23"],
        ["£ thousand"],
        [],
        ["Code", "Authority", "Education", "Highways"],
        ...coded(2),
      ],
      "Table 2": [
        ["Table 2: income, 2022-23"],
        ["£ thousand"],
        [],
        ["Code", "Authority", "Fees", "Grants"],
        ...coded(2),
      ],
    },
    figures: { "Table 1!C5:D10": 1000, "Table 2!C5:D10": 1000 },
    keys: {
      "Table 1!C7": {
        area_code: "E10000018",
        period_code: "FY2022-23",
        measure: "Education",
        unit: "gbp",
        table_name: "Table 1",
      },
    },
    asks: [/lines above the table say pounds \(times 1,000\)/],
  },
  {
    name: "two tables side by side under one header row",
    file: "side by side.xlsx",
    sheets: {
      Data: [
        ["Authority", "2021", "2022", null, "Authority", "2021", "2022"],
        ...AREAS.map((_, row) => [label(row), n(row, 0), n(row, 1), null, label(5 - row), n(row, 2), n(row, 3)]),
      ],
    },
    figures: { "Data!B2:C7": 1, "Data!F2:G7": 1 },
    keys: {
      "Data!B4": { area_code: "E10000018", period_code: "CY2021" },
      "Data!G4": { area_code: "E10000019", period_code: "CY2022" },
    },
    asks: [/Single years in headers are read as calendar years/],
  },
  {
    name: "two tables one below the other, the second with other columns",
    file: "stacked.xlsx",
    sheets: {
      Data: [
        ["Table 1: staff"],
        ["Code", "Authority", "Number of staff", "Number of vacancies"],
        ...coded(2),
        [],
        ["Table 2: costs"],
        ["ONS code", "Name", "Pay (£m)", "Travel (£m)"],
        ...coded(2, (row, column) => n(row, column) / 10),
      ],
    },
    figures: { "Data!C3:D8": 1, "Data!C12:D17": 1_000_000 },
    keys: {
      "Data!C5": { area_code: "E10000018", measure: "Number of staff", unit: "count" },
      "Data!D14": { area_code: "E10000018", measure: "Travel (£m)", unit: "gbp", table_name: "Data, table 2" },
    },
  },
  {
    name: "a header of four merged rows",
    file: "deep header 2023-24.xlsx",
    sheets: {
      Return: [
        ["Adult social care return"],
        [null, null, "Older people", null, null, null, "Working age", null, null, null],
        [null, null, "Residential", null, "Home care", null, "Residential", null, "Home care", null],
        [null, null, "Gross", "Net", "Gross", "Net", "Gross", "Net", "Gross", "Net"],
        ["Code", "Authority", "£000", "£000", "£000", "£000", "£000", "£000", "£000", "£000"],
        ...coded(8),
      ],
    },
    merges: { Return: ["C2:F2", "G2:J2", "C3:D3", "E3:F3", "G3:H3", "I3:J3"] },
    figures: { "Return!C6:J11": 1000 },
    keys: { "Return!F8": { area_code: "E10000018", period_code: "FY2023-24" } },
    columns: ["older_people_residential_gross_gbp"],
  },
  {
    name: "years down and measures across",
    file: "series.csv",
    sheets: {
      text: [
        ["Financial year", "Population", "Spend (£m)", "Share of budget (%)"],
        ...Array.from({ length: 8 }, (_, row) => [`${2015 + row}-${16 + row}`, 700_000 + row, 400 + row, 20 + row]),
      ],
    },
    figures: { "B2:B9": 1, "C2:C9": 1_000_000, "D2:D9": 1 },
    keys: { C3: { period_code: "FY2016-17" } },
    columns: ["population_count", "spend_gbp", "share_of_budget_pct"],
  },
  {
    name: "quarters across",
    file: "quarterly.xlsx",
    sheets: {
      Q: [["Area code", "Area", "Q1 2022", "Q2 2022", "Q3 2022", "Q4 2022", "Q1 2023", "Q2 2023"], ...coded(6)],
    },
    figures: { "Q!C2:H7": 1 },
    keys: { "Q!G4": { area_code: "E10000018", period_code: "CY2023" } },
    asks: [/Single years/, /No unit is stated/],
  },
  {
    name: "quarters down in a column of their own",
    file: "quarters down.csv",
    sheets: {
      text: [
        ["LA code", "Year", "Quarter", "Cases"],
        ...AREAS.flatMap(([own], area) =>
          ["Q1", "Q2"].map((quarter, index) => [own, "2022/23", quarter, n(area, index)]),
        ),
      ],
    },
    figures: { "D2:D13": 1 },
    keys: { D6: { area_code: "E10000018", period_code: "FY2022-23", quarter: "Q1" } },
  },
  {
    name: "headers with note marks and the ministry's signs",
    file: "measures_2024-25.xlsx",
    sheets: {
      Data: [
        ["Rates by authority, April 2024 to March 2025"],
        [
          "This worksheet contains one table. Some cells hold shorthand: [c] confidential, [x] not available, [low] rounds to 0.",
        ],
        ["Area code [note 1]", "Area name", "Number of children [note 2]", "Rate per 10,000 [note 3]"],
        ...AREAS.map(([own, name], row) => [
          own,
          name,
          row === 1 ? "[c]" : n(row, 0),
          row === 2 ? "[low]" : row === 3 ? "[x]" : n(row, 1),
        ]),
      ],
    },
    figures: { "Data!C4:D9": 1 },
    signs: { "[c]": "suppressed", "[x]": "not_available", "[low]": "low" },
    columns: ["children_count", "rate_per_10000"],
    keys: { "Data!C6": { area_code: "E10000018", period_code: "FY2024-25" } },
    asksNot: [/\[c\]/, /\[x\]/],
  },
  {
    name: "signs of an older kind that the notes under the table explain",
    file: "older signs 2012-13.xlsx",
    sheets: {
      Data: [
        ["Placements, 2012-13"],
        ["Authority", "Placements", "Stable"],
        ...AREAS.map((_, row) => [
          label(row),
          row === 0 ? "x" : row === 5 ? ".." : n(row, 0),
          row === 1 ? "z" : row === 4 ? "-" : n(row, 1),
        ]),
        [],
        ["x = figures not shown in order to protect confidentiality"],
        [".. = not available"],
        ["- = negligible, less than half of the last digit"],
      ],
    },
    figures: { "Data!B3:C8": 1 },
    signs: { x: "suppressed", "..": "not_available", "-": "low", z: "not_applicable" },
    keys: { "Data!B5": { area_code: "E10000018", period_code: "FY2012-13" } },
    asksNot: [/"x"/, /"\.\."/],
  },
  {
    name: "areas by name alone, totals first, regions between",
    file: "names_2021.csv",
    sheets: {
      text: [
        ["Local authority", "Households", "Dwellings"],
        ["All authorities", 99_999, 88_888],
        ["East Midlands", 9999, 8888],
        ...AREAS.slice(0, 5).map((_, row) => [label(row), n(row, 0), n(row, 1)]),
        ["West Midlands", 5, 6],
        [label(5), n(5, 0), n(5, 1)],
      ],
    },
    figures: { "B2:C10": 1 },
    without: [2, 3, 9],
    keys: { B6: { area_code: "E10000018", period_code: "CY2021" } },
    asks: [
      /Rows of "All authorities", "East Midlands", "West Midlands" are passed over/,
      /Single years in the file's name/,
    ],
  },
  {
    name: "codes of before 2009 beside names",
    file: "old codes.csv",
    sheets: {
      text: [
        ["ONS old code", "Authority name", "Visits 2009/10", "Visits 2010/11"],
        ...AREAS.map(([, name, old], row) => [old, name, n(row, 0), n(row, 1)]),
      ],
    },
    figures: { "C2:D7": 1 },
    keys: { D4: { area_code: "E10000018", period_code: "FY2010-11" } },
  },
  {
    name: "empty columns as spacers",
    file: "spacers 2020-21.xlsx",
    sheets: {
      Data: [
        ["Code", "Authority", null, "Gross (£)", "Net (£)", null, "Gross per head (£)", "Net per head (£)"],
        ...AREAS.map(([own, name], row) => [own, name, null, n(row, 0), n(row, 1), null, share(row, 0), share(row, 1)]),
      ],
    },
    figures: { "Data!D2:E7": 1, "Data!G2:H7": 1 },
    columns: ["gross_gbp", "net_gbp", "gross_gbp_per_head"],
    keys: { "Data!D4": { area_code: "E10000018", period_code: "FY2020-21" } },
  },
  {
    name: "one sheet a year",
    file: "yearly.xlsx",
    sheets: Object.fromEntries(
      ["2020-21", "2021-22", "2022-23"].map((year, index) => [
        year,
        [["Code", "Authority", "Visits", "Loans"], ...coded(2, (row, column) => n(row, column + 10 * index))],
      ]),
    ),
    figures: { "2020-21!C2:D7": 1, "2021-22!C2:D7": 1, "2022-23!C2:D7": 1 },
    keys: {
      "2020-21!C4": { area_code: "E10000018", period_code: "FY2020-21", measure: "Visits" },
      "2022-23!C4": { area_code: "E10000018", period_code: "FY2022-23", measure: "Visits" },
    },
  },
  {
    name: "a tidy file as an open data service gives it, with two lines before the header",
    file: "education_open_data.csv",
    sheets: {
      text: [
        ["Data set: placements"],
        ["Version: 1.2"],
        [
          "time_period",
          "time_identifier",
          "geographic_level",
          "country_code",
          "country_name",
          "region_code",
          "region_name",
          "new_la_code",
          "la_name",
          "old_la_code",
          "placement",
          "number",
          "percentage",
        ],
        ["202223", "Financial year", "National", "E92000001", "England", "", "", "", "", "", "Foster", 99_000, 60],
        [
          "202223",
          "Financial year",
          "Regional",
          "E92000001",
          "England",
          "E12000004",
          "East Midlands",
          "",
          "",
          "",
          "Foster",
          9900,
          61,
        ],
        ...AREAS.flatMap(([own, name], row) =>
          ["Foster", "Other"].map((placement, index) => [
            "202223",
            "Financial year",
            "Local authority",
            "E92000001",
            "England",
            "E12000004",
            "East Midlands",
            own,
            name,
            String(830 + row),
            placement,
            row === 1 ? "c" : n(row, index),
            row === 1 ? "c" : row === 2 ? "low" : share(row, index),
          ]),
        ),
      ],
    },
    figures: { "L4:M17": 1 },
    without: [4, 5],
    signs: { c: "suppressed", low: "low" },
    columns: ["count", "pct"],
    keys: { L10: { area_code: "E10000018", period_code: "FY2022-23", placement: "Foster" } },
  },
  {
    name: "an indicator file of a health service",
    file: "indicators.data.csv",
    sheets: {
      text: [
        [
          "Indicator ID",
          "Indicator Name",
          "Area Code",
          "Area Name",
          "Area Type",
          "Sex",
          "Age",
          "Time period",
          "Value",
          "Lower CI 95.0 limit",
          "Upper CI 95.0 limit",
          "Count",
          "Denominator",
          "Value note",
        ],
        ...["90366", "41001"].flatMap((id) =>
          AREAS.map(([own, name], row) => [
            id,
            `Indicator ${id}`,
            own,
            name,
            "Counties & UAs",
            "Persons",
            "All ages",
            "2021/22",
            share(row, 0) + 0.5,
            share(row, 0),
            share(row, 0) + 1,
            n(row, 1),
            n(row, 2) * 10,
            null,
          ]),
        ),
      ],
    },
    figures: { "I2:M13": 1 },
    columns: ["value", "count", "denominator_count"],
    keys: { I4: { area_code: "E10000018", period_code: "FY2021-22", indicator_id: "90366" } },
    asks: [/No unit is stated for 3 columns: "Value"/],
  },
  {
    name: "a labour market extract with a preamble of queries",
    file: "nomis_extract.csv",
    sheets: {
      text: [
        ["annual survey of jobs"],
        ["ONS Crown Copyright Reserved [from an extract of 3 March 2024]"],
        [],
        ["sex", ":", "All persons"],
        ["item", ":", "Number of jobs"],
        [],
        ["county / unitary", "mnemonic", "2019", "2020", "2021"],
        [],
        ...AREAS.map(([own, name], row) => [name, own, n(row, 0), n(row, 1), n(row, 2)]),
        [],
        ["- These figures are missing."],
      ],
    },
    figures: { "C9:E14": 1 },
    keys: { D11: { area_code: "E10000018", period_code: "CY2020" } },
    asks: [/Single years in headers/],
  },
  {
    name: "a survey with a banner over its groups",
    file: "residents survey 2023.xlsx",
    sheets: {
      Results: [
        ["Q1 Satisfaction with the local area"],
        [null, "Age", null, null, "Sex", null],
        ["Answer", "18-34", "35-54", "55+", "Female", "Male"],
        ["Satisfied", 0.61, 0.62, 0.63, 0.64, 0.65],
        ["Neither", 0.21, 0.2, 0.19, 0.18, 0.17],
        ["Dissatisfied", 0.18, 0.18, 0.18, 0.18, 0.18],
        ["Base", 300, 310, 320, 460, 470],
      ],
    },
    merges: { Results: ["B2:D2", "E2:F2"] },
    figures: { "Results!B4:F7": 1 },
    keys: { "Results!C4": { period_code: "CY2023", answer: "Satisfied" } },
    asks: [/No unit is stated/],
  },
  {
    name: "an extract of a ledger",
    file: "ledger 2024-25.csv",
    sheets: {
      text: [
        [
          "Cost centre",
          "Account code",
          "Account",
          "Period",
          "Posting date",
          "Document number",
          "Supplier",
          "Debit £",
          "Credit £",
        ],
        ...Array.from({ length: 30 }, (_, row) => [
          `CC${100 + (row % 5)}`,
          40_010 + (row % 3),
          "Agency staff",
          `P0${1 + (row % 9)}`,
          `${String(1 + row).padStart(2, "0")}/05/2024`,
          5_100_000 + row,
          `Supplier ${row % 7}`,
          row % 2 === 0 ? n(row, 0) : null,
          row % 2 === 1 ? n(row, 0) : null,
        ]),
      ],
    },
    figures: { "H2:I31": 1 },
    columns: ["debit_gbp", "credit_gbp"],
    keys: { H2: { document_number: "5100000", posting_date: "2024-05-01", account_code: "40010" } },
  },
  {
    name: "percentages that are formatted as such, and ones that print their sign",
    file: "rates 2023-24.xlsx",
    sheets: {
      Rates: [
        ["Code", "Authority", "Recycling rate", "Satisfied", "Cost (£000)"],
        ...AREAS.map(([own, name], row) => [own, name, (30 + row) / 100, `${50 + row}%`, n(row, 1)]),
      ],
    },
    formats: { "Rates!C2:C7": "0.0%" },
    figures: { "Rates!C2:D7": 1, "Rates!E2:E7": 1000 },
    columns: ["recycling_rate_share", "satisfied_pct", "cost_gbp"],
  },
  {
    name: "shares under a header that says per cent",
    file: "shares 2023-24.csv",
    sheets: { text: [["Code", "Authority", "Per cent in work"], ...coded(1, (row) => (50 + row) / 100)] },
    figures: { "C2:C7": 1 },
    columns: ["in_work_share"],
    asks: [/no number is larger than 1, so they are shares/],
  },
  {
    name: "a line that names two units",
    file: "two units 2023-24.xlsx",
    sheets: {
      T: [["£ million and per cent"], ["(£ thousand)"], ["Code", "Authority", "Amount", "Change"], ...coded(2)],
    },
    figures: { "T!C4:D9": 1 },
    asks: [/No unit is stated for 2 columns: "Amount", "Change"/],
  },
  {
    name: "counts in a table whose title speaks of thousands of pounds",
    file: "mixed 2023-24.xlsx",
    sheets: {
      T: [["All figures in £ thousand"], [], ["Code", "Authority", "Spend", "Number of clients"], ...coded(2)],
    },
    figures: { "T!C4:C9": 1000, "T!D4:D9": 1 },
    columns: ["spend_gbp", "clients_count"],
  },
  {
    name: "units in a row under the header",
    file: "unit row 2023-24.xlsx",
    sheets: { T: [["Code", "Authority", "Spend", "Waste"], [null, null, "£ billion", "tonnes"], ...coded(2)] },
    figures: { "T!C3:C8": 1_000_000_000, "T!D3:D8": 1 },
    columns: ["spend_gbp", "waste_tonnes"],
  },
  {
    name: "authorities across and measures down",
    file: "councils across.csv",
    sheets: {
      text: [
        ["Line", ...Array.from({ length: 12 }, (_, index) => NAMES_ACROSS[index]!)],
        ...["Residential", "Nursing", "Home care"].map((line, row) => [
          line,
          ...Array.from({ length: 12 }, (_, column) => n(row, column)),
        ]),
      ],
    },
    figures: { "B2:M4": 1 },
    keys: { C3: { line: "Nursing", area_code: "E06000016" } },
  },
  {
    name: "a block whose header says the same again",
    file: "again.csv",
    sheets: {
      text: [
        ["Males"],
        ["Code", "Authority", "Number"],
        ...coded(1),
        [],
        ["Females"],
        ["Code", "Authority", "Number"],
        ...coded(1),
      ],
    },
    figures: { "C3:C8": 1 },
    asks: [/from row 10 on stands something that the draft does not read/],
  },
];

let areas: AreaRegister;
let trials: DraftTrials;
beforeAll(async () => {
  areas = await readAreaRegister(repositoryRoot);
  trials = makeDraftTrials(areas);
});
afterAll(() => trials.end());

describe("a draft of a layout that nobody has described", () => {
  it.each(LAYOUTS)("reads $name, cell by cell", async (layout) => {
    const trial = await trials.run(layout.file, await makeFile(layout));
    if ("why" in trial) throw new Error(trial.why.join("; "));
    const said = [...trial.draft.notes, ...trial.draft.questions, ...trial.reading.findings.map(describeFinding)];
    const staged = new Map(listFigures(trial.reading).map((figure) => [figure.at, figure]));
    expect(Object.fromEntries([...staged].map(([at, { figure }]) => [at, figure])), said.join("\n")).toEqual(
      listExpected(layout),
    );
    for (const [at, keys] of Object.entries(layout.keys ?? {})) expect(staged.get(at)?.keys, at).toMatchObject(keys);
    expect(trial.draft.declaration.row.shape).toMatchObject(
      Object.fromEntries((layout.columns ?? []).map((name) => [name, expect.anything() as unknown])),
    );
    const asked = trial.draft.questions.join("\n");
    for (const question of layout.asks ?? []) expect(asked).toMatch(question);
    for (const question of layout.asksNot ?? []) expect(asked).not.toMatch(question);
  });
});

/** Every cell of the blocks with its figure times the scale, or the status of its sign. */
function listExpected({ sheets, figures, without, signs }: Layout): Record<string, number | string> {
  const expected: Record<string, number | string> = {};
  for (const [range, scale] of Object.entries(figures)) {
    for (const { at, row, column, sheet } of listCells(range)) {
      if (without?.includes(row) === true) continue;
      const cell = (sheet === null ? Object.values(sheets)[0]! : sheets[sheet]!)[row - 1]?.[column - 1] ?? null;
      if (cell === null) expected[at] = "missing";
      else if (typeof cell === "number") expected[at] = Number((cell * scale).toPrecision(12));
      else if (cell.endsWith("%")) expected[at] = Number(cell.slice(0, -1));
      else expected[at] = signs![cell]!;
    }
  }
  return expected;
}

function listCells(range: string) {
  const [sheet, cells] = range.includes("!") ? (range.split("!") as [string, string]) : [null, range];
  const [from, to] = cells.split(":").map(parseAddress);
  const found: { at: string; row: number; column: number; sheet: string | null }[] = [];
  for (let row = from!.row; row <= to!.row; row += 1) {
    for (let column = from!.column; column <= to!.column; column += 1) {
      const address = toAddress(row, column);
      found.push({ at: sheet === null ? address : `${sheet}!${address}`, row, column, sheet });
    }
  }
  return found;
}

async function makeFile({ file, sheets, merges, formats }: Layout): Promise<Uint8Array> {
  if (file.endsWith(".csv")) {
    const quote = (cell: Cell) =>
      cell === null ? "" : /[",\n]/.test(String(cell)) ? `"${String(cell).replace(/"/g, '""')}"` : String(cell);
    return Buffer.from(
      Object.values(sheets)[0]!
        .map((row) => row.map(quote).join(","))
        .join("\r\n"),
    );
  }
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    rows.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        if (cell !== null) sheet.getCell(row + 1, column + 1).value = cell;
      }),
    );
    for (const range of merges?.[name] ?? []) sheet.mergeCells(range);
  }
  for (const [range, format] of Object.entries(formats ?? {})) {
    for (const { sheet, row, column } of listCells(range))
      book.getWorksheet(sheet!)!.getCell(row, column).numFmt = format;
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}
