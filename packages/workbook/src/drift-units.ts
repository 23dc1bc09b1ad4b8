import {
  listStagingColumns,
  type Layout,
  type Scalar,
  type SourceDeclaration,
  type ValueFrom,
} from "@poundwise/contracts";
import type { DriftChange } from "./drift-change.ts";
import type { ReleaseReading } from "./release-reading.ts";

export interface UnitChange {
  readonly column: string;
  /** Keys of the rows concerned, areas and periods left out. */
  readonly group: Readonly<Record<string, Scalar>>;
  /** What a figure must be multiplied by to be what it was: 100 or 0.01, a thousand or a million. */
  readonly factor: number;
  readonly change: DriftChange;
}

const FACTORS = [0.01, 100, 0.001, 1000, 0.000001, 1_000_000];
const LEAST_PAIRS = 5;

/**
 * Compares the size of figures with the last release, area by area: a middle ratio near 100 or a thousand is another
 * unit, for no figure of a council changes that much in a year.
 */
export function compareUnits(source: SourceDeclaration, reading: ReleaseReading, before: ReleaseReading): UnitChange[] {
  const columns = listStagingColumns(source.row);
  const values = columns.filter(({ isValue }) => isValue).map(({ name }) => name);
  const varying = new Set([...source.vintageBy, ...(source.areaColumn === undefined ? [] : [source.areaColumn])]);
  const groupBy = source.grain.filter((name) => !varying.has(name));
  return values.flatMap((column) => {
    const held = index(before, column, groupBy, source.areaColumn);
    const now = index(reading, column, groupBy, source.areaColumn);
    return [...now].flatMap(([key, figures]): UnitChange[] => {
      const ratio = toMiddleRatio(figures.byArea, held.get(key)?.byArea);
      if (ratio === null) return [];
      const times = FACTORS.find((factor) => Math.abs(Math.log10(ratio / factor)) < 0.2);
      if (times === undefined) return [];
      const { group } = figures;
      const which = Object.values(group)
        .filter((part) => part !== null)
        .join(", ");
      const says = `${column}${which === "" ? "" : ` of ${which}`} is about ${times.toLocaleString("en-GB", { maximumFractionDigits: 6 })} times what it was: another unit`;
      const factor = Number((1 / times).toPrecision(6));
      return [
        {
          column,
          group,
          factor,
          change: { kind: "unit_changed", before: column, now: String(ratio), breaks: true, says },
        },
      ];
    });
  });
}

interface Figures {
  readonly group: Readonly<Record<string, Scalar>>;
  readonly byArea: Map<string, number>;
}

/** Group → area → the first figure of the area that is not zero. */
function index(
  reading: ReleaseReading,
  column: string,
  groupBy: readonly string[],
  areaColumn: string | undefined,
): Map<string, Figures> {
  const groups = new Map<string, Figures>();
  const figures = reading.rows[column] ?? [];
  for (const [row, figure] of figures.entries()) {
    if (typeof figure !== "number" || figure === 0) continue;
    const all = Object.fromEntries(groupBy.map((name) => [name, reading.rows[name]?.[row] ?? null]));
    // Without areas every row stands for itself, and the keys say which.
    const area = areaColumn === undefined ? JSON.stringify(all) : String(reading.rows[areaColumn]?.[row]);
    const group = areaColumn === undefined ? {} : all;
    const key = JSON.stringify(group);
    const entry = groups.get(key) ?? { group, byArea: new Map<string, number>() };
    if (!entry.byArea.has(area)) entry.byArea.set(area, figure);
    groups.set(key, entry);
  }
  return groups;
}

function toMiddleRatio(now: ReadonlyMap<string, number>, held: ReadonlyMap<string, number> | undefined): number | null {
  const ratios = [...now].flatMap(([area, figure]) => {
    const other = held?.get(area);
    return other === undefined ? [] : [Math.abs(figure / other)];
  });
  if (ratios.length < LEAST_PAIRS) return null;
  ratios.sort((left, right) => left - right);
  return ratios[Math.floor(ratios.length / 2)]!;
}

/** The layout with the scale of the rules corrected whose figures all changed by one factor; the same layout when none did. */
export function rescale(layout: Layout, units: readonly UnitChange[], name: string): Layout {
  let isChanged = false;
  const toRule = (rule: ValueFrom): ValueFrom => {
    const own = units.filter(({ column, group }) => column === rule.column && fits(rule, group));
    const factors = new Set(own.map(({ factor }) => factor));
    if (factors.size !== 1) return rule;
    isChanged = true;
    return { ...rule, scale: Number(((rule.scale ?? 1) * own[0]!.factor).toPrecision(12)) };
  };
  const tables = layout.tables.map((table) => ({ ...table, values: table.values.map(toRule) }));
  return isChanged ? { ...layout, name, tables } : layout;
}

/** Whether rows of the group can come from the rule: no constant of the rule says otherwise. */
function fits({ keys }: ValueFrom, group: Readonly<Record<string, Scalar>>): boolean {
  return Object.entries(keys ?? {}).every(
    ([name, key]) =>
      typeof key !== "object" || !("constant" in key) || !(name in group) || key.constant === group[name],
  );
}
