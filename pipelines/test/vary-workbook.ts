import type { Cell, Sheet, Workbook } from "@poundwise/workbook";

/** What the next or an earlier release of a series does differently on the sheets that fit. */
export interface SheetChange {
  /** Sheets it applies to. Default: all. */
  readonly on?: RegExp;
  readonly rename?: (name: string) => string;
  /** Rows put in above, empty but for a note in the first: a longer preamble. */
  readonly rowsAbove?: number;
  /** Another text for a cell (row and column as in the file that is varied); undefined leaves it, null empties it. */
  readonly text?: (text: string, row: number, column: number) => string | number | null | undefined;
  /** Columns gone. */
  readonly withoutColumns?: readonly number[];
}

/** The workbook as the publisher would have saved it with these changes; what is not changed stays cell for cell. */
export function varyWorkbook(workbook: Workbook, changes: readonly SheetChange[]): Workbook {
  return {
    ...workbook,
    sheets: workbook.sheets.map((sheet) =>
      changes
        .filter(({ on }) => on === undefined || on.test(sheet.name))
        .reduce((changed, change) => varySheet(changed, change), sheet),
    ),
  };
}

function varySheet(sheet: Sheet, change: SheetChange): Sheet {
  const above = change.rowsAbove ?? 0;
  const gone = new Set(change.withoutColumns ?? []);
  const kept = Array.from({ length: sheet.columnCount }, (_, index) => index + 1).filter((column) => !gone.has(column));
  const toOriginal = (row: number, column: number) => ({ row: row - above, column: kept[column - 1] });
  return withNextColumn({
    name: change.rename?.(sheet.name) ?? sheet.name,
    isHidden: sheet.isHidden,
    rowCount: sheet.rowCount + above,
    columnCount: kept.length,
    notes: [],
    merges: sheet.merges.map(({ top, bottom, left, right }) => ({
      top: top + above,
      bottom: bottom + above,
      left,
      right,
    })),
    isRowHidden: (row) => sheet.isRowHidden(row - above),
    isColumnHidden: (column) => sheet.isColumnHidden(kept[column - 1] ?? column),
    cell: (row, column) => {
      const at = toOriginal(row, column);
      if (at.column === undefined || at.row < 1) return undefined;
      const cell = sheet.cell(at.row, at.column);
      const text = change.text?.(cell?.raw ?? "", at.row, at.column);
      return text === undefined ? cell : toCell(text);
    },
  });
}

/** A sheet of the given rows, for workbooks put together from other releases. */
export function makeSheet(name: string, rows: readonly (readonly (string | number | null)[])[]): Sheet {
  return withNextColumn({
    name,
    isHidden: false,
    rowCount: rows.length,
    columnCount: Math.max(0, ...rows.map((row) => row.length)),
    notes: [],
    merges: [],
    isRowHidden: () => false,
    isColumnHidden: () => false,
    cell: (row, column) => {
      const value = rows[row - 1]?.[column - 1];
      return value === undefined || value === null || value === "" ? undefined : toCell(value);
    },
  });
}

function withNextColumn(sheet: Omit<Sheet, "nextColumn">): Sheet {
  const nextColumn = (row: number, after: number) => {
    for (let column = after + 1; column <= sheet.columnCount; column += 1) {
      if (sheet.cell(row, column) !== undefined) return column;
    }
    return 0;
  };
  return { ...sheet, nextColumn };
}

export const makeWorkbook = (sheets: readonly Sheet[]): Workbook => ({ format: "xlsx", sheets, usesDate1904: false });

function toCell(value: string | number | null): Cell | undefined {
  if (value === null) return undefined;
  return { value, raw: String(value), error: null, format: null, formula: null, note: null };
}
