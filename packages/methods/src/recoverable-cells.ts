/** One published sum: the counts of the parts add up to that of the total. Cells are named by their place in the list. */
export interface CountRelation {
  readonly total: number;
  readonly parts: readonly number[];
}

/**
 * The hidden cells that somebody could work out exactly who sees all others, knows every sum, and knows that a hidden count
 * is 1 or more because zeros are shown.
 *
 * A cell passes when the counts can be moved away from the truth: some solution of the sums changes it, changes otherwise
 * only hidden cells of 2 or more (which have room both ways), and raises it where it is 1 (which may not fall). That
 * solution is another table the onlooker cannot rule out, so what is not listed is safe; a listed cell might be safe for a
 * reason this test does not look for.
 *
 * @param counts    whole numbers, 0 or more, in any order
 * @param relations all sums that are published or that a reader can form
 * @param isHidden  one per cell; a hidden zero is taken as known, which only makes the test stricter
 * @returns places of the hidden positive cells that are not shown to be safe, ascending
 * Source: the criterion is that of cell suppression audits (L. Willenborg and T. de Waal, Elements of Statistical
 * Disclosure Control, 2001, chapter 5), decided here by elimination rather than by a linear program.
 */
export function findRecoverableCells(
  counts: readonly number[],
  relations: readonly CountRelation[],
  isHidden: readonly boolean[],
): number[] {
  const movable = listPlaces(counts, (count, place) => isHidden[place]! && count >= 2);
  const single = listPlaces(counts, (count, place) => isHidden[place]! && count === 1);
  const columnOf = new Map([...movable, ...single].map((place, column) => [place, column]));
  const matrix = toMatrix(relations, columnOf);
  const pivotRows = eliminate(matrix, movable.length);
  const rank = pivotRows.filter((row) => row !== null).length;
  const isFree = pivotRows.map((row) => row === null);

  const fixedMovable = movable.filter((_, column) => {
    const row = pivotRows[column]!;
    return row !== null && isFree.every((free, other) => !free || isZero(matrix[row]![other]!));
  });
  // A cell of one may only rise, together with movable cells: its column must be a combination of theirs.
  const fixedSingle = single.filter((_, index) =>
    matrix.slice(rank).some((row) => !isZero(row[movable.length + index]!)),
  );
  return [...fixedMovable, ...fixedSingle].sort((a, b) => a - b);
}

/** One row per sum that holds a hidden cell: 1 for each part, -1 for the total. */
function toMatrix(relations: readonly CountRelation[], columnOf: ReadonlyMap<number, number>): Float64Array[] {
  const rows: Float64Array[] = [];
  for (const { total, parts } of relations) {
    const row = new Float64Array(columnOf.size);
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
