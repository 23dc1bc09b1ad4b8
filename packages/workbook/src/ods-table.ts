import { CellStore } from "./cell-store.ts";
import { decodeEntities } from "./decode-xml-text.ts";
import { damagedFault, tooLargeFault } from "./file-faults.ts";
import { isHidden, readAttribute, readCount } from "./ods-attributes.ts";
import { makeOdsCellTag, OdsType, readOdsCellTag } from "./ods-cell-tag.ts";
import { hasText, storeOdsCell } from "./ods-cell-value.ts";
import { OdsRowTag } from "./ods-row-tag.ts";
import { readOdsContent, type OdsContent } from "./ods-text.ts";
import type { ColumnRange } from "./stored-sheet.ts";
import { TextPool } from "./text-pool.ts";
import { LAST_COLUMN, LAST_ROW, toAddress, type CellNote, type MergedRange } from "./workbook.ts";

/** Rows that repeat are written out; more cells than this come only from a file made to fill up memory. */
const MAX_REPEATED_CELLS = 20_000_000;
/** Hidden rows behind the last one with cells come in millions and mean nothing. */
const MAX_HIDDEN_ROWS = 100_000;

/** One sheet as scanned; its styles are named by their numbers among the style names of the file. */
export interface OdsSheet {
  readonly name: string;
  readonly style: string;
  /** The store that is being filled. */
  cells: CellStore;
  readonly merges: MergedRange[];
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: ColumnRange[];
  readonly notes: CellNote[];
}

export interface OdsContentOptions {
  readonly fileName: string;
  /** Called between two rows; may exchange the store of cells. */
  readonly onRowEnd?: (sheet: OdsSheet) => CellStore;
}

/**
 * Takes the columns, rows and cells of one table after the other, on bytes: no string and no object is made for a cell.
 * Source: OASIS, OpenDocument 1.3 part 3, 9.1 (table:table-column, table:table-row, table:table-cell).
 */
export class OdsTableScanner {
  /** Names of cell styles; the first is that of cells without one. */
  readonly styleNames = new TextPool(false);
  private readonly options: OdsContentOptions;
  private readonly tag = makeOdsCellTag();
  private readonly content: OdsContent = { next: -1, start: 0, end: 0, joined: null, note: null };
  private readonly rowTag = new OdsRowTag(this.styleNames);
  private sheet: OdsSheet | undefined;
  private cells: CellStore = new CellStore(new TextPool(false));
  private row = 0;
  private column = 1;
  /** The style of each column's cells; index 0 is no column. */
  private readonly columnStyles = new Int32Array(LAST_COLUMN + 1);
  private nextColumn = 1;
  private repeatedCells = 0;

  constructor(options: OdsContentOptions) {
    this.options = options;
    this.styleNames.addText("");
  }

  get isInTable(): boolean {
    return this.sheet !== undefined;
  }

  startTable(attributes: string): OdsSheet {
    this.cells = new CellStore(new TextPool(false));
    this.sheet = {
      name: readAttribute(attributes, "table:name") ?? "",
      style: readAttribute(attributes, "table:style-name") ?? "",
      cells: this.cells,
      merges: [],
      hiddenRows: new Set(),
      hiddenColumns: [],
      notes: [],
    };
    this.row = 0;
    this.columnStyles.fill(0);
    this.nextColumn = 1;
    return this.sheet;
  }

  endTable(): void {
    this.sheet = undefined;
  }

  addColumns(attributes: string): void {
    const repeats = readCount(attributes, "table:number-columns-repeated");
    const first = this.nextColumn;
    const last = Math.min(first + repeats - 1, LAST_COLUMN);
    this.nextColumn += repeats;
    const style = readAttribute(attributes, "table:default-cell-style-name");
    if (style !== null && first <= last) this.columnStyles.fill(this.styleNames.addText(style), first, last + 1);
    if (isHidden(attributes) && first <= last) this.sheet?.hiddenColumns.push({ first, last });
  }

  /** @param start behind the tag's name @param end at the > that ends it */
  startRow(bytes: Buffer, start: number, end: number): void {
    this.row += 1;
    this.column = 1;
    const { rowTag, row, sheet } = this;
    rowTag.read(bytes, start, end);
    if (sheet === undefined || !rowTag.isHidden) return;
    const last = Math.min(row + rowTag.repeats - 1, LAST_ROW, row + MAX_HIDDEN_ROWS);
    for (let hidden = row; hidden <= last; hidden += 1) sheet.hiddenRows.add(hidden);
  }

