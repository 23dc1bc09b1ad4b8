import loadHighs from "highs";
import type { Highs } from "highs";

/** A row of a program: sum of coefficient times variable, between the limits (null = no limit on that side). */
export interface LinearConstraint {
  readonly coefficients: readonly number[];
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Minimise or maximise a sum over variables that are 0 or more (`lower` where given). */
export interface LinearProgram {
  readonly goal: "minimise" | "maximise";
  /** One per variable. */
  readonly objective: readonly number[];
  readonly constraints: readonly LinearConstraint[];
}

export interface LinearSolution {
  readonly objective: number;
  /** In the order of the variables. */
  readonly variables: readonly number[];
}

/** Solves linear programs. Loaded once where the program starts, then handed to the methods that need it. */
export interface LinearSolver {
  /** Name and version, to be recorded with results. */
  readonly name: string;
  /**
   * @returns the optimum; null when no values satisfy the constraints or the objective has no bound
   * @throws RangeError when the solver gives up for another reason
   */
  solve(program: LinearProgram): LinearSolution | null;
}

/** Loads the HiGHS solver (WebAssembly, in this process, no service). The only asynchronous function of this package. */
export async function loadLinearSolver(): Promise<LinearSolver> {
  // The package's types describe its CommonJS build; imported as a module, the default export is the loader itself.
  const load = loadHighs as unknown as typeof loadHighs.default;
  const highs = await load();
  const { major, minor, patch } = highs.raw.version();
  return { name: `HiGHS ${major}.${minor}.${patch}`, solve: (program) => solveWith(highs, program) };
}

function solveWith(highs: Highs, { goal, objective, constraints }: LinearProgram): LinearSolution | null {
  const { objectiveSense, modelStatus } = highs.constants;
  const numCols = objective.length;
  const numRows = constraints.length;
  const model = highs.createModel({
    numCols,
    numRows,
    sense: goal === "minimise" ? objectiveSense.minimize : objectiveSense.maximize,
    colCost: objective,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(highs.infinity),
    rowLower: constraints.map(({ lower }) => lower ?? -highs.infinity),
    rowUpper: constraints.map(({ upper }) => upper ?? highs.infinity),
    matrix: toSparseRows(constraints, numCols),
  });
  try {
    model.options.set(settings);
    model.run();
    const status = model.getModelStatus();
    if (status === modelStatus.optimal) {
      return { objective: model.getObjectiveValue(), variables: [...model.getSolution().colValue] };
    }
    const hasNoAnswer = [modelStatus.infeasible, modelStatus.unbounded, modelStatus.unboundedOrInfeasible];
    if (hasNoAnswer.some((none) => none === status)) return null;
    throw new RangeError(`linear program: the solver stopped with status ${status}. Check the size of the figures.`);
  } finally {
    model.dispose();
  }
}

/**
 * Scores are compared at ten decimals, so the solver must be tighter than its default of seven. The programs are small:
 * simplifying them first would take longer than solving them.
 */
const settings = {
  output_flag: false,
  presolve: "off",
  solver: "simplex",
  primal_feasibility_tolerance: 1e-10,
  dual_feasibility_tolerance: 1e-10,
};

function toSparseRows(constraints: readonly LinearConstraint[], numCols: number) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { coefficients } of constraints) {
    for (const [column, value] of coefficients.entries()) {
      if (value === 0) continue;
      indices.push(column);
      values.push(value);
    }
    starts.push(indices.length);
  }
  return { format: "csr" as const, numRows: constraints.length, numCols, starts, indices, values };
}
