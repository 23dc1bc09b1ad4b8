import { describe, expect, it } from "vitest";
import { formatFigure } from "./figure-format.ts";

describe("a printed figure", () => {
  it.each([
    [1023.74, { decimals: 2, prefix: "£" }, "£1,023.74"],
    [-0.314, { decimals: 2 }, "−0.31"],
    [1.005, { decimals: 2 }, "1.01"],
    [-2.5, { decimals: 0 }, "−3"],
    [713085, { decimals: 0 }, "713,085"],
    [12, { decimals: 0, suffix: "%" }, "12%"],
    [1.5, { decimals: 1, isSigned: true }, "+1.5"],
    [-20.58, { decimals: 2, prefix: "£" }, "−£20.58"],
    [1e21, { decimals: 0 }, "1,000,000,000,000,000,000,000"],
  ])("%d is written %o as %s", (value, format, text) => {
    expect(formatFigure(value, format)).toBe(text);
  });

  it("is never a signed zero", () => {
    expect(formatFigure(-0.0001, { decimals: 2, isSigned: true })).toBe("0.00");
  });

  it("is refused when it is not a number", () => {
    expect(() => formatFigure(Number.NaN, { decimals: 0 })).toThrow(RangeError);
  });
});
