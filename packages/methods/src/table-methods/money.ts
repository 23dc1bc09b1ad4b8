import { answerPerRow, fromColumns } from "./series.ts";
import { findColumn } from "./figures-of-areas.ts";
import type { TableCall, TableMethod } from "./table-method.ts";
import { toRealTerms } from "../real-terms.ts";
import { computeNetBenefit, findPaybackPeriod, toAnnualSavings } from "../savings.ts";
import { reconcileUnitCosts } from "../unit-cost.ts";

export const realTermsMethod: TableMethod = {
  name: "real-terms",
  about: "amounts in the prices of one year",
  page: "docs/methods/productivity.md",
  gives: "the input and real",
  columns: [
    { name: "year", also: ["financial_year", "period", "*"], about: "year" },
    { name: "amount", also: ["value"], about: "nominal pounds" },
    { name: "deflator", also: ["gdp_deflator*"], about: "price index of the year" },
  ],
  options: [{ name: "base", about: "year whose prices to use; default the last", default: "" }],
  run: (call) => {
    const years = call.texts("year");
    const deflators = call.numbers("deflator").map((value, row) => {
      if (value === null) throw new RangeError(`${call.place(row)}, column "${call.header("deflator")}": missing.`);
      return value;
    });
    const wanted = call.option("base") === "" ? years.length - 1 : years.indexOf(call.option("base"));
    if (wanted < 0) throw new RangeError(`option base: there is no year "${call.option("base")}" in the input.`);
    return answerPerRow(
      call,
      ["year", "amount", "deflator"],
      [["real", toRealTerms(call.numbers("amount"), deflators, deflators[wanted]!)]],
    );
  },
};

export const repriceMethod: TableMethod = {
  name: "reprice",
  about: "amounts carried from the prices of one year to those of another, and the inflation between the two",
  page: "docs/methods/productivity.md",
  gives: "the input and inflation_pct, repriced (empty without an amount)",
  columns: [
    { name: "from_year", also: ["from"], about: "year whose prices the amount is in" },
    { name: "to_year", also: ["to"], about: "year whose prices to use" },
    { name: "amount", about: "pounds", isOptional: true },
  ],
  options: [],
  tables: [
    {
      name: "deflators",
      about: "year (or the first column), and a column whose name has deflator in it",
      isRequired: true,
    },
  ],
  run: (call) => {
    const deflatorOf = readDeflators(call);
    const find = (year: string, row: number) => {
      const found = deflatorOf.get(year);
      if (found === undefined) throw new RangeError(`${call.place(row)}: there is no deflator for "${year}".`);
      return found;
    };
    const [from, to] = [call.texts("from_year"), call.texts("to_year")];
    const amounts = call.has("amount") ? call.numbers("amount") : from.map(() => null);
    const reprice = (amount: number | null, row: number) =>
      toRealTerms([amount], [find(from[row]!, row)], find(to[row]!, row))[0]!;
    const factors = from.map((_, row) => reprice(100, row)!);
    return answerPerRow(
      call,
      ["from_year", "to_year", "amount"],
      [
        ["inflation_pct", factors.map((factor) => factor - 100)],
        ["repriced", amounts.map(reprice)],
      ],
    );
  },
};

function readDeflators(call: TableCall): Map<string, number> {
  const table = call.table("deflators")!;
  const year = findColumn(table, ["year", "financial_year", "period", table.columns[0]!]);
  const named = table.columns.filter((column) => column.includes("deflator"));
  if (named.length !== 1) {
    throw new RangeError(`table deflators: expected one column named …deflator…, found ${named.join(", ") || "none"}.`);
  }
  const values = table.numbers(named[0]!);
  return new Map(
    table.keys(year).map((key, row) => {
      const value = values[row]!;
      if (value === null || value <= 0) throw new RangeError(`${table.place(row)}: expected a deflator above 0.`);
      return [key, value] as const;
    }),
  );
}

export const savingsMethod: TableMethod = {
  name: "savings",
  about: "yearly steps of a cumulative saving (negative), and payback of its cost",
  page: "docs/methods/savings.md",
  gives: "year, annual; with costs also net_benefit, is_paid_back",
  columns: [
    { name: "year", also: ["financial_year", "*"], about: "year, in order" },
    { name: "cumulative", about: "saving to date, negative" },
    { name: "cumulative_cost", about: "implementation cost to date, positive", isOptional: true },
  ],
  options: [],
  run: (call) => {
    const cumulative = call.numbers("cumulative");
    const steps = ["annual", toAnnualSavings(cumulative)] as const;
    if (!call.has("cumulative_cost")) return fromColumns([["year", call.keys("year")], steps]);
    const benefit = cumulative.map((value) => (value === null ? null : -value));
    const cost = call.numbers("cumulative_cost");
    const payback = findPaybackPeriod(benefit, cost);
    return fromColumns([
      ["year", call.keys("year")],
      steps,
      ["net_benefit", computeNetBenefit(benefit, cost)],
      ["is_paid_back", cumulative.map((_, i) => payback !== null && i >= payback)],
    ]);
  },
};

export const unitCostMethod: TableMethod = {
  name: "unit-cost",
  about: "cost of one unit, and whether a printed one follows from its parts",
  page: "docs/methods/quantile-groups-and-unit-cost.md",
  gives: "row, unit_cost_gbp, printed_follows, units_from, units_to, row_with_that_count",
  columns: [
    { name: "row", also: ["id", "*"], about: "what is counted" },
    { name: "cost_gbp_thousand", also: ["cost"], about: "thousand pounds" },
    { name: "units", also: ["units_count"], about: "units" },
    { name: "printed", also: ["printed_gbp"], about: "printed unit cost, pounds", isOptional: true },
  ],
  options: [{ name: "decimals", about: "decimals of the printed figures", default: "2" }],
  run: (call) => {
    const [cost, units] = [call.numbers("cost_gbp_thousand"), call.numbers("units")];
    const printed = call.has("printed") ? call.numbers("printed") : cost.map(() => null);
    const rows = call
      .texts("row")
      .map((row, i) => ({ row, costGbpThousand: cost[i]!, unitsCount: units[i]!, printedGbp: printed[i]! }));
    const found = reconcileUnitCosts(rows, call.number("decimals"));
    return fromColumns([
      ["row", rows.map(({ row }) => row)],
      ["unit_cost_gbp", found.map(({ recomputedGbp }) => recomputedGbp)],
      ["printed_follows", found.map(({ check }) => check.result)],
      ["units_from", found.map(({ reconcilingUnits }) => reconcilingUnits?.from ?? null)],
      ["units_to", found.map(({ reconcilingUnits }) => reconcilingUnits?.to ?? null)],
      ["row_with_that_count", found.map(({ rowsWithThatCount }) => rowsWithThatCount.map(({ row }) => row).join("; "))],
    ]);
  },
};
