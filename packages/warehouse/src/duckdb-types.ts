import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  INTEGER,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { Row, Scalar } from "@poundwise/contracts";

const DAY = 86_400_000;

/**
 * The engine's type for a column type as contracts write it: VARCHAR, INTEGER, BIGINT, DOUBLE, DATE, BOOLEAN or
 * DECIMAL(width,scale).
 * @throws RangeError for any other type
 */
export function toEngineType(type: string): DuckDBType {
  switch (type) {
    case "VARCHAR":
      return VARCHAR;
    case "INTEGER":
      return INTEGER;
    case "BIGINT":
      return BIGINT;
    case "DOUBLE":
      return DOUBLE;
    case "DATE":
      return DATE;
    case "BOOLEAN":
      return BOOLEAN;
  }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal !== null && Number(decimal[1]) <= 38 && Number(decimal[2]) <= Number(decimal[1])) {
    return DECIMAL(Number(decimal[1]), Number(decimal[2]));
  }
  throw new RangeError(
    `${type} is not a column type; use VARCHAR, INTEGER, BIGINT, DOUBLE, DATE, BOOLEAN or DECIMAL(18,2).`,
  );
}

/**
 * A function that turns plain values into the engine's, for bulk appends. Nothing is rounded, trimmed or parsed: dates
 * are ISO text, whole numbers are whole, decimals have no more places than the column.
 *
 * @param type a type as for `toEngineType`
 * @returns a function that throws RangeError, saying expected and found, for a value the column cannot hold exactly
 */
export function toEngineValue(type: string): (value: Scalar) => DuckDBValue {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  const convert = decimal
    ? (value: Scalar) => toDecimal(value, Number(decimal[1]), Number(decimal[2]))
    : plainConversions[type];
  if (convert === undefined) throw new RangeError(`${type} is not a column type.`);
  return (value) => (value === null ? null : convert(value));
}

const plainConversions: Readonly<Record<string, (value: Scalar) => DuckDBValue>> = {
  VARCHAR: (value) => (typeof value === "string" ? value : refuse("text", value)),
  BOOLEAN: (value) => (typeof value === "boolean" ? value : refuse("true or false", value)),
  DOUBLE: (value) => (typeof value === "number" && Number.isFinite(value) ? value : refuse("a finite number", value)),
  INTEGER: (value) =>
    Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647
      ? value
      : refuse("a whole number below 2,147,483,648", value),
  BIGINT: (value) =>
    Number.isSafeInteger(value) ? BigInt(value as number) : refuse("a whole number below 2^53", value),
  DATE: toDate,
};

function toDate(value: Scalar): DuckDBValue {
  const time = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  // 2023-02-30 parses to NaN in current engines, but to March in older ones.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value)
    return refuse("a day such as 2023-04-01", value);
  return new DuckDBDateValue(time / DAY);
}

function toDecimal(value: Scalar, width: number, scale: number): DuckDBValue {
  const expected = `an amount with at most ${scale} decimal places`;
  if (typeof value !== "number" || !Number.isFinite(value)) return refuse(expected, value);
  const scaled = Math.round(value * 10 ** scale);
  // Pounds and pence have no exact binary form, so a value counts as exact when it prints as that decimal.
  if (Number((scaled / 10 ** scale).toFixed(scale)) !== value) return refuse(expected, value);
  if (!Number.isSafeInteger(scaled) || Math.abs(scaled) >= 10 ** width) return refuse(`at most ${width} digits`, value);
  return new DuckDBDecimalValue(BigInt(scaled), width, scale);
}

function refuse(expected: string, found: Scalar): never {
  throw new RangeError(`expected ${expected}, found ${JSON.stringify(found) ?? String(found)}`);
}

/**
 * A function that turns one result row into a plain object: decimals and BIGINT become numbers (exact, or an error),
 * dates ISO text, instants ISO text without zone.
 *
 * @param names column names in the result's order, without repeats
 * @returns a function that throws RangeError, naming the column, for a number beyond exact doubles or an unknown type
 */
export function toRowReader(
  names: readonly string[],
  types: readonly DuckDBType[],
): (values: readonly DuckDBValue[]) => Row {
  const convert = types.map((type, index) => toScalarReader(type, names[index]!));
  return (values) => {
    const row: Record<string, Scalar> = {};
    for (let index = 0; index < names.length; index++) {
      const value = values[index]!;
      row[names[index]!] = value === null ? null : convert[index]!(value);
    }
    return row;
  };
}

function toScalarReader(type: DuckDBType, column: string): (value: DuckDBValue) => Scalar {
  const text = type.toString().replace(/\(.*/, "");
  switch (text) {
    case "VARCHAR":
    case "BOOLEAN":
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "UTINYINT":
    case "USMALLINT":
    case "UINTEGER":
    case "FLOAT":
    case "DOUBLE":
      return (value) => value as Scalar;
    case "BIGINT":
    case "UBIGINT":
    case "HUGEINT":
      return (value) => toExact(value as bigint, 1, column);
    case "DECIMAL":
      return (value) => toExact((value as DuckDBDecimalValue).value, 10 ** (value as DuckDBDecimalValue).scale, column);
    case "DATE":
    case "UUID":
    case "TIME":
      return (value) => String(value);
    case "TIMESTAMP":
      return (value) => String(value).replace(" ", "T");
    case "JSON":
    case "ENUM":
      return (value) => String(value);
    // The type of a bare null.
    case '"NULL"':
    case "SQLNULL":
      return () => null;
  }
  throw new RangeError(`Column ${column} has type ${type.toString()}, which has no plain form; cast it in the query.`);
}

function toExact(units: bigint, unitsPerOne: number, column: string): number {
  // Both operands are exact doubles, so the quotient is the double nearest to the decimal.
  if (units > 9_007_199_254_740_991n || units < -9_007_199_254_740_991n) {
    throw new RangeError(`Column ${column} holds ${units}, too large for an exact number; cast it to VARCHAR.`);
  }
  return Number(units) / unitsPerOne;
}
