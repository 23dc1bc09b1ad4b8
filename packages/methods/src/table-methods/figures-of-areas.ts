import type { OutcomeIndicator } from "../outcome-score.ts";
import type { Polarity } from "../polarity.ts";
import type { CellState } from "../screen-coverage.ts";
import { toNumber } from "./table-reader.ts";
import type { MethodColumn, MethodTable, TableCall, TableReader } from "./table-method.ts";

/** Columns of a long table of figures: one row per area and indicator. */
export const longColumns: readonly MethodColumn[] = [
  { name: "area", also: ["area_code", "*"], about: "area" },
  { name: "indicator", also: ["indicator_id"], about: "indicator" },
  { name: "value", about: "raw figure" },
  { name: "state", about: "why there is none: missing (taken when empty) or not_applicable", isOptional: true },
  { name: "service", also: ["block"], about: "service block, unless in the table of indicators", isOptional: true },
  { name: "polarity", about: "as in the table of indicators", isOptional: true },
];

export const indicatorTables: readonly MethodTable[] = [
  {
    name: "indicators",
    about: "indicator_id, service, polarity: 1, -1, 0 (kept out of the score), target:5 or range:2:8",
  },
];

export interface FiguresOfAreas {
  readonly areas: readonly string[];
  /** Without those of polarity 0, which describe and do not judge. */
  readonly indicators: readonly OutcomeIndicator[];
  /** `states[indicator][area]`. */
  readonly states: readonly (readonly CellState[])[];
}

interface IndicatorFacts {
  readonly block: string;
  readonly polarity: Polarity | 0;
}

/**
 * Reads a long table. Areas and indicators come in code order, so that the order of rows changes no result; a pair that
 * has no row is missing.
 *
 * @throws RangeError for a pair that occurs twice, or an indicator without polarity, naming rows
 */
export function readLong(call: TableCall): FiguresOfAreas {
  const [areaOf, indicatorOf, values] = [call.texts("area"), call.texts("indicator"), call.numbers("value")];
  const stateOf = call.has("state") ? call.texts("state") : null;
  const areas = [...new Set(areaOf)].sort();
  const rowOf = new Map<string, number>();
  for (const row of values.keys()) {
    const key = JSON.stringify([areaOf[row], indicatorOf[row]]);
    const first = rowOf.get(key);
    if (first !== undefined) {
      throw new RangeError(
        `${call.place(row)}: area ${areaOf[row]}, indicator ${indicatorOf[row]} was already in ${call.place(first)}. Keep one.`,
      );
    }
    rowOf.set(key, row);
  }
  const facts = readIndicators(call);
  const ids = [...new Set(indicatorOf)].sort();
  const judged = ids.flatMap((id) => {
    const found = facts.get(id);
    if (found === undefined) throw new RangeError(`table indicators: there is no row for "${id}".`);
    return found.polarity === 0 ? [] : [{ id, block: found.block, polarity: found.polarity }];
  });
  const rowsOf = (id: string) => areas.map((area) => rowOf.get(JSON.stringify([area, id])));
  return {
    areas,
    indicators: judged.map((facts) => ({
      ...facts,
      values: rowsOf(facts.id).map((row) => (row === undefined ? null : values[row]!)),
    })),
    states: judged.map(({ id }) =>
      rowsOf(id).map((row) => {
        if (row === undefined) return "missing";
        return readState(stateOf?.[row] ?? "", values[row]!, `${call.place(row)}, column "state"`);
      }),
    ),
  };
}

function readState(text: string, value: number | null, where: string): CellState {
  if (value !== null) return "present";
  if (text === "" || text === "missing") return "missing";
  if (text === "not_applicable") return "not_applicable";
  throw new RangeError(`${where}: expected missing, not_applicable or an empty cell, found "${text}".`);
}

function readIndicators(call: TableCall): Map<string, IndicatorFacts> {
  const table = call.table("indicators");
  if (table !== null) {
    const ids = table.keys(findColumn(table, ["indicator_id", "indicator", "id"]));
    const blocks = table.texts(findColumn(table, ["service", "block"]));
    const polarities = table.texts("polarity");
    return new Map(
      ids.map((id, row) => [id, { block: blocks[row]!, polarity: parsePolarity(polarities[row]!, table.place(row)) }]),
    );
  }
  const blocks = call.has("service") ? call.texts("service") : [];
  const polarities = call.has("polarity") ? call.texts("polarity") : [];
  const facts = new Map<string, IndicatorFacts>();
  const said = new Map<string, string>();
  for (const [row, id] of call.texts("indicator").entries()) {
    const [block, polarity] = [blocks[row] ?? "all", polarities[row] ?? "1"];
    const now = `${block}, polarity ${polarity}`;
    const before = said.get(id) ?? now;
    if (before !== now) throw new RangeError(`${call.place(row)}: "${id}" is ${now} here and ${before} before.`);
    said.set(id, now);
    facts.set(id, { block, polarity: parsePolarity(polarity, call.place(row)) });
  }
  return facts;
}

function parsePolarity(text: string, where: string): Polarity | 0 {
  const [kind = "", ...limits] = text.trim().split(":");
  const [low, high] = limits.map((limit) => toNumber(limit, `${where}, column "polarity"`) ?? NaN);
  if (kind === "1" || kind === "+1") return 1;
  if (kind === "-1") return -1;
  if (kind === "0") return 0;
  if (kind === "target" && low !== undefined && high === undefined) return { target: low };
  if (kind === "range" && low !== undefined && high !== undefined) return { low, high };
  throw new RangeError(`${where}, column "polarity": expected 1, -1, 0, target:5 or range:2:8, found "${text}".`);
}

/** The first of these headers that the table has; the first of all, for the message, when it has none. */
export function findColumn(table: TableReader, names: readonly string[]): string {
  return names.find((name) => table.columns.includes(name)) ?? names[0]!;
}
