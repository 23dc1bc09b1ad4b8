import {
  listStagingColumns,
  type Layout,
  type Scalar,
  type SourceDeclaration,
  type ValueFrom,
} from "@poundwise/contracts";
import type { DriftChange } from "./drift-change.ts";
import { findSheets } from "./drift-table.ts";
import { findHeader } from "./find-header.ts";
import { matchesHeader } from "./fold-text.ts";
import type { ReleaseReading } from "./release-reading.ts";
import { toColumnName, type Workbook } from "./workbook.ts";

export interface UnitChange {
  readonly column: string;
  /** The column of the sheet that the figures stand in: "Table 1", "F". */
  readonly sheet: string;
  readonly letter: string;
  /** What a figure must be multiplied by to be what it was: 100 or 0.01, a thousand or a million. */
  readonly factor: number;
  readonly change: DriftChange;
}

const FACTORS = [0.01, 100, 0.001, 1000, 0.000001, 1_000_000];
const LEAST_PAIRS = 5;

/**
 * Compares the size of figures with the last release, row by row where a row is there again, else area by area: a middle
 * ratio near 100 or a thousand is another unit, for no figure of a council changes that much in a year.
 * @param eachPeriod the periods that one column holds are compared apart: a unit can change with a year
 */
export function compareUnits(
  source: SourceDeclaration,
  reading: ReleaseReading,
  before: ReleaseReading,
  { eachPeriod }: { readonly eachPeriod: boolean },
): UnitChange[] {
  const values = listStagingColumns(source.row).flatMap(({ name, isValue }) => (isValue ? [name] : []));
  const periods = source.vintageBy.filter((name) => (reading.rows[name] ?? []).every(isPeriod));
  const varying = new Set([...periods, ...(source.areaColumn === undefined ? [] : [source.areaColumn])]);
  const groupBy = source.grain.filter((name) => !varying.has(name));
  return values.flatMap((column) => {
    const held = listFigures(source, before, column, { groupBy, periods });
    const byRow = new Map(held.map(({ row, figure }) => [row, figure]));
    const byArea = new Map([...held].reverse().map(({ area, figure }) => [area, figure]));
    const places = new Map<string, { of: Figure; ratios: number[] }>();
    for (const of of listFigures(source, reading, column, { groupBy, periods })) {
      const other = byRow.get(of.row) ?? byArea.get(of.area);
      if (other === undefined) continue;
      const place = [of.sheet, of.letter, of.group, ...(eachPeriod ? [of.period] : [])].join(" ");
      const entry = places.get(place) ?? { of, ratios: [] };
      entry.ratios.push(Math.abs(of.figure / other));
      places.set(place, entry);
    }
    return [...places.values()].flatMap(({ of, ratios }) => toChange(column, of, ratios));
  });
}

function toChange(column: string, { sheet, letter, group }: Figure, ratios: number[]): UnitChange[] {
  if (ratios.length < LEAST_PAIRS) return [];
  ratios.sort((left, right) => left - right);
  const ratio = ratios[Math.floor(ratios.length / 2)]!;
  const times = FACTORS.find((factor) => Math.abs(Math.log10(ratio / factor)) < 0.2);
  if (times === undefined) return [];
  const printed = times.toLocaleString("en-GB", { maximumFractionDigits: 6 });
  const which = group === "" ? "" : ` of ${group}`;
  const says = `${column}${which} in column ${letter} is about ${printed} times what it was: another unit`;
  const change: DriftChange = { kind: "unit_changed", sheet, before: column, now: String(ratio), breaks: true, says };
  return [{ column, sheet, letter, factor: Number((1 / times).toPrecision(6)), change }];
}

const isPeriod = (value: Scalar): boolean => /^(?:[A-Z]{2,3})?(?:19|20)\d{2}(?:-\d{2})?$/.test(String(value));

interface Figure {
  /** All that identifies its row; its group and its area; the group in words. */
  readonly row: string;
  readonly area: string;
  readonly group: string;
  readonly period: string;
  readonly figure: number;
  readonly sheet: string;
  readonly letter: string;
}

/** The figures of a value column that are not zero. Without areas, rows of one group stand for each other. */
function listFigures(
  { grain, areaColumn }: SourceDeclaration,
  { rows }: ReleaseReading,
  column: string,
  { groupBy, periods }: { readonly groupBy: readonly string[]; readonly periods: readonly string[] },
): Figure[] {
  return (rows[column] ?? []).flatMap((figure, index): Figure[] => {
    if (typeof figure !== "number" || figure === 0) return [];
    const pick = (names: readonly string[]) => names.map((name) => rows[name]?.[index] ?? null);
    const parts = pick(groupBy);
    return [
      {
        row: JSON.stringify(pick(grain)),
        area: JSON.stringify([...parts, areaColumn === undefined ? null : rows[areaColumn]?.[index]]),
        // Without areas each row is a group of its own, and all rows of a column are compared together.
        group: areaColumn === undefined ? "" : parts.filter((part) => part !== null).join(", "),
        period: pick(periods).join(" "),
        figure,
        sheet: String(rows["sheet"]?.[index]),
        letter: /^[A-Z]+/.exec(String(rows[`${column}_cell`]?.[index]))?.[0] ?? "",
      },
    ];
  });
}

/**
 * The layout with the scale of the rules corrected whose columns all changed by one factor; the same layout when none did.
 * A column that holds several groups of which only some changed is left as it is: no scale is right for all.
 */
export function rescale(layout: Layout, units: readonly UnitChange[], workbook: Workbook, name: string): Layout {
  let isChanged = false;
  const tables = layout.tables.map((table) => {
    const places = findSheets(table.sheet, workbook).flatMap((sheet) =>
      (findHeader(sheet, table.header)?.cells ?? []).map((cell) => ({ sheet: sheet.name, ...cell })),
    );
    const toRule = (rule: ValueFrom): ValueFrom => {
      const columns = places.filter(({ label }) => matchesHeader(label, rule.header));
      const factors = columns.map(({ sheet, column }) => {
        const own = units.filter(
          (unit) => unit.column === rule.column && unit.sheet === sheet && unit.letter === toColumnName(column),
        );
        return own.length === 0 ? null : own[0]!.factor;
      });
      const [factor] = factors;
      if (factor === null || factor === undefined || factors.some((other) => other !== factor)) return rule;
      isChanged = true;
      return { ...rule, scale: Number(((rule.scale ?? 1) * factor).toPrecision(12)) };
    };
    return { ...table, values: table.values.map(toRule) };
  });
  return isChanged ? { ...layout, name, tables } : layout;
}
