import { z } from "zod";

const columns = z.array(z.string()).min(1);
const table = z.string().regex(/^(core|curated)\.[a-z0-9_]+$/, "a table of core or curated, such as core.areas");
const literal = z.union([z.string(), z.number(), z.boolean()]);

/**
 * What a check can say, one way each. Conditions are SQL over one row of the table; numbers are in the column's own unit.
 * Missing values pass every check but `not_null`, `expected` and `conserves`.
 */
const rules = {
  /** A condition: rows for which it is true are failures. */
  fail_when: z.string(),
  /** A select whose rows are failures. */
  query: z.string(),
  /** No two rows have the same values in these columns. */
  unique: columns,
  not_null: columns,
  /** Every value of `columns` is in `to` (default: columns of the same names) of another table. */
  relationship: z.object({ columns, table, to: columns.optional() }).strict(),
  accepted: z.object({ column: z.string(), values: z.array(literal).min(1) }).strict(),
  /** Both ends are allowed values. */
  range: z.object({ column: z.string(), min: z.number().optional(), max: z.number().optional() }).strict(),
  /** For each `by`: the sum over the rows of `parts` is the sum over the rows of `total`, within `tolerance`; groups that lack either are not judged. */
  balance: z
    .object({ column: z.string(), by: columns, parts: z.string(), total: z.string(), tolerance: z.number().min(0) })
    .strict(),
  /** The table has as many rows as another, or as those of it that satisfy `where`. */
  conserves: z.object({ table, where: z.string().optional() }).strict(),
  /**
   * A row for each member of `table` (those that satisfy `where`, by `columns`) in each of the periods that the table has
   * in `across`.
   */
  expected: z.object({ table, columns, where: z.string().optional(), across: columns }).strict(),
  /** The newest `column` (a date) is at most so many days older than the newest release in use. */
  freshness: z.object({ column: z.string(), within_days: z.number().int().positive() }).strict(),
  /**
   * A figure's change on the period before is no more than `max_deviations` robust standard deviations (1.4826 × the
   * median absolute deviation) from the median change of its `peers` in the same period. Series are told apart by
   * `series`; fewer than five peers are not judged.
   */
  anomaly: z
    .object({
      column: z.string(),
      series: columns,
      period: z.string(),
      peers: columns,
      max_deviations: z.number().positive(),
    })
    .strict(),
};
export type CheckRule = keyof typeof rules;
export const CHECK_RULES = Object.keys(rules) as readonly CheckRule[];

export const checkSchema = z
  .object({
    name: z.string(),
    ...mapToOptional(rules),
    /** A failing check that blocks holds the publication back. */
    severity: z.enum(["block", "warn"]).default("block"),
  })
  .strict()
  .refine((check) => CHECK_RULES.filter((rule) => check[rule] !== undefined).length === 1, {
    message: `a check says one of ${CHECK_RULES.join(", ")}`,
  });
export type Check = z.infer<typeof checkSchema>;

function mapToOptional<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  const entries = Object.entries(shape).map(([name, schema]) => [name, schema.optional()] as const);
  return Object.fromEntries(entries) as { [Name in keyof Shape]: z.ZodOptional<Shape[Name]> };
}
