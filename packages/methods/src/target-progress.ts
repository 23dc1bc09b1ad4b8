import { requireFinite } from "./present-values.ts";

export type TargetOperator = ">=" | "<=" | "=" | "<" | ">";

export interface TargetInput {
  /** Latest figure; null = not measurable yet. */
  readonly value: number | null;
  readonly target: number | null;
  /** Where the plan started; null = not stated. */
  readonly baseline: number | null;
  /** How the target is worded: "at least" is >=. */
  readonly operator: TargetOperator;
  /** The indicator's own direction, to cross-check the target's; 0 = no judgement. */
  readonly polarity?: 1 | -1 | 0;
}

export interface TargetProgress {
  readonly colour: "green" | "amber" | "red" | "grey";
  /** Share of the way from baseline to target; beyond 1 when passed, below 0 when further away. Null without a baseline. */
  readonly progress: number | null;
  /** The target asks for the opposite of what the indicator calls good: one of the two is wrong. */
  readonly contradictsPolarity: boolean;
}

/**
 * Rates a figure against a plan's target. The target's own wording gives the direction, not the indicator's polarity.
 * Green = met. Amber = missed by at most 5 % of the way from baseline to target, or of the target without a baseline.
 *
 * @param input figures in one unit (percent and percentage points are different units)
 * @returns grey with no figure or no target
 * @throws RangeError if a number is not finite
 */
export function rateTarget({ value, target, baseline, operator, polarity = 0 }: TargetInput): TargetProgress {
  for (const number of [value, target, baseline]) if (number !== null) requireFinite(number, "target figure");
  const contradictsPolarity = polarity !== 0 && wantedSide(operator) * polarity < 0;
  if (value === null || target === null) return { colour: "grey", progress: null, contradictsPolarity };
  const hasWay = baseline !== null && baseline !== target;
  const progress = hasWay ? (value - baseline) / (target - baseline) : null;
  const slack = 0.05 * (hasWay ? Math.abs(target - baseline) : Math.abs(target));
  const noise = 1e-12 * Math.max(1, Math.abs(target), Math.abs(value));
  const isNear = Math.abs(value - target) <= slack + noise;
  const colour = isMet(value, operator, target, noise) ? "green" : isNear ? "amber" : "red";
  return { colour, progress, contradictsPolarity };
}

function isMet(value: number, operator: TargetOperator, target: number, noise: number): boolean {
  if (operator === "=") return Math.abs(value - target) <= noise;
  if (operator === ">=") return value >= target - noise;
  if (operator === "<=") return value <= target + noise;
  return operator === ">" ? value > target + noise : value < target - noise;
}

function wantedSide(operator: TargetOperator): number {
  if (operator === "=") return 0;
  return operator.startsWith(">") ? 1 : -1;
}
