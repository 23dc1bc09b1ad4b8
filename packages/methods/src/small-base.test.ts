import { describe, expect, it } from "vitest";
import { guardSmallBase } from "./small-base.ts";

describe("a small base", () => {
  it("is marked below 30 respondents and not shown below 10", () => {
    expect([0, 9, 10, 29, 30].map((respondents) => guardSmallBase(respondents))).toEqual([
      ...["suppressed", "suppressed", "low base", "low base", "shown"],
    ]);
  });

  it("has other limits where a survey says so", () => {
    expect(guardSmallBase(40, { lowBelow: 100, suppressBelow: 50 })).toBe("suppressed");
  });

  it("counts people: fractions, negative numbers and limits the wrong way round are refused", () => {
    expect(() => guardSmallBase(9.5)).toThrow("whole number");
    expect(() => guardSmallBase(-1)).toThrow(RangeError);
    expect(() => guardSmallBase(Number.NaN)).toThrow(RangeError);
    expect(() => guardSmallBase(5, { lowBelow: 5, suppressBelow: 10 })).toThrow("limits");
  });
});
