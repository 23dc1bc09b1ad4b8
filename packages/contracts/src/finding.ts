import { z } from "zod";
import { describePlace, type Place } from "./fault.ts";

/**
 * `refuse`: the whole release is set aside and nothing of it is used.
 * `quarantine`: some rows are kept apart with their reason; the others go on.
 * `record`: worth knowing, nothing is held back.
 */
export const severitySchema = z.enum(["refuse", "quarantine", "record"]);
export type Severity = z.infer<typeof severitySchema>;

/** A fact about data, collected and counted, never thrown. Many bad cells of one kind in one place are one finding. */
export const findingSchema = z.object({
  code: z.string(),
  severity: severitySchema,
  at: z.object({
    source: z.string().optional(),
    release: z.string().optional(),
    file: z.string().optional(),
    sheet: z.string().optional(),
    cells: z.array(z.string()).readonly().optional(),
    table: z.string().optional(),
    column: z.string().optional(),
    line: z.number().optional(),
  }),
  summary: z.string(),
  expected: z.string().optional(),
  found: z.string().optional(),
  next: z.string(),
  /** Rows (or cells) concerned. */
  count: z.number().int().nonnegative(),
});
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly at: Place;
  readonly summary: string;
  readonly expected?: string;
  readonly found?: string;
  readonly next: string;
  readonly count: number;
}

/** One finding as one paragraph: where, what, expected, found, what to do. */
export function describeFinding(finding: Finding): string {
  const where = describePlace(finding.at);
  const lines = [`${where}: ${finding.summary}${finding.count > 1 ? ` (${finding.count} rows)` : ""}`];
  if (finding.expected !== undefined) lines.push(`Expected ${finding.expected}`);
  if (finding.found !== undefined) lines.push(`Found ${finding.found}`);
  lines.push(finding.next);
  return lines.map((line) => (/[.!?]$/.test(line) ? line : `${line}.`)).join(" ");
}
