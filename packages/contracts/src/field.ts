import { z } from "zod";

/** What a column name means, said once in `sql/fields.yaml`: the same name has the same type, unit and meaning in every table. */
export const fieldSchema = z.object({
  /** A DuckDB type exactly as `describe` prints it: VARCHAR, INTEGER, BIGINT, DOUBLE, DECIMAL(18,2), DATE, BOOLEAN. */
  type: z.string(),
  /** gbp, gbp_per_head, count, share, percent, index, rank, score, code, text, date, flag… */
  unit: z.string(),
  /** What it means, in one sentence. */
  about: z.string(),
});
export type Field = z.infer<typeof fieldSchema>;
export const fieldsSchema = z.record(z.string(), fieldSchema);
export type Fields = z.infer<typeof fieldsSchema>;
