import { describe, expect, it } from "vitest";
import { findCollisions, readTexts } from "../test/read-svg.ts";
import { SAVINGS } from "../test/samples.ts";
import type { SavingsYear } from "./index.ts";
import { savingsBars } from "./index.ts";

const words = (svg: string) => readTexts(svg).map(({ text }) => text);
const sentence = (svg: string) => words(svg).join(" ");

function changeYear(year: string, change: (year: SavingsYear) => SavingsYear) {
  return { ...SAVINGS, years: SAVINGS.years.map((one) => (one.year === year ? change(one) : one)) };
}

describe("savingsBars", () => {
  const { svg, table } = savingsBars(SAVINGS);

  it("prints the total above each bar, with the gap where one is stated", () => {
    expect(words(svg)).toEqual(expect.arrayContaining(["18.7", "39.1", "60.2", "79.1", "106.1", "gap 6.4"]));
  });

  it("hatches the gap and dots High Needs savings", () => {
    expect(svg.match(/fill="url\(#savings-hatch\)"/g)).toHaveLength(1);
    expect(svg.match(/fill="url\(#savings-dots\)"/g)).toHaveLength(5);
  });

  it("says that amounts are cumulative, on the axis and in a note", () => {
    expect(words(svg)).toContain("Savings, £ million, cumulative since 2020/21");
    expect(sentence(svg)).toContain("bars must not be added together");
    expect(sentence(savingsBars({ ...SAVINGS, cumulativeFrom: null }).svg)).not.toContain("umulative");
  });

  it("uses four colours at most and names the small themes that share one", () => {
    const colours = new Set(
      [...svg.matchAll(/<rect [^>]*fill="(#[0-9A-F]{6})" stroke="#FFFFFF"/g)].map(([, fill]) => fill),
    );
    expect(colours.size).toBe(4);
    expect(sentence(svg)).toContain("Other Efficiencies and Service Reductions 9.8");
  });

  it("keeps sums exact and both funds apart in the table, with no binary crumbs", () => {
    expect(table.rows.at(-1)).toMatchObject({
      year: "2024/25",
      theme_t0: 14.2,
      theme_t5: 30.4,
      general_fund: 69.3,
      high_needs: 30.4,
      savings: 99.7,
      gap: 6.4,
      total: 106.1,
    });
  });

  it("can leave High Needs savings out of the bars, and says how much that is", () => {
    const general = savingsBars({ ...SAVINGS, show: "general_fund" });
    expect(words(general.svg)).toContain("75.7");
    expect(general.svg).not.toContain('fill="url(#savings-dots)"');
    expect(sentence(general.svg)).toContain("High Needs (DSG) savings are left out (£ million 30.4 in 2024/25)");
    expect(general.table).toEqual(table);
  });

  it("never takes a missing amount for zero: that year has no total", () => {
    const options = changeYear("2022/23", (year) => ({ ...year, amounts: { ...year.amounts, t3: null } }));
    const chart = savingsBars(options);
    expect(words(chart.svg)).toContain("part only");
    expect(words(chart.svg)).not.toContain("60.1");
    expect(sentence(chart.svg)).toContain("Not drawn, no figure: 2022/23 (Service Reductions)");
    expect(chart.table.rows[2]).toMatchObject({ theme_t3: null, savings: null, general_fund: null, total: null });
  });

  it("tells a gap that is not stated from a gap of nothing", () => {
    expect(table.rows[0]).toMatchObject({ gap: null, total: null });
    expect(sentence(svg)).toContain("No gap is stated for 2020/21, 2021/22, 2022/23 and 2023/24");
    const closed = savingsBars(changeYear("2024/25", (year) => ({ ...year, gap: 0 })));
    expect(closed.table.rows.at(-1)).toMatchObject({ gap: 0, total: 99.7 });
  });

  it("draws target and range of the gap with a legend, and keeps the labels clear", () => {
    const options = changeYear("2024/25", (year) => ({ ...year, gapRange: [2, 19], target: 130 }));
    const chart = savingsBars(options);
    expect(words(chart.svg)).toEqual(expect.arrayContaining(["Target", "Plausible range of the gap"]));
    expect(chart.table.rows.at(-1)).toMatchObject({ gap_lower: 2, gap_upper: 19, target: 130 });
    expect(findCollisions(readTexts(chart.svg))).toEqual([]);
  });

  it("draws a theme that went backwards below the line", () => {
    const options = changeYear("2021/22", (year) => ({ ...year, amounts: { ...year.amounts, t0: -4 } }));
    expect(savingsBars(options).table.rows[1]).toMatchObject({ theme_t0: -4, savings: 30.3 });
    expect(savingsBars(options).svg).not.toContain('height="-');
  });

  it("grows wider rather than let the labels of many years collide", () => {
    const years = Array.from({ length: 24 }, (_, i) => ({
      ...(SAVINGS.years[4] as SavingsYear),
      year: `20${10 + i}/${11 + i}`,
    }));
    const chart = savingsBars({ ...SAVINGS, years, width: 500 });
    expect(findCollisions(readTexts(chart.svg))).toEqual([]);
  });

  it("refuses to draw no year or no theme", () => {
    expect(() => savingsBars({ ...SAVINGS, years: [] })).toThrow(RangeError);
    expect(() => savingsBars({ ...SAVINGS, themes: [] })).toThrow(RangeError);
  });
});
