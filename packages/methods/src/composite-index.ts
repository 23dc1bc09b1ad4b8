import { aggregate } from "./aggregate.ts";
import type { Aggregation } from "./aggregate.ts";
import { imputeMissing } from "./impute-missing.ts";
import { normalise } from "./normalise.ts";
import type { Normalisation } from "./normalise.ts";
import { scoreByCopeland } from "./pairwise-scores.ts";
import { applyPolarity } from "./polarity.ts";
import { requireSameLength, requireUnique } from "./present-values.ts";
import { computeRate } from "./rate.ts";
import { treatOutliers } from "./treat-outliers.ts";
import type { OutlierTreatment } from "./treat-outliers.ts";

/** A measure or an aggregate of a composite index; the one without a parent is the index itself. */
export interface IndexNode {
  readonly id: string;
  readonly parent: string | null;
  /** Say among its siblings; only proportions matter. */
  readonly weight: number;
  readonly polarity: 1 | -1;
  /** Column the raw figures are divided by; null = none. */
  readonly denominator: string | null;
}

export type Columns = ReadonlyMap<string, readonly (number | null)[]>;

export interface CompositeIndexInput {
  readonly areas: readonly string[];
  readonly nodes: readonly IndexNode[];
  /** Raw figures of every measure and denominator, area order; null = missing. */
  readonly figures: Columns;
  /** Group of each area, for filling gaps; absent = one group. */
  readonly groups?: readonly string[];
}

export interface CompositeIndexMethod {
  readonly impute: "none" | "mean" | "median";
  /** Areas with a smaller share of measures, before filling, get no score. */
  readonly minimumShare: number;
  readonly treatment: "winsorise_then_log" | "none";
  /** Null = 5 % of the figures, at least 1. */
  readonly maximumWinsorised: number | null;
  readonly normalisation: Normalisation;
  readonly aggregation: Aggregation | { readonly id: "copeland" };
}

export interface CompositeIndex {
  /** Measures in the order of the nodes, aggregates from the lowest level to the index. */
  readonly measures: readonly IndexNode[];
  readonly aggregates: readonly IndexNode[];
  /** Share of measures with a figure per area, before filling. */
  readonly availability: readonly number[];
  readonly isIncluded: readonly boolean[];
  readonly denominated: Columns;
  readonly imputed: Columns;
  readonly treatments: ReadonlyMap<string, OutlierTreatment>;
  readonly scores: Columns;
  /** Scores of aggregates; null for areas left out. */
  readonly aggregated: Columns;
  /** Product of normalised weights up to the index, measures and aggregates. */
  readonly weights: ReadonlyMap<string, number>;
}

/**
 * Builds a composite index of any depth: divide by denominators, fill gaps, leave thin areas out, treat outliers, sign
 * by polarity, normalise, then aggregate level by level. A missing part's weight goes to its siblings.
 *
 * @param input  areas in code order; exactly one node without parent; parents must be nodes
 * @param method every choice of the chain; nothing is filled, treated or capped unless it says so
 * @throws RangeError for repeated ids, unknown parents or columns, circles, or scores the aggregation cannot take
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008). Derivation: docs/methods/outcome-score.md
 */
export function buildCompositeIndex(input: CompositeIndexInput, method: CompositeIndexMethod): CompositeIndex {
  const { areas, nodes, figures } = input;
  requireUnique(areas, "area");
  const { measures, aggregates } = orderNodes(nodes);
  const denominated = new Map(measures.map((node) => [node.id, denominate(node, figures, areas.length)]));
  const missing = areas.map((_, i) => measures.filter(({ id }) => denominated.get(id)![i] === null).length);
  const availability = missing.map((count) => (measures.length - count) / measures.length);
  const isIncluded = availability.map((share) => share >= method.minimumShare - 1e-12);
  const imputed = mapColumns(denominated, (values) => fillGaps(values, method.impute, input.groups));
  // Thin areas leave before any mean, deviation or extreme is taken.
  const kept = mapColumns(imputed, (values) => values.map((value, i) => (isIncluded[i] === true ? value : null)));
  const limit = method.maximumWinsorised === null ? {} : { maximumWinsorised: method.maximumWinsorised };
  const options = method.treatment === "none" ? { minimumCount: Infinity } : limit;
  const treatments = new Map([...kept].map(([id, values]) => [id, treatOutliers(values, options)]));
  const scores = new Map(
    measures.map(({ id, polarity }) => {
      const signed = applyPolarity(treatments.get(id)!.values, polarity);
      return [id, normalise(signed, method.normalisation, polarity).scores];
    }),
  );
  const all = new Map<string, readonly (number | null)[]>(scores);
  for (const { id } of aggregates) {
    const children = nodes.filter(({ parent }) => parent === id);
    all.set(id, combine(children, all, method.aggregation));
  }
  const aggregated = new Map(aggregates.map(({ id }) => [id, all.get(id)!]));
  const weights = weighNodes(nodes);
  return {
    measures,
    aggregates,
    availability,
    isIncluded,
    denominated,
    imputed,
    treatments,
    scores,
    aggregated,
    weights,
  };
}

