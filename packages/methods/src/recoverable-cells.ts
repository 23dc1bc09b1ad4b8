import { findNonnegativeSolution } from "./nonnegative-solution.ts";

/** One published sum: the counts of the parts add up to that of the total. Cells are named by their place in the list. */
export interface CountRelation {
  readonly total: number;
  readonly parts: readonly number[];
}

/**
 * The hidden cells that somebody can work out exactly who sees all others, knows every sum, and knows that a hidden count is
 * 1 or more because zeros are shown.
 *
 * A cell is safe when the counts can be moved away from the truth so that it changes, every sum still holds and no hidden
 * count falls below 1: the moved table is one that the onlooker cannot rule out. Counts of 2 or more have room both ways;
 * counts of 1 may only rise. The test is exact for counts as real numbers.
 *
 * @param counts    whole numbers, 0 or more, in any order
 * @param relations all sums that are published or that a reader can form
 * @param isHidden  one per cell; a hidden zero is taken as known, which only makes the test stricter
 * @returns places of the hidden positive cells that are not safe, ascending
 * Source: the criterion is that of audits of cell suppression (L. Willenborg and T. de Waal, Elements of Statistical
 * Disclosure Control, 2001), decided by elimination instead of two linear programs for each cell.
 */
export function findRecoverableCells(
  counts: readonly number[],
  relations: readonly CountRelation[],
  isHidden: readonly boolean[],
): number[] {
  const movable = listPlaces(counts, (count, place) => isHidden[place]! && count >= 2);
  const single = listPlaces(counts, (count, place) => isHidden[place]! && count === 1);
  const canRise = findRisingSingles(relations, movable, single);
  const rising = single.filter((_, index) => canRise[index]!);
  const fixedSingle = single.filter((_, index) => !canRise[index]!);
  // All that can rise can rise at once, and beside that move there is room for any other that leaves the fixed ones alone.
  const free = [...movable, ...rising];
  const matrix = toMatrix(relations, free);
  const pivotRows = eliminate(matrix, free.length);
  const isOpen = pivotRows.map((row) => row === null);
  const fixedFree = free.filter((_, column) => {
    const row = pivotRows[column]!;
    return row !== null && isOpen.every((open, other) => !open || isZero(matrix[row]![other]!));
  });
  return [...fixedFree, ...fixedSingle].sort((a, b) => a - b);
}

/** Which counts of 1 rise in some move: by themselves, or with others of 1 that rise too, with the movable ones making up. */
function findRisingSingles(
  relations: readonly CountRelation[],
  movable: readonly number[],
  single: readonly number[],
): boolean[] {
  const matrix = toMatrix(relations, [...movable, ...single]);
  const rank = eliminate(matrix, movable.length).filter((row) => row !== null).length;
  // What the movable cells cannot make up, the singles must cancel among themselves.
  const rest = matrix
    .slice(rank)
    .map((row) => [...row.slice(movable.length)].map((entry) => (isZero(entry) ? 0 : entry)));
  const needed = rest.filter((row) => row.some((entry) => entry !== 0));
  const canRise = single.map((_, index) => needed.every((row) => row[index] === 0));
  for (const [index, known] of canRise.entries()) {
    if (known) continue;
    const together = findNonnegativeSolution(
      needed.map((row) => row.map((entry, other) => (other === index ? 0 : entry))),
      needed.map((row) => -row[index]!),
    );
    if (together === null) continue;
    for (const [other, rise] of together.entries()) if (other === index || rise > 1e-9) canRise[other] = true;
  }
  return canRise;
}

/** One row per sum that holds one of the cells: 1 for each part, -1 for the total. Columns in the order of the cells. */
function toMatrix(relations: readonly CountRelation[], cells: readonly number[]): Float64Array[] {
  const columnOf = new Map(cells.map((place, column) => [place, column]));
  const rows: Float64Array[] = [];
  for (const { total, parts } of relations) {
    const row = new Float64Array(cells.length);
    for (const part of parts) {
      const column = columnOf.get(part);
      if (column !== undefined) row[column]! += 1;
    }
    const column = columnOf.get(total);
    if (column !== undefined) row[column]! -= 1;
    if (row.some((entry) => entry !== 0)) rows.push(row);
  }
  return rows;
}

/**
 * Reduces the first columns to echelon form in place (Gauss and Jordan, largest pivot first).
 * @returns the row of each column's pivot, null for a column without one; rows with a pivot come first
 */
function eliminate(matrix: Float64Array[], columns: number): (number | null)[] {
  let rank = 0;
  return Array.from({ length: columns }, (_, column) => {
    let best = rank;
    for (let row = rank + 1; row < matrix.length; row += 1) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[best]![column]!)) best = row;
    }
    if (rank >= matrix.length || isZero(matrix[best]![column]!)) return null;
    const pivot = matrix[best]!;
    matrix[best] = matrix[rank]!;
    matrix[rank] = pivot;
    const scale = pivot[column]!;
    for (let at = 0; at < pivot.length; at += 1) pivot[at]! /= scale;
    for (const [row, other] of matrix.entries()) {
      const factor = other[column]!;
      if (row === rank || factor === 0) continue;
      for (let at = 0; at < other.length; at += 1) other[at]! -= factor * pivot[at]!;
    }
    rank += 1;
    return rank - 1;
  });
}

// Entries start as 1, 0 and -1 and stay small fractions, far from the noise of a double.
const isZero = (entry: number) => Math.abs(entry) < 1e-9;

function listPlaces(counts: readonly number[], test: (count: number, place: number) => boolean): number[] {
  return counts.flatMap((count, place) => (test(count, place) ? [place] : []));
}
