import { CellKind, type CellStore } from "./cell-store.ts";
import { moveFormula } from "./shared-formula.ts";
import type { TextPool } from "./text-pool.ts";
import type { Cell, CellNote, MergedRange, Sheet } from "./workbook.ts";

/** What the cells of a workbook have in common. */
export interface BookTables {
  /** Texts that all sheets share. */
  readonly texts: TextPool;
  /** Number format code of each style; null where there is none to speak of. */
  readonly formats: readonly (string | null)[];
  /** Writes a stored formula as xlsx files do; not needed where it is stored so. */
  readonly toFormula?: (stored: string) => string;
}

/** A formula that other cells repeat, moved from this cell. */
export interface FormulaGroup {
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

/** All there is to know of a sheet beside its cells. */
export interface SheetParts {
  readonly name: string;
  readonly isHidden: boolean;
  readonly merges: readonly MergedRange[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: readonly ColumnRange[];
  readonly notes: readonly CellNote[];
  readonly groups: readonly FormulaGroup[];
}

/** Columns from 1, both included. */
export interface ColumnRange {
  readonly first: number;
  readonly last: number;
}

/** A sheet over packed cells: each `Cell` is made when it is asked for. */
export function toStoredSheet(parts: SheetParts, cells: CellStore, book: BookTables): Sheet {
  const notes = new Map(parts.notes.map((note) => [`${note.row}:${note.column}`, note.text]));
  const toCell = makeCells(parts.groups, notes, cells, book);
  const { name, isHidden, merges } = parts;
  // Readers look at one row several times before they go on to the next: of each column the last cell made is kept.
  const keptRows: number[] = [];
  const kept: (Cell | undefined)[] = [];
  return {
    name,
    isHidden,
    merges,
    notes: parts.notes,
    rowCount: cells.rowCount,
    columnCount: cells.columnCount,
    isRowHidden: (row) => parts.hiddenRows.has(row),
    isColumnHidden: (column) => parts.hiddenColumns.some(({ first, last }) => first <= column && column <= last),
    nextColumn: (row, column) => cells.nextColumn(row, column),
    cell: (row, column) => {
      if (keptRows[column] === row) return kept[column];
      const index = cells.find(row, column);
      const cell = index === -1 ? undefined : toCell(row, column, index);
      keptRows[column] = row;
      kept[column] = cell;
      return cell;
    },
  };
}

/** Makes `Cell` objects of stored cells. */
export function makeCells(
  groups: readonly FormulaGroup[],
  notes: ReadonlyMap<string, string>,
  cells: CellStore,
  { texts, formats, toFormula = (stored) => stored }: BookTables,
): (row: number, column: number, index: number) => Cell {
  const findFormula = (row: number, column: number, index: number): string | null => {
    const formula = cells.formulaAt(index);
    if (formula === undefined) return null;
    if (formula >= 0) return toFormula(cells.texts.text(formula));
    const group = groups[~formula]!;
    return moveFormula(group.text, row - group.row, column - group.column);
  };
  return (row, column, index) => {
    const format = formats[cells.styleAt(index)] ?? null;
    const formula = findFormula(row, column, index);
    const note = notes.size === 0 ? null : (notes.get(`${row}:${column}`) ?? null);
    const stored = cells.numberAt(index);
    switch (cells.kindAt(index)) {
      case CellKind.number:
        return new NumberCell(stored, format, formula, note);
      case CellKind.sharedText:
      case CellKind.ownText: {
        const text = (cells.kindAt(index) === CellKind.sharedText ? texts : cells.texts).text(stored);
        return { value: text, raw: text, error: null, format, formula, note };
      }
      case CellKind.boolean:
        return { value: stored === 1, raw: stored === 1 ? "TRUE" : "FALSE", error: null, format, formula, note };
      case CellKind.error: {
        const error = cells.texts.text(stored);
        return { value: null, raw: error, error, format, formula, note };
      }
      default:
        return { value: null, raw: "", error: null, format, formula, note };
    }
  };
}

/** Numbers are printed only for those who ask: it takes longer than all else about a cell. */
class NumberCell implements Cell {
  readonly value: number;
  readonly error = null;
  readonly format: string | null;
  readonly formula: string | null;
  readonly note: string | null;

  constructor(value: number, format: string | null, formula: string | null, note: string | null) {
    this.value = value;
    this.format = format;
    this.formula = formula;
    this.note = note;
  }

  get raw(): string {
    return String(this.value);
  }
}
