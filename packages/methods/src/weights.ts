import { requireFinite, requireSameLength } from "./present-values.ts";
import { computeSum } from "./sum.ts";

/** How much say indicators have inside their service block, and blocks in the whole. */
export type Weighting =
  | { readonly id: "equal_service" | "equal_indicator" }
  | {
      /** Blocks by what the group spends on them, indicators equal inside; see {@link computeBudgetShares}. */
      readonly id: "budget";
      readonly blockShares: Readonly<Record<string, number>>;
    }
  | {
      readonly id: "custom";
      /** One per indicator, input order; only the proportions inside a block matter. */
      readonly indicatorWeights: readonly number[];
      /** One per block name; only the proportions matter. */
      readonly blockWeights: Readonly<Record<string, number>>;
    };

export interface BlockWeights {
  readonly block: string;
  /** Weight of the block; over all blocks they sum to 1. */
  readonly weight: number;
  readonly indicators: readonly { readonly index: number; readonly weight: number }[];
  /**
   * Where the weight of a missing indicator goes: to the rest of its block, so that a service keeps its say, or to all
   * other indicators, so that each of them keeps an equal say.
   */
  readonly missingWeightGoesTo: "block" | "all";
}

/**
 * Lays out nominal weights: block by block in order of first appearance, weights inside each block summing to 1.
 * `equal_service` gives each service the same say however many indicators it publishes; `equal_indicator` gives each
 * indicator the same say.
 *
 * @param blocks the block each indicator belongs to, input order
 * @throws RangeError for a custom weight that is missing, negative or not finite, or a block whose weights sum to 0
 */
export function buildWeights(blocks: readonly string[], weighting: Weighting): BlockWeights[] {
  if (weighting.id === "custom")
    requireSameLength(blocks.length, weighting.indicatorWeights.length, "indicator weights");
  const names = [...new Set(blocks)];
  const raw = names.map((block) => {
    const members = [...blocks.keys()].filter((index) => blocks[index] === block);
    const within = members.map((index) => (weighting.id === "custom" ? weighting.indicatorWeights[index]! : 1));
    return { block, members, within: toShares(within, `weights in block "${block}"`), size: members.length };
  });
  const blockWeights = raw.map(({ block, size }) => {
    if (weighting.id === "custom") return weighting.blockWeights[block] ?? NaN;
    if (weighting.id === "budget") return weighting.blockShares[block] ?? NaN;
    return weighting.id === "equal_indicator" ? size : 1;
  });
  if (names.length === 0) return [];
  const shares = toShares(blockWeights, "block weights");
  return raw.map(({ block, members, within }, position) => ({
    block,
    weight: shares[position]!,
    indicators: members.map((index, i) => ({ index, weight: within[i]! })),
    missingWeightGoesTo: weighting.id === "equal_indicator" ? "all" : "block",
  }));
}

/**
 * The group's mean share of spending per block, for `budget` weights: each area's own shares, averaged, so that a large
 * area does not decide, and never the shares of the area that is being judged.
 *
 * @param spending `spending[block][area]` in pounds, 0 or more; an area with a gap is left out
 * @returns one share per block, summing to 1; null when no area is complete
 * @throws RangeError if lengths differ, a figure is negative, or an area spends nothing
 */
export function computeBudgetShares(
  blocks: readonly string[],
  spending: readonly (readonly (number | null)[])[],
): Readonly<Record<string, number>> | null {
  requireSameLength(blocks.length, spending.length, "spending: one list per block");
  const complete = (spending[0] ?? []).flatMap((_, area) => {
    const own = spending.map((row) => row[area] ?? null).filter((value) => value !== null);
    return own.length === blocks.length ? [toShares(own, `spending of area ${area}`)] : [];
  });
  if (complete.length === 0) return null;
  const mean = (b: number) => computeSum(complete.map((shares) => shares[b]!)) / complete.length;
  return Object.fromEntries(blocks.map((block, b) => [block, mean(b)]));
}

/**
 * The say a block keeps when only a share of its indicator weight is there, before renormalising over blocks.
 *
 * @param presentShare sum of the weights present inside the block, nominally 1
 */
export function weighBlock(block: BlockWeights, presentShare: number): number {
  return block.missingWeightGoesTo === "all" ? block.weight * presentShare : block.weight;
}

/**
 * The weight each indicator really has for one area: renormalised over the indicators present in a block, then over
 * the blocks that have any (with `equal_indicator`, over all indicators present).
 *
 * @param isPresent whether the area has a score, per indicator
 * @returns one weight per indicator, 0 where absent; they sum to 1, or are all 0 when the area has nothing
 */
export function computeEffectiveWeights(weights: readonly BlockWeights[], isPresent: readonly boolean[]): number[] {
  const effective = new Array<number>(isPresent.length).fill(0);
  const live = weights
    .map((block) => {
      const present = block.indicators.filter(({ index }) => isPresent[index] === true);
      const total = computeSum(present.map((indicator) => indicator.weight));
      return { weight: weighBlock(block, total), present, total };
    })
    .filter(({ weight, total }) => weight > 0 && total > 0);
  const liveTotal = computeSum(live.map(({ weight }) => weight));
  for (const { weight, present, total } of live) {
    for (const indicator of present) {
      effective[indicator.index] = (weight / liveTotal) * (indicator.weight / total);
    }
  }
  return effective;
}

function toShares(weights: readonly number[], what: string): number[] {
  for (const weight of weights) {
    requireFinite(weight, what);
    if (weight < 0) throw new RangeError(`${what}: expected no negative weight, found ${weight}.`);
  }
  const total = computeSum(weights);
  if (total <= 0) throw new RangeError(`${what}: expected a positive sum, found ${total}.`);
  return weights.map((weight) => weight / total);
}
