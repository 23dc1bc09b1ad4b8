import {
  formatFigure,
  type FigureFormat,
  type MissingFigure,
  type ReportCell,
  type ReportTable,
} from "@poundwise/contracts";

/** Shorthand for empty cells as the Analysis Function recommends it, in the order in which keys are printed. */
export const MISSING_MARKS: Readonly<Record<MissingFigure, { readonly mark: string; readonly meaning: string }>> = {
  not_available: { mark: "[x]", meaning: "not available" },
  suppressed: { mark: "[c]", meaning: "suppressed for confidentiality" },
  not_applicable: { mark: "[z]", meaning: "not applicable" },
};

/**
 * Prints a cell: text as it is, numbers in the format of the column, an empty cell as the mark of its reason.
 *
 * @param columnFormat of the column, unless the cell has its own; undefined: numbers are printed as they are
 */
export function printCell(cell: ReportCell, columnFormat: FigureFormat | undefined): string {
  const { value, missing = "not_available", format = columnFormat } = cell;
  if (value === null) return MISSING_MARKS[missing].mark;
  if (typeof value === "string") return value;
  return format === undefined ? String(value) : formatFigure(value, format);
}

/** The key to the marks that a table uses, e.g. ["[x] not available"]; empty when nothing is missing. */
export function explainMarks({ columns, rows }: Pick<ReportTable, "columns" | "rows">): string[] {
  const used = new Set(
    rows.flatMap(({ cells }) =>
      columns.flatMap(({ key }) => {
        const cell = cells[key] ?? { value: null };
        return cell.value === null ? [cell.missing ?? "not_available"] : [];
      }),
    ),
  );
  return Object.entries(MISSING_MARKS)
    .filter(([reason]) => used.has(reason as MissingFigure))
    .map(([, { mark, meaning }]) => `${mark} ${meaning}`);
}
