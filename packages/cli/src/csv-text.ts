/**
 * Writes rows as CSV without a final line end. Numbers are written so that reading them gives the same double again;
 * null is an empty cell.
 */
export function toCsvText(
  columns: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): string {
  return [columns, ...rows].map((row) => row.map(toCell).join(",")).join("\n");
}

function toCell(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
