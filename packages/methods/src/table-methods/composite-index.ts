import { buildCompositeIndex } from "../composite-index.ts";
import type { Columns, CompositeIndex, IndexNode } from "../composite-index.ts";
import { computeMean } from "../moments.ts";
import { computeCronbachAlpha } from "../principal-components.ts";
import { computeMedian } from "../quantile.ts";
import { rankScores, rankWithin } from "../rank.ts";
import { meanKinds, normalisationOptions, readAggregation, readNormalisation } from "./score-options.ts";
import { leaveOut, readFigures, readNodes } from "./index-structure.ts";
import { fromColumns, idColumn } from "./series.ts";
import type { ResultTable, TableCall, TableCell, TableMethod } from "./table-method.ts";

const stages = ["denominated", "imputed", "treated", "treatment", "treated_points", "scores"];
const results = ["index", "ranks", "ranks_within", "group_means", "group_medians"];
const checks = ["availability", "weights", "cronbach"];

export const compositeIndexMethod: TableMethod = {
  name: "composite-index",
  about: "an index of any depth from raw figures: divide, fill, screen, treat, normalise, aggregate",
  page: "docs/methods/outcome-score.md",
  gives: "the id and one column per aggregate or measure; or id, missing, zero, share; or id, level, weight",
  columns: [
    { ...idColumn, also: ["uCode", ...(idColumn.also ?? [])] },
    { name: "within", about: "group of each area, for filling gaps and for results by group", isOptional: true },
  ],
  variables: "raw figures and denominators, named as in the structure; other columns are not read",
  options: [
    { name: "table", about: "what to give", default: "index", choices: [...results, ...stages, ...checks] },
    { name: "impute", about: "fill gaps with the group's", default: "none", choices: ["none", "mean", "median"] },
    { name: "minimum_share", about: "share of measures an area needs", default: "0" },
    { name: "treatment", about: "outliers", default: "winsorise_then_log", choices: ["winsorise_then_log", "none"] },
    { name: "winmax", about: "figures pulled in before logarithms; default 5 % of them, at least 1", default: "" },
    ...normalisationOptions,
    { name: "aggregation", about: "how scores combine", default: "arithmetic", choices: [...meanKinds, "copeland"] },
    { name: "exponent", about: "for aggregation power", default: "2" },
    { name: "without", about: "leave this measure or aggregate out, with all below it", default: "" },
  ],
  tables: [
    {
      name: "structure",
      about: "id (or iCode), parent, and optionally polarity (or direction), weight, denominator, type",
      isRequired: true,
    },
  ],
  run: (call) => {
    const nodes = leaveOut(readNodes(call), call.option("without"));
    const areas = call.keys("id");
    const index = buildCompositeIndex(
      {
        areas,
        nodes,
        figures: readFigures(call, nodes),
        ...(call.has("within") ? { groups: call.texts("within") } : {}),
      },
      {
        impute: call.option("impute") as "none",
        minimumShare: call.number("minimum_share"),
        treatment: call.option("treatment") as "none",
        maximumWinsorised: call.option("winmax") === "" ? null : call.count("winmax"),
        normalisation: readNormalisation(call),
        aggregation:
          call.option("aggregation") === "copeland" ? { id: "copeland" } : readAggregation(call, "aggregation"),
      },
    );
    return answer(call, areas, index);
  },
};

