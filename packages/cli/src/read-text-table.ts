import { readFile } from "node:fs/promises";
import path from "node:path";
import { Fault } from "@poundwise/contracts";
import type { TextTable } from "@poundwise/methods";
import { readWorkbook } from "@poundwise/workbook";
import { parseJsonTable } from "./json-table.ts";

/**
 * Reads a table whose first row is its header: delimited text (comma, semicolon, tab or bar), or JSON.
 *
 * @param file path, or `-` for standard input
 * @returns every cell as text, unchanged; rows without any cell are left out, the others keep their number in the file
 * @throws Fault usage.input when it cannot be opened, is no table, or a row has more cells than the header
 */
export async function readTextTable(file: string): Promise<TextTable> {
  const name = file === "-" ? "standard input" : path.basename(file);
  const bytes = await readBytes(file, name);
  const start = bytes
    .subarray(0, 200)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart()[0];
  if (start === "[" || start === "{") return { ...parseJsonTable(bytes.toString("utf8"), name), name };
  const workbook = await readWorkbook(bytes, name);
  const sheet = workbook.sheets[0]!;
  if (workbook.format !== "delimited") {
    throw new Fault("usage.input", `this is a workbook (${workbook.format})`, {
      at: { file: name },
      expected: "delimited text or JSON",
      next: "Save the sheet as CSV.",
    });
  }
  const rows = Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (__, column) => sheet.cell(row + 1, column + 1)?.raw ?? ""),
  );
  const filled = [...rows.keys()].filter((row) => rows[row]!.some((cell) => cell !== ""));
  const [header, ...body] = filled;
  if (header === undefined) throw noTable(name);
  // A line that ends in a comma, or lines that do, make empty columns to the right of the header.
  const width = rows[header]!.findLastIndex((cell) => cell !== "") + 1;
  for (const row of body) {
    const last = rows[row]!.findLastIndex((cell) => cell !== "");
    if (last >= width) throw tooWide(name, row + 1, last + 1, width);
  }
  return {
    name,
    columns: rows[header]!.slice(0, width).map((cell) => cell.trim()),
    rows: body.map((row) => rows[row]!.slice(0, width)),
    rowNumbers: body.map((row) => row + 1),
  };
}

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    if (file !== "-") return await readFile(file);
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts);
  } catch (cause) {
    throw new Fault("usage.input", "the file cannot be read", {
      at: { file: name },
      found: cause instanceof Error ? cause.message : String(cause),
      next: "Check the path after --input.",
      cause,
    });
  }
}

function noTable(name: string): Fault {
  return new Fault("usage.input", "there is no header", {
    at: { file: name },
    expected: "a first row that names the columns",
    next: "Give a table with a header.",
  });
}

function tooWide(name: string, row: number, found: number, expected: number): Fault {
  return new Fault("usage.input", "a row is longer than the header", {
    at: { file: name, line: row },
    expected: `${expected} cells`,
    found: `${found}`,
    next: "Quote cells that hold the delimiter, or name the missing columns.",
  });
}
