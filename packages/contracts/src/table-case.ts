import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { Fault } from "./fault.ts";

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One example of what a table makes of its inputs: a unit test, written as data. */
export const tableCaseSchema = z
  .object({
    /** What holds, as a sentence. */
    case: z.string().min(1),
    /**
     * Rows by input table. Columns left out are empty; the status of a staging value left out is "ok" where the value is
     * given and "missing" where not. Inputs left out have no rows.
     */
    given: z.record(z.string().regex(/^(staging|core|curated)\.[a-z0-9_]+$/), z.array(rowSchema)),
    /** Every row that the table then has, in any order; columns left out are not looked at. */
    expect: z.array(rowSchema),
  })
  .strict();
export type TableCase = z.infer<typeof tableCaseSchema>;

/**
 * Reads the cases beside a table.
 * @throws Fault `cases.invalid` naming the file, the case and the key
 */
export function parseTableCases(content: string, file: string): TableCase[] {
  const refuse = (found: string, cause?: unknown): never => {
    throw new Fault("cases.invalid", "the cases of a table cannot be read", {
      at: { file },
      expected: "a list of case, given and expect",
      found,
      next: "Mend the file; docs/guides/tables.md shows one.",
      cause,
    });
  };
  let parsed: unknown;
  try {
    parsed = parseYaml(content);
  } catch (cause) {
    return refuse((cause as Error).message.split("\n")[0]!, cause);
  }
  const result = z.array(tableCaseSchema).min(1).safeParse(parsed);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  return refuse(`${issue.path.join(".")}: ${issue.message}`);
}
