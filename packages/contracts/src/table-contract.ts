import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { checkSchema } from "./check.ts";
import { Fault } from "./fault.ts";

/**
 * How to find the rows of an input that one row of this table was made from.
 * `match` maps a column of the input to a column of this table (`area_code: area_code`), to a text literal in quotes
 * (`service_line: "'total'"`), to a list of literals, or to `split(column)` where a text column of this table holds
 * several values separated by |. An input column that is not named is not restricted.
 * `table` may be `staging.{column}` where a column of the row names the source, as in a table united from many sources.
 */
export const traceSchema = z.object({
  table: z.string().regex(/^((staging|core|curated)\.[a-z0-9_]+|staging\.\{[a-z0-9_]+\})$/),
  match: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  /** A condition on the row of this table; the step holds only for rows that satisfy it. */
  when: z.string().optional(),
  /** The columns of this table that depend on the input; omit for all. */
  feeds: z.array(z.string()).optional(),
  /** The value columns of the input that are used; omit for all. */
  reads: z.array(z.string()).optional(),
});
export type TraceStep = z.infer<typeof traceSchema>;

/**
 * Rows of a core table are about persons, one by one or in counts as small as one: no count of 1 to `threshold` - 1 of them
 * may leave core. Such a table, and every core table made from it, stays out of publications.
 */
export const personsSchema = z.object({
  /** The column that names a person; none where rows are counts. */
  key: z.string().optional(),
  threshold: z.number().int().min(2),
});
export type Persons = z.infer<typeof personsSchema>;

/** What a curated table made from rows about persons says of its counts of them. Empty counts are suppressed. */
export const disclosureSchema = z.object({
  /** Its columns that count persons. */
  counts: z.array(z.string()).min(1),
  /** Smallest count that may stand there beside 0; checked in every build. */
  threshold: z.number().int().min(2),
});

export const contractSchema = z.object({
  about: z.string(),
  grain: z.array(z.string()).min(1),
  columns: z.array(z.string()).min(1),
  optional: z.array(z.string()).default([]),
  checks: z.array(checkSchema).default([]),
  trace: z.array(traceSchema).default([]),
  /**
   * Columns that depend on the whole peer group of a row (ranks, quantile groups): for them the trace leaves the
   * columns named in `free` unrestricted.
   */
  peers: z.object({ columns: z.array(z.string()), free: z.array(z.string()) }).optional(),
  /** Per column: the formula in words, shown by `trace` and in the table's page. */
  how: z.record(z.string(), z.string()).default({}),
  owner: z.string().default("BI team"),
  classification: z.enum(["official", "official-sensitive", "personal"]).default("official"),
  persons: personsSchema.optional(),
  disclosure: disclosureSchema.optional(),
});
export type TableContract = z.infer<typeof contractSchema>;

/** `core.areas` and the like. */
export type TableName = `${"core" | "curated"}.${string}`;

export interface SqlTable {
  readonly kind: "sql";
  readonly name: TableName;
  readonly contract: TableContract;
  /** The select, without the header. */
  readonly query: string;
  /** Path relative to the repository, with forward slashes, for messages. */
  readonly file: string;
  /** Line of `file` at which the query starts (1-based). */
  readonly queryLine: number;
}

/**
 * Splits one SQL file into contract and query.
 * @throws Fault `contract.missing`, `contract.not_yaml` or `contract.invalid`, naming file and line.
 */
export function parseSqlTable(name: TableName, file: string, content: string): SqlTable {
  const header = /^\s*\/\*\s*contract\r?\n([\s\S]*?)\*\//.exec(content);
  if (header === null) {
    throw new Fault("contract.missing", "the file does not start with a contract", {
      at: { file, line: 1 },
      expected: "a comment block that starts with /* contract",
      next: "Copy the header of a neighbouring table and change it.",
    });
  }
  const contract = readContract(header[1]!, file);
  const query = content.slice(header[0].length).trim().replace(/;\s*$/, "");
  const before = content.slice(0, content.indexOf(query, header[0].length));
  return { kind: "sql", name, contract, query, file, queryLine: before.split("\n").length };
}

function readContract(yaml: string, file: string): TableContract {
  let parsed: unknown;
  try {
    parsed = parseYaml(yaml);
  } catch (cause) {
    throw new Fault("contract.not_yaml", `the contract is not YAML (${(cause as Error).message.split("\n")[0]})`, {
      at: { file, line: 1 },
      next: "Check indentation and quotes of the header.",
      cause,
    });
  }
  return parseContract(parsed, file);
}

/**
 * Checks a contract that is already an object (of a computed table).
 * @throws Fault `contract.invalid` naming the key.
 */
export function parseContract(contract: unknown, file: string): TableContract {
  const result = contractSchema.strict().safeParse(contract);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new Fault("contract.invalid", `contract key "${issue.path.join(".")}": ${issue.message}`, {
      at: { file, line: 1 },
      next: "Mend the header; its keys are listed in docs/guides/tables.md.",
    });
  }
  const known = new Set(result.data.columns);
  const { grain, optional, how, persons, disclosure } = result.data;
  const named = [...grain, ...optional, ...Object.keys(how), ...(disclosure?.counts ?? [])];
  for (const name of persons?.key === undefined ? named : [...named, persons.key]) {
    if (!known.has(name)) {
      throw new Fault(
        "contract.unknown_column",
        `grain, optional, how, persons or disclosure names ${name}, which is not among the columns`,
        {
          at: { file, line: 1 },
          next: "Add it to columns or correct the name.",
        },
      );
    }
  }
  return result.data;
}
