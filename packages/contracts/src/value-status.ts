import { z } from "zod";

/**
 * Why a value is, or is not, a number. Travels as `<column>_status` beside every value column; a status is data, never a bare null.
 * The government symbols map to: [c] suppressed, [x] not_available, [z] not_applicable, [low] low, [p] provisional,
 * [r] revised, [e] estimated, [b] break, [u] unreliable.
 */
export const VALUE_STATUSES = [
  "ok",
  "missing",
  "not_applicable",
  "suppressed",
  "not_available",
  "low",
  "unreliable",
  "provisional",
  "revised",
  "estimated",
  "break",
] as const;

export const valueStatusSchema = z.enum(VALUE_STATUSES);
export type ValueStatus = z.infer<typeof valueStatusSchema>;
