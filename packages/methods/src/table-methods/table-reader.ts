import type { TableReader, TextTable } from "./table-method.ts";

/** Cells that stand for no value, beside the empty one: what R and databases write. Anything else must be a number. */
const blanks = new Set(["", "NA", "null", "NULL"]);

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads a table by header.
 *
 * @param role what messages call the table when it has no name
 * @throws RangeError for a header that is repeated or empty, and rows of another length
 */
export function createReader(table: TextTable, role: string): TableReader {
  const name = table.name ?? role;
  const place = (row: number) => `${name}, row ${table.rowNumbers?.[row] ?? row + 2}`;
  for (const [position, header] of table.columns.entries()) {
    if (header.trim() === "") throw new RangeError(`${name}: column ${position + 1} has no header. Name it.`);
    if (table.columns.indexOf(header) < position) {
      throw new RangeError(`${name}: the header "${header}" occurs twice. Rename or remove one.`);
    }
  }
  for (const [row, cells] of table.rows.entries()) {
    if (cells.length !== table.columns.length) {
      throw new RangeError(`${place(row)}: expected ${table.columns.length} cells, found ${cells.length}.`);
    }
  }
  const texts = (column: string) => {
    const position = table.columns.indexOf(column);
    if (position === -1) {
      throw new RangeError(`${name}: expected a column "${column}", found ${table.columns.join(", ")}.`);
    }
    return table.rows.map((cells) => cells[position]!);
  };
  return {
    columns: table.columns,
    rowCount: table.rows.length,
    texts,
    numbers: (column) => texts(column).map((cell, row) => toNumber(cell, `${place(row)}, column "${column}"`)),
    keys: (column) => {
      const keys = texts(column);
      const first = new Map<string, number>();
      for (const [row, key] of keys.entries()) {
        if (key.trim() === "")
          throw new RangeError(`${place(row)}, column "${column}": empty, where each row needs one.`);
        const before = first.get(key);
        if (before !== undefined) {
          throw new RangeError(
            `${place(row)}, column "${column}": "${key}" was already in ${place(before)}. Keep one.`,
          );
        }
        first.set(key, row);
      }
      return keys;
    },
    place,
  };
}

/** @throws RangeError for text that is neither a finite decimal number nor a blank */
export function toNumber(cell: string, where: string): number | null {
  const text = cell.trim();
  if (blanks.has(text)) return null;
  const value = plainNumber.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) {
    throw new RangeError(`${where}: expected a finite number or an empty cell, found "${cell}".`);
  }
  return value;
}

/** Whether a cell is a number, whatever its size. */
export function isFigure(cell: string): boolean {
  return plainNumber.test(cell.trim());
}

/** Whether a cell is neither blank, nor a number, nor what other tools write for one that cannot be. */
export function isWord(cell: string): boolean {
  const text = cell.trim();
  return !blanks.has(text) && !isFigure(text) && !/^[+-]?(nan|inf|infinity)$/i.test(text);
}
