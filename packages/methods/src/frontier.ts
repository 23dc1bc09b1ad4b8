import type { LinearConstraint, LinearSolver } from "./linear-solver.ts";
import { requireFinite, requireSameLength } from "./present-values.ts";
import type { ReasonCode, ReasonedScores } from "./reason.ts";

/**
 * How areas of different size may be combined: `crs` any multiple, `vrs` weighted averages only, `irs` averages and
 * larger (weights sum to 1 or more), `drs` averages and smaller (1 or less).
 */
export type ReturnsToScale = "crs" | "vrs" | "irs" | "drs";

/** `input`: how far could cost fall (score up to 1). `output`: by what factor could outcomes rise (1 or more). */
export type FrontierOrientation = "input" | "output";

/** Inputs and outputs as `[measure][area]`; null = missing. Higher output is better. */
export interface FrontierData {
  readonly inputs: readonly (readonly (number | null)[])[];
  readonly outputs: readonly (readonly (number | null)[])[];
}

export interface Peer {
  /** Position of the area to compare with. */
  readonly index: number;
  /** Its share in the combination (lambda), above 0. */
  readonly lambda: number;
}

export interface FrontierScores extends ReasonedScores {
  /** The efficient areas whose combination sets the score; empty where not scored. */
  readonly peers: readonly (readonly Peer[])[];
  /** Score within 1e-9 of 1. */
  readonly isEfficient: readonly (boolean | null)[];
  /** True when there are fewer areas than the rule of size asks: most would look efficient. Print it. */
  readonly isSmall: boolean;
}

/**
 * Efficiency against best practice (data envelopment analysis): compares each area with the combination of areas that
 * does at least as well with the smallest share of its inputs. No weights are chosen by anybody.
 *
 * @param data    inputs above 0; outputs 0 or more with one above 0 (negative outputs only with `vrs` and `input`)
 * @param solver  from `loadLinearSolver`
 * @param options `returns` (default vrs), `orientation` (default input), `leaveSelfOut` for super-efficiency: an
 *   efficient area is compared with the others and may pass 1; under vrs it may have no answer
 * @returns scores, peers and reasons per area: missing, or invalid_for_method
 * @throws RangeError if lengths differ or a figure is not finite
 * Sources: A. Charnes, W. Cooper and E. Rhodes (1978); R. Banker, A. Charnes and W. Cooper (1984); P. Andersen and
 * N. Petersen (1993) for super-efficiency. Formulas: docs/methods/frontier.md
 */
export function scoreByFrontier(
  data: FrontierData,
  solver: LinearSolver,
  options: {
    readonly returns?: ReturnsToScale;
    readonly orientation?: FrontierOrientation;
    readonly leaveSelfOut?: boolean;
  } = {},
): FrontierScores {
  const { returns = "vrs", orientation = "input", leaveSelfOut = false } = options;
  const allowsNegative = returns === "vrs" && orientation === "input";
  const reasons = checkFrontierData(data, allowsNegative);
  const live = [...reasons.keys()].filter((i) => reasons[i] === null);
  const inputs = data.inputs.map((row) => toUnitSize(live.map((i) => row[i]!)));
  const outputs = data.outputs.map((row) => toUnitSize(live.map((i) => row[i]!)));
  const solved = live.map((_, place) => {
    const reference = [...live.keys()].filter((k) => !leaveSelfOut || k !== place);
    const solution = solveArea(inputs, outputs, place, reference, returns, orientation, solver);
    if (solution === null) return null;
    const peers = reference.flatMap((k, position) => {
      const lambda = solution.variables[position + 1]!;
      return lambda > 1e-9 ? [{ index: live[k]!, lambda }] : [];
    });
    return { score: snap(solution.objective), peers };
  });
  const byArea = new Map(live.map((i, place) => [i, solved[place] ?? null]));
  const scores = reasons.map((_, i) => byArea.get(i)?.score ?? null);
  return {
    scores,
    reasons: reasons.map((reason, i) => reason ?? (scores[i] === null ? "invalid_for_method" : null)),
    peers: reasons.map((_, i) => byArea.get(i)?.peers ?? []),
    isEfficient: scores.map((score) =>
      score === null ? null : orientation === "input" ? score >= 1 - 1e-9 : score <= 1 + 1e-9,
    ),
    isSmall: live.length < Math.max(inputs.length * outputs.length, 3 * (inputs.length + outputs.length)),
  };
}

