import { scoreByDifference } from "./cost-effectiveness.ts";
import { decomposeDifference, decomposeGap } from "./decompose.ts";
import { prepareMonteCarlo, runMonteCarlo } from "./monte-carlo.ts";
import { defaultOutcomeMethod, scoreOutcomes } from "./outcome-score.ts";
import type { OutcomeIndicator, OutcomeMethod, OutcomeScores } from "./outcome-score.ts";
import { computePairwiseShares, summariseDraws } from "./pairwise-ranks.ts";
import { rankScores } from "./rank.ts";
import { screenCoverage } from "./screen-coverage.ts";
import type { MethodColumn, MethodOption, ResultTable, TableCall, TableCell, TableMethod } from "./table-call.ts";
import { answerSummaries } from "./table-methods-uncertainty.ts";
import { meanKinds, normalisationOptions, readAggregation, readNormalisation } from "./table-options.ts";
import { fromColumns } from "./table-series.ts";
import { findWhatMovesRank } from "./what-if.ts";

const longColumns: readonly MethodColumn[] = [
  { name: "area", also: ["area_code", "*"], about: "area" },
  { name: "indicator", also: ["indicator_id"], about: "indicator" },
  { name: "value", about: "raw figure" },
  { name: "service", also: ["block"], about: "service block, unless in the table of indicators", isOptional: true },
  { name: "polarity", about: "1 or -1, unless in the table of indicators", isOptional: true },
];
const tables = [{ name: "indicators", about: "indicator_id, service, polarity" }];
const withCosts = [...tables, { name: "costs", about: "area_code, cost, and optionally previous_cost" }];
const chainOptions: readonly MethodOption[] = [
  { name: "screen", about: "drop thin indicators and areas first", default: "yes", choices: ["yes", "no"] },
  { name: "treatment", about: "outliers", default: "winsorise_then_log", choices: ["winsorise_then_log", "none"] },
  ...normalisationOptions,
  { name: "cap", about: "standard scores are cut at this size; none = not", default: "3" },
  {
    name: "weighting",
    about: "say of indicators",
    default: "equal_service",
    choices: ["equal_service", "equal_indicator"],
  },
  { name: "aggregation", about: "kind of mean", default: "arithmetic", choices: meanKinds },
  { name: "exponent", about: "for aggregation power", default: "2" },
];

