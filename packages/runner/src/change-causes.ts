import type { StagedRelease } from "@poundwise/contracts";

/** Why a figure differs between two publications, in the order in which causes are put in one after the other. */
export const CAUSE_KINDS = [
  "method",
  "reading",
  "mapping",
  "boundary",
  "denominator",
  "revision",
  "new_period",
  "withdrawal",
  "unexplained",
] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** One thing that is different in the later publication. */
export interface Cause {
  readonly kind: CauseKind;
  /** Id of the source; null for a change of method and for what has no cause. */
  readonly source: string | null;
  /** What happened, in words that stand alone. */
  readonly title: string;
  /** The releases that are in use only since, oldest first. */
  readonly releases: readonly Pick<StagedRelease, "fileName" | "publishedDate" | "sha256">[];
}

/** One figure, or one whole row, that the two publications have differently. */
export interface Change {
  readonly table: string;
  /** The row: column of the grain → value as text. */
  readonly key: Readonly<Record<string, string>>;
  /** Null when the row is in one publication only. */
  readonly column: string | null;
  readonly kind: "moved" | "appeared" | "vanished";
  /** As text with full precision; null when empty, and for rows. */
  readonly before: string | null;
  readonly after: string | null;
  /** What each cause did to it, in the order of causes; for numbers the deltas add up to after − before. */
  readonly steps: readonly ChangeStep[];
}

export interface ChangeStep {
  /** Position in the list of causes. */
  readonly cause: number;
  readonly before: string | null;
  readonly after: string | null;
  /** After − before in the column's unit; null for text and where a side is empty. */
  readonly delta: number | null;
}

/** Every difference between two publications, each with its causes. */
export interface Changes {
  readonly from: string;
  readonly to: string;
  readonly causes: readonly Cause[];
  readonly changes: readonly Change[];
  /** Tables that only one of the two has. */
  readonly newTables: readonly string[];
  readonly goneTables: readonly string[];
}

/** Changes with a step that has no named cause. */
export function listUnexplained({ causes, changes }: Changes): Change[] {
  return changes.filter(({ steps }) => steps.some(({ cause }) => causes[cause]!.kind === "unexplained"));
}
