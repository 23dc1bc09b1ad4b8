import { describe, expect, it } from "vitest";
import { readTexts } from "../test/read-svg.ts";
import { CHECKS } from "../test/samples.ts";
import type { ReconciliationCheck } from "./index.ts";
import { reconciliationDots } from "./index.ts";

const words = (svg: string) => readTexts(svg).map(({ text }) => text);
const only = (change: Partial<ReconciliationCheck>) => {
  const [first] = CHECKS.checks;
  if (first === undefined) throw new Error("The sample has no check.");
  return reconciliationDots({ ...CHECKS, checks: [{ ...first, ...change }] });
};

describe("reconciliationDots", () => {
  const { svg, table } = reconciliationDots(CHECKS);

  it("says the result by shape and by word", () => {
    const legend = 1;
    expect(words(svg).filter((text) => text === "Holds")).toHaveLength(2 + legend);
    expect(words(svg).filter((text) => text === "Fails")).toHaveLength(2 + legend);
    expect(svg.match(/<circle /g)).toHaveLength(2 + legend);
    expect(svg.match(/<line [^>]*stroke="#F46A25"/g)).toHaveLength(2 * (1 + legend));
  });

  it("prints each difference with its tolerance and unit", () => {
    expect(words(svg)).toEqual(expect.arrayContaining(["+0.10 (±0.35)", "+196.875 (±0.005)", "0 (exact)"]));
    expect(words(svg).join(" ")).toContain("in £ million, £, programmes and year");
  });

  it("marks a difference beyond the axis with an arrowhead", () => {
    expect(words(svg)).toContain("Beyond the axis");
    expect(words(only({}).svg)).not.toContain("Beyond the axis");
    expect(words(only({ difference: -1, tolerance: 0, holds: false }).svg)).toContain("Beyond the axis");
  });

  it("does not place a check without a difference at zero", () => {
    const chart = only({ difference: null, holds: null });
    const legend = 1;
    expect(chart.svg.match(/<circle /g)).toHaveLength(legend);
    expect(words(chart.svg)).toEqual(expect.arrayContaining(["no figure", "Not checked"]));
    expect(words(chart.svg).join(" ")).toContain("Not drawn, no difference in figures: 2024/25");
  });

  it("has every datum in its table", () => {
    const results = ["Holds", "Fails", "Holds", "Fails"];
    expect(table.rows).toEqual(
      CHECKS.checks.map(({ label, difference, tolerance, unit }, i) => ({
        check: label,
        difference,
        tolerance,
        unit,
        result: results[i],
      })),
    );
  });

  it("refuses no check and a negative tolerance", () => {
    expect(() => reconciliationDots({ ...CHECKS, checks: [] })).toThrow("no check");
    expect(() => only({ tolerance: -1 })).toThrow("tolerance -1");
  });
});
