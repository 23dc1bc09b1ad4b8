import type { Row } from "@poundwise/contracts";

/** The text of a required column. @throws RangeError when it is not text. */
export function readText(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new RangeError(`${column}: expected text, found ${String(value)}.`);
  return value;
}

/** The text of an optional column. */
export function readOptionalText(row: Row, column: string): string | null {
  const value = row[column] ?? null;
  return value === null ? null : readText(row, column);
}

/** The number of a required column. @throws RangeError when it is not a number. */
export function readNumber(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new RangeError(`${column}: expected a number, found ${String(value)}.`);
  return value;
}

/** The number of an optional column. */
export function readOptionalNumber(row: Row, column: string): number | null {
  const value = row[column] ?? null;
  return value === null ? null : readNumber(row, column);
}
