import { describe, expect, it } from "vitest";
import { choosePeriod, countWholeMonths } from "./choose-period.ts";

const year = (first: number, areasWithValue: number) => ({
  period: `${first}-${String(first + 1).slice(2)}`,
  start: `${first}-04-01`,
  end: `${first + 1}-03-31`,
  areasWithValue,
});
const rule = { referenceDate: "2023-03-31", groupSize: 24 };

describe("choosing one period for every area", () => {
  it("takes the latest period that two thirds of the group have", () => {
    const { chosen, rejected } = choosePeriod([year(2020, 24), year(2021, 16), year(2022, 15)], rule);
    expect(chosen?.period).toBe("2021-22");
    expect(rejected).toEqual([{ period: "2022-23", cause: "below_coverage" }]);
  });

  it("allows a period that ends up to twelve months after the cost year, and no later", () => {
    expect(choosePeriod([year(2022, 24), year(2023, 24)], rule).chosen?.period).toBe("2023-24");
    expect(choosePeriod([year(2022, 24), year(2024, 24)], rule).chosen?.period).toBe("2022-23");
  });

  it("counts an age of exactly 36 months as young enough", () => {
    expect(choosePeriod([year(2019, 24)], rule).chosen?.period).toBe("2019-20");
    expect(choosePeriod([year(2018, 24)], rule)).toMatchObject({ chosen: null, reason: "too_old" });
    expect(choosePeriod([year(2018, 24)], { ...rule, maximumAgeMonths: 60 }).chosen?.period).toBe("2018-19");
  });

  it("prefers the single year to the pooled years that end on the same day", () => {
    const pooled = { period: "2020-23", start: "2020-04-01", end: "2023-03-31", areasWithValue: 24 };
    expect(choosePeriod([pooled, year(2022, 24)], rule).chosen?.period).toBe("2022-23");
  });

  it("drops an indicator without any period, and refuses dates that do not exist", () => {
    expect(choosePeriod([], rule)).toEqual({ chosen: null, reason: "too_old", rejected: [] });
    const broken = { period: "x", start: "2022-04-01", end: "2023-02-30", areasWithValue: 24 };
    expect(() => choosePeriod([broken], rule)).toThrow(/"2023-02-30" does not exist/);
    expect(() => choosePeriod([{ ...broken, end: "2022-03-31" }], rule)).toThrow(/before it starts/);
  });

  it("counts whole months between days, with month ends as full months", () => {
    expect(countWholeMonths("2022-03-31", "2022-06-30")).toBe(3);
    expect(countWholeMonths("2022-03-31", "2022-06-29")).toBe(2);
    expect(countWholeMonths("2022-06-30", "2022-03-31")).toBe(-3);
    expect(countWholeMonths("2020-02-29", "2023-02-28")).toBe(36);
  });
});
