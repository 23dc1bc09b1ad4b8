import type { TextPool } from "./text-pool.ts";

/** What a stored cell holds; the number beside it is a value, a text's number, or 0 and 1. */
export const CellKind = {
  /** A formula whose result was not saved. */
  noResult: 0,
  number: 1,
  /** A text of the workbook's shared table. */
  sharedText: 2,
  /** A text of the sheet's own. */
  ownText: 3,
  boolean: 4,
  /** An error sign, among the sheet's own texts. */
  error: 5,
} as const;

const CHUNK_BITS = 13;
const CHUNK_CELLS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_CELLS - 1;
const NO_CELL = -1;

interface CellChunk {
  readonly kinds: Uint8Array;
  readonly columns: Uint16Array;
  readonly styles: Uint16Array;
  readonly numbers: Float64Array;
}

/**
 * The cells of a sheet, packed: four typed arrays in the order of the file, and where each row starts. Memory follows the
 * number of cells, not the size of the rectangle around them. Filled row by row, then read.
 */
export class CellStore {
  readonly texts: TextPool;
  private chunks: CellChunk[] = [];
  private chunk: CellChunk | undefined;
  private count = 0;
  private rowNumbers = new Uint32Array(64);
  private rowStarts = new Float64Array(64);
  private rows = 0;
  private lastColumn = 0;
  private widest = 0;
  private isOrdered = true;
  private formulas = new FormulaList();
  private lastFound = 0;

  /** @param texts where the sheet's own texts are kept */
  constructor(texts: TextPool) {
    this.texts = texts;
  }

  get cellCount(): number {
    return this.count;
  }

  /** Rows that hold a cell, not the last row's number. */
  get storedRows(): number {
    return this.rows;
  }

  get rowCount(): number {
    return this.rows === 0 ? 0 : this.rowNumbers[this.rows - 1]!;
  }

  get firstRow(): number {
    return this.rows === 0 ? 0 : this.rowNumbers[0]!;
  }

  get columnCount(): number {
    return this.widest;
  }

  /** Adds a cell (row and column from 1) and returns its number. Cells may come in any order; of two in one place the later counts. */
  add(row: number, column: number, kind: number, style: number, number: number): number {
    if (this.rows === 0 || this.rowNumbers[this.rows - 1] !== row) this.startRow(row);
    if (column <= this.lastColumn) this.isOrdered = false;
    this.lastColumn = column;
    if (column > this.widest) this.widest = column;
    const index = this.count;
    const at = index & CHUNK_MASK;
    if (at === 0) this.chunk = this.addChunk();
    const chunk = this.chunk!;
    chunk.kinds[at] = kind;
    chunk.columns[at] = column;
    chunk.styles[at] = style;
    chunk.numbers[at] = number;
    this.count = index + 1;
    return index;
  }

  /** Keeps the formula of the cell that was added last: the number of its text, or ~number of the group it shares in. */
  addFormula(index: number, formula: number): void {
    this.formulas.add(index, formula);
  }

  get lastRowLength(): number {
    return this.rows === 0 ? 0 : this.count - this.rowStarts[this.rows - 1]!;
  }

  /** Adds a row with the same cells as the last one. */
  repeatLastRow(row: number): void {
    const start = this.rowStarts[this.rows - 1]!;
    const end = this.count;
    for (let index = start; index < end; index += 1) {
      const added = this.add(row, this.columnAt(index), this.kindAt(index), this.styleAt(index), this.numberAt(index));
      const formula = this.formulaAt(index);
      if (formula !== undefined) this.addFormula(added, formula);
    }
  }

  /** To be called when all cells are there: puts right what came in another order. */
  finish(): void {
    if (!this.isOrdered) this.sort();
  }

