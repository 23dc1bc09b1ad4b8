import { createHash } from "node:crypto";
import type { Fields } from "@poundwise/contracts";
import type { WarehouseTable } from "./warehouse-table.ts";

export type Canonical =
  string | number | boolean | null | undefined | readonly Canonical[] | { readonly [key: string]: Canonical };

/** How a table is made. */
export interface DefinitionBasis {
  readonly table: WarehouseTable;
  readonly fields: Fields;
  /** Computed tables only: hash of the code that `compute` runs, given by the caller. */
  readonly codeHash?: string;
}

/** How a table is made, and from what. */
export interface FingerprintBasis extends DefinitionBasis {
  readonly engineVersion: string;
  /** Fingerprint of each table that is read, by name. */
  readonly inputs: ReadonlyMap<string, string>;
}

/**
 * What a table is made of, as one hash: query (white space and comments folded), contract, types and units of its
 * columns, engine version and the fingerprints of its inputs; for a computed table the hash of its code.
 * Equal fingerprints mean equal bytes, so a table is never built twice.
 *
 * @returns 64 hex digits
 * @throws RangeError when an input has no fingerprint or a computed table no code hash
 */
export function fingerprintTable({ inputs, engineVersion, ...basis }: FingerprintBasis): string {
  const reads = basis.table.reads.map(({ name }) => {
    const fingerprint = inputs.get(name);
    if (fingerprint === undefined) throw new RangeError(`${basis.table.name} reads ${name}, which has no fingerprint.`);
    return [name, fingerprint] as const;
  });
  return hashCanonical({ ...describeDefinition(basis), engineVersion, inputs: Object.fromEntries(reads) });
}

/**
 * The same without inputs and engine: equal for two publications in which the table is made in the same way.
 * @throws RangeError when a computed table has no code hash
 */
export function fingerprintDefinition(basis: DefinitionBasis): string {
  return hashCanonical(describeDefinition(basis));
}

function describeDefinition({ table, fields, codeHash }: DefinitionBasis) {
  if (table.kind === "computed" && codeHash === undefined) {
    throw new RangeError(`${table.name} is computed and needs the hash of its code.`);
  }
  return {
    format: 1,
    name: table.name,
    code: table.kind === "sql" ? normaliseSql(table.query) : codeHash,
    // compute sees its inputs under these names.
    inputNames: table.kind === "computed" ? table.inputs : undefined,
    contract: table.contract,
    columns: Object.fromEntries(
      table.contract.columns.map((name) => [name, [fields[name]?.type ?? null, fields[name]?.unit ?? null]]),
    ),
  };
}

/** SHA-256, hex, of a value written with sorted keys: the same content gives the same hash, however it was put together. */
export function hashCanonical(value: Canonical): string {
  return createHash("sha256").update(writeCanonical(value)).digest("hex");
}

/**
 * JSON with keys sorted, no white space, and keys with undefined values left out.
 * @throws RangeError for NaN and infinities, which JSON cannot tell from null
 */
export function writeCanonical(value: Canonical): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no canonical form.`);
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Canonical[]).map(writeCanonical).join(",")}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeCanonical(item)}`).join(",")}}`;
}

// Strings and quoted names come first, so that what looks like a comment inside them is kept.
const SQL_PIECES =
  /([eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[A-Za-z_]*\$)[\s\S]*?\2)|--[^\n]*|\/\*|\s+/g;

/** A query with comments dropped and white space folded to one space, except inside quotes. Words keep their case. */
export function normaliseSql(sql: string): string {
  let folded = "";
  let position = 0;
  const pieces = new RegExp(SQL_PIECES);
  for (let match = pieces.exec(sql); match !== null; match = pieces.exec(sql)) {
    folded += sql.slice(position, match.index);
    if (match[1] !== undefined) folded += match[1];
    else if (!folded.endsWith(" ")) folded += " ";
    if (match[0] === "/*") pieces.lastIndex = findCommentEnd(sql, match.index);
    position = pieces.lastIndex;
  }
  return (folded + sql.slice(position)).trim();
}

function findCommentEnd(sql: string, start: number): number {
  let depth = 0;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  for (let mark = marks.exec(sql); mark !== null; mark = marks.exec(sql)) {
    depth += mark[0] === "/*" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return sql.length;
}
