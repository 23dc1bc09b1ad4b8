import { CellStore } from "./cell-store.ts";
import { damagedFault } from "./file-faults.ts";
import { toStoredSheet, type BookTables, type SheetParts } from "./stored-sheet.ts";
import { TextPool } from "./text-pool.ts";
import { toAddress, type Cell, type Sheet } from "./workbook.ts";

/** Large enough that a block costs next to nothing, small enough (under a megabyte) that one more does not matter. */
export const BLOCK_CELLS = 1 << 16;

/** Some rows of a sheet that follow each other, all their cells included. */
export interface RowBlock {
  /** From 1. Every row of the sheet that holds a cell is in one block, and blocks come in the order of rows. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** The last column that holds a cell in this block. */
  readonly columnCount: number;
  /** As `Sheet.cell`; undefined for rows outside the block. */
  cell(row: number, column: number): Cell | undefined;
  /** As `Sheet.nextColumn`. */
  nextColumn(row: number, column: number): number;
}

/** Takes a block; the next one is read when the promise is kept. */
export type OnRows = (block: RowBlock) => void | Promise<void>;

/** Cuts a sheet into blocks of rows while it is scanned. */
export class BlockCutter {
  readonly place: { readonly file: string; readonly sheet: string };
  lastRow = 0;
  columnCount = 0;
  private readonly hasHexEscapes: boolean;
  private ready: CellStore[] = [];

  /** @param hasHexEscapes as for `TextPool` */
  constructor(place: { readonly file: string; readonly sheet: string }, hasHexEscapes: boolean) {
    this.place = place;
    this.hasHexEscapes = hasHexEscapes;
  }

  /** To be called between two rows: the store to go on with. */
  cut(cells: CellStore): CellStore {
    if (cells.cellCount < BLOCK_CELLS) return cells;
    this.ready.push(cells);
    return this.startStore();
  }

  startStore(): CellStore {
    return new CellStore(new TextPool(this.hasHexEscapes));
  }

  /**
   * Hands out the blocks that are whole.
   * @throws Fault workbook.damaged when rows go back behind a block that has been handed out
   */
  async handOut(parts: SheetParts, book: BookTables, onRows: OnRows): Promise<void> {
    const stores = this.ready;
    this.ready = [];
    for (const cells of stores) await this.handOutStore(cells, parts, book, onRows);
  }

  /** As `handOut`, for the rest of the sheet. */
  async handOutLast(cells: CellStore, parts: SheetParts, book: BookTables, onRows: OnRows): Promise<void> {
    await this.handOut(parts, book, onRows);
    if (cells.cellCount > 0) await this.handOutStore(cells, parts, book, onRows);
  }

  private async handOutStore(cells: CellStore, parts: SheetParts, book: BookTables, onRows: OnRows): Promise<void> {
    cells.finish();
    const { firstRow, rowCount: lastRow, columnCount } = cells;
    if (firstRow <= this.lastRow) {
      const found = `row ${firstRow} behind row ${this.lastRow}: rows in another order than theirs cannot be read in passing`;
      throw damagedFault({ ...this.place, cells: [toAddress(firstRow, 1)] }, found);
    }
    this.lastRow = lastRow;
    this.columnCount = Math.max(this.columnCount, columnCount);
    const sheet = toStoredSheet(parts, cells, book);
    const { cell, nextColumn } = sheet;
    await onRows({ firstRow, lastRow, columnCount, cell, nextColumn });
  }
}

/** Hands out a sheet that has been read whole in blocks, for formats that are not read in passing. */
export async function handOutWhole(sheet: Sheet, onRows: OnRows): Promise<void> {
  const { rowCount, columnCount } = sheet;
  const step = Math.max(1, Math.floor(BLOCK_CELLS / Math.max(1, columnCount)));
  for (let firstRow = 1; firstRow <= rowCount; firstRow += step) {
    const lastRow = Math.min(rowCount, firstRow + step - 1);
    const cell = (row: number, column: number) =>
      row >= firstRow && row <= lastRow ? sheet.cell(row, column) : undefined;
    const nextColumn = (row: number, column: number) =>
      row >= firstRow && row <= lastRow ? sheet.nextColumn(row, column) : 0;
    await onRows({ firstRow, lastRow, columnCount, cell, nextColumn });
  }
}
