import { damagedFault } from "./file-faults.ts";
import { OdsTableScanner, type OdsContentOptions, type OdsSheet } from "./ods-table.ts";
import type { TextPool } from "./text-pool.ts";
import { findByte, findTagEnd, skipMarkup } from "./xlsx-text.ts";

/** More sheets than anyone has made: each takes up memory, even an empty one. */
const MAX_SHEETS = 4000;
const [LESS, GREATER, SLASH, EXCLAMATION, QUESTION, COLON] = [0x3c, 0x3e, 0x2f, 0x21, 0x3f, 0x3a] as const;
const [C, T, DASH] = [0x63, 0x74, 0x2d] as const;

/** Tags whose tables are no sheets: old versions of cells, drawings, copies of linked cells. */
const PASSED_OVER = new Set(["table:tracked-changes", "table:shapes", "table:dde-links", "office:forms"]);

/**
 * Scans content.xml of an ods file into one store of cells for each sheet. The usual namespace prefixes are taken for
 * granted, as every office program writes them.
 * Source: OASIS, OpenDocument 1.3 part 3, 9 (tables).
 */
export class OdsContentScanner {
  readonly sheets: OdsSheet[] = [];
  /** The XML of the automatic styles. */
  stylesXml = "";
  private readonly fileName: string;
  private readonly table: OdsTableScanner;
  private passedOver: string | null = null;
  private passedDepth = 0;
  private isOver = false;

  constructor(options: OdsContentOptions) {
    this.fileName = options.fileName;
    this.table = new OdsTableScanner(options);
  }

  /** Names of cell styles; the first is that of cells without one. */
  get styleNames(): TextPool {
    return this.table.styleNames;
  }

  /** As `ScanBytes` says. @throws Fault workbook.damaged, workbook.too_large with the sheet and the last cell */
  scan(bytes: Buffer, end: number): number {
    const { table } = this;
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
      if (table.isInTable && this.passedOver === null && isCellTag(bytes, open)) {
        const next = table.scanCell(bytes, open);
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
    if (!this.isOver) throw this.table.damaged("XML that stops in the middle of the content");
    if (this.sheets.length === 0) throw damagedFault(this.fileName, "content without any sheet");
    for (const sheet of this.sheets) sheet.cells.finish();
  }

  /** Takes a tag other than a cell's; returns behind it, or -1 when more bytes are needed. */
  private scanTag(bytes: Buffer, open: number, close: number, isEnd: boolean, end: number): number {
    const name = open + (isEnd ? 2 : 1);
    let last = name;
    while (bytes[last]! > 0x20 && bytes[last] !== SLASH && last < close) last += 1;
    const tag = toTagName(bytes, name, last);
    const isEmpty = !isEnd && bytes[close - 1] === SLASH;
    const after = close + 1;
    if (this.passedOver !== null || PASSED_OVER.has(tag)) {
      this.passOver(tag, isEnd, isEmpty);
      return after;
    }
    if (tag === "office:automatic-styles" && !isEnd && !isEmpty) {
      const stop = bytes.indexOf("</office:automatic-styles>", after);
      if (stop === -1 || stop >= end) return -1;
      this.stylesXml = `<styles>${bytes.toString("utf8", after, stop)}</styles>`;
      return stop;
    }
    if (isEnd) this.endTag(tag);
    else if (tag === ROW) {
      this.table.startRow(bytes, last, close);
      if (isEmpty) this.table.endRow();
    } else if (tag === "table:table-column") this.table.addColumns(bytes.toString("utf8", last, close));
    else if (tag === "table:table") {
      if (this.sheets.length === MAX_SHEETS) throw this.table.damaged(`more than ${MAX_SHEETS} sheets`);
      this.sheets.push(this.table.startTable(bytes.toString("utf8", last, close)));
      if (isEmpty) this.table.endTable();
    }
    return after;
  }

  private endTag(tag: string): void {
    if (tag === ROW) this.table.endRow();
    else if (tag === "table:table") this.table.endTable();
    else if (tag === "office:document-content") this.isOver = true;
  }

  /** Keeps count of how deep the scan is in what is passed over. */
  private passOver(tag: string, isEnd: boolean, isEmpty: boolean): void {
    if (this.passedOver === null) {
      if (isEmpty || isEnd) return;
      this.passedOver = tag;
      this.passedDepth = 1;
      return;
    }
    if (tag === this.passedOver && !isEmpty) this.passedDepth += isEnd ? -1 : 1;
    if (this.passedDepth === 0) this.passedOver = null;
  }
}

const ROW = "table:table-row";
const ROW_BYTES = Buffer.from(ROW, "latin1");

/** Most tags are those of rows, for which no string need be made. */
function toTagName(bytes: Buffer, name: number, last: number): string {
  let length = last - name;
  if (length === ROW.length) {
    while (length > 0 && bytes[name + length - 1] === ROW_BYTES[length - 1]) length -= 1;
    if (length === 0) return ROW;
  }
  return bytes.toString("latin1", name, last);
}

/** <table:table-cell or <table:covered-table-cell */
function isCellTag(bytes: Buffer, open: number): boolean {
  if (bytes[open + 1] !== T || bytes[open + 6] !== COLON) return false;
  const name = bytes[open + 7] === C ? open + 21 : open + 13;
  // …cell, and not …column or …columns
  return (
    bytes[name - 1] === DASH &&
    bytes[name] === C &&
    bytes[name + 1] === 0x65 &&
    bytes[name + 3] === 0x6c &&
    bytes[name + 4]! <= GREATER
  );
}
