import { DuckDBBlobValue, type DuckDBValue } from "@duckdb/node-api";
import { Fault } from "@poundwise/contracts";

/**
 * A value of a Kysely query as the engine binds it.
 *
 * @param value null, text, true or false, a finite number, a bigint or bytes
 * @throws Fault `client.parameter` for anything else: a `Date` is an instant in some time zone and not a day, and a list is
 *   several values
 */
export function toParameter(value: unknown): DuckDBValue {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "bigint")
    return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Uint8Array) return new DuckDBBlobValue(value);
  if (value instanceof Date) return refuse("a Date", "Pass a day as text, such as '2024-04-01'.");
  if (Array.isArray(value)) return refuse("a list", "Compare with `in`, which takes each value by itself.");
  return refuse(typeof value === "object" ? "an object" : String(value), "Pass one plain value.");
}

function refuse(found: string, next: string): never {
  throw new Fault("client.parameter", "a query value is of a kind that cannot be bound", {
    expected: "text, a finite number, true or false, bytes or null",
    found,
    next,
  });
}
