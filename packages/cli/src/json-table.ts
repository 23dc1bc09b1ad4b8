import { Fault } from "@poundwise/contracts";
import type { TextTable } from "@poundwise/methods";

/**
 * Takes a table from JSON: a list of objects, or an object of `columns` and `rows` (lists of cells, or objects).
 *
 * @param name what messages call it
 * @returns cells as text, numbers in full precision; null and absent = empty. Columns in order of first appearance
 * @throws Fault usage.input when it is neither
 */
export function parseJsonTable(text: string, name: string): TextTable {
  const parsed = parse(text, name);
  const given = isObject(parsed) && Array.isArray(parsed["rows"]) ? parsed : null;
  const records: unknown = given === null ? parsed : given["rows"];
  if (!Array.isArray(records)) throw refuse(name, "neither a list of objects nor an object of columns and rows");
  const columns = given !== null && isTextList(given["columns"]) ? given["columns"] : listKeys(records);
  const rows = records.map((record: unknown, row) => {
    if (Array.isArray(record)) return record.map((cell: unknown) => toText(cell, name, row));
    if (!isObject(record)) throw refuse(name, `row ${row + 1} is ${JSON.stringify(record)}`);
    const unknown = Object.keys(record).filter((key) => !columns.includes(key));
    if (unknown.length > 0) throw refuse(name, `row ${row + 1} has "${unknown.join('", "')}", which is no column`);
    return columns.map((column) => toText(record[column], name, row));
  });
  return { columns, rows, rowNumbers: rows.map((_, row) => row + 1) };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new Fault("usage.input", "this is not JSON", {
      at: { file: name },
      found: cause instanceof Error ? cause.message : String(cause),
      next: "Correct the file, or give delimited text.",
      cause,
    });
  }
}

function listKeys(records: readonly unknown[]): string[] {
  return [...new Set(records.flatMap((record) => (isObject(record) ? Object.keys(record) : [])))];
}

function toText(cell: unknown, name: string, row: number): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  throw refuse(name, `row ${row + 1} has a cell that is ${JSON.stringify(cell)}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

function refuse(name: string, found: string): Fault {
  return new Fault("usage.input", "this JSON is no table", {
    at: { file: name },
    expected: '[{"id": "A", "value": 1}, …] or {"columns": ["id", "value"], "rows": [["A", 1], …]}',
    found,
    next: "Write it in one of these shapes.",
  });
}
