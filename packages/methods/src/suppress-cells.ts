import { findCheapestRing } from "./cheapest-ring.ts";
import { findRecoverableCells, type CountRelation } from "./recoverable-cells.ts";

/** Counts of people and the sums that tie them: rows, columns, subtotals, several breakdowns of one total. */
export interface CountTable {
  /** Whole numbers, 0 or more; totals are cells like any other. */
  readonly counts: readonly number[];
  readonly relations: readonly CountRelation[];
  /** Cells that must not be shown for another reason (a base too small to report). */
  readonly withheld?: readonly number[];
  /** How much is lost with each cell, 0 or more: what readers need most costs most. Default: its count. */
  readonly costs?: readonly number[];
}

/**
 * What becomes of a cell. The three kinds of hidden cells are for our own records: shown side by side they would tell which
 * counts are small, so readers see one mark for all.
 */
export type CellFate = "shown" | "small" | "withheld" | "complementary";

/**
 * Hides counts of 1 to `threshold` - 1 (primary), then others (secondary) that cost little, until no hidden count can be
 * worked out from the sums, as {@link findRecoverableCells} judges it. Zeros stay. Last, secondary cells that turned out not
 * to be needed are shown again, the most costly first.
 *
 * Where nothing smaller will do, every positive count is hidden: then twice the table fits all sums as well as the table.
 *
 * @param threshold smallest count that may be shown, 2 or more; default 5
 * @returns one fate per cell. Deterministic; hiding the hidden cells again hides no more
 * @throws RangeError for a count that is not a whole number of people, or a sum that does not hold
 */
export function suppressCells(table: CountTable, threshold = 5): CellFate[] {
  requireTable(table, threshold);
  const { counts, relations, costs = counts } = table;
  const fates: CellFate[] = counts.map((count) => (count > 0 && count < threshold ? "small" : "shown"));
  for (const place of table.withheld ?? []) if (fates[place] === "shown") fates[place] = "withheld";
  const listRecoverable = () => findRecoverableCells(counts, relations, fates.map(isHidden));

  for (let open = listRecoverable(); open.length > 0; open = listRecoverable()) {
    const next = chooseComplements(table, fates, open);
    if (next.length === 0) return fates;
    for (const place of next) fates[place] = "complementary";
  }
  const added = fates.flatMap((fate, place) => (fate === "complementary" ? [place] : []));
  for (const place of added.sort((a, b) => costs[b]! - costs[a]! || b - a)) {
    fates[place] = "shown";
    if (listRecoverable().length > 0) fates[place] = "complementary";
  }
  return fates;
}

/**
 * The cells of a table by rows and columns with totals of both and of all, for {@link suppressCells}.
 *
 * @param rows whole numbers; all rows of one length, at least one
 * @returns cells row by row, each row ending with its total; the last row holds the column totals
 */
export function tabulateTwoWay(rows: readonly (readonly number[])[]): CountTable {
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some((row) => row.length !== width)) {
    throw new RangeError("two-way table: expected at least one row and one column, all rows of one length.");
  }
  const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const totals = Array.from({ length: width }, (_, column) => add(rows.map((row) => row[column]!)));
  const counts = [...rows, totals].flatMap((row) => [...row, add(row)]);
  const at = (row: number, column: number) => row * (width + 1) + column;
  const across = Array.from({ length: rows.length + 1 }, (_, row) => ({
    total: at(row, width),
    parts: Array.from({ length: width }, (_, column) => at(row, column)),
  }));
  const down = Array.from({ length: width + 1 }, (_, column) => ({
    total: at(rows.length, column),
    parts: rows.map((_, row) => at(row, column)),
  }));
  return { counts, relations: [...across, ...down] };
}

/**
 * The shown cells to hide next: of the cheapest ring that protects a recoverable cell; where no ring would do, the cheapest
 * cell that shares a sum with one. Empty when nothing is left to hide.
 */
function chooseComplements(
  { counts, relations, costs = counts }: CountTable,
  fates: readonly CellFate[],
  open: readonly number[],
): number[] {
  // A hidden one cannot be moved both ways, so it holds no ring together.
  const tolls = counts.map((count, place) => (count < 2 ? null : isHidden(fates[place]!) ? 0 : costs[place]!));
  for (const cell of open) {
    const ring = findCheapestRing(relations, tolls, cell) ?? [];
    const added = ring.filter((place) => fates[place] === "shown");
    if (added.length > 0) return added;
  }
  const shown = counts.flatMap((count, place) => (count > 0 && fates[place] === "shown" ? [place] : []));
  const isNear = (place: number) =>
    relations.some(({ total, parts }) => {
      const cells = [total, ...parts];
      return cells.includes(place) && open.some((cell) => cells.includes(cell));
    });
  const near = shown.filter(isNear);
  return (near.length > 0 ? near : shown).sort((a, b) => costs[a]! - costs[b]! || a - b).slice(0, 1);
}

const isHidden = (fate: CellFate) => fate !== "shown";

function requireTable({ counts, relations, withheld, costs }: CountTable, threshold: number): void {
  if (!Number.isInteger(threshold) || threshold < 2) {
    throw new RangeError(`threshold: expected a whole number, 2 or more, found ${threshold}.`);
  }
  for (const [place, count] of counts.entries()) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`count ${place}: expected a whole number of people, found ${count}.`);
    }
  }
  if (costs !== undefined && (costs.length !== counts.length || !costs.every((cost) => cost >= 0 && cost < Infinity))) {
    throw new RangeError(`costs: expected ${counts.length} numbers of 0 or more, one for each count.`);
  }
  const read = (place: number) => {
    const count = counts[place];
    if (count === undefined) throw new RangeError(`cell ${place}: expected a place from 0 to ${counts.length - 1}.`);
    return count;
  };
  for (const place of withheld ?? []) read(place);
  for (const { total, parts } of relations) {
    const sum = parts.reduce((added, part) => added + read(part), 0);
    if (sum !== read(total)) {
      throw new RangeError(`sum of cells ${parts.join(", ")}: expected cell ${total}, ${counts[total]}; found ${sum}.`);
    }
  }
}
