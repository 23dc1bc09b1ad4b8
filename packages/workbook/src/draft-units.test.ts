import { describe, expect, it } from "vitest";
import { findTableUnit, findUnit, guessCount, settleShare } from "./draft-units.ts";

describe("the unit a text states", () => {
  it.each([
    ["Net spend (£000)", "gbp", 1000],
    ["Net spend £'000", "gbp", 1000],
    ["£ ’000s", "gbp", 1000],
    ["Total (£ thousand)", "gbp", 1000],
    ["£k", "gbp", 1000],
    ["in thousands of pounds", "gbp", 1000],
    ["net_spend_gbp_thousand", "gbp", 1000],
    ["£m", "gbp", 1_000_000],
    ["Cash £ million, seasonally adjusted", "gbp", 1_000_000],
    ["Nominal £ billion", "gbp", 1_000_000_000],
    ["£bn", "gbp", 1_000_000_000],
    ["Amount (£)", "gbp", 1],
    ["Spend over £500", "gbp", 1],
    ["Maximum £ 1,000", "gbp", 1],
    ["Spend per head (£)", "gbp_per_head", 1],
    ["£ per resident", "gbp_per_resident", 1],
    ["£ per week", "gbp_per_week", 1],
    ["Rate per 10,000 children", "per_10000", 1],
    ["rate_per_100k", "per_100000", 1],
    ["deaths per million", "per_1000000", 1],
    ["Recycling rate (%)", "pct", 1],
    ["pct_agree", "pct", 1],
    ["Percentage of pupils", "pct", 1],
    ["Waste per person (kg)", "kg_per_person", 1],
    ["2015 = 100", "index", 1],
    ["Population (thousands)", "count", 1000],
  ])("of %s is %s × %d", (text, unit, scale) => {
    expect(findUnit(text, "the header")).toMatchObject({ unit, scale });
  });

  it.each(["Service", "Median age", "Under-one-thousand club", "Months", "Maximum"])("of %s is none", (text) => {
    expect(findUnit(text, "the header")).toBeNull();
  });

  it("in a sentence above a table is not said of the table, nor are two different units", () => {
    expect(findTableUnit(["Payments to suppliers of more than £500, April to June, all departments"])).toBeNull();
    expect(findTableUnit(["Table 2: council tax", "£ thousand"])).toMatchObject({ unit: "gbp", scale: 1000 });
    expect(findTableUnit(["£ thousand", "£ million"])).toBeNull();
    expect(findTableUnit(["£ thousand", "per cent"])).toBeNull();
  });

  it("is a share where cells are formatted as percentages, and in doubt where only the sizes say so", () => {
    const pct = { unit: "pct", scale: 1, from: "the header" };
    expect(settleShare(pct, [0.4, 0.6], true)).not.toHaveProperty("doubt");
    expect(settleShare(pct, [0.4, 0.6], false)).toMatchObject({ unit: "share", doubt: expect.any(String) as string });
    expect(settleShare(pct, [0.4, 60], false)).toEqual(pct);
  });

  it("is a count where the words say so, unless they speak of a rate", () => {
    expect(guessCount("Number of children")).toMatchObject({ unit: "count" });
    expect(guessCount("Average number of weeks")).toBeNull();
    expect(guessCount("PopulationCount")).toMatchObject({ unit: "count" });
  });
});
