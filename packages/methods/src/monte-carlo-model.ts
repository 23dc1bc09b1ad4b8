import { imputeMissing } from "./impute-missing.ts";
import { applyPolarity } from "./polarity.ts";
import { findLevels } from "./monte-carlo-choices.ts";
import type { MonteCarloLevels } from "./monte-carlo-choices.ts";
import type { OutcomeIndicator } from "./outcome-score.ts";
import { requireSameLength, requireUnique } from "./present-values.ts";
import { tabulateNormals } from "./monte-carlo-noise.ts";
import { fromNullable, orderColumn, scoreColumn, takeLogarithms } from "./score-column.ts";
import type { VariedNormalisation } from "./score-column.ts";
import type { CellState } from "./screen-coverage.ts";

/** An indicator as Monte Carlo runs take it. */
export interface UncertainIndicator extends OutcomeIndicator {
  /** Standard error per area where an interval is published; null = none. Switches value noise on. */
  readonly standardErrors?: readonly (number | null)[];
  /** Values with noise stay inside (0 to 100 for a percentage). */
  readonly validRange?: { readonly low: number; readonly high: number };
  /** Why a value is null, so that a service not delivered is never filled in; default: every null is missing. */
  readonly states?: readonly CellState[];
}

export interface MonteCarloInput {
  readonly areas: readonly string[];
  readonly indicators: readonly UncertainIndicator[];
  /** Pounds per head of the cost year. */
  readonly costs: readonly (number | null)[];
  /** Of the year before; absent = the cost year does not vary. */
  readonly previousCosts?: readonly (number | null)[];
  /** The group's mean share of spending per block, for budget weights; absent = they are not among the choices. */
  readonly budgetShares?: Readonly<Record<string, number>>;
  /** Cut of standard scores (default 3). */
  readonly standardScoreCap?: number;
}

/** Everything that draws have in common, computed once. Give the same input to every thread. */
export interface MonteCarloModel {
  readonly areaCount: number;
  readonly levels: MonteCarloLevels;
  readonly blocks: readonly { readonly name: string; readonly indicators: readonly number[] }[];
  readonly costs: readonly Float64Array[];
  /** Scores by choice of normalisation, treatment and filling: `tables[key][indicator]`. */
  readonly tables: ReadonlyMap<string, readonly Float64Array[]>;
  /** Signed values, as they are and filled: `signed[filled ? 1 : 0][indicator]`. */
  readonly signed: readonly (readonly Float64Array[])[];
  /** Positions of the values that are there, ascending: `orders[filled ? 1 : 0][indicator]`. */
  readonly orders: readonly (readonly Uint16Array[])[];
  readonly indicators: readonly UncertainIndicator[];
  /** Raw values with standard errors (NaN = none) and valid range; null for an indicator without noise. */
  readonly errors: readonly ({
    readonly values: Float64Array;
    readonly sizes: Float64Array;
    readonly low: number;
    readonly high: number;
  } | null)[];
  readonly normals: Float64Array;
  readonly cap: number;
}

/**
 * Prepares a Monte Carlo run over the choices a reasonable statistician could make differently: normalisation, outlier
 * treatment, weights of blocks, weighting scheme, aggregation, filling of gaps, indicators left out, cost-effectiveness
 * measure, cost year and, where intervals exist, the values themselves.
 *
 * @param input areas in code order, indicators after screening
 * @throws RangeError on repeated ids, lengths that differ, NaN or Infinity
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; M. Saisana et al. (2005).
 */
export function prepareMonteCarlo(input: MonteCarloInput): MonteCarloModel {
  requireUnique(input.areas, "area");
  requireUnique(
    input.indicators.map(({ id }) => id),
    "indicator",
  );
  const areaCount = input.areas.length;
  for (const { id, values } of input.indicators) requireSameLength(areaCount, values.length, `values of "${id}"`);
  for (const costs of [input.costs, input.previousCosts ?? input.costs]) {
    requireSameLength(areaCount, costs.length, "costs");
  }
  const cap = input.standardScoreCap ?? 3;
  const raw = input.indicators.map(({ values, polarity }) => applyPolarity(values, polarity));
  const filled = raw.map((values, j) => {
    const states = input.indicators[j]!.states ?? values.map((value) => (value === null ? "missing" : "present"));
    return imputeMissing(values, states, "median").values;
  });
  const signed = [raw, filled].map((columns) => columns.map(fromNullable));
  const orders = signed.map((columns) => columns.map(orderColumn));
  const tables = new Map<string, Float64Array[]>();
  for (const normalisation of ["zscore", "minmax", "prank"] as const) {
    for (const treat of [false, true]) {
      for (const fill of [0, 1] as const) {
        const scores = signed[fill]!.map((values, j) => {
          const column = new Float64Array(areaCount);
          scoreColumn(values, orders[fill]![j]!.slice(), { normalisation, treat, cap }, column);
          return column;
        });
        const logarithms = scores.map((column) => column.slice());
        logarithms.forEach(takeLogarithms);
        tables.set(nameTable(normalisation, treat, fill === 1, false), scores);
        tables.set(nameTable(normalisation, treat, fill === 1, true), logarithms);
      }
    }
  }
  const names = [...new Set(input.indicators.map(({ block }) => block))];
  const takesPart = (j: number) => tables.get(nameTable("zscore", false, true, false))![j]!.some((z) => z === z);
  const blocks = names
    .map((name) => ({
      name,
      indicators: [...input.indicators.keys()].filter((j) => input.indicators[j]!.block === name && takesPart(j)),
    }))
    .filter(({ indicators }) => indicators.length > 0);
  const costs = [input.costs, ...(input.previousCosts === undefined ? [] : [input.previousCosts])].map((list) =>
    fromNullable(list.map((cost) => (cost !== null && cost > 0 ? cost : null))),
  );
  const levels = findLevels({
    areaCount,
    blocks,
    budgetShares: input.budgetShares ?? null,
    hasPreviousCosts: input.previousCosts !== undefined,
    hasNoise: input.indicators.some(({ standardErrors }) => standardErrors !== undefined),
  });
  const errors = input.indicators.map(({ id, values, standardErrors, validRange }) => {
    if (standardErrors === undefined) return null;
    requireSameLength(areaCount, standardErrors.length, `standard errors of "${id}"`);
    const range = { low: validRange?.low ?? -Infinity, high: validRange?.high ?? Infinity };
    return { values: fromNullable(values), sizes: fromNullable(standardErrors), ...range };
  });
  const normals = tabulateNormals();
  const { indicators } = input;
  return { areaCount, levels, blocks, costs, tables, signed, orders, indicators, errors, normals, cap };
}

/** Key of the table of scores that a draw starts from. */
export function nameTable(
  normalisation: VariedNormalisation,
  treat: boolean,
  fill: boolean,
  isLogarithm: boolean,
): string {
  return `${normalisation}|${treat}|${fill}|${isLogarithm}`;
}
