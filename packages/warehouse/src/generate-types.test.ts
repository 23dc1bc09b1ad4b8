import { contractSchema, type Fields } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { generateRowTypes } from "./generate-types.ts";
import type { WarehouseSqlTable } from "./warehouse-table.ts";

const fields: Fields = {
  area_code: { type: "VARCHAR", unit: "code", about: "GSS code." },
  valid_to_date: { type: "DATE", unit: "date", about: "Last day; see */ here." },
  net_spend_gbp: { type: "DECIMAL(18,2)", unit: "gbp", about: "Net spend." },
  is_closed: { type: "BOOLEAN", unit: "flag", about: "Whether closed." },
};

const table = (name: WarehouseSqlTable["name"], columns: string[], optional: string[]): WarehouseSqlTable => ({
  kind: "sql",
  name,
  contract: contractSchema.parse({ about: "Authorities.", grain: ["area_code"], columns, optional }),
  query: "",
  file: "",
  queryLine: 1,
  parts: [],
  reads: [],
});

describe("the generated row types", () => {
  it("have one interface per table and a Database of all, in the order of their names", () => {
    const tables = [
      table("curated.area_spend", ["area_code", "net_spend_gbp"], ["net_spend_gbp"]),
      table("core.areas", ["area_code", "valid_to_date", "is_closed"], ["valid_to_date"]),
    ];
    const source = generateRowTypes(tables, fields);
    expect(source).toBe(generateRowTypes([...tables].reverse(), fields));
    expect(source.split("\n").slice(2).join("\n")).toBe(`
/** Authorities. One row per area_code. */
export interface CoreAreas {
  /** GSS code. Unit: code. */
  area_code: string;
  /** Last day; see * / here. Unit: date. */
  valid_to_date: string | null;
  /** Whether closed. Unit: flag. */
  is_closed: boolean;
}

/** Authorities. One row per area_code. */
export interface CuratedAreaSpend {
  /** GSS code. Unit: code. */
  area_code: string;
  /** Net spend. Unit: gbp. */
  net_spend_gbp: number | null;
}

/** Every table of a publication by its name, for Kysely. */
export interface Database {
  "core.areas": CoreAreas;
  "curated.area_spend": CuratedAreaSpend;
}
`);
  });

  it("cannot be written for a column that no field explains", () => {
    expect(() => generateRowTypes([table("core.areas", ["area_code", "mystery"], [])], fields)).toThrow("mystery");
  });
});
