import { defineSource, gssCode, optionalText, periodCode, value } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { toCode, toTable, toText } from "./markdown.ts";
import { writeSourcePage } from "./source-page.ts";

const declaration = defineSource({
  title: "Waste by [authority]",
  publisher: "Somebody",
  page: "https://example.org/waste",
  licence: "OGL-3.0",
  row: z.object({ area_code: gssCode(), period_code: periodCode(), note: optionalText(), recycled_pct: value() }),
  grain: ["area_code", "period_code"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: { "-": "not_available" },
  layouts: [
    {
      name: "since 2020-21",
      file: /^waste_(?<year>\d{4}-\d{2})\.(ods|xlsx)$/,
      tables: [
        {
          sheet: "Table 1",
          header: { anchor: "Code", depth: 2 },
          rows: { skip: [{ header: "Code", matches: /^(E12|E92)/, why: "regions and England" }] },
          keys: { area_code: "Code", period_code: { from: "file", group: "year", as: "financial_year" }, note: "Note" },
          values: [{ column: "recycled_pct", header: "Recycled", scale: 100 }],
          ignore: [{ header: "Rank", why: "follows from the figure" }],
        },
      ],
    },
  ],
});

describe("the page of a source", () => {
  const page = writeSourcePage(
    { id: "somebody_waste", declaration, hash: "" },
    {
      fields: {},
      comment: "Shares in the file, per cent after.",
      samples: ["waste_2020-21.ods"],
      readers: ["core.waste"],
    },
  );

  it("says where it comes from, what a row is, and what its figures are measured in", () => {
    expect(page).toContain("# Waste by \\[authority\\]");
    expect(page).toContain("| page | <https://example.org/waste> |");
    expect(page).toContain("One row of a release for each `area_code` and `period_code`.");
    expect(page).toMatch(/\| `recycled_pct` \| DOUBLE \| per cent, 0 to 100 \|/);
    expect(page).toMatch(/\| `note` \| VARCHAR \|.*may be empty \|/);
  });

  it("gives each layout with its file names, header and factor, and what is passed over and why", () => {
    expect(page).toContain("File name: `/^waste_(?<year>\\d{4}-\\d{2})\\.(ods|xlsx)$/`");
    expect(page).toContain("| `Table 1` | `Code`, lowest of 2 rows | 1 | 100 |");
    expect(page).toContain("| `Rank` | follows from the figure |");
    expect(page).toContain("| `Code` fits `/^(E12\\|E92)/` | regions and England |");
    expect(page).toContain("| `-` | not available |");
  });

  it("links to the tables that read it", () => {
    expect(page).toContain("- [core.waste](../tables/core.waste.md)");
  });
});

describe("text in a page", () => {
  it("keeps bars and line breaks from breaking a table", () => {
    expect(toTable(["a"], [["x | y\nz"]])).toBe("| a |\n| --- |\n| x \\| y z |");
  });

  it("is not taken for marks, but words with underscores stay as they are", () => {
    expect(toText("*[x]* and unit_cost_gbp, _so_")).toBe("\\*\\[x\\]\\* and unit_cost_gbp, \\_so\\_");
    expect(toCode("a `b` c")).toBe("`` a `b` c ``");
  });
});
