import type { TableCall } from "./table-method.ts";

export const weightsOption = { name: "weights", about: "name:weight pairs with commas; default equal", default: "" };

/** Weights by variable, from the option or the further table; equal when neither is given. */
export function readWeights(call: TableCall, names: readonly string[]): number[] {
  return readGivenWeights(call, names) ?? names.map(() => 1);
}

export function readGivenWeights(call: TableCall, names: readonly string[]): number[] | null {
  const table = call.table("weights");
  const given = new Map(call.numberByName("weights"));
  if (table !== null) {
    const weights = table.numbers("weight");
    for (const [row, name] of table.texts("variable").entries()) given.set(name, weights[row] ?? NaN);
  }
  if (given.size === 0) return null;
  return names.map((name) => {
    const weight = given.get(name);
    if (weight === undefined) throw new RangeError(`weights: there is none for "${name}".`);
    return weight;
  });
}
