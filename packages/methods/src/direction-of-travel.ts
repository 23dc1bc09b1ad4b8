import { requireFinite } from "./present-values.ts";

/** A figure of one period; limits where it has an interval. */
export interface PeriodFigure {
  readonly value: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
}

export type Direction = "improving" | "worsening" | "increasing" | "decreasing" | "no change";

/**
 * Compares the latest figure with the one before it (same definition, periods that do not overlap).
 *
 * @param latest, previous figures in one unit
 * @param polarity    1 higher is better, -1 lower is better, 0 no judgement
 * @param displayUnit smallest step shown (0.1 for one decimal): without intervals a smaller change is none
 * @returns no change when each interval includes the other figure; null when a figure is missing
 * @throws RangeError if a number is not finite or the display unit is not positive
 */
export function findDirection(
  latest: PeriodFigure,
  previous: PeriodFigure,
  polarity: 1 | -1 | 0,
  displayUnit = 0.1,
): Direction | null {
  if (!(displayUnit > 0)) throw new RangeError(`display unit: expected more than 0, found ${displayUnit}.`);
  if (latest.value === null || previous.value === null) return null;
  requireFinite(latest.value, "latest value");
  requireFinite(previous.value, "previous value");
  const change = latest.value - previous.value;
  const bothHaveLimits = [latest, previous].every(
    ({ lower, upper }) => (lower ?? null) !== null && (upper ?? null) !== null,
  );
  const isNoChange = bothHaveLimits
    ? includes(latest, previous.value) && includes(previous, latest.value)
    : // 0.3 - 0.2 is stored just below 0.1; that step is visible on paper.
      Math.abs(change) < displayUnit - 1e-12 * Math.max(1, Math.abs(latest.value));
  if (isNoChange || change === 0) return "no change";
  if (polarity === 0) return change > 0 ? "increasing" : "decreasing";
  return Math.sign(change) === polarity ? "improving" : "worsening";
}

export type RelativeDirection = "gained on the group" | "lost against the group" | "moved with the group";

/**
 * Says whether an area moved more or less than its group, which its own change alone does not show.
 *
 * @param before, after the area's rank (1 = best) and its standard score, oriented so that higher is better
 * @param nearZone      change of the standard score that counts as none (default 0.1)
 * @returns changes (rank: positive = places gained) and the direction by standard score; null where a part is missing
 */
export function findRelativeDirection(
  before: { readonly rank: number | null; readonly z: number | null },
  after: { readonly rank: number | null; readonly z: number | null },
  nearZone = 0.1,
): {
  readonly placesGained: number | null;
  readonly zChange: number | null;
  readonly direction: RelativeDirection | null;
} {
  const placesGained = before.rank === null || after.rank === null ? null : before.rank - after.rank;
  if (before.z === null || after.z === null) return { placesGained, zChange: null, direction: null };
  requireFinite(before.z, "z before");
  requireFinite(after.z, "z after");
  const zChange = after.z - before.z;
  const direction =
    Math.abs(zChange) < nearZone
      ? "moved with the group"
      : zChange > 0
        ? "gained on the group"
        : "lost against the group";
  return { placesGained, zChange, direction };
}

function includes(figure: PeriodFigure, value: number): boolean {
  return figure.lower! <= value && value <= figure.upper!;
}
