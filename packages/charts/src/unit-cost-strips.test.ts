import { describe, expect, it } from "vitest";
import { readTexts } from "../test/read-svg.ts";
import { STRIPS } from "../test/samples.ts";
import type { ServiceStrip } from "./index.ts";
import { unitCostStrips } from "./index.ts";

const words = (svg: string) => readTexts(svg).map(({ text }) => text);
const DOT = /<circle [^>]*r="3.5"/g;

describe("unitCostStrips", () => {
  const { svg, table } = unitCostStrips(STRIPS);

  it("prints the own figure, its position in words and the median of each service", () => {
    expect(words(svg)).toEqual(expect.arrayContaining(["£1,820.25", "Very Low", "£8.72", "No position"]));
    expect(words(svg).filter((text) => text.startsWith("Median £"))).toHaveLength(3);
  });

  it("draws one dot for each other council with a figure, none for a missing one", () => {
    const legendDots = 1;
    expect(svg.match(DOT)).toHaveLength(23 + 24 + 24 + legendDots);
    expect(words(svg).join(" ")).toContain("Not drawn, no figure: Planning and development – Cumbria.");
    expect(
      table.rows.find(({ service, council }) => service === "Planning and development" && council === "Cumbria"),
    ).toMatchObject({
      value: null,
    });
  });

  it("shades no fifths where the group is too small, and says so", () => {
    expect(words(svg).join(" ")).toContain("No fifths are shown, the group is too small: Planning and development.");
  });

  it("says that strips have their own scales", () => {
    expect(words(svg).join(" ")).toContain("Each strip has its own linear scale");
  });

  it("has every cost, median and cut in its table", () => {
    for (const { measure, councils, cuts, median } of STRIPS.services) {
      const rows = table.rows.filter(({ service }) => service === measure.label);
      for (const { name, value } of councils) expect(rows.find(({ council }) => council === name)?.value).toBe(value);
      expect(rows.find(({ council }) => council === "Median")?.value).toBe(median);
      expect(rows.filter(({ council }) => String(council).startsWith("Upper end"))).toHaveLength(cuts?.length ?? 0);
    }
  });

  it("keeps a strip whose own council has no figure", () => {
    const services = STRIPS.services.map((service): ServiceStrip => ({
      ...service,
      position: null,
      councils: service.councils.map((council) =>
        council.code === STRIPS.own.code ? { ...council, value: null } : council,
      ),
    }));
    expect(words(unitCostStrips({ ...STRIPS, services }).svg)).toContain("No figure");
  });

  it("draws a service for which all councils pay the same", () => {
    const [first] = STRIPS.services;
    if (first === undefined) throw new Error("The sample has no service.");
    const flat = { ...first, median: 5, councils: first.councils.map((council) => ({ ...council, value: 5 })) };
    expect(unitCostStrips({ ...STRIPS, services: [flat] }).svg).not.toContain("NaN");
  });

  it("refuses a service without any figure", () => {
    const services = STRIPS.services.map((service) => ({ ...service, councils: [] }));
    expect(() => unitCostStrips({ ...STRIPS, services })).toThrow("no council has a figure");
  });
});
