import { describe, expect, it } from "vitest";
import { readTexts } from "../test/read-svg.ts";
import { RANKED } from "../test/samples.ts";
import { rankedDots } from "./index.ts";

const words = (svg: string) => readTexts(svg).map(({ text }) => text);

describe("rankedDots", () => {
  const { svg, table, altText } = rankedDots(RANKED);

  it("sorts areas from best to worst score", () => {
    const scores = table.rows.flatMap(({ area, score }) => (area === "Group median" ? [] : (score ?? [])));
    expect(scores).toEqual([...scores].sort((a, b) => Number(b) - Number(a)));
    expect(table.rows[0]).toMatchObject({ area: "Leicestershire", rank: 1, rank_best: 1, rank_worst: 5 });
  });

  it("prints every rank with its plausible range and marks shared ranks", () => {
    expect(words(svg)).toContain("1 (1 to 5)");
    expect(words(svg).filter((text) => text.startsWith("=6 ("))).toHaveLength(2);
    expect(words(svg).filter((text) => /^=?\d+$/.test(text))).toEqual([]);
  });

  it("says a missing rank range in words rather than print a bare rank", () => {
    const areas = RANKED.areas.map((area) => ({ ...area, rankInterval: null }));
    expect(words(rankedDots({ ...RANKED, areas }).svg)).toContain("1 (no range)");
  });

  it("shades one band over neighbouring areas that cannot be told apart", () => {
    const legendSwatches = 1;
    expect(svg.match(/fill="#E1E9F1"/g)).toHaveLength(1 + legendSwatches);
    expect(words(svg)).toContain("Shaded: cannot be told apart from Leicestershire");
    expect(altText).toContain("cannot be told apart from 3 other areas");
  });

  it("lists an area without a score in the table and a note, and draws no row for it", () => {
    expect(words(svg)).not.toContain("Cornwall");
    expect(words(svg).join(" ")).toContain("Not drawn, no figure for Cost-effectiveness score: Cornwall.");
    expect(table.rows.find(({ area }) => area === "Cornwall")).toMatchObject({ score: null, rank: null });
  });

  it("keeps an area without an interval and names it", () => {
    expect(words(svg)).toContain("Kent");
    expect(words(svg).join(" ")).toContain("No interval known: Kent.");
  });

  it("has every datum in its table", () => {
    expect(table.rows).toHaveLength(RANKED.areas.length + 1);
    for (const { name, score, scoreInterval, rank, rankInterval } of RANKED.areas) {
      expect(table.rows.find(({ area }) => area === name)).toMatchObject({
        score,
        score_lower: scoreInterval?.[0] ?? null,
        score_upper: scoreInterval?.[1] ?? null,
        rank,
        rank_best: rankInterval?.[0] ?? null,
        rank_worst: rankInterval?.[1] ?? null,
      });
    }
  });

  it("refuses to draw a group without scores", () => {
    const areas = RANKED.areas.map((area) => ({ ...area, score: null }));
    expect(() => rankedDots({ ...RANKED, areas })).toThrow("no area has a score");
  });
});
