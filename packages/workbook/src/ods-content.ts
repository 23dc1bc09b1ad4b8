import { CellStore } from "./cell-store.ts";
import { damagedFault, tooLargeFault } from "./file-faults.ts";
import { isHidden, readAttribute, readCount } from "./ods-attributes.ts";
import { makeOdsCellTag, OdsType, readOdsCellTag } from "./ods-cell-tag.ts";
import { hasText, storeOdsCell } from "./ods-cell-value.ts";
import { readOdsContent, type OdsContent } from "./ods-text.ts";
import type { ColumnRange } from "./stored-sheet.ts";
import { TextPool } from "./text-pool.ts";
import { decodeEntities } from "./decode-xml-text.ts";
import { LAST_COLUMN, LAST_ROW, toAddress, type CellNote, type MergedRange } from "./workbook.ts";
import { findByte, findTagEnd, skipMarkup } from "./xlsx-text.ts";

/** More sheets than anyone has made: each takes up memory, even an empty one. */
const MAX_SHEETS = 4000;
/** Rows that repeat are written out; more cells than this come only from a file made to fill up memory. */
const MAX_REPEATED_CELLS = 20_000_000;
const [LESS, SLASH, EXCLAMATION, QUESTION] = [0x3c, 0x2f, 0x21, 0x3f] as const;

/** Tags whose tables are no sheets: old versions of cells, drawings, copies of linked cells. */
const PASSED_OVER = new Set(["table:tracked-changes", "table:shapes", "table:dde-links", "office:forms"]);

/** One sheet as scanned; its styles are named by their numbers among `OdsContentScanner.styleNames`. */
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
 * Scans content.xml of an ods file into one store of cells for each sheet. The usual namespace prefixes are taken for
 * granted, as every office program writes them.
 * Source: OASIS, OpenDocument 1.3 part 3, 9 (tables).
 */
export class OdsContentScanner {
  readonly sheets: OdsSheet[] = [];
  /** Names of cell styles; the first is that of cells without one. */
  readonly styleNames = new TextPool(false);
  /** The XML of the automatic styles. */
  stylesXml = "";
  private readonly options: OdsContentOptions;
  private readonly tag = makeOdsCellTag();
  private readonly content: OdsContent = { next: -1, start: 0, end: 0, joined: null, note: null };
  private sheet: OdsSheet | undefined;
  private cells: CellStore = new CellStore(new TextPool(false));
  private row = 0;
  private column = 1;
  private rowRepeats = 1;
  private rowStyle = -1;
  /** The style of each column's cells; index 0 is no column. */
  private readonly columnStyles = new Int32Array(LAST_COLUMN + 1);
  private nextColumn = 1;
  private passedOver: string | null = null;
  private passedDepth = 0;
  private repeatedCells = 0;
  private isOver = false;

  constructor(options: OdsContentOptions) {
    this.options = options;
    this.styleNames.addText("");
  }

  /** As `ScanBytes` says. @throws Fault workbook.damaged, workbook.too_large with the sheet and the last cell */
  scan(bytes: Buffer, end: number): number {
    let at = 0;
    for (;;) {
      const open = findByte(bytes, at, LESS);
      if (open === -1) return this.isOver ? end : at;
      const first = bytes[open + 1]!;
      if (first === EXCLAMATION || first === QUESTION) {
        at = skipMarkup(bytes, open);
        if (at === -1) return open;
        continue;
      }
      if (this.sheet !== undefined && this.passedOver === null && isCellTag(bytes, open)) {
        const next = this.scanCell(bytes, open);
        if (next === -1) return open;
        at = next;
        continue;
      }
      const isEnd = first === SLASH;
      const close = findTagEnd(bytes, open + 1);
      if (close === -1) return open;
      const next = this.scanTag(bytes, open, close, isEnd, end);
      if (next === -1) return open;
      at = next;
    }
  }

  /** @throws Fault workbook.damaged when the content was not scanned to its end */
  finish(): void {
    if (!this.isOver) throw this.damaged("XML that stops in the middle of the content");
    if (this.sheets.length === 0) throw damagedFault(this.options.fileName, "content without any sheet");
    for (const sheet of this.sheets) sheet.cells.finish();
  }

