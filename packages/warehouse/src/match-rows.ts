import { quotedIdentifier } from "@duckdb/node-api";
import type { Row, Scalar, TraceStep } from "@poundwise/contracts";

/** A condition over the rows of an input with its parameters, numbered from 2 (`$1` is the file). */
export interface MatchConditions {
  readonly sql: string;
  readonly values: readonly Scalar[];
}

/**
 * Turns the `match` of a trace step and one row into a condition on the input. `split(column)` means any of the parts of
 * that column, separated by |; a text in quotes is itself; a list is any of its members. An empty match is every row.
 *
 * @param free columns of the table that are left unrestricted (for ranks, which depend on the whole group)
 */
export function toMatchConditions(match: TraceStep["match"], row: Row, free: readonly string[] = []): MatchConditions {
  const conditions: string[] = [];
  const values: Scalar[] = [];
  const place = (value: Scalar): string => {
    values.push(value);
    return `$${values.length + 1}`;
  };
  for (const [column, wanted] of Object.entries(match)) {
    const name = quotedIdentifier(column);
    if (typeof wanted === "string" && free.includes(readColumnName(wanted))) continue;
    const options = typeof wanted === "string" ? resolve(wanted, row) : wanted.flatMap((one) => resolve(one, row));
    const present = options.filter((option) => option !== null);
    if (present.length === 0) conditions.push("false");
    else
      conditions.push(
        `${name}::varchar in (${present.map((option) => `${place(String(option))}::varchar`).join(", ")})`,
      );
  }
  return { sql: conditions.length === 0 ? "true" : conditions.join(" and "), values };
}

function resolve(wanted: string, row: Row): Scalar[] {
  const literal = /^'(.*)'$/.exec(wanted);
  if (literal !== null) return [literal[1]!];
  const split = /^split\((\w+)\)$/.exec(wanted);
  if (split === null) return [row[wanted] ?? null];
  const parts = row[split[1]!] ?? null;
  return parts === null ? [] : String(parts).split("|");
}

function readColumnName(wanted: string): string {
  return /^split\((\w+)\)$/.exec(wanted)?.[1] ?? wanted;
}
