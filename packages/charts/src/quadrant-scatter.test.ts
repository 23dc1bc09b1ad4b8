import { describe, expect, it } from "vitest";
import { COUNTIES, makeSequence } from "../test/counties.ts";
import { findCollisions, readDiamonds, readTexts } from "../test/read-svg.ts";
import { QUADRANT } from "../test/samples.ts";
import { boxesOverlap } from "./box.ts";
import type { QuadrantArea } from "./index.ts";
import { quadrantScatter } from "./index.ts";

const wordsOf = (svg: string) => readTexts(svg).map(({ text }) => text);
const cell = (areas: readonly QuadrantArea[], name: string) =>
  quadrantScatter({ ...QUADRANT, areas }).table.rows.find(({ area }) => area === name);

describe("quadrantScatter", () => {
  it("puts low cost to the right and better outcome to the top", () => {
    const { svg } = quadrantScatter({
      ...QUADRANT,
      areas: [area("cheap and good", 900, 1), area("dear and bad", 1100, -1), area("middle", 1000, 0)],
      lines: { name: "Median", cost: 1000, outcome: 0 },
    });
    const box = (name: string) => readTexts(svg).find(({ text }) => text === name)?.box ?? fail(name);
    expect(box("cheap and good").left).toBeGreaterThan(box("dear and bad").right);
    expect(box("cheap and good").bottom).toBeLessThan(box("dear and bad").top);
  });

  it("labels the own area and its whole group", () => {
    const words = wordsOf(quadrantScatter(QUADRANT).svg);
    for (const { name } of COUNTIES.filter(({ name }) => name !== "Cumbria")) expect(words).toContain(name);
  });

  it("prints the words of the four quarters and what the lines are", () => {
    const words = wordsOf(quadrantScatter(QUADRANT).svg);
    expect(words).toContain("Lower cost, better outcome");
    expect(words).toContain("Higher cost, worse outcome");
    expect(words).toContain("Group median £981");
  });

  it("does not draw an area without a cost as if it cost nothing, and says so", () => {
    const { svg, table } = quadrantScatter(QUADRANT);
    expect(wordsOf(svg).join(" ")).toContain(
      "Not drawn because a figure is missing: Cumbria (Spending power per head).",
    );
    expect(wordsOf(svg)).not.toContain("Cumbria");
    expect(wordsOf(svg)).not.toContain("£0");
    expect(table.rows.find((row) => row.area === "Cumbria")).toMatchObject({ cost: null, quarter: null });
  });

  it("has every datum in its table, unrounded", () => {
    const { rows } = quadrantScatter(QUADRANT).table;
    for (const { name, cost, outcome } of QUADRANT.areas) {
      expect(rows.find((row) => row.area === name)).toMatchObject({ cost, outcome });
    }
    expect(rows.find((row) => row.area === "Leicestershire")).toMatchObject({
      role: "Own area",
      quarter: "Lower cost, better outcome",
      cost_lower: 855,
      cost_upper: 878,
      outcome_lower: 0.3,
      outcome_upper: 0.66,
    });
    expect(rows.find((row) => row.role === "Line")).toMatchObject({ area: "Group median", cost: 981, outcome: 0.02 });
  });

  it("puts an area exactly on a line into no quarter", () => {
    expect(cell([area("A", 981, 0.5), area("B", 990, 0.3)], "A")).toMatchObject({ quarter: "On the line" });
  });

  it("marks an area as near average when it is inside the band on either axis", () => {
    const areas = [area("A", 970, 0.6), area("B", 900, 0.6), area("C", 900, 0.1)];
    expect(["A", "B", "C"].map((name) => cell(areas, name)?.near_average)).toEqual(["Yes", "No", "Yes"]);
  });

  it("draws the same picture in whatever order the areas come", () => {
    const reversed = { ...QUADRANT, areas: [...QUADRANT.areas].reverse() };
    const sorted = (svg: string) => [...svg.matchAll(/<text [^>]*>[^<]*/g)].map(([text]) => text).sort();
    expect(sorted(quadrantScatter(reversed).svg)).toEqual(sorted(quadrantScatter(QUADRANT).svg));
  });

  it.each([1, 2, 3, 4, 5, 6])("keeps labels apart among 330 areas and accounts for the whole group (%i)", (seed) => {
    const next = makeSequence(seed);
    const bell = () => next() + next() + next() - 1.5;
    const areas = Array.from({ length: 330 }, (_, i): QuadrantArea => {
      const role = i === 0 ? "own" : i < 26 ? "group" : "other";
      const name = `${COUNTIES[i % 25]?.name} ${i}`;
      return { code: `A${String(i).padStart(3, "0")}`, name, cost: 1000 + 90 * bell(), outcome: 0.8 * bell(), role };
    });
    const { ownInterval: _interval, ...options } = QUADRANT;
    const { svg } = quadrantScatter({ ...options, areas, width: 900, height: 640 });
    const texts = readTexts(svg);
    expect(findCollisions(texts)).toEqual([]);
    for (const diamond of readDiamonds(svg)) {
      expect(texts.filter(({ box }) => boxesOverlap(box, diamond))).toEqual([]);
    }
    const words = wordsOf(svg);
    for (const { name } of areas.slice(0, 26)) expect(words).toContain(name);
  });

  it("draws a group in which all areas are equal", () => {
    const areas = [area("A", 981, 0.02), area("B", 981, 0.02), area("C", 981, 0.02)];
    const { svg } = quadrantScatter({ ...QUADRANT, areas });
    expect(findCollisions(readTexts(svg))).toEqual([]);
    expect(svg).not.toContain("NaN");
  });

  it("refuses to draw nothing, or two own areas", () => {
    expect(() => quadrantScatter({ ...QUADRANT, areas: [area("A", null, 1)] })).toThrow("no area has both");
    const twice = ["A", "B"].map((name) => ({ ...area(name, 900, 1), role: "own" as const }));
    expect(() => quadrantScatter({ ...QUADRANT, areas: twice })).toThrow("more than one");
  });
});

function area(name: string, cost: number | null, outcome: number | null): QuadrantArea {
  return { code: name, name, cost, outcome, role: "group" };
}

function fail(name: string): never {
  throw new Error(`No text "${name}" in the chart.`);
}
