import { imputeMissing } from "./impute-missing.ts";
import { applyPolarity } from "./polarity.ts";
import type { Polarity } from "./polarity.ts";
import { drawChoices, findLevels } from "./monte-carlo-choices.ts";
import type { DrawnChoices, MonteCarloLevels } from "./monte-carlo-choices.ts";
import type { OutcomeIndicator } from "./outcome-score.ts";
import { requireSameLength, requireUnique } from "./present-values.ts";
import { computeNormalQuantile } from "./distributions.ts";
import type { Generator } from "./random.ts";
import { countBelow, fromNullable, scoreColumn, takeLogarithms } from "./score-column.ts";
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
  const tables = new Map<string, Float64Array[]>();
  for (const normalisation of ["zscore", "minmax", "prank"] as const) {
    for (const treat of [false, true]) {
      for (const fill of [0, 1] as const) {
        const scores = signed[fill]!.map((values) => scoreColumn(values, normalisation, treat, cap));
        tables.set(nameTable(normalisation, treat, fill === 1, false), scores);
        tables.set(nameTable(normalisation, treat, fill === 1, true), scores.map(takeLogarithms));
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
  return { areaCount, levels, blocks, costs, tables, signed, indicators: input.indicators, errors, normals, cap };
}

/**
 * Makes draws `from` up to, not including, `to`. A draw depends on the seed and its own number only, so any split over
 * threads gives the same ranks; join the parts in order.
 *
 * @param seed recorded with `generatorName`
 * @returns ranks, draw by draw, area order inside a draw; 0 = not ranked in that draw
 */
export function runMonteCarlo(model: MonteCarloModel, seed: number, from: number, to: number): Uint16Array {
  const ranks = new Uint16Array(Math.max(to - from, 0) * model.areaCount);
  const scratch = new Float64Array(model.areaCount);
  for (let draw = from; draw < to; draw += 1) {
    const choices = drawChoices(model.levels, seed, draw);
    const scores = scoreDraw(model, choices);
    rankInto(scores, scratch, ranks, (draw - from) * model.areaCount);
  }
  return ranks;
}

/**
 * Final scores of one draw, for the sensitivity analysis of single choices.
 *
 * @returns one per area; NaN = not scored
 */
export function scoreDraw(model: MonteCarloModel, choices: DrawnChoices): Float64Array {
  const outcome = combineBlocks(model, choices);
  const costs = model.costs[choices.costYear]!;
  for (let i = 0; i < outcome.length; i += 1) if (costs[i]! !== costs[i]!) outcome[i] = NaN;
  const z = standardise(outcome, outcome);
  const costZ = standardise(costs, outcome);
  const scores = z.scores;
  const spread = costZ.deviation / costZ.mean;
  if (choices.measure === "ratio_matched" && scores.every((score) => !(1 + spread * score <= 0))) {
    return scores.map((score, i) => (100 * (1 + spread * score)) / (costs[i]! / costZ.mean));
  }
  // In standard scores the slope of outcome on cost is their correlation. The ratio fails where an outcome falls to 0;
  // the difference stands in for it.
  let products = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const product = scores[i]! * costZ.scores[i]!;
    if (product === product) products += product;
  }
  const slope = choices.measure === "residual" ? products / (z.count - 1) : 1;
  return scores.map((score, i) => score - slope * costZ.scores[i]!);
}

function combineBlocks(model: MonteCarloModel, choices: DrawnChoices): Float64Array {
  const isGeometric = choices.aggregation === "geometric";
  const table =
    choices.noise === null
      ? model.tables.get(nameTable(choices.normalisation, choices.treat, choices.fill, isGeometric))!
      : makeNoisyTable(model, choices, choices.noise);
  const areaCount = model.areaCount;
  const total = new Float64Array(areaCount);
  const weightTotal = new Float64Array(areaCount);
  const sum = new Float64Array(areaCount);
  const count = new Float64Array(areaCount);
  for (const [b, { indicators }] of model.blocks.entries()) {
    sum.fill(0);
    count.fill(0);
    for (const [place, j] of indicators.entries()) {
      if (choices.isDropped[b]![place] === true) continue;
      const column = table[j]!;
      for (let i = 0; i < areaCount; i += 1) {
        const score = column[i]!;
        if (score === score) {
          sum[i]! += score;
          count[i]! += 1;
        }
      }
    }
    const weight = choices.blockWeights[b]!;
    for (let i = 0; i < areaCount; i += 1) {
      if (count[i] === 0) continue;
      // Equal say per indicator: the block counts as much as the indicators the area has in it.
      const say = choices.weighting === "equal_indicator" ? weight * count[i]! : weight;
      total[i]! += say * (sum[i]! / count[i]!);
      weightTotal[i]! += say;
    }
  }
  return total.map((value, i) => {
    if (weightTotal[i] === 0) return NaN;
    return isGeometric ? Math.exp(value / weightTotal[i]!) : value / weightTotal[i]!;
  });
}

function makeNoisyTable(model: MonteCarloModel, choices: DrawnChoices, noise: Generator): Float64Array[] {
  const { normalisation, treat, fill, aggregation } = choices;
  const exact = model.tables.get(nameTable(normalisation, treat, fill, aggregation === "geometric"))!;
  const noisy = new Float64Array(model.areaCount);
  return model.indicators.map(({ polarity }, j) => {
    const errors = model.errors[j]!;
    if (errors === null) return exact[j]!;
    const { values, low, high } = errors;
    const filled = model.signed[fill ? 1 : 0]![j]!;
    for (let i = 0; i < noisy.length; i += 1) {
      // One draw per cell, used or not, keeps the stream in step.
      const shift = model.normals[noise.nextUint32() >>> 16]! * errors.sizes[i]!;
      const value = values[i]! + shift;
      const clipped = value < low ? low : value > high ? high : value;
      noisy[i] = clipped === clipped ? clipped : values[i]!;
    }
    const signed = typeof polarity === "number" ? noisy.map((value) => value * polarity) : signNoisy(noisy, polarity);
    for (let i = 0; i < signed.length; i += 1) if (signed[i]! !== signed[i]!) signed[i] = filled[i]!;
    const scores = scoreColumn(signed, normalisation, treat, model.cap);
    return aggregation === "geometric" ? takeLogarithms(scores) : scores;
  });
}

function signNoisy(values: Float64Array, polarity: Polarity): Float64Array {
  return fromNullable(
    applyPolarity(
      Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
      polarity,
    ),
  );
}

/** Normal deviates at 65 536 equally likely points: fine enough for noise, and a look-up instead of a computation. */
function tabulateNormals(): Float64Array {
  return Float64Array.from({ length: 65536 }, (_, i) => computeNormalQuantile((i + 0.5) / 65536));
}

function standardise(values: Float64Array, mask: Float64Array) {
  let [count, sum, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    if (mask[i]! !== mask[i]!) continue;
    count += 1;
    sum += values[i]!;
  }
  const mean = sum / count;
  for (let i = 0; i < values.length; i += 1) if (mask[i]! === mask[i]!) squares += (values[i]! - mean) ** 2;
  const deviation = Math.sqrt(squares / (count - 1));
  // A cost or outcome that nobody differs in leaves no score, as in the headline measure.
  const scale = deviation > 1e-10 ? deviation : NaN;
  const scores = values.map((value, i) => (mask[i]! === mask[i]! ? (value - mean) / scale : NaN));
  return { scores, count, mean, deviation };
}

/** Competition ranks of scores at ten decimals, as `rankScores` gives them; 0 = not ranked. */
function rankInto(scores: Float64Array, scratch: Float64Array, ranks: Uint16Array, start: number): void {
  let count = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i]!;
    if (score === score) scratch[count++] = -Math.round(score * 1e10);
  }
  const sorted = scratch.subarray(0, count).sort();
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i]!;
    if (score !== score) continue;
    ranks[start + i] = countBelow(sorted, -Math.round(score * 1e10)) + 1;
  }
}

function nameTable(normalisation: VariedNormalisation, treat: boolean, fill: boolean, isLogarithm: boolean): string {
  return `${normalisation}|${treat}|${fill}|${isLogarithm}`;
}
