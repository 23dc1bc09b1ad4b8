import { createCall } from "./create-call.ts";
import type { GivenToMethod } from "./create-call.ts";
import { tableMethods } from "./registry.ts";
import type { ResultTable, TableMethod, TextTable } from "./table-method.ts";

export interface MethodAnswer extends ResultTable {
  /** Headers of the input that the method had no use for: perhaps a column that was meant and is misspelt. */
  readonly unreadColumns: readonly string[];
}

/**
 * Runs a method on a table.
 *
 * @param name  one of {@link tableMethods}
 * @param input cells as text, an empty cell = missing
 * @param given options by name, further tables by name, and the solver for methods that need one
 * @throws RangeError for an unknown method, option or column, for figures the method refuses, saying where, and for a
 *   result that is not finite
 */
export function runTableMethod(name: string, input: TextTable, given: GivenToMethod = {}): MethodAnswer {
  const call = createCall(findTableMethod(name), input, given);
  const { columns, rows } = findTableMethod(name).run(call);
  for (const [row, cells] of rows.entries()) {
    const at = cells.findIndex((cell) => typeof cell === "number" && !Number.isFinite(cell));
    if (at !== -1) {
      throw new RangeError(
        `result, row ${row + 1}, column "${columns[at]}": not finite. The figures are out of range.`,
      );
    }
  }
  return { columns, rows, unreadColumns: call.listUnread() };
}

/** @throws RangeError naming methods of a similar name, for one that does not exist */
export function findTableMethod(name: string): TableMethod {
  const found = tableMethods.find((method) => method.name === name);
  if (found !== undefined) return found;
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const describes = ({ name: other, about }: TableMethod) =>
    words.some((word) => word.length > 2 && `${other} ${about}`.toLowerCase().includes(word));
  const near = tableMethods.filter(describes);
  const listed = (near.length > 0 ? near : tableMethods).map((method) => method.name).join(", ");
  throw new RangeError(`There is no method "${name}". Choose from: ${listed}.`);
}
