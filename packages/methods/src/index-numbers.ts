import { requireFinite, requireSameLength } from "./present-values.ts";
import { computeSum } from "./sum.ts";

export type IndexFormula = "laspeyres" | "paasche" | "fisher" | "tornqvist";

/** What was done and what a unit of it cost: `[period][activity]`. Null = not done yet, or not known. */
export interface ActivitySeries {
  readonly quantities: readonly (readonly (number | null)[])[];
  readonly unitCosts: readonly (readonly (number | null)[])[];
}

export interface VolumeAndPrice {
  /** Volume of activity, first period = 100 (or `base`); null from a link that cannot be computed. */
  readonly quantity: readonly (number | null)[];
  /** Unit costs, same base. */
  readonly price: readonly (number | null)[];
}

/**
 * Splits the growth of spending on several activities into volume and unit cost. The chained Laspeyres volume index is
 * the cost-weighted activity index of national accounts: growth of each activity weighted by last year's spending on it.
 * An activity that begins in a period joins in the next, having no cost before; one that ended has quantity 0.
 *
 * @param series  quantities in each activity's own unit, unit costs in pounds
 * @param formula `laspeyres` (weights of the earlier period), `paasche` (later), `fisher` and `tornqvist` (both)
 * @param linking `chained`: every period against the one before, multiplied up; `fixed`: every period against the first
 * @param base    index value of the first period
 * @throws RangeError if shapes differ, a figure is negative or not finite, or Tornqvist meets a quantity or cost of 0
 * Sources: ILO et al., Producer Price Index Manual (2004), chapters 15 and 16; ONS, Public service productivity,
 * sources and methods. Formulas: docs/methods/productivity.md
 */
export function computeActivityIndex(
  series: ActivitySeries,
  formula: IndexFormula = "laspeyres",
  linking: "chained" | "fixed" = "chained",
  base = 100,
): VolumeAndPrice {
  requireValid(series);
  const quantity: (number | null)[] = [];
  const price: (number | null)[] = [];
  for (const period of series.quantities.keys()) {
    if (period === 0) {
      quantity.push(base);
      price.push(base);
      continue;
    }
    const from = linking === "chained" ? period - 1 : 0;
    const link = comparePeriods(takePeriod(series, from), takePeriod(series, period), formula);
    quantity.push(multiply(quantity[from]!, link?.quantity ?? null));
    price.push(multiply(price[from]!, link?.price ?? null));
  }
  return { quantity, price };
}

type Period = readonly { readonly q: number | null; readonly p: number | null }[];

function comparePeriods(
  before: Period,
  after: Period,
  formula: IndexFormula,
): { quantity: number; price: number } | null {
  const pairs = before.flatMap(({ q: q0, p: p0 }, activity) => {
    const { q: q1, p: p1 } = after[activity]!;
    return q0 === null || p0 === null || q1 === null || p1 === null ? [] : [{ q0, p0, q1, p1 }];
  });
  const sum = (value: (pair: (typeof pairs)[number]) => number) => computeSum(pairs.map(value));
  const values = {
    v00: sum((a) => a.p0 * a.q0),
    v01: sum((a) => a.p0 * a.q1),
    v10: sum((a) => a.p1 * a.q0),
    v11: sum((a) => a.p1 * a.q1),
  };
  if (Object.values(values).some((value) => value === 0)) return null;
  const { v00, v01, v10, v11 } = values;
  if (formula === "laspeyres") return { quantity: v01 / v00, price: v10 / v00 };
  if (formula === "paasche") return { quantity: v11 / v10, price: v11 / v01 };
  if (formula === "fisher")
    return { quantity: Math.sqrt((v01 / v00) * (v11 / v10)), price: Math.sqrt((v10 / v00) * (v11 / v01)) };
  const share = (a: (typeof pairs)[number]) => ((a.p0 * a.q0) / v00 + (a.p1 * a.q1) / v11) / 2;
  for (const a of pairs) {
    if (Math.min(a.q0, a.q1, a.p0, a.p1) <= 0) {
      throw new RangeError(
        "invalid_for_method: Tornqvist needs quantities and unit costs above 0. Use Fisher instead.",
      );
    }
  }
  return {
    quantity: Math.exp(sum((a) => share(a) * Math.log(a.q1 / a.q0))),
    price: Math.exp(sum((a) => share(a) * Math.log(a.p1 / a.p0))),
  };
}

function takePeriod({ quantities, unitCosts }: ActivitySeries, period: number): Period {
  return quantities[period]!.map((q, activity) => ({ q, p: unitCosts[period]![activity]! }));
}

function multiply(value: number | null, factor: number | null): number | null {
  return value === null || factor === null ? null : value * factor;
}

function requireValid({ quantities, unitCosts }: ActivitySeries): void {
  requireSameLength(quantities.length, unitCosts.length, "periods of unit costs");
  for (const [period, row] of quantities.entries()) {
    requireSameLength(quantities[0]!.length, row.length, `activities in period ${period}`);
    requireSameLength(row.length, unitCosts[period]!.length, `unit costs in period ${period}`);
    for (const [activity, figure] of [...row, ...unitCosts[period]!].entries()) {
      if (figure === null) continue;
      requireFinite(figure, `period ${period}, figure ${activity}`);
      if (figure < 0)
        throw new RangeError(`period ${period}, figure ${activity}: expected 0 or more, found ${figure}.`);
    }
  }
}