/** The chain from raw figures of many indicators to an index, and what is made of it. */
export const indexMethods: readonly TableMethod[] = [
  {
    name: "screen-coverage",
    about: "which indicators and areas have enough figures",
    columns: longColumns,
    options: [],
    tables,
    run: (call) => {
      const { areas, indicators } = readLong(call);
      const found = screen(areas, indicators);
      const rows = (kind: string, ids: readonly string[], dropped: typeof found.droppedAreas) =>
        ids.map((id): TableCell[] => {
          const drop = dropped.find((item) => item.id === id);
          return [kind, id, drop === undefined, drop?.reason ?? null, drop?.pass ?? null, drop?.block ?? null];
        });
      return {
        columns: ["kind", "id", "is_kept", "reason", "pass", "block"],
        rows: [
          ...rows(
            "indicator",
            indicators.map(({ id }) => id),
            found.droppedIndicators,
          ),
          ...rows("area", areas, found.droppedAreas),
        ],
      };
    },
  },
  {
    name: "outcome-score",
    about: "outcome score of every area, from raw figures",
    columns: longColumns,
    options: [
      ...chainOptions,
      {
        name: "table",
        about: "what to give",
        default: "scores",
        choices: ["scores", "indicators", "contributions", "treated"],
      },
    ],
    tables,
    run: (call) => answerOutcome(call, scoreLong(call).outcome),
  },
  {
    name: "rank-intervals",
    about: "ranks of cost effectiveness under many reasonable choices (Monte Carlo)",
    columns: longColumns,
    options: [
      ...chainOptions,
      { name: "draws", about: "number of draws", default: "1000" },
      { name: "seed", about: "seed of the draws", default: "1" },
      { name: "table", about: "what to give", default: "summary", choices: ["summary", "pairwise"] },
    ],
    tables: withCosts,
    run: (call) => {
      const { outcome, indicators, costs, previousCosts } = scoreLong(call);
      const areas = outcome.areas.map(({ area }) => area);
      const model = prepareMonteCarlo({
        areas,
        indicators,
        costs,
        ...(previousCosts === null ? {} : { previousCosts }),
      });
      const ranks = runMonteCarlo(model, call.number("seed"), 0, call.number("draws"));
      if (call.option("table") === "pairwise") {
        const shares = computePairwiseShares(ranks, areas.length);
        const rows = areas.flatMap((a, i) =>
          areas.flatMap((b, k): TableCell[][] => (i === k ? [] : [[a, b, shares[i]![k]!]])),
        );
        return { columns: ["a", "b", "share_a_ahead"], rows };
      }
      const { scores } = scoreByDifference(
        outcome.areas.map(({ score }) => score),
        costs,
      );
      return answerSummaries(call, scores, summariseDraws(ranks, rankScores(scores)), areas);
    },
  },
  {
    name: "decomposition",
    about: "what each area's cost-effectiveness score is made of",
    columns: longColumns,
    options: chainOptions,
    tables: withCosts,
    run: (call) => {
      const { outcome, costs } = scoreLong(call);
      const rows = decomposeDifference(outcome, costs).flatMap((parts): TableCell[][] =>
        parts === null
          ? []
          : [
              ...outcome.indicators.map(({ id }, j): TableCell[] => [
                parts.area,
                `indicator ${id}`,
                parts.indicators[j]!,
              ]),
              [parts.area, "constant", parts.constant],
              [parts.area, "cost", parts.cost],
              [parts.area, "score", parts.score],
            ],
      );
      return { columns: ["area", "part", "points"], rows };
    },
  },
  {
    name: "gap",
    about: "why one area scores higher than another",
    columns: longColumns,
    options: [
      ...chainOptions,
      { name: "left", about: "area", default: "" },
      { name: "right", about: "area it is compared with", default: "" },
    ],
    tables: withCosts,
    run: (call) => {
      const { outcome, costs } = scoreLong(call);
      const find = (option: string) => requireArea(call, option, outcome);
      const parts = decomposeGap(outcome, costs, find("left"), find("right"));
      if (parts === null) throw new RangeError("gap: one of the areas has no score.");
      return fromColumns([
        ["part", [...outcome.indicators.map(({ id }) => `indicator ${id}`), "weights", "cost", "gap"]],
        ["points", [...parts.indicators, parts.weights, parts.cost, parts.gap]],
      ]);
    },
  },
  {
    name: "what-if",
    about: "what would move an area up one rank",
    columns: longColumns,
    options: [...chainOptions, { name: "focus", about: "area", default: "" }],
    tables: withCosts,
    run: (call) => {
      const { outcome, indicators, costs, method } = scoreLong(call);
      const areas = outcome.areas.map(({ area }) => area);
      const found = findWhatMovesRank({ areas, indicators, costs, method }, requireArea(call, "focus", outcome));
      const rows = found.changes.map(({ indicator, current, needed, change, result }): TableCell[] => [
        indicator,
        current,
        needed,
        change,
        result,
      ]);
      const cost = costs[requireArea(call, "focus", outcome)]!;
      const last = [
        ...(found.neededCost === null
          ? []
          : [["cost per head", cost, found.neededCost, found.costChange, "reachable"]]),
      ];
      return { columns: ["what", "current", "needed", "change", "result"], rows: [...rows, ...last] };
    },
  },
];

function answerOutcome(call: TableCall, outcome: OutcomeScores): ResultTable {
  const { areas, blocks, indicators, treatedCells } = outcome;
  const wanted = call.option("table");
  if (wanted === "treated") {
    const rows = treatedCells.map(({ area, indicator, before, after }) => [area, indicator, before, after]);
    return { columns: ["area", "indicator", "before", "after"], rows };
  }
  if (wanted === "scores") {
    const scores = areas.map(({ score }) => score);
    return fromColumns([
      ["area", areas.map(({ area }) => area)],
      ...blocks.map((block, b) => [block, areas.map(({ blockScores }) => blockScores[b]!)] as const),
      ["outcome", scores],
      ["rank", rankScores(scores)],
      ["reason", areas.map(({ reason }) => reason)],
    ]);
  }
  const rows = indicators.flatMap(({ id, reason, scores }, j) =>
    areas.map(({ area, weights, contributions }, i): TableCell[] =>
      wanted === "indicators"
        ? [area, id, scores[i]!, reason]
        : [area, id, scores[i]!, weights[j]!, contributions?.[j] ?? null],
    ),
  );
  const last = wanted === "indicators" ? ["reason"] : ["weight", "contribution"];
  return { columns: ["area", "indicator", "score", ...last], rows };
}