  /** @throws Fault workbook.damaged, workbook.too_large for a row repeated too often */
  endRow(): void {
    if (this.sheet === undefined) return;
    const { cells, row } = this;
    const repeats = this.rowTag.repeats - 1;
    if (repeats > 0 && cells.rowCount === row) {
      if (row + repeats > LAST_ROW)
        throw this.damaged(`row ${row} repeated ${repeats} times, past the end of the sheet`);
      this.countRepeats(repeats * cells.lastRowLength);
      for (let repeat = 1; repeat <= repeats; repeat += 1) cells.repeatLastRow(row + repeat);
    }
    this.row += repeats;
    if (this.options.onRowEnd !== undefined) this.sheet.cells = this.cells = this.options.onRowEnd(this.sheet);
  }

  /**
   * Takes the cell whose tag starts at `open`.
   * @returns behind the cell, or -1 without having stored anything when the bytes end before it does
   * @throws Fault workbook.damaged, workbook.too_large
   */
  scanCell(bytes: Buffer, open: number): number {
    const { tag, content } = this;
    // <table:covered-table-cell or <table:table-cell
    const isCovered = bytes[open + 7] === 0x63;
    readOdsCellTag(bytes, open + (isCovered ? 25 : 17), tag);
    if (tag.next === -1) return -1;
    if (tag.next === -2) throw this.damaged("a cell that is written in no valid way");
    let next = tag.next;
    content.start = 0;
    content.end = 0;
    content.joined = null;
    content.note = null;
    if (!tag.isEmpty) {
      readOdsContent(bytes, tag.next, content);
      if (content.next === -1) return -1;
      next = content.next;
    }
    const { row, column } = this;
    this.column = column + tag.repeats;
    const isBlank = tag.type === OdsType.none && tag.formulaStart === -1 && content.note === null && !hasText(content);
    if (!isBlank || tag.columnSpan > 1 || tag.rowSpan > 1) this.take(bytes, row, column);
    return next;
  }

  /** What is wrong, and where in the table. */
  damaged(found: string): Error {
    const { fileName } = this.options;
    if (this.sheet === undefined) return damagedFault(fileName, found);
    const last = toAddress(Math.max(1, this.row), this.column);
    return damagedFault({ file: fileName, sheet: this.sheet.name }, `${found}, at or after ${last}`);
  }

  private take(bytes: Buffer, row: number, column: number): void {
    const { tag, content } = this;
    const sheet = this.sheet!;
    if (tag.columnSpan > 1 || tag.rowSpan > 1) {
      const bottom = row + tag.rowSpan - 1;
      const right = column + tag.columnSpan - 1;
      if (bottom > LAST_ROW || right > LAST_COLUMN) throw this.damaged("a merged range that leaves the sheet");
      sheet.merges.push({ top: row, left: column, bottom, right });
    }
    if (content.note !== null) sheet.notes.push({ row, column, text: decodeEntities(content.note) });
    // An empty text is no more than an empty cell, unless it is stated or a formula gives it.
    const isStated = tag.formulaStart !== -1 || (tag.valueStart !== -1 && tag.type !== OdsType.none);
    if (!isStated && !hasText(content)) return;
    const last = column + tag.repeats - 1;
    if (row > LAST_ROW || last > LAST_COLUMN) {
      throw this.damaged(`a cell in row ${row}, column ${last}, where no sheet has any`);
    }
    if (tag.repeats > 1) this.countRepeats(tag.repeats);
    for (let place = column; place <= last; place += 1) {
      storeOdsCell(bytes, row, place, this.findStyle(bytes, place), tag, content, this.cells);
    }
  }

  private findStyle(bytes: Buffer, column: number): number {
    const { styleStart, styleEnd } = this.tag;
    if (styleStart !== -1) return this.styleNames.add(bytes, styleStart, styleEnd);
    if (this.rowTag.style !== -1) return this.rowTag.style;
    return this.columnStyles[column]!;
  }

  private countRepeats(cells: number): void {
    this.repeatedCells += cells;
    if (this.repeatedCells <= MAX_REPEATED_CELLS) return;
    throw tooLargeFault(
      { file: this.options.fileName, sheet: this.sheet!.name, cells: [toAddress(this.row, 1)] },
      "cells are repeated more often than in any genuine file",
      `at most ${MAX_REPEATED_CELLS} repeated cells`,
      `${this.repeatedCells} or more`,
    );
  }
}
