import { describe, expect, it } from "vitest";
import { toEngineType, toEngineValue } from "./duckdb-types.ts";
import { withEngine } from "./engine.ts";

describe("types of the engine", () => {
  it("reads pounds and counts as exact numbers, days as ISO text, and keeps nulls", async () => {
    const rows = await withEngine({}, (engine) =>
      engine.readRows(`select 1234567890123.45::decimal(18,2) as pounds, -0.05::decimal(18,2) as pence, 3::bigint as n,
        sum(2::integer) as total, date '2024-04-01' as day, true as flag, null::integer as gap, null as bare, 'x' as name,
        0.1::double as share, timestamp '2024-04-01 10:00:00' as at`),
    );
    expect(rows).toEqual([
      {
        pounds: 1234567890123.45,
        pence: -0.05,
        n: 3,
        total: 2,
        day: "2024-04-01",
        flag: true,
        gap: null,
        bare: null,
        name: "x",
        share: 0.1,
        at: "2024-04-01T10:00:00",
      },
    ]);
  });

  it("refuses to read a whole number that a double cannot hold", async () => {
    await withEngine({}, async (engine) => {
      await expect(engine.readRows("select 9007199254740993::bigint as n")).rejects.toThrow(/Column n holds/);
      await expect(engine.readRows("select [1, 2] as list")).rejects.toThrow(/cast it in the query/);
    });
  });

  it("takes only values that the column holds exactly", () => {
    expect(String(toEngineValue("DECIMAL(18,2)")(0.29))).toBe("0.29");
    expect(String(toEngineValue("DECIMAL(18,2)")(-1234567.89))).toBe("-1234567.89");
    expect(() => toEngineValue("DECIMAL(18,2)")(0.1 + 0.2)).toThrow("at most 2 decimal places");
    expect(() => toEngineValue("DECIMAL(4,2)")(100)).toThrow("at most 4 digits");
    expect(() => toEngineValue("INTEGER")(3.7)).toThrow("found 3.7");
    expect(() => toEngineValue("INTEGER")("3")).toThrow('found "3"');
    expect(() => toEngineValue("DOUBLE")(NaN)).toThrow(RangeError);
    expect(() => toEngineValue("DATE")("2023-02-30")).toThrow("a day such as");
    expect(String(toEngineValue("DATE")("1969-12-31"))).toBe("1969-12-31");
    expect(toEngineValue("BIGINT")(5)).toBe(5n);
    expect(toEngineValue("VARCHAR")(null)).toBeNull();
  });

  it("knows only the types that contracts may use", () => {
    expect(toEngineType("DECIMAL(18,2)").toString()).toBe("DECIMAL(18,2)");
    expect(() => toEngineType("FLOAT")).toThrow(RangeError);
  });
});
