import type { ChartHeading, Measure } from "./chart.ts";

export interface QuadrantArea {
  readonly code: string;
  readonly name: string;
  /** Cost; null = no figure. */
  readonly cost: number | null;
  /** Outcome, higher = better; null = no figure. */
  readonly outcome: number | null;
  readonly role: "own" | "group" | "other";
}

export interface QuarterWords {
  readonly lowCostHighOutcome: string;
  readonly highCostHighOutcome: string;
  readonly lowCostLowOutcome: string;
  readonly highCostLowOutcome: string;
}

export interface QuadrantScatterOptions extends ChartHeading {
  readonly cost: Measure;
  readonly outcome: Measure;
  /** At most one area has the role "own". */
  readonly areas: readonly QuadrantArea[];
  /** Where the quarters meet, usually the group's medians, and what that is called. */
  readonly lines: { readonly name: string; readonly cost: number; readonly outcome: number };
  readonly quarterWords?: QuarterWords;
  /** Lowest and highest figure that count as near average, and the rule in words. */
  readonly nearAverage?: {
    readonly cost: readonly [number, number];
    readonly outcome: readonly [number, number];
    readonly rule: string;
  };
  /** Interval of the own area on either axis, lower end first, and its name, e.g. "95% interval". */
  readonly ownInterval?: {
    readonly name: string;
    readonly cost?: readonly [number, number];
    readonly outcome?: readonly [number, number];
  };
}

/** An area with both figures. */
export type PlottedArea = QuadrantArea & { readonly cost: number; readonly outcome: number };

export const DEFAULT_WORDS: QuarterWords = {
  lowCostHighOutcome: "Lower cost, better outcome",
  highCostHighOutcome: "Higher cost, better outcome",
  lowCostLowOutcome: "Lower cost, worse outcome",
  highCostLowOutcome: "Higher cost, worse outcome",
};
