import type { TableLayout } from "@poundwise/contracts";
import { compareCells, listTexts, listWanted, type Grid } from "./drift-columns.ts";
import { findAnchor, MAX_DEPTH, MAX_HEADER_ROW } from "./draft-table.ts";
import { findHeader, type Header } from "./find-header.ts";
import { foldText, matchesHeader } from "./fold-text.ts";
import { parseAddress, toColumnName, type Sheet } from "./workbook.ts";

export interface FoundHeader {
  readonly header: Header;
  /** How the header is found: the declared rule, or the rule that finds it now. */
  readonly rule: TableLayout["header"];
  /** Declared headers that stand in it. */
  readonly bound: number;
}

/**
 * Finds a declared header on a sheet whose header may have moved, lost its anchor or gained a row: the row in which the
 * most declared headers stand.
 * @returns null when no row holds at least two of them and a quarter of all
 */
export function findMovedHeader(table: TableLayout, sheet: Sheet, before: Grid | null): FoundHeader | null {
  const wanted = listWanted(table);
  const declared = moveNames(table.header, sheet, before);
  let best = tryRule(declared, sheet, wanted);
  if (best !== null && best.bound === wanted.length) return best;
  const { anchor: _anchor, depth: _depth, ...rest } = declared;
  for (let row = 1; row <= Math.min(MAX_HEADER_ROW, sheet.rowCount); row += 1) {
    const anchor = findAnchor(sheet, row);
    if (anchor === null) continue;
    for (let depth = 1; depth <= Math.min(MAX_DEPTH, row); depth += 1) {
      const found = tryRule({ anchor, ...(depth === 1 ? {} : { depth }), ...rest }, sheet, wanted);
      if (found !== null && found.bound > (best?.bound ?? 0)) best = found;
    }
  }
  const isEnough = ({ bound }: FoundHeader) => bound >= Math.min(wanted.length, 2) && bound >= wanted.length / 4;
  return best !== null && isEnough(best) ? best : findDeeperHeader(table, sheet, rest, wanted);
}

/** A header that gained a row of labels: no declared header stands in it whole, but their parts do, one under the other. */
function findDeeperHeader(
  { header: { depth = 1 } }: TableLayout,
  sheet: Sheet,
  rest: Omit<TableLayout["header"], "anchor" | "depth">,
  wanted: readonly (string | RegExp)[],
): FoundHeader | null {
  let best: FoundHeader | null = null;
  for (let row = depth + 1; row <= Math.min(MAX_HEADER_ROW, sheet.rowCount); row += 1) {
    const anchor = findAnchor(sheet, row);
    if (anchor === null) continue;
    for (let deeper = depth + 1; deeper <= Math.min(MAX_DEPTH, row); deeper += 1) {
      const rule = { anchor, depth: deeper, ...rest };
      const header = findHeader(sheet, rule);
      if (header === null) continue;
      const bound = wanted.filter((one) => header.cells.some(({ label }) => holdsParts(label, one))).length;
      if (bound > (best?.bound ?? Math.max(1, wanted.length / 2))) best = { header, rule, bound };
    }
  }
  return best;
}

/** Whether the parts of a declared header all stand in a label, in their order. */
function holdsParts(label: string, wanted: string | RegExp): boolean {
  if (typeof wanted !== "string") return false;
  const parts = label.split(" | ");
  let from = 0;
  return wanted.split(" | ").every((part) => {
    const at = parts.indexOf(foldText(part), from);
    from = at + 1;
    return at >= 0;
  });
}

function tryRule(rule: TableLayout["header"], sheet: Sheet, wanted: readonly (string | RegExp)[]): FoundHeader | null {
  const header = findHeader(sheet, rule);
  if (header === null) return null;
  const bound = wanted.filter((one) => header.cells.some((cell) => matchesHeader(cell.label, one))).length;
  return { header, rule, bound };
}

/** Names are given by a column's letter: a name whose column prints something else now goes to the column that prints its text. */
function moveNames(rule: TableLayout["header"], sheet: Sheet, before: Grid | null): TableLayout["header"] {
  const { names, ...bare } = rule;
  const header = names === undefined ? null : findHeader(sheet, bare);
  if (names === undefined || header === null) return rule;
  const labels = new Map(header.cells.map(({ column, label }) => [column, label]));
  const taken = new Set<number>();
  const moved = Object.entries(names).map(([letter, name]) => {
    const old = parseAddress(`${letter}1`).column;
    const fits: number[] = [];
    for (let column = 1; column <= sheet.columnCount; column += 1) {
      if (!taken.has(column) && matchesHeader(labels.get(column) ?? "", name.printed)) fits.push(column);
    }
    const column = fits.length < 2 ? fits[0] : chooseNearest(old, fits, { sheet, header }, before);
    taken.add(column ?? old);
    return [toColumnName(column ?? old), name] as const;
  });
  return { ...bare, names: Object.fromEntries(moved) };
}

/** Of columns with the same text: the one whose cells are most like those of the last release; without one, the old place. */
function chooseNearest(old: number, fits: readonly number[], now: Grid, before: Grid | null): number {
  if (before === null) return fits.includes(old) ? old : fits.at(-1)!;
  const held = listTexts(before, old);
  const scores = fits.map((column) => compareCells(held, listTexts(now, column)));
  return fits[scores.indexOf(Math.max(...scores))]!;
}
