import type { LinearSolver } from "./linear-solver.ts";
import { createCall } from "./table-call.ts";
import type { ResultTable, TableMethod, TextTable } from "./table-call.ts";
import { indexMethods } from "./table-methods-index.ts";
import { scoreMethods } from "./table-methods-scores.ts";
import { seriesMethods } from "./table-methods-series.ts";
import { uncertaintyMethods } from "./table-methods-uncertainty.ts";
import { valueMethods } from "./table-methods-values.ts";

/** Every method that takes a table and gives a table, by name. */
export const tableMethods: readonly TableMethod[] = [
  ...valueMethods,
  ...seriesMethods,
  ...scoreMethods,
  ...indexMethods,
  ...uncertaintyMethods,
];

/**
 * Runs a method on a table.
 *
 * @param name  one of {@link tableMethods}
 * @param input cells as text, an empty cell = missing
 * @param given options by name, further tables by name, and the solver for methods that need one
 * @throws RangeError for an unknown method, option or column, and for figures the method refuses, saying where
 */
export function runTableMethod(
  name: string,
  input: TextTable,
  given: {
    readonly options?: Readonly<Record<string, string>>;
    readonly tables?: Readonly<Record<string, TextTable>>;
    readonly solver?: LinearSolver | null;
  } = {},
): ResultTable {
  const method = tableMethods.find((candidate) => candidate.name === name);
  if (method === undefined) {
    throw new RangeError(
      `There is no method "${name}". Choose from: ${tableMethods.map((one) => one.name).join(", ")}.`,
    );
  }
  return method.run(createCall(method, input, given));
}
