import { describe, expect, it } from "vitest";
import { formatFigure, formatSigned, listNames } from "./figure-text.ts";

describe("formatFigure", () => {
  it("groups thousands and puts prefix and suffix around the digits", () => {
    expect(formatFigure(1234567.891, { decimals: 2, prefix: "£" })).toBe("£1,234,567.89");
    expect(formatFigure(999, { decimals: 0, suffix: "%" })).toBe("999%");
  });

  it("rounds half away from zero on the decimal digits, not on the binary value", () => {
    expect(formatFigure(1.005, { decimals: 2 })).toBe("1.01");
    expect(formatFigure(-2.5, { decimals: 0 })).toBe("−3");
    expect(formatFigure(0.00000012, { decimals: 7 })).toBe("0.0000001");
  });

  it("writes a true minus before the prefix and never a negative zero", () => {
    expect(formatFigure(-3.2, { decimals: 1, prefix: "£", suffix: "m" })).toBe("−£3.2m");
    expect(formatFigure(-0.004, { decimals: 2 })).toBe("0.00");
    expect(formatSigned(0.004, { decimals: 2 })).toBe("0.00");
    expect(formatSigned(0.31, { decimals: 2 })).toBe("+0.31");
  });

  it("refuses what is not a figure", () => {
    expect(() => formatFigure(Number.NaN, { decimals: 1 })).toThrow(RangeError);
    expect(() => formatFigure(Infinity, { decimals: 1 })).toThrow(RangeError);
  });
});

describe("listNames", () => {
  it("joins names as a sentence does", () => {
    expect([[], ["A"], ["A", "B"], ["A", "B", "C"]].map(listNames)).toEqual(["", "A", "A and B", "A, B and C"]);
  });
});
