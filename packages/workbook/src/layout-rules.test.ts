import { defineSource, gssCode, periodCode, text, value, type AreaRegister, type Layout } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readRelease } from "./read-release.ts";
import { nextFilled, type MergedRange, type Workbook } from "./workbook.ts";

const row = z.object({ area_code: gssCode(), period_code: periodCode(), rate: value() });

describe("reading by a declared layout", () => {
  it("stages the rows of a table that has keys and no figures", () => {
    const source = defineSource({
      ...common,
      row: z.object({ area_code: gssCode(), area_name: text() }),
      grain: ["area_code"],
      layouts: [
        {
          name: "register",
          file: /csv$/,
          tables: [{ header: { anchor: "code" }, keys: { area_code: "code", area_name: "name" }, values: [] }],
        },
      ],
    });
    const reading = read(source, [
      ["code", "name"],
      ["E10000018", "Leicestershire"],
      ["E10000018x", "Leicestershire"],
      ["", "Nowhere"],
    ]);
    expect(reading.rows.area_name).toEqual(["Leicestershire"]);
    expect(reading.quarantined.map((kept) => kept.rowNumber)).toEqual([3, 4]);
  });

  it("takes the first column under a label that is merged over a code and a name", () => {
    const cells = [
      ["Area", "", "2023"],
      ["E10000018", "Leicestershire", "4.5"],
    ];
    const reading = read(makeSource({ ignore: [] }), cells, [{ top: 1, left: 1, bottom: 1, right: 2 }]);
    expect(reading.findings).toEqual([]);
    expect(reading.rows.area_code).toEqual(["E10000018"]);
  });

  it("replaces a code printed past its end and leaves all others", () => {
    const reading = read(makeSource({ replace: { E10000009: "E06000059" } }), [
      ["Area", "2023"],
      ["E10000009", "1"],
      ["E10000018", "2"],
    ]);
    expect(reading.rows.area_code).toEqual(["E06000059", "E10000018"]);
  });

  it("says what every number of a provisional table is", () => {
    const reading = read(makeSource({ status: "provisional" }), [
      ["Area", "2023"],
      ["E10000018", "2"],
      ["E10000019", ".."],
    ]);
    expect(reading.rows.rate_status).toEqual(["provisional", "not_available"]);
  });

  it("passes over a closed area's empty cells and keeps its figures apart", () => {
    const reading = read(
      makeSource({}),
      [
        ["Area", "2018", "2023"],
        ["E10000009", "3", ".."],
        ["E10000018", "2", "2"],
        ["E06000028", "4", "4"],
      ],
      [],
    );
    expect(reading.rows.period_code).toEqual(["CY2018", "CY2018", "CY2023", "CY2018"]);
    expect(reading.skipped).toEqual({ "no figure for an area after it closed": 1 });
    expect(reading.quarantined.map((kept) => [kept.code, kept.rowNumber])).toEqual([["area.closed", 4]]);
  });
});

const common = {
  title: "Trial",
  publisher: "Trial",
  page: "https://example.org",
  licence: "OGL-3.0",
  vintageBy: [],
  markers: { "..": "not_available" },
} as const;

const register: AreaRegister = {
  byCode: new Map(
    [
      ["E10000018", null],
      ["E10000019", null],
      ["E06000059", null],
      ["E10000009", "2019-03-31"],
      ["E06000028", "2019-03-31"],
    ].map(([areaCode, validTo]) => [
      areaCode!,
      { areaCode: areaCode!, areaName: "", validFrom: null, validTo: validTo ?? null },
    ]),
  ),
  byName: new Map(),
  byDfeNumber: new Map(),
};

function makeSource(rules: {
  ignore?: Layout["tables"][number]["ignore"];
  replace?: Record<string, string>;
  status?: "provisional";
}) {
  return defineSource({
    ...common,
    row,
    grain: ["area_code", "period_code"],
    areaColumn: "area_code",
    layouts: [
      {
        name: "years across",
        file: /csv$/,
        tables: [
          {
            header: { anchor: "Area" },
            keys: {
              area_code: { header: "Area", ...(rules.replace === undefined ? {} : { replace: rules.replace }) },
            },
            values: [
              {
                column: "rate",
                header: /^(?<year>\d{4})$/,
                keys: { period_code: { from: "header", group: "year", as: "calendar_year" } },
                ...(rules.status === undefined ? {} : { status: rules.status }),
              },
            ],
            ...(rules.ignore === undefined ? {} : { ignore: rules.ignore }),
          },
        ],
      },
    ],
  });
}

function read(
  source: Parameters<typeof readRelease>[0]["source"],
  cells: readonly (readonly string[])[],
  merges: readonly MergedRange[] = [],
) {
  const workbook: Workbook = {
    format: "xlsx",
    usesDate1904: false,
    sheets: [
      {
        name: "Sheet1",
        isHidden: false,
        rowCount: cells.length,
        columnCount: Math.max(...cells.map((line) => line.length)),
        merges,
        notes: [],
        isRowHidden: () => false,
        isColumnHidden: () => false,
        nextColumn: (line, column) => nextFilled(cells[line - 1], column, (text) => text !== ""),
        cell: (line, column) => {
          const raw = cells[line - 1]?.[column - 1] ?? "";
          return raw === "" ? undefined : { value: raw, raw, error: null, format: null, formula: null, note: null };
        },
      },
    ],
  };
  return readRelease({ sourceId: "trial", source, fileName: "trial.csv", workbook, areas: register });
}
