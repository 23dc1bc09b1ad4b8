import { checkIdentity } from "./check-identity.ts";
import type { IdentityCheck } from "./check-identity.ts";
import { requireFinite } from "./present-values.ts";

/**
 * Cost of one unit of a service (a resident, a pupil, a client).
 *
 * @param costGbpThousand cost in thousands of pounds, as budget tables print it; null = missing
 * @param unitsCount      number of units; null = missing
 * @returns pounds per unit; null when a part is missing or there are no units (never 0, never Infinity)
 * @throws RangeError if a number is not finite or units are negative
 */
export function computeUnitCost(costGbpThousand: number | null, unitsCount: number | null): number | null {
  if (costGbpThousand === null || unitsCount === null) return null;
  requireFinite(costGbpThousand, "cost");
  requireFinite(unitsCount, "units");
  if (unitsCount < 0) throw new RangeError(`units: expected 0 or more, found ${unitsCount}.`);
  if (unitsCount === 0) return null;
  const unitCost = (costGbpThousand * 1000) / unitsCount;
  requireFinite(unitCost, "unit cost");
  return unitCost;
}

export interface UnitCostRow {
  readonly row: string;
  readonly costGbpThousand: number | null;
  readonly unitsCount: number | null;
  /** The unit cost as printed, in pounds; null = not printed. */
  readonly printedGbp: number | null;
}

export interface UnitCostReconciliation {
  readonly row: string;
  /** recomputed = printed, with half the last printed digit as tolerance. */
  readonly check: IdentityCheck;
  readonly recomputedGbp: number | null;
  /** When the check fails: the smallest and largest whole unit counts that give the printed figure; null if none does. */
  readonly reconcilingUnits: { readonly from: number; readonly to: number } | null;
  /** Other rows whose unit count lies in that range: probably the count that was meant. */
  readonly rowsWithThatCount: readonly { readonly row: string; readonly unitsCount: number }[];
}

/**
 * Recomputes printed unit costs from cost and units, and for each one that does not follow looks for the unit count
 * that was meant: in one published table 598,070 units give 1,220.61, printed is 1,023.74, and 713,085, the head
 * count of another row, gives exactly that.
 *
 * @param rows            the rows of one table
 * @param printedDecimals decimals of the printed unit cost (default 2: pence)
 * @returns one reconciliation per row, same order; a row with a missing part is "not checked"
 * @throws RangeError if a number is not finite or units are negative
 */
export function reconcileUnitCosts(rows: readonly UnitCostRow[], printedDecimals = 2): UnitCostReconciliation[] {
  const tolerance = 0.5 * 10 ** -printedDecimals;
  return rows.map((row) => {
    const recomputedGbp = computeUnitCost(row.costGbpThousand, row.unitsCount);
    const check = checkIdentity(recomputedGbp, "=", row.printedGbp, tolerance);
    const reconcilingUnits = check.result === "fails" ? findReconcilingUnits(row, tolerance) : null;
    const rowsWithThatCount = rows.flatMap(({ row: name, unitsCount }) => {
      const isOther = name !== row.row && unitsCount !== null && reconcilingUnits !== null;
      return isOther && unitsCount >= reconcilingUnits.from && unitsCount <= reconcilingUnits.to
        ? [{ row: name, unitsCount }]
        : [];
    });
    return { row: row.row, check, recomputedGbp, reconcilingUnits, rowsWithThatCount };
  });
}

function findReconcilingUnits(row: UnitCostRow, tolerance: number): { from: number; to: number } | null {
  const pounds = row.costGbpThousand! * 1000;
  const printed = row.printedGbp!;
  if (pounds <= 0 || printed <= tolerance) return null;
  const from = Math.ceil(pounds / (printed + tolerance));
  const to = Math.floor(pounds / (printed - tolerance));
  return from <= to ? { from, to } : null;
}