  /** The number of the cell at a row and column; -1 when there is none. */
  find(row: number, column: number): number {
    const place = this.findRow(row);
    if (place === NO_CELL) return NO_CELL;
    let low = this.rowStarts[place]!;
    const end = place + 1 < this.rows ? this.rowStarts[place + 1]! : this.count;
    // In a row without gaps the cell is where it would be expected.
    const guess = low + column - this.columnAt(low);
    if (guess >= low && guess < end && this.columnAt(guess) === column) return guess;
    let high = end - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.columnAt(middle);
      if (found === column) return middle;
      if (found < column) low = middle + 1;
      else high = middle - 1;
    }
    return NO_CELL;
  }

  /** The first column behind `column` with a cell in the row; 0 when there is none. */
  nextColumn(row: number, column: number): number {
    const place = this.findRow(row);
    if (place === NO_CELL) return 0;
    const start = this.rowStarts[place]!;
    const end = place + 1 < this.rows ? this.rowStarts[place + 1]! : this.count;
    let low = start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.columnAt(middle) <= column) low = middle + 1;
      else high = middle;
    }
    return low < end ? this.columnAt(low) : 0;
  }

  kindAt(index: number): number {
    return this.chunks[index >>> CHUNK_BITS]!.kinds[index & CHUNK_MASK]!;
  }

  styleAt(index: number): number {
    return this.chunks[index >>> CHUNK_BITS]!.styles[index & CHUNK_MASK]!;
  }

  numberAt(index: number): number {
    return this.chunks[index >>> CHUNK_BITS]!.numbers[index & CHUNK_MASK]!;
  }

  columnAt(index: number): number {
    return this.chunks[index >>> CHUNK_BITS]!.columns[index & CHUNK_MASK]!;
  }

  /** As given to `addFormula`; undefined for a cell without one. */
  formulaAt(index: number): number | undefined {
    return this.formulas.find(index);
  }

  /** Calls back for every cell in the order of rows, then columns. */
  forEachCell(visit: (row: number, column: number, index: number) => void): void {
    for (let place = 0; place < this.rows; place += 1) {
      const row = this.rowNumbers[place]!;
      const end = place + 1 < this.rows ? this.rowStarts[place + 1]! : this.count;
      for (let index = this.rowStarts[place]!; index < end; index += 1) visit(row, this.columnAt(index), index);
    }
  }

  private startRow(row: number): void {
    if (this.rows > 0 && row < this.rowNumbers[this.rows - 1]!) this.isOrdered = false;
    if (this.rows === this.rowNumbers.length) {
      const numbers = new Uint32Array(this.rows * 2);
      numbers.set(this.rowNumbers);
      this.rowNumbers = numbers;
      const starts = new Float64Array(this.rows * 2);
      starts.set(this.rowStarts);
      this.rowStarts = starts;
    }
    this.rowNumbers[this.rows] = row;
    this.rowStarts[this.rows] = this.count;
    this.rows += 1;
    this.lastColumn = 0;
  }

  private addChunk(): CellChunk {
    const chunk = {
      kinds: new Uint8Array(CHUNK_CELLS),
      columns: new Uint16Array(CHUNK_CELLS),
      styles: new Uint16Array(CHUNK_CELLS),
      numbers: new Float64Array(CHUNK_CELLS),
    };
    this.chunks.push(chunk);
    return chunk;
  }

  private findRow(row: number): number {
    const near = this.lastFound;
    if (near < this.rows && this.rowNumbers[near] === row) return near;
    if (near + 1 < this.rows && this.rowNumbers[near + 1] === row) return (this.lastFound = near + 1);
    let low = 0;
    let high = this.rows - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.rowNumbers[middle]!;
      if (found === row) return (this.lastFound = middle);
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return NO_CELL;
  }

  private sort(): void {
    const cells: { row: number; column: number; index: number }[] = [];
    this.forEachCell((row, column, index) => cells.push({ row, column, index }));
    cells.sort((left, right) => left.row - right.row || left.column - right.column || left.index - right.index);
    const old = { chunks: this.chunks, formulas: this.formulas };
    this.chunks = [];
    this.formulas = new FormulaList();
    this.count = 0;
    this.rows = 0;
    this.isOrdered = true;
    for (const [place, { row, column, index }] of cells.entries()) {
      const next = cells[place + 1];
      if (next !== undefined && next.row === row && next.column === column) continue;
      const chunk = old.chunks[index >>> CHUNK_BITS]!;
      const at = index & CHUNK_MASK;
      const moved = this.add(row, column, chunk.kinds[at]!, chunk.styles[at]!, chunk.numbers[at]!);
      const formula = old.formulas.find(index);
      if (formula !== undefined) this.addFormula(moved, formula);
    }
  }
}

/** Formulas by cell, in the order of cells. */
class FormulaList {
  private cells = new Uint32Array(16);
  private formulas = new Int32Array(16);
  private count = 0;
  private near = 0;

  add(cell: number, formula: number): void {
    if (this.count === this.cells.length) {
      const cells = new Uint32Array(this.count * 2);
      cells.set(this.cells);
      this.cells = cells;
      const formulas = new Int32Array(this.count * 2);
      formulas.set(this.formulas);
      this.formulas = formulas;
    }
    this.cells[this.count] = cell;
    this.formulas[this.count] = formula;
    this.count += 1;
  }

  find(cell: number): number | undefined {
    const { cells, count } = this;
    // Cells are mostly asked for in their order, so the place is the last one or the next.
    let at = this.near;
    if (at < count && cells[at]! < cell) at += 1;
    if ((at > 0 && cells[at - 1]! >= cell) || (at < count && cells[at]! < cell)) at = this.search(cell);
    this.near = at;
    return at < count && cells[at] === cell ? this.formulas[at] : undefined;
  }

  /** Where the first formula stands whose cell is not before this one. */
  private search(cell: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.cells[middle]! < cell) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
