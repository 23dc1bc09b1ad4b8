import { DuckDBDecimalValue, JsonDuckDBValueConverter, type DuckDBType, type DuckDBValue } from "@duckdb/node-api";
import type { QueryCell } from "./query-protocol.ts";

/**
 * A function that turns a value of an analyst's result into JSON. Any type is allowed, unlike in our own tables: whole
 * numbers and decimals become numbers where a number can hold them exactly and text where not; NaN and infinity are
 * text; lists, structs and maps are nested.
 */
export function toCellReader(type: DuckDBType): (value: DuckDBValue) => QueryCell {
  return (value) => {
    if (value === null) return null;
    if (typeof value === "bigint") return isExact(value) ? Number(value) : value.toString();
    if (value instanceof DuckDBDecimalValue) {
      return isExact(value.value) ? Number(value.value) / 10 ** value.scale : value.toString();
    }
    return JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter) as QueryCell;
  };
}

function isExact(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
}
