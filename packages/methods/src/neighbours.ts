import { computeMean } from "./moments.ts";
import { normalise } from "./normalise.ts";
import { requireFinite, requireSameLength, requireUnique } from "./present-values.ts";
import { computeMedian } from "./quantile.ts";
import { computeSum } from "./sum.ts";

/** A describing variable (population, density, deprivation): never spending, never outcomes. */
export interface ContextVariable {
  readonly id: string;
  /** One per area; null = missing. */
  readonly values: readonly (number | null)[];
  /** Say in the distance; only proportions matter. Leave out for all variables, or for none. */
  readonly weight?: number;
}

export interface Distances {
  /** `distances[i][k]`, symmetric, 0 on the diagonal; null where two areas share too little. */
  readonly distances: readonly (readonly (number | null)[])[];
  /** `scores[variable][area]`, standard scores over the pool; all null for a dropped variable. */
  readonly scores: readonly (readonly (number | null)[])[];
  /** Variables in which nobody differs. */
  readonly dropped: readonly string[];
}

/**
 * How unlike areas are: Euclidean distance of standard scores (n - 1, over the areas given). With weights, they are
 * scaled to sum 1; without, every variable counts 1, which gives the same order and larger distances.
 *
 * @param variables at least one
 * @returns distances in deviations. Over missing values the squared sum is scaled up by the weight that is missing,
 *   and an area pair sharing under 80 % of the weight has no distance
 * @throws RangeError if lengths differ, weights are negative, or only some variables have one
 * Source: ONS, Clustering local authorities: statistical nearest neighbours; CIPFA nearest neighbours model.
 */
export function computeDistances(variables: readonly ContextVariable[]): Distances {
  requireUnique(
    variables.map(({ id }) => id),
    "variable",
  );
  const areaCount = variables[0]?.values.length ?? 0;
  for (const { id, values } of variables) requireSameLength(areaCount, values.length, `values of "${id}"`);
  const scores = variables.map(({ values }) => normalise(values, { id: "zscore" }).scores);
  const live = [...variables.keys()].filter((v) => scores[v]!.some((score) => score !== null));
  const weights = weighVariables(live.map((v) => variables[v]!));
  const columns = live.map((v) => Float64Array.from(scores[v]!, (score) => score ?? NaN));
  const distances = Array.from({ length: areaCount }, () => new Array<number | null>(areaCount).fill(0));
  for (let i = 0; i < areaCount; i += 1) {
    for (let k = i + 1; k < areaCount; k += 1) {
      distances[i]![k] = distances[k]![i] = measure(columns, weights, i, k);
    }
  }
  return { distances, scores, dropped: variables.filter((_, v) => !live.includes(v)).map(({ id }) => id) };
}

export interface Neighbour {
  /** Position of the neighbour. */
  readonly index: number;
  readonly distance: number;
  /** 1 = nearest. */
  readonly order: number;
  /** Distance over that of the farthest area in the pool: 0 to 1. */
  readonly rebased: number;
  /** Another area is exactly as far, so code order decided. */
  readonly isTied: boolean;
}

/**
 * The nearest areas of one area. Not mutual: i may be near k while k has nearer ones.
 *
 * @param distances as {@link computeDistances} gives them
 * @param codes     area codes, same order, to settle ties
 * @param area      position of the area
 * @param count     how many (15 as CIPFA, 10 as DfE); the area itself never counts
 * @returns nearest first; fewer than `count` where distances are missing
 */
export function findNeighbours(
  distances: Distances["distances"],
  codes: readonly string[],
  area: number,
  count: number,
): Neighbour[] {
  requireUnique(codes, "area");
  const row = distances[area];
  if (row === undefined)
    throw new RangeError(`area: expected a position from 0 to ${distances.length - 1}, found ${area}.`);
  requireSameLength(row.length, codes.length, "codes");
  const others = [...row.keys()].filter((k) => k !== area && row[k] !== null);
  const farthest = Math.max(...others.map((k) => row[k]!));
  const isSame = (a: number, b: number) => Math.abs(row[a]! - row[b]!) <= 1e-10;
  others.sort((a, b) => (isSame(a, b) ? (codes[a]! < codes[b]! ? -1 : 1) : row[a]! - row[b]!));
  return others.slice(0, count).map((index, place) => ({
    index,
    distance: row[index]!,
    order: place + 1,
    rebased: farthest === 0 ? 0 : row[index]! / farthest,
    isTied: [others[place - 1], others[place + 1]].some((other) => other !== undefined && isSame(other, index)),
  }));
}

/**
 * What an area is compared with: mean and median of its neighbours, the area itself left out.
 *
 * @param values one per area; null = missing
 * @returns null when no neighbour has a value
 */
export function summariseNeighbours(
  values: readonly (number | null)[],
  neighbours: readonly { readonly index: number }[],
): { readonly mean: number | null; readonly median: number | null; readonly present: number } {
  const theirs = neighbours.map(({ index }) => values[index] ?? null);
  return {
    mean: computeMean(theirs),
    median: computeMedian(theirs),
    present: theirs.filter((value) => value !== null).length,
  };
}

function weighVariables(variables: readonly ContextVariable[]): number[] {
  const given = variables.filter(({ weight }) => weight !== undefined).length;
  if (given === 0) return variables.map(() => 1);
  if (given < variables.length) throw new RangeError("weights: expected one for every variable, or for none.");
  for (const { id, weight } of variables) {
    requireFinite(weight!, `weight of "${id}"`);
    if (weight! < 0) throw new RangeError(`weight of "${id}": expected 0 or more, found ${weight}.`);
  }
  const total = computeSum(variables.map(({ weight }) => weight!));
  if (total <= 0) throw new RangeError(`weights: expected a positive sum, found ${total}.`);
  return variables.map(({ weight }) => weight! / total);
}

function measure(columns: readonly Float64Array[], weights: readonly number[], i: number, k: number): number | null {
  let squares = 0;
  let shared = 0;
  let all = 0;
  for (let v = 0; v < columns.length; v += 1) {
    const weight = weights[v]!;
    const difference = columns[v]![i]! - columns[v]![k]!;
    all += weight;
    if (difference !== difference) continue; // one of the two is missing
    shared += weight;
    squares += weight * difference * difference;
  }
  // Eighty per cent of weights such as 0.1 is not exact in binary.
  if (shared === 0 || shared < 0.8 * all - 1e-12) return null;
  return Math.sqrt((squares * all) / shared);
}
