import { applyPolarity } from "./polarity.ts";
import type { Polarity } from "./polarity.ts";
import type { DrawnChoices } from "./monte-carlo-choices.ts";
import type { MonteCarloModel } from "./monte-carlo-model.ts";
import { computeNormalQuantile } from "./distributions.ts";
import type { Generator } from "./random.ts";
import { fromNullable, scoreColumn, takeLogarithms } from "./score-column.ts";

/** Memory that draws of one run use again and again. */
export interface DrawScratch {
  readonly words: Uint32Array;
  readonly values: Float64Array;
  readonly order: Uint16Array;
  /** Scores of indicators with noise. */
  readonly columns: readonly Float64Array[];
}

export function createScratch({ areaCount, indicators }: MonteCarloModel): DrawScratch {
  return {
    words: new Uint32Array(areaCount),
    values: new Float64Array(areaCount),
    order: new Uint16Array(areaCount),
    columns: indicators.map(() => new Float64Array(areaCount)),
  };
}

/**
 * Draws every value that has a standard error anew, inside its valid range, and scores its indicator again.
 *
 * @param exact   scores of the values as published; indicators without standard errors keep them
 * @param noise   stream of the draw
 * @param scratch its columns hold the result until the next draw
 * @returns one column per indicator
 */
export function scoreWithNoise(
  model: MonteCarloModel,
  choices: DrawnChoices,
  exact: readonly Float64Array[],
  noise: Generator,
  scratch: DrawScratch,
): Float64Array[] {
  const scoring = { normalisation: choices.normalisation, treat: choices.treat, cap: model.cap };
  return model.indicators.map(({ polarity }, j) => {
    const errors = model.errors[j]!;
    if (errors === null) return exact[j]!;
    drawValues(errors, model.normals, noise, scratch);
    sign(scratch.values, polarity, model.signed[choices.fill ? 1 : 0]![j]!);
    const sorted = model.orders[choices.fill ? 1 : 0]![j]!;
    const order = scratch.order.subarray(0, sorted.length);
    order.set(sorted);
    const column = scratch.columns[j]!;
    scoreColumn(scratch.values, order, scoring, column);
    if (choices.aggregation === "geometric") takeLogarithms(column);
    return column;
  });
}

function drawValues(
  { values, sizes, low, high }: NonNullable<MonteCarloModel["errors"][number]>,
  normals: Float64Array,
  noise: Generator,
  { words, values: drawn }: DrawScratch,
): void {
  // One draw per cell, used or not, keeps the stream in step.
  noise.fillUint32(words);
  for (let i = 0; i < drawn.length; i += 1) {
    const value = values[i]!;
    const moved = value + normals[words[i]! >>> 16]! * sizes[i]!;
    const clipped = moved < low ? low : moved > high ? high : moved;
    drawn[i] = clipped === clipped ? clipped : value;
  }
}

/** Signs drawn values in place; where there is none, the value of the column stands in (NaN, or a filled gap). */
function sign(drawn: Float64Array, polarity: Polarity, column: Float64Array): void {
  if (typeof polarity !== "number") drawn.set(signByTarget(drawn, polarity));
  const factor = typeof polarity === "number" ? polarity : 1;
  for (let i = 0; i < drawn.length; i += 1) {
    const value = drawn[i]!;
    drawn[i] = value === value ? value * factor : column[i]!;
  }
}

function signByTarget(values: Float64Array, polarity: Polarity): Float64Array {
  return fromNullable(
    applyPolarity(
      Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
      polarity,
    ),
  );
}

/** Normal deviates at 65 536 equally likely points: fine enough for noise, and a look-up instead of a computation. */
export function tabulateNormals(): Float64Array {
  return Float64Array.from({ length: 65536 }, (_, i) => computeNormalQuantile((i + 0.5) / 65536));
}