function denominate({ id, denominator }: IndexNode, figures: Columns, count: number): (number | null)[] {
  const take = (column: string) => {
    const values = figures.get(column);
    if (values === undefined) throw new RangeError(`measure "${id}": there is no column "${column}".`);
    requireSameLength(count, values.length, `column "${column}"`);
    return values;
  };
  const values = take(id);
  if (denominator === null) return [...values];
  const by = take(denominator);
  return values.map((value, i) => computeRate(value, by[i]!));
}

function fillGaps(
  values: readonly (number | null)[],
  impute: CompositeIndexMethod["impute"],
  groups: readonly string[] | undefined,
): readonly (number | null)[] {
  if (impute === "none") return values;
  const states = values.map((value) => (value === null ? ("missing" as const) : ("present" as const)));
  return imputeMissing(values, states, impute, groups).values;
}

function combine(
  children: readonly IndexNode[],
  scores: Columns,
  method: CompositeIndexMethod["aggregation"],
): (number | null)[] {
  const columns = children.map(({ id }) => scores.get(id)!);
  const weights = children.map(({ weight }) => weight);
  if (method.id !== "copeland") {
    return columns[0]!.map((_, area) =>
      aggregate(
        columns.map((column) => column[area]!),
        weights,
        method,
      ),
    );
  }
  // An area without scores draws against everybody, which moves nobody; it has no place itself.
  const { scores: wins } = scoreByCopeland(columns, weights);
  return wins.map((score, area) => (columns.every((column) => column[area] === null) ? null : score));
}

/** Children before parents. */
function orderNodes(nodes: readonly IndexNode[]) {
  requireUnique(
    nodes.map(({ id }) => id),
    "node",
  );
  const roots = nodes.filter(({ parent }) => parent === null);
  if (roots.length !== 1) {
    const found = roots.map(({ id }) => id).join(", ") || "none";
    throw new RangeError(`index: expected one node without a parent, found ${found}.`);
  }
  const parents = new Set(nodes.map(({ parent }) => parent));
  for (const { id, parent } of nodes) {
    if (parent !== null && !nodes.some((node) => node.id === parent)) {
      throw new RangeError(`"${id}": its parent "${parent}" does not exist.`);
    }
  }
  const measures = nodes.filter(({ id }) => !parents.has(id));
  const aggregates: IndexNode[] = [];
  const isDone = (id: string) => measures.some((node) => node.id === id) || aggregates.some((node) => node.id === id);
  let rest = nodes.filter(({ id }) => parents.has(id));
  while (rest.length > 0) {
    const next = rest.filter(({ id }) => nodes.every(({ id: child, parent }) => parent !== id || isDone(child)));
    if (next.length === 0) throw new RangeError(`"${rest[0]!.id}": it is part of itself. Correct the parents.`);
    aggregates.push(...next);
    rest = rest.filter((node) => !next.includes(node));
  }
  return { measures, aggregates };
}

function weighNodes(nodes: readonly IndexNode[]): Map<string, number> {
  const weightOf = ({ parent, weight }: IndexNode): number => {
    if (parent === null) return 1;
    const siblings = nodes.filter((node) => node.parent === parent);
    const total = siblings.reduce((sum, node) => sum + node.weight, 0);
    if (!(weight >= 0) || !(total > 0)) {
      throw new RangeError(`weights under "${parent}": expected 0 or more with a positive sum, found ${weight}.`);
    }
    return (weight / total) * weightOf(nodes.find(({ id }) => id === parent)!);
  };
  return new Map(nodes.map((node) => [node.id, weightOf(node)]));
}

function mapColumns(
  columns: Columns,
  change: (values: readonly (number | null)[]) => readonly (number | null)[],
): Map<string, readonly (number | null)[]> {
  return new Map([...columns].map(([id, values]) => [id, change(values)]));
}
