import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { attribute, findCollisions, findOutside, readDiamonds, readTexts, unescapeXml } from "../test/read-svg.ts";
import { CHECKS, QUADRANT, RANKED, SAVINGS, STRIPS, WATERFALL } from "../test/samples.ts";
import { boxesOverlap } from "./box.ts";
import type { Chart, ChartHeading } from "./index.ts";
import {
  contributionWaterfall,
  quadrantScatter,
  rankedDots,
  reconciliationDots,
  savingsBars,
  unitCostStrips,
} from "./index.ts";

type Draw = (change?: Partial<ChartHeading>) => Chart;

const CHARTS: readonly { name: string; heading: ChartHeading; draw: Draw; range: readonly string[] }[] = [
  {
    name: "quadrantScatter",
    heading: QUADRANT,
    draw: (change) => quadrantScatter({ ...QUADRANT, ...change }),
    range: ["£865 (Leicestershire)", "£1,129 (Cornwall)"],
  },
  {
    name: "rankedDots",
    heading: RANKED,
    draw: (change) => rankedDots({ ...RANKED, ...change }),
    range: ["−2.55 (County Durham)", "2.02 (Leicestershire)"],
  },
  {
    name: "unitCostStrips",
    heading: STRIPS,
    draw: (change) => unitCostStrips({ ...STRIPS, ...change }),
    range: ["£1,820.25 (Leicestershire)", "Very Low"],
  },
  {
    name: "savingsBars",
    heading: SAVINGS,
    draw: (change) => savingsBars({ ...SAVINGS, ...change }),
    range: ["2020/21: savings 18.7", "2024/25: savings 99.7, gap 6.4"],
  },
  {
    name: "reconciliationDots",
    heading: CHECKS,
    draw: (change) => reconciliationDots({ ...CHECKS, ...change }),
    range: ["2 hold, 2 fail", "+196.875 (±0.005) £"],
  },
  {
    name: "contributionWaterfall",
    heading: WATERFALL,
    draw: (change) => contributionWaterfall({ ...WATERFALL, ...change }),
    range: ["Group median −0.04", "Leicestershire 1.60"],
  },
];

const LONG =
  "Leicestershire <spends> less per head than “almost” every other county & still has outcomes that are better than " +
  "most, although the difference from three of its nearest neighbours is too small to be told apart with these data";

describe.each(CHARTS)("$name", ({ heading, draw, range }) => {
  const sizes = [{}, { width: 480 }, { width: 640 }, { width: 1100, height: 900 }, { height: 200 }, { title: LONG }];

  it.each(sizes)("keeps all text apart and inside the picture with %o", (change) => {
    const { svg } = draw(change);
    const texts = readTexts(svg);
    expect(texts.length).toBeGreaterThan(8);
    expect(findCollisions(texts)).toEqual([]);
    expect(findOutside(svg, texts)).toEqual([]);
    for (const diamond of readDiamonds(svg)) {
      expect(texts.filter(({ box }) => boxesOverlap(box, diamond)).map(({ text }) => text)).toEqual([]);
    }
  });

  it("has no text under 11 pixels and none turned", () => {
    const { svg } = draw();
    expect(Math.min(...readTexts(svg).map(({ size }) => size))).toBeGreaterThanOrEqual(11);
    expect(svg).not.toMatch(/<text[^>]*transform/);
    expect(svg.match(/<text /g)?.length).toBe(readTexts(svg).length);
  });

  it("is well-formed XML even when its words are hostile", () => {
    const hostile = `<script>"a" & 'b'</script> ]]> \u0000`;
    const { svg } = draw({ title: hostile, subtitle: hostile, source: hostile });
    expect(() => new Resvg(svg)).not.toThrow();
    expect(svg).not.toContain("<script>");
    expect(svg).not.toContain("\u0000");
  });

  it("is one named image whose description is the alt text", () => {
    const { svg, altText } = draw();
    const root = svg.slice(0, svg.indexOf(">"));
    const { id } = heading;
    expect(attribute(root, "role")).toBe("img");
    expect(attribute(root, "aria-labelledby")).toBe(`${id}-title ${id}-desc`);
    expect(unescapeXml(svg)).toContain(`<title id="${id}-title">${heading.title}</title>`);
    expect(unescapeXml(svg)).toContain(`<desc id="${id}-desc">${altText}</desc>`);
  });

  it("begins all its ids with its own and refers to no other", () => {
    const { svg } = draw({ id: "other-1" });
    const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith("other-1-"))).toBe(true);
    const used = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id ?? "");
    expect(used.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("says the finding, the range and where the table is in its alt text", () => {
    const { altText, table } = draw();
    for (const words of [heading.title, ...range, table.caption]) expect(altText).toContain(words);
    expect(altText).toMatch(/^[A-Z][a-z ]+ comparing /);
    expect(altText).not.toMatch(/chart of|NaN|undefined|null/i);
  });

  it("draws the same data to the same bytes", () => {
    expect(draw()).toEqual(draw());
  });

  it("shows title, subtitle and source in the picture", () => {
    const words = readTexts(draw().svg)
      .map(({ text }) => text)
      .join(" ");
    for (const text of [heading.title, heading.subtitle, `Source: ${heading.source}`]) expect(words).toContain(text);
  });

  it("has a table in which every row fills every column", () => {
    const { columns, rows } = draw().table;
    const keys = columns.map(({ key }) => key).sort();
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(keys);
    for (const { key } of columns.filter(({ numeric }) => numeric)) {
      expect(rows.every((row) => row[key] === null || typeof row[key] === "number")).toBe(true);
    }
  });

  it("refuses an id that cannot be one, and empty words", () => {
    expect(() => draw({ id: "1 chart" })).toThrow(RangeError);
    expect(() => draw({ title: " " })).toThrow("title is empty");
    expect(() => draw({ width: Number.NaN })).toThrow("width");
  });
});

describe("the well-formedness check", () => {
  it("rejects a stray ampersand, an open tag and a doubled attribute", () => {
    const root = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">`;
    for (const body of ["<text>a & b</text>", "<g>", `<g id="a" id="b"/>`]) {
      expect(() => new Resvg(`${root}${body}</svg>`)).toThrow();
    }
  });
});