  private scanTag(bytes: Buffer, open: number, close: number, isEnd: boolean, end: number): number {
    const name = open + (isEnd ? 2 : 1);
    let last = name;
    while (bytes[last]! > 0x20 && bytes[last] !== SLASH && last < close) last += 1;
    const tag = bytes.toString("latin1", name, last);
    const isEmpty = !isEnd && bytes[close - 1] === SLASH;
    const after = close + 1;
    if (this.passedOver !== null) {
      if (tag === this.passedOver && !isEmpty) this.passedDepth += isEnd ? -1 : 1;
      if (this.passedDepth === 0) this.passedOver = null;
      return after;
    }
    if (PASSED_OVER.has(tag)) {
      if (!isEmpty && !isEnd) {
        this.passedOver = tag;
        this.passedDepth = 1;
      }
      return after;
    }
    if (tag === "office:automatic-styles" && !isEnd && !isEmpty) {
      const stop = bytes.indexOf("</office:automatic-styles>", after);
      if (stop === -1 || stop >= end) return -1;
      this.stylesXml = `<styles>${bytes.toString("utf8", after, stop)}</styles>`;
      return stop;
    }
    if (isEnd) {
      if (tag === "table:table-row") this.endRow();
      else if (tag === "table:table") this.sheet = undefined;
      else if (tag === "office:document-content") this.isOver = true;
      return after;
    }
    if (tag === "table:table-row") {
      this.startRow(bytes.toString("latin1", last, close));
      if (isEmpty) this.endRow();
    } else if (tag === "table:table-column") this.addColumns(bytes.toString("utf8", last, close));
    else if (tag === "table:table") {
      this.startSheet(bytes.toString("utf8", last, close));
      if (isEmpty) this.sheet = undefined;
    }
    return after;
  }

  private startSheet(attributes: string): void {
    if (this.sheets.length === MAX_SHEETS) throw this.damaged(`more than ${MAX_SHEETS} sheets`);
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
    this.sheets.push(this.sheet);
    this.row = 0;
    this.columnStyles.fill(0);
    this.nextColumn = 1;
  }

  private addColumns(attributes: string): void {
    const repeats = readCount(attributes, "table:number-columns-repeated");
    const first = this.nextColumn;
    const last = Math.min(first + repeats - 1, LAST_COLUMN);
    this.nextColumn += repeats;
    const style = readAttribute(attributes, "table:default-cell-style-name");
    if (style !== null && first <= last) this.columnStyles.fill(this.styleNames.addText(style), first, last + 1);
    if (isHidden(attributes) && first <= last) this.sheet?.hiddenColumns.push({ first, last });
  }

  private startRow(attributes: string): void {
    this.row += 1;
    this.column = 1;
    this.rowRepeats = readCount(attributes, "table:number-rows-repeated");
    const style = readAttribute(attributes, "table:default-cell-style-name");
    this.rowStyle = style === null ? -1 : this.styleNames.addText(style);
    if (this.sheet === undefined || !isHidden(attributes)) return;
    const last = Math.min(this.row + this.rowRepeats - 1, LAST_ROW);
    // Hidden rows behind the last one with cells come in millions and mean nothing.
    for (let row = this.row; row <= Math.min(last, this.row + 100_000); row += 1) this.sheet.hiddenRows.add(row);
  }

  private endRow(): void {
    if (this.sheet === undefined) return;
    const { cells, row } = this;
    const repeats = this.rowRepeats - 1;
    if (repeats > 0 && cells.rowCount === row) {
      if (row + repeats > LAST_ROW)
        throw this.damaged(`row ${row} repeated ${repeats} times, past the end of the sheet`);
      this.countRepeats(repeats * cells.lastRowLength);
      for (let repeat = 1; repeat <= repeats; repeat += 1) cells.repeatLastRow(row + repeat);
    }
    this.row += repeats;
    if (this.options.onRowEnd !== undefined) this.sheet.cells = this.cells = this.options.onRowEnd(this.sheet);
  }

  /** Returns behind the cell, or -1 without having stored anything. */
  private scanCell(bytes: Buffer, open: number): number {
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
      storeOdsCell(bytes, { row, column: place, style: this.findStyle(bytes, place) }, tag, content, this.cells);
    }
  }

  private findStyle(bytes: Buffer, column: number): number {
    const { styleStart, styleEnd } = this.tag;
    if (styleStart !== -1) return this.styleNames.add(bytes, styleStart, styleEnd);
    if (this.rowStyle !== -1) return this.rowStyle;
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

  private damaged(found: string): Error {
    const { fileName } = this.options;
    if (this.sheet === undefined) return damagedFault(fileName, found);
    const last = toAddress(Math.max(1, this.row), this.column);
    return damagedFault({ file: fileName, sheet: this.sheet.name }, `${found}, at or after ${last}`);
  }
}

/** <table:table-cell or <table:covered-table-cell */
function isCellTag(bytes: Buffer, open: number): boolean {
  if (bytes[open + 1] !== 0x74 || bytes[open + 6] !== 0x3a) return false;
  const name = bytes[open + 7] === 0x63 ? open + 21 : open + 13;
  // …cell, and not …column or …columns
  return (
    bytes[name - 1] === 0x2d &&
    bytes[name] === 0x63 &&
    bytes[name + 1] === 0x65 &&
    bytes[name + 3] === 0x6c &&
    bytes[name + 4]! <= 0x3e
  );
}
