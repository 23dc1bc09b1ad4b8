import { createDrawGenerator } from "./random.ts";
import type { Generator } from "./random.ts";
import type { VariedNormalisation } from "./score-column.ts";

export type VariedWeighting = "equal_service" | "equal_indicator" | "budget";
export type VariedMeasure = "diff" | "ratio_matched" | "residual";

/** The choices open to a run, and the blocks they apply to. To be printed with the result. */
export interface MonteCarloLevels {
  readonly normalisation: readonly VariedNormalisation[];
  readonly treat: readonly boolean[];
  readonly fill: readonly boolean[];
  readonly aggregation: readonly ("arithmetic" | "geometric")[];
  readonly weighting: readonly VariedWeighting[];
  readonly measure: readonly VariedMeasure[];
  /** 0 = the cost year, 1 = the year before. */
  readonly costYear: readonly number[];
  readonly hasNoise: boolean;
  /** Indicators and budget share of each block. */
  readonly blocks: readonly { readonly size: number; readonly budgetShare: number }[];
}

/** What one draw does. */
export interface DrawnChoices {
  readonly normalisation: VariedNormalisation;
  readonly treat: boolean;
  readonly fill: boolean;
  readonly aggregation: "arithmetic" | "geometric";
  readonly weighting: VariedWeighting;
  readonly measure: VariedMeasure;
  readonly costYear: number;
  /** Before renormalising over the blocks an area has. */
  readonly blockWeights: readonly number[];
  /** `isDropped[block][place]`. */
  readonly isDropped: readonly (readonly boolean[])[];
  /** Stream for value noise; null = values as published. */
  readonly noise: Generator | null;
}

/**
 * Finds which choices the data allow: no budget weights without shares, no earlier cost year without costs, no residual
 * below ten areas, no noise without standard errors.
 */
export function findLevels(data: {
  readonly areaCount: number;
  readonly blocks: readonly { readonly name: string; readonly indicators: readonly number[] }[];
  readonly budgetShares: Readonly<Record<string, number>> | null;
  readonly hasPreviousCosts: boolean;
  readonly hasNoise: boolean;
}): MonteCarloLevels {
  const shares = data.budgetShares;
  const blocks = data.blocks.map(({ name, indicators }) => {
    const budgetShare = shares === null ? 0 : (shares[name] ?? NaN);
    if (!(budgetShare >= 0))
      throw new RangeError(`budget share of "${name}": expected 0 or more, found ${budgetShare}.`);
    return { size: indicators.length, budgetShare };
  });
  return {
    normalisation: ["zscore", "minmax", "prank"],
    treat: [true, false],
    fill: [false, true],
    aggregation: ["arithmetic", "geometric"],
    weighting: ["equal_service", "equal_indicator", ...(shares === null ? [] : (["budget"] as const))],
    measure: ["diff", "ratio_matched", ...(data.areaCount < 10 ? [] : (["residual"] as const))],
    costYear: data.hasPreviousCosts ? [0, 1] : [0],
    hasNoise: data.hasNoise,
    blocks,
  };
}

/**
 * Makes the choices of one draw. Block weights vary by a factor from 0.75 to 1.25; a tenth of each block's indicators
 * is left out, on average exactly (a block of five loses one in half of the draws), never a whole block.
 */
export function drawChoices(levels: MonteCarloLevels, seed: number, draw: number): DrawnChoices {
  const generator = createDrawGenerator(seed, draw);
  const pick = <Level>(list: readonly Level[]): Level => list[generator.nextIndex(list.length)]!;
  const normalisation = pick(levels.normalisation);
  const treat = pick(levels.treat);
  const fill = pick(levels.fill);
  const aggregation = pick(levels.aggregation);
  const weighting = pick(levels.weighting);
  const measure = pick(levels.measure);
  const costYear = pick(levels.costYear);
  const usesNoise = levels.hasNoise && generator.nextIndex(2) === 1;
  const blockWeights = levels.blocks.map(({ budgetShare }) => {
    const factor = 0.75 + 0.5 * generator.nextShare();
    return factor * (weighting === "budget" ? budgetShare : 1);
  });
  const isDropped = levels.blocks.map(({ size }) => dropSome(size, generator));
  const noise = usesNoise ? generator : null;
  return { normalisation, treat, fill, aggregation, weighting, measure, costYear, blockWeights, isDropped, noise };
}

function dropSome(size: number, generator: Generator): boolean[] {
  const isDropped = new Array<boolean>(size).fill(false);
  const wanted = Math.min(Math.floor(0.1 * size + generator.nextShare()), size - 1);
  for (let dropped = 0; dropped < wanted;) {
    const place = generator.nextIndex(size);
    if (isDropped[place] === true) continue;
    isDropped[place] = true;
    dropped += 1;
  }
  return isDropped;
}
