import { contractSchema, type Fields } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { fingerprintTable, hashCanonical, normaliseSql, writeCanonical } from "./fingerprint.ts";
import type { WarehouseComputedTable, WarehouseSqlTable } from "./warehouse-table.ts";

const contract = contractSchema.parse({ about: "x", grain: ["area_code"], columns: ["area_code"] });
const fields: Fields = { area_code: { type: "VARCHAR", unit: "code", about: "x" } };
const table: WarehouseSqlTable = {
  kind: "sql",
  name: "core.areas",
  contract,
  query: "select area_code\nfrom staging.register",
  file: "sql/core/areas.sql",
  queryLine: 6,
  parts: [],
  reads: [{ name: "staging.register", file: "sql/core/areas.sql", line: 7 }],
};
const basis = { table, fields, engineVersion: "v1.5.5", inputs: new Map([["staging.register", "aa"]]) };

describe("a fingerprint", () => {
  it("does not see white space, comments, line numbers or file names", () => {
    const moved = { ...table, query: "-- why\nselect area_code  /* x /* y */ */ from staging.register", file: "b.sql" };
    expect(fingerprintTable({ ...basis, table: moved })).toBe(fingerprintTable(basis));
  });

  it("sees the query, the contract, types and units, the engine and every input", () => {
    const other = [
      { ...basis, table: { ...table, query: "select upper(area_code) as area_code from staging.register" } },
      { ...basis, table: { ...table, contract: { ...contract, optional: ["area_code"] } } },
      { ...basis, fields: { area_code: { type: "INTEGER", unit: "code", about: "x" } } },
      { ...basis, fields: { area_code: { type: "VARCHAR", unit: "text", about: "x" } } },
      { ...basis, engineVersion: "v1.5.6" },
      { ...basis, inputs: new Map([["staging.register", "bb"]]) },
    ].map(fingerprintTable);
    expect(new Set([fingerprintTable(basis), ...other]).size).toBe(7);
  });

  it("of a computed table needs the hash of its code, and every input needs a fingerprint", () => {
    const computed: WarehouseComputedTable = {
      kind: "computed",
      name: "curated.ranks",
      contract,
      file: "x.ts",
      inputs: { areas: "core.areas" },
      compute: () => [],
      reads: [{ name: "core.areas", file: "x.ts", line: 1 }],
    };
    const inputs = new Map([["core.areas", "aa"]]);
    expect(() => fingerprintTable({ ...basis, table: computed, inputs })).toThrow("hash of its code");
    expect(() => fingerprintTable({ ...basis, inputs: new Map() })).toThrow(
      "staging.register, which has no fingerprint",
    );
    const one = fingerprintTable({ ...basis, table: computed, inputs, codeHash: "1" });
    expect(fingerprintTable({ ...basis, table: computed, inputs, codeHash: "2" })).not.toBe(one);
  });
});

describe("canonical form", () => {
  it("sorts keys, keeps the order of lists and leaves out what is undefined", () => {
    expect(writeCanonical({ b: [2, 1], a: { d: null, c: undefined } })).toBe(`{"a":{"d":null},"b":[2,1]}`);
    expect(hashCanonical({ a: 1, b: 2 })).toBe(hashCanonical({ b: 2, a: 1 }));
    expect(() => writeCanonical(NaN)).toThrow(RangeError);
  });

  it("of a query keeps what is quoted", () => {
    expect(
      normaliseSql("select  '--  x' as \"a  b\", 'it''s /* y */',\n\t1 -- one\n, $$ a  b $$ /* c */ from t\n"),
    ).toBe("select '--  x' as \"a  b\", 'it''s /* y */', 1 , $$ a  b $$ from t");
    expect(normaliseSql("select e'a\\'--b'  , 1")).toBe("select e'a\\'--b' , 1");
    expect(normaliseSql("select 1/*x*/+2")).toBe("select 1 +2");
  });
});