function answer(call: TableCall, areas: readonly string[], index: CompositeIndex): ResultTable {
  const wide = (columns: Columns) => fromColumns([[call.header("id"), areas], ...columns]);
  const measures = index.measures.map(({ id }) => id);
  switch (call.option("table")) {
    case "ranks":
      return wide(new Map([...index.aggregated].map(([id, scores]) => [id, rankScores(scores)])));
    case "ranks_within":
      return wide(new Map([...index.aggregated].map(([id, scores]) => [id, rankWithin(scores, readGroups(call))])));
    case "group_means":
      return summariseGroups(readGroups(call), index, computeMean);
    case "group_medians":
      return summariseGroups(readGroups(call), index, computeMedian);
    case "cronbach":
      return measureConsistency(index);
    case "treated_points": {
      const rows = [...index.treatments].flatMap(([id, { treatedCells }]) =>
        treatedCells.map((cell): TableCell[] => [id, areas[cell.index]!, cell.before, cell.after]),
      );
      return { columns: ["measure", "id", "before", "after"], rows };
    }
    case "scores":
      return wide(index.scores);
    case "denominated":
      return wide(index.denominated);
    case "imputed":
      return wide(index.imputed);
    case "treated":
      return wide(new Map(measures.map((id) => [id, index.treatments.get(id)!.values])));
    case "treatment":
      return describeTreatment(index);
    case "availability":
      return describeAvailability(call, areas, index);
    case "weights": {
      const parents = [...index.measures, ...index.aggregates];
      const depthOf = ({ parent }: IndexNode): number =>
        parent === null ? 0 : 1 + depthOf(parents.find(({ id }) => id === parent)!);
      const deepest = Math.max(...parents.map(depthOf));
      const rows = parents.map((node): TableCell[] => [
        node.id,
        1 + deepest - depthOf(node),
        index.weights.get(node.id)!,
      ]);
      return { columns: ["id", "level", "effective_weight"], rows };
    }
    default:
      return wide(index.aggregated);
  }
}

function readGroups(call: TableCall): string[] {
  if (!call.has("within")) throw new RangeError("option within: expected the column of groups for this result.");
  return call.texts("within");
}

function summariseGroups(
  groups: readonly string[],
  { aggregated }: CompositeIndex,
  summarise: (values: readonly (number | null)[]) => number | null,
): ResultTable {
  const rows = [...new Set(groups)].sort().map((group): TableCell[] => {
    const own = (values: readonly (number | null)[]) => values.filter((_, i) => groups[i] === group);
    return [group, ...[...aggregated.values()].map((values) => summarise(own(values)))];
  });
  return { columns: ["group", ...aggregated.keys()], rows };
}

/** Cronbach's alpha of the direct parts of every aggregate, over the areas that have all of them. */
function measureConsistency({ measures, aggregates, scores, aggregated }: CompositeIndex): ResultTable {
  const all = new Map([...scores, ...aggregated]);
  const rows = aggregates.map(({ id }): TableCell[] => {
    const parts = [...measures, ...aggregates].filter(({ parent }) => parent === id).map((part) => all.get(part.id)!);
    const complete = [...parts[0]!.keys()].filter((area) => parts.every((part) => part[area] !== null));
    return [id, computeCronbachAlpha(parts.map((part) => complete.map((area) => part[area]!)))];
  });
  return { columns: ["aggregate", "cronbach_alpha"], rows };
}

function describeTreatment({ treatments }: CompositeIndex): ResultTable {
  const rows = [...treatments].map(([id, { step, before, after, treatedCells }]): TableCell[] => [
    ...[id, step, before.passes, before.skewness, before.kurtosis, treatedCells.length],
    ...[after.passes, after.skewness, after.kurtosis],
  ]);
  const shape = (when: string) => [`pass_${when}`, `skew_${when}`, `kurt_${when}`];
  return { columns: ["id", "step", ...shape("before"), "treated_count", ...shape("after")], rows };
}

function describeAvailability(call: TableCall, areas: readonly string[], index: CompositeIndex): ResultTable {
  const columns = [...index.denominated.values()];
  const count = (is: (value: number | null) => boolean) =>
    areas.map((_, i) => columns.filter((column) => is(column[i]!)).length);
  return fromColumns([
    [call.header("id"), areas],
    ["missing_count", count((value) => value === null)],
    ["zero_count", count((value) => value === 0)],
    ["availability", index.availability],
    ["is_included", index.isIncluded],
  ]);
}
