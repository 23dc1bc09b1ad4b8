import { defaultOutcomeMethod, scoreOutcomes } from "../outcome-score.ts";
import type { OutcomeMethod, OutcomeScores } from "../outcome-score.ts";
import { screenCoverage } from "../screen-coverage.ts";
import { computeBudgetShares } from "../weights.ts";
import type { Weighting } from "../weights.ts";
import { findColumn, indicatorTables, readLong } from "./figures-of-areas.ts";
import type { FiguresOfAreas } from "./figures-of-areas.ts";
import { meanKinds, normalisationOptions, readAggregation, readNormalisation } from "./score-options.ts";
import type { MethodOption, MethodTable, TableCall } from "./table-method.ts";

/** Further tables of the methods that go from raw figures to an outcome score. */
export const chainTables: readonly MethodTable[] = [
  ...indicatorTables,
  { name: "spending", about: "area_code, service, amount; for weighting budget" },
];

export const costTable: MethodTable = {
  name: "costs",
  about: "area_code, cost (or csp_per_head) per head, and optionally previous_cost",
  isRequired: true,
};

export const chainTablesWithCosts: readonly MethodTable[] = [...indicatorTables, costTable, chainTables[1]!];

export const chainOptions: readonly MethodOption[] = [
  { name: "screen", about: "drop thin indicators and areas first", default: "yes", choices: ["yes", "no"] },
  { name: "treatment", about: "outliers", default: "winsorise_then_log", choices: ["winsorise_then_log", "none"] },
  ...normalisationOptions,
  { name: "cap", about: "standard scores are cut at this size; none = not", default: "3" },
  {
    name: "weighting",
    about: "say of indicators",
    default: "equal_service",
    choices: ["equal_service", "equal_indicator", "budget"],
  },
  { name: "aggregation", about: "kind of mean", default: "arithmetic", choices: meanKinds },
  { name: "exponent", about: "for aggregation power", default: "2" },
];

/** Screens and scores the figures of a call as its options say. */
export function scoreLong(call: TableCall) {
  const { areas, indicators, states } = screenLong(call);
  const method = readMethod(call);
  return { outcome: scoreOutcomes(areas, indicators, method), areas, indicators, states, method };
}

/** The figures that pass screening, or all of them when the option `screen` says no. */
export function screenLong(call: TableCall): FiguresOfAreas {
  const all = readLong(call);
  if (!call.flag("screen")) return all;
  const { keptAreas, keptIndicators } = screenCoverage({ ...all, cells: all.states });
  return {
    areas: keptAreas.map((i) => all.areas[i]!),
    indicators: keptIndicators.map((j) => {
      const indicator = all.indicators[j]!;
      return { ...indicator, values: keptAreas.map((i) => indicator.values[i]!) };
    }),
    states: keptIndicators.map((j) => keptAreas.map((i) => all.states[j]![i]!)),
  };
}

export function readMethod(call: TableCall): OutcomeMethod {
  return {
    ...defaultOutcomeMethod,
    treatment: call.option("treatment") as OutcomeMethod["treatment"],
    normalisation: readNormalisation(call),
    standardScoreCap: call.option("cap") === "none" ? null : call.number("cap"),
    weighting: readWeighting(call),
    aggregation: readAggregation(call, "aggregation"),
  };
}

function readWeighting(call: TableCall): Weighting {
  const id = call.option("weighting");
  return id === "budget" ? { id, blockShares: readBudgetShares(call) ?? {} } : { id: id as "equal_service" };
}

/**
 * The group's mean share of spending per service.
 *
 * @returns null when no table of spending was given, unless the weighting needs one
 */
export function readBudgetShares(call: TableCall): Readonly<Record<string, number>> | null {
  const table = call.table("spending");
  if (table === null) {
    if (call.option("weighting") === "budget") throw new RangeError("table spending: weighting budget needs one.");
    return null;
  }
  const areaOf = table.texts(findColumn(table, ["area_code", "area", "id"]));
  const blockOf = table.texts(findColumn(table, ["service", "block"]));
  const amounts = table.numbers(findColumn(table, ["amount", "spending", "value"]));
  const cells = new Map(amounts.map((amount, row) => [JSON.stringify([blockOf[row], areaOf[row]]), amount]));
  if (cells.size < amounts.length) throw new RangeError("table spending: an area has a service twice. Keep one row.");
  const [areas, blocks] = [[...new Set(areaOf)], [...new Set(blockOf)]];
  const spending = blocks.map((block) => areas.map((area) => cells.get(JSON.stringify([block, area])) ?? null));
  const shares = computeBudgetShares(blocks, spending);
  if (shares === null) throw new RangeError("table spending: expected an area with an amount for every service.");
  return shares;
}

/** Costs in the order of the areas; an area that is not in the table has none. */
export function readCosts(call: TableCall, areas: readonly string[]) {
  const table = call.table("costs");
  if (table === null) return { costs: areas.map(() => null), previousCosts: null };
  const codes = table.keys(findColumn(table, ["area_code", "area", "id"]));
  const read = (column: string) => {
    const values = table.numbers(column);
    const byArea = new Map(codes.map((code, row) => [code, values[row]!]));
    return areas.map((area) => byArea.get(area) ?? null);
  };
  return {
    costs: read(findColumn(table, ["cost", "csp_per_head"])),
    previousCosts: table.columns.includes("previous_cost") ? read("previous_cost") : null,
  };
}

/** Position of the area that an option names. */
export function requireArea(call: TableCall, option: string, outcome: OutcomeScores): number {
  const position = outcome.areas.findIndex(({ area }) => area === call.option(option));
  if (position === -1) throw new RangeError(`option ${option}: there is no scored area "${call.option(option)}".`);
  return position;
}