/**
 * Scale efficiency: how much of an area's shortfall comes from its size, as the score under constant over that under
 * variable returns.
 *
 * @returns up to 1; null where either score is
 */
export function computeScaleEfficiency(
  constant: readonly (number | null)[],
  variable: readonly (number | null)[],
): (number | null)[] {
  requireSameLength(constant.length, variable.length, "scores under variable returns");
  return constant.map((score, i) => {
    const other = variable[i]!;
    return score === null || other === null || other === 0 ? null : score / other;
  });
}

/** @returns per area why it cannot be compared: missing, or invalid_for_method for an input or outputs out of range */
export function checkFrontierData({ inputs, outputs }: FrontierData, allowsNegative: boolean): (ReasonCode | null)[] {
  if (inputs.length === 0 || outputs.length === 0)
    throw new RangeError("frontier: expected one input and one output or more.");
  const areaCount = inputs[0]!.length;
  for (const row of [...inputs, ...outputs]) requireSameLength(areaCount, row.length, "areas of an input or output");
  return Array.from({ length: areaCount }, (_, i) => {
    const used = inputs.map((row) => row[i]!);
    const made = outputs.map((row) => row[i]!);
    const all = [...used, ...made];
    for (const value of all) if (value !== null) requireFinite(value, `input or output of area ${i}`);
    if (all.some((value) => value === null)) return "missing";
    if (used.some((value) => value! <= 0)) return "invalid_for_method";
    const isUsable = allowsNegative || (made.every((value) => value! >= 0) && made.some((value) => value! > 0));
    return isUsable ? null : "invalid_for_method";
  });
}

function solveArea(
  inputs: readonly (readonly number[])[],
  outputs: readonly (readonly number[])[],
  area: number,
  reference: readonly number[],
  returns: ReturnsToScale,
  orientation: FrontierOrientation,
  solver: LinearSolver,
) {
  const isInput = orientation === "input";
  // First variable: the factor that is sought; then one lambda per reference area.
  const atLeast = outputs.map((row): LinearConstraint => {
    const own = row[area]!;
    return {
      coefficients: [isInput ? 0 : -own, ...reference.map((k) => row[k]!)],
      lower: isInput ? own : 0,
      upper: null,
    };
  });
  const atMost = inputs.map((row): LinearConstraint => {
    const own = row[area]!;
    return {
      coefficients: [isInput ? -own : 0, ...reference.map((k) => row[k]!)],
      lower: null,
      upper: isInput ? 0 : own,
    };
  });
  const scale: LinearConstraint[] =
    returns === "crs"
      ? []
      : [
          {
            coefficients: [0, ...reference.map(() => 1)],
            lower: returns === "drs" ? null : 1,
            upper: returns === "irs" ? null : 1,
          },
        ];
  return solver.solve({
    goal: isInput ? "minimise" : "maximise",
    objective: [1, ...reference.map(() => 0)],
    constraints: [...atLeast, ...atMost, ...scale],
  });
}

/** Pounds in thousands beside shares below 1 cost the solver digits; dividing a measure by its size changes no score. */
function toUnitSize(values: readonly number[]): number[] {
  const size = Math.max(...values.map(Math.abs));
  return size > 0 ? values.map((value) => value / size) : [...values];
}

function snap(score: number): number {
  return Math.abs(score - 1) < 1e-9 ? 1 : score;
}
