import { describe, expect, it } from "vitest";
import { readDiamonds, readTexts } from "../test/read-svg.ts";
import { WATERFALL } from "../test/samples.ts";
import { contributionWaterfall } from "./index.ts";

const words = (svg: string) => readTexts(svg).map(({ text }) => text);

describe("contributionWaterfall", () => {
  const { svg, table } = contributionWaterfall(WATERFALL);

  it("sorts contributions by size and pools the small ones under their number", () => {
    const names = words(svg).filter((text) => /^Indicator \d+ of|others$/.test(text));
    expect(names[0]).toBe("Indicator 12 of adult social care users");
    expect(names).toHaveLength(11);
    expect(names.at(-1)).toBe("3 others");
  });

  it("prints signs and gives subtractions a pattern", () => {
    expect(words(svg)).toEqual(expect.arrayContaining(["+0.98", "−0.33", "−0.04", "1.60"]));
    const legend = 1;
    expect(svg.match(/fill="url\(#waterfall-fall\)"/g)?.length).toBe(3 + legend);
  });

  it("ends exactly where the own area's mark stands", () => {
    const mark = readDiamonds(svg).at(-1);
    const links = [...svg.matchAll(/<line x1="([^"]*)"[^>]*stroke-dasharray="2 2"/g)].map(([, x]) => Number(x));
    expect(links.at(-2)).toBeCloseTo(((mark?.left ?? 0) + (mark?.right ?? 0)) / 2, 1);
  });

  it("sums exactly: start plus all contributions in the table is the end", () => {
    const values = table.rows.map(({ value }) => Number(value ?? 0));
    const end = values.pop() ?? 0;
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(end, 9);
  });

  it("has every contribution in its table, pooled ones too", () => {
    for (const { label, value } of WATERFALL.contributions) {
      expect(table.rows.find(({ part }) => part === label)?.value).toBe(value);
    }
    expect(table.rows.filter(({ shown }) => shown === "Part of 3 others")).toHaveLength(3);
  });

  it("lists a contribution without a figure and does not draw it as nothing", () => {
    expect(words(svg)).not.toContain("Youth justice reoffending");
    expect(words(svg).join(" ")).toContain("No figure, so neither added nor taken: Youth justice reoffending.");
    expect(table.rows.find(({ part }) => part === "Youth justice reoffending")?.value).toBeNull();
  });

  it("does not pool one contribution alone", () => {
    const chart = contributionWaterfall({ ...WATERFALL, shown: 12 });
    expect(words(chart.svg).filter((text) => text.includes("other"))).toEqual([]);
  });

  it("says when the printed figures cannot add up although the exact ones do", () => {
    const contributions = [1, 2, 3].map((i) => ({ key: `k${i}`, label: `Part ${i}`, value: 0.333 }));
    const options = {
      ...WATERFALL,
      contributions,
      start: { label: "Start", value: 0 },
      end: { label: "End", value: 0.999 },
    };
    expect(words(contributionWaterfall(options).svg).join(" ")).toContain("are rounded and may not");
    expect(words(svg).join(" ")).not.toContain("are rounded and may not");
  });

  it("refuses contributions that leave a remainder", () => {
    const end = { label: "Leicestershire", value: 1.7 };
    expect(() => contributionWaterfall({ ...WATERFALL, end })).toThrow("hidden remainder");
    expect(() => contributionWaterfall({ ...WATERFALL, contributions: [] })).toThrow("no contribution");
  });
});
