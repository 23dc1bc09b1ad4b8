/** One row of a CSV file by column name; an absent cell is "". */
export type CsvRow = Readonly<Record<string, string>>;

/**
 * Reads comma-separated text with a header row and quotes as in RFC 4180.
 * @throws RangeError when a row has more or fewer cells than the header, naming its line.
 */
export function parseCsv(text: string): CsvRow[] {
  const [header, ...lines] = splitRecords(text.replace(/^\uFEFF/, ""));
  if (header === undefined) return [];
  return lines.map((cells, index) => {
    if (cells.length !== header.length) {
      throw new RangeError(`Record ${index + 2} has ${cells.length} cells where the header has ${header.length}.`);
    }
    return Object.fromEntries(header.map((name, column) => [name, cells[column]!]));
  });
}

/** Writes rows under a header in the order of `columns`; lines end in a newline, cells are quoted only where they must be. */
export function formatCsv(columns: readonly string[], rows: readonly CsvRow[]): string {
  return formatCsvLines([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]);
}

/** Writes cells line by line; the caller decides how many cells a line has. */
export function formatCsvLines(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(quote).join(",")}\n`).join("");
}

const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function splitRecords(text: string): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  // A cell is either quoted (quotes doubled inside) or runs to the next comma or line end.
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new RangeError(`Record ${records.length + 1} has a quote that does not close.`);
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ",") {
      records.push(cells);
      cells = [];
    } else if (cell.lastIndex === text.length) {
      cells.push("");
    }
  }
  if (cells.length > 0) records.push(cells);
  return records;
}