function scoreLong(call: TableCall) {
  const all = readLong(call);
  const kept = call.flag("screen") ? screen(all.areas, all.indicators) : null;
  const areaPlaces = kept?.keptAreas ?? [...all.areas.keys()];
  const areas = areaPlaces.map((i) => all.areas[i]!);
  const indicators = (kept?.keptIndicators.map((j) => all.indicators[j]!) ?? all.indicators).map((indicator) => ({
    ...indicator,
    values: areaPlaces.map((i) => indicator.values[i]!),
  }));
  const cap = call.option("cap");
  const method: OutcomeMethod = {
    ...defaultOutcomeMethod,
    treatment: call.option("treatment") as OutcomeMethod["treatment"],
    normalisation: readNormalisation(call),
    standardScoreCap: cap === "none" ? null : call.number("cap"),
    weighting: { id: call.option("weighting") as "equal_service" },
    aggregation: readAggregation(call, "aggregation"),
  };
  const { costs, previousCosts } = readCosts(call, areas);
  return { outcome: scoreOutcomes(areas, indicators, method), indicators, method, costs, previousCosts };
}

/** Areas and indicators in code order, so that the order of rows changes no result. */
function readLong(call: TableCall): { readonly areas: string[]; readonly indicators: OutcomeIndicator[] } {
  const [areaOf, indicatorOf, values] = [call.texts("area"), call.texts("indicator"), call.numbers("value")];
  const areas = [...new Set(areaOf)].sort();
  const facts = readIndicators(call);
  const cells = new Map<string, number | null>();
  for (const [row, value] of values.entries()) {
    const key = JSON.stringify([areaOf[row], indicatorOf[row]]);
    if (cells.has(key)) {
      throw new RangeError(
        `row ${row + 2}: area ${areaOf[row]}, indicator ${indicatorOf[row]} occurs twice. Keep one.`,
      );
    }
    cells.set(key, value);
  }
  const indicators = [...new Set(indicatorOf)].sort().map((id) => {
    const { block, polarity } = facts.get(id) ?? { block: "", polarity: NaN };
    if (polarity !== 1 && polarity !== -1) {
      throw new RangeError(
        `indicator ${id}: expected polarity 1 or -1, found ${Number.isNaN(polarity) ? "none" : polarity}.`,
      );
    }
    const own = areas.map((area) => cells.get(JSON.stringify([area, id])) ?? null);
    return { id, block, polarity: polarity as 1 | -1, values: own };
  });
  return { areas, indicators };
}

function readIndicators(call: TableCall): Map<string, { readonly block: string; readonly polarity: number }> {
  const table = call.table("indicators");
  if (table !== null) {
    const pick = (...names: string[]) => names.find((name) => table.columns.includes(name)) ?? names[0]!;
    const blocks = table.texts(pick("service", "block"));
    const polarities = table.numbers("polarity");
    const ids = table.texts(pick("indicator_id", "indicator", "id"));
    return new Map(ids.map((id, row) => [id, { block: blocks[row]!, polarity: polarities[row] ?? NaN }]));
  }
  const blocks = call.has("service") ? call.texts("service") : [];
  const polarities = call.has("polarity") ? call.numbers("polarity") : [];
  return new Map(
    call.texts("indicator").map((id, row) => [id, { block: blocks[row] ?? "all", polarity: polarities[row] ?? 1 }]),
  );
}

function readCosts(call: TableCall, areas: readonly string[]) {
  const table = call.table("costs");
  if (table === null) return { costs: areas.map(() => null), previousCosts: null };
  const header = (names: readonly string[]) => names.find((name) => table.columns.includes(name));
  const codes = table.texts(header(["area_code", "area", "id"]) ?? "area_code");
  const read = (column: string) => {
    const values = table.numbers(column);
    const byArea = new Map(codes.map((code, row) => [code, values[row]!]));
    return areas.map((area) => byArea.get(area) ?? null);
  };
  const previous = header(["previous_cost"]);
  return {
    costs: read(header(["cost", "csp_per_head"]) ?? "cost"),
    previousCosts: previous === undefined ? null : read(previous),
  };
}

function screen(areas: readonly string[], indicators: readonly OutcomeIndicator[]) {
  return screenCoverage({
    areas,
    indicators,
    cells: indicators.map(({ values }) => values.map((value) => (value === null ? "missing" : "present"))),
  });
}

function requireArea(call: TableCall, option: string, outcome: OutcomeScores): number {
  const position = outcome.areas.findIndex(({ area }) => area === call.option(option));
  if (position === -1) throw new RangeError(`option ${option}: there is no scored area "${call.option(option)}".`);
  return position;
}
