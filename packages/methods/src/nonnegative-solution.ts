/**
 * Finds numbers of 0 or more with which the columns of a small matrix add up to a right side, by the first phase of the
 * simplex method with Bland's rule, which cannot cycle.
 *
 * @param rows  one list of coefficients per equation, all of one length; entries near 1 in size
 * @param right one number per equation
 * @returns one number per column, or null when there is no such solution
 * Source: R. G. Bland (1977), New finite pivoting rules for the simplex method.
 */
export function findNonnegativeSolution(
  rows: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const width = rows[0]?.length ?? 0;
  // Each equation, turned so that its right side is not negative, starts with a variable of its own that must leave.
  const tableau = rows.map((row, index) => {
    const sign = right[index]! < 0 ? -1 : 1;
    return Float64Array.from([...row.map((entry) => sign * entry), sign * right[index]!]);
  });
  const basis = rows.map((_, index) => width + index);
  for (;;) {
    const enters = findEntering(tableau, basis, width);
    if (enters === null) break;
    const leaves = findLeaving(tableau, basis, enters, width);
    // The sum that is made smaller cannot fall below 0, so some row always limits the step.
    if (leaves === null) break;
    pivot(tableau, leaves, enters);
    basis[leaves] = enters;
  }
  if (basis.some((variable, row) => variable >= width && tableau[row]![width]! > TOLERANCE)) return null;
  const solution = new Array<number>(width).fill(0);
  for (const [row, variable] of basis.entries()) if (variable < width) solution[variable] = tableau[row]![width]!;
  return solution;
}

const TOLERANCE = 1e-9;

/** The first column that makes the sum of the starting variables smaller. */
function findEntering(tableau: readonly Float64Array[], basis: readonly number[], width: number): number | null {
  for (let column = 0; column < width; column += 1) {
    let gain = 0;
    for (const [row, entries] of tableau.entries()) if (basis[row]! >= width) gain += entries[column]!;
    if (gain > TOLERANCE) return column;
  }
  return null;
}

function findLeaving(
  tableau: readonly Float64Array[],
  basis: readonly number[],
  column: number,
  width: number,
): number | null {
  let best: number | null = null;
  for (const [row, entries] of tableau.entries()) {
    if (entries[column]! <= TOLERANCE) continue;
    if (best === null) best = row;
    const ratio = entries[width]! / entries[column]!;
    const bestRatio = tableau[best]![width]! / tableau[best]![column]!;
    if (ratio < bestRatio - TOLERANCE || (ratio <= bestRatio + TOLERANCE && basis[row]! < basis[best]!)) best = row;
  }
  return best;
}

function pivot(tableau: readonly Float64Array[], row: number, column: number): void {
  const chosen = tableau[row]!;
  const scale = chosen[column]!;
  for (let at = 0; at < chosen.length; at += 1) chosen[at]! /= scale;
  for (const other of tableau) {
    const factor = other[column]!;
    if (other === chosen || factor === 0) continue;
    for (let at = 0; at < other.length; at += 1) other[at]! -= factor * chosen[at]!;
  }
}
