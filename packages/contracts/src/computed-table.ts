import type { z } from "zod";
import type { contractSchema, TableContract, TableName } from "./table-contract.ts";

export type Scalar = string | number | boolean | null;
export type Row = Readonly<Record<string, Scalar>>;

/** Rows of one input: exact decimals arrive as numbers (they are pounds with two places), dates as ISO text. */
export type InputRows = readonly Row[];

/**
 * A table that SQL cannot say. `compute` is pure: rows in (each input in the order of its grain), rows out in any order.
 * File name: `pipelines/computed/<layer>.<table>.ts`.
 */
export interface ComputedTableDefinition {
  readonly contract: z.input<typeof contractSchema>;
  /** Name used inside compute → table. */
  readonly inputs: Readonly<Record<string, TableName>>;
  readonly compute: (inputs: Readonly<Record<string, InputRows>>) => Row[];
}

export interface ComputedTable extends Omit<ComputedTableDefinition, "contract"> {
  readonly kind: "computed";
  readonly name: TableName;
  readonly contract: TableContract;
  readonly file: string;
}

/** Declares a computed table; only fixes the type. The contract is checked when the folder is scanned. */
export function defineComputedTable(definition: ComputedTableDefinition): ComputedTableDefinition {
  return definition;
}
