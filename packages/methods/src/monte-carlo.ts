import { drawChoices } from "./monte-carlo-choices.ts";
import type { DrawnChoices } from "./monte-carlo-choices.ts";
import { createScratch, scoreWithNoise } from "./monte-carlo-noise.ts";
import type { DrawScratch } from "./monte-carlo-noise.ts";
import { nameTable } from "./monte-carlo-model.ts";
import type { MonteCarloModel } from "./monte-carlo-model.ts";

/**
 * Makes draws `from` up to, not including, `to`. A draw depends on the seed and its own number only, so any split over
 * threads gives the same ranks; join the parts in order.
 *
 * @param seed recorded with `generatorName`
 * @returns ranks, draw by draw, area order inside a draw; 0 = not ranked in that draw
 */
export function runMonteCarlo(model: MonteCarloModel, seed: number, from: number, to: number): Uint16Array {
  const ranks = new Uint16Array(Math.max(to - from, 0) * model.areaCount);
  const scratch = createScratch(model);
  const sorted = new Float64Array(model.areaCount);
  for (let draw = from; draw < to; draw += 1) {
    const choices = drawChoices(model.levels, seed, draw);
    const scores = scoreDraw(model, choices, scratch);
    rankInto(scores, sorted, ranks, (draw - from) * model.areaCount);
  }
  return ranks;
}

/**
 * Final scores of one draw, for the sensitivity analysis of single choices.
 *
 * @returns one per area; NaN = not scored
 */
export function scoreDraw(
  model: MonteCarloModel,
  choices: DrawnChoices,
  scratch: DrawScratch = createScratch(model),
): Float64Array {
  const outcome = combineBlocks(model, choices, scratch);
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

function combineBlocks(model: MonteCarloModel, choices: DrawnChoices, scratch: DrawScratch): Float64Array {
  const isGeometric = choices.aggregation === "geometric";
  const exact = model.tables.get(nameTable(choices.normalisation, choices.treat, choices.fill, isGeometric))!;
  const table = choices.noise === null ? exact : scoreWithNoise(model, choices, exact, choices.noise, scratch);
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

/** Position of the first entry that is not below the value. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
