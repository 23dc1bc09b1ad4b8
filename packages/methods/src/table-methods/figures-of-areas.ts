import { meanKinds, normalisationOptions, readAggregation, readNormalisation } from "./score-options.ts";
import type { MethodColumn, MethodOption, TableCall } from "./table-method.ts";
import { defaultOutcomeMethod, scoreOutcomes } from "../outcome-score.ts";
import type { OutcomeIndicator, OutcomeMethod, OutcomeScores } from "../outcome-score.ts";
import { screenCoverage } from "../screen-coverage.ts";

export const longColumns: readonly MethodColumn[] = [
  { name: "area", also: ["area_code", "*"], about: "area" },
  { name: "indicator", also: ["indicator_id"], about: "indicator" },
  { name: "value", about: "raw figure" },
  { name: "service", also: ["block"], about: "service block, unless in the table of indicators", isOptional: true },
  { name: "polarity", about: "1 or -1, unless in the table of indicators", isOptional: true },
];
export const indicatorTables = [{ name: "indicators", about: "indicator_id, service, polarity" }];
export const withCosts = [
  ...indicatorTables,
  { name: "costs", about: "area_code, cost, and optionally previous_cost" },
];
export const chainOptions: readonly MethodOption[] = [
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

export function scoreLong(call: TableCall) {
  const all = readLong(call);
  const kept = call.flag("screen") ? screenLong(all.areas, all.indicators) : null;
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
export function readLong(call: TableCall): { readonly areas: string[]; readonly indicators: OutcomeIndicator[] } {
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

export function screenLong(areas: readonly string[], indicators: readonly OutcomeIndicator[]) {
  return screenCoverage({
    areas,
    indicators,
    cells: indicators.map(({ values }) => values.map((value) => (value === null ? "missing" : "present"))),
  });
}

export function requireArea(call: TableCall, option: string, outcome: OutcomeScores): number {
  const position = outcome.areas.findIndex(({ area }) => area === call.option(option));
  if (position === -1) throw new RangeError(`option ${option}: there is no scored area "${call.option(option)}".`);
  return position;
}
