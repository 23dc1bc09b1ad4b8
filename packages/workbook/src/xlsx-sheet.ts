import { CellKind, type CellStore } from "./cell-store.ts";
import { damagedFault } from "./file-faults.ts";
import { parseSerial } from "./iso-moment.ts";
import { parseDecimal } from "./parse-decimal.ts";
import type { ColumnRange } from "./stored-sheet.ts";
import { LAST_COLUMN, LAST_ROW, parseRange, toAddress, type MergedRange } from "./workbook.ts";
import { makeXlsxCellContent, readXlsxCellContent } from "./xlsx-cell-content.ts";
import { CellType, INCOMPLETE, INVALID, makeXlsxCellTag, readXlsxCellTag, readXlsxRowTag } from "./xlsx-cell-tag.ts";
import { XlsxFormulas } from "./xlsx-formulas.ts";
import { findPrefix } from "./xlsx-strings.ts";
import { findByte, findTagEnd, skipMarkup } from "./xlsx-text.ts";

const LAST_STYLE = 0xffff;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const GREATER = 0x3e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const ONE = 0x31;
const [C, O, R, W] = [0x63, 0x6f, 0x72, 0x77] as const;

/** Source: W3C XML Schema part 2, 3.2.2 boolean; older programs write capitals. */
const TRUTHS: ReadonlyMap<string, number> = new Map([
  ["1", 1],
  ["true", 1],
  ["0", 0],
  ["false", 0],
]);

export interface XlsxSheetOptions {
  readonly cells: CellStore;
  /** How many texts the workbook shares: a cell must not point past them. */
  readonly sharedTexts: number;
  readonly usesDate1904: boolean;
  /** Places for messages. */
  readonly fileName: string;
  readonly sheetName: string;
  /** Called between two rows; may exchange the store of cells. */
  readonly onRowEnd?: (cells: CellStore) => CellStore;
}

/**
 * Scans the XML of one worksheet into a store of cells, on bytes: no string and no object is made for a cell.
 * Source: ECMA-376 part 1, 18.3.1 (row, c, col, mergeCell).
 */
export class XlsxSheetScanner {
  readonly merges: MergedRange[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns: ColumnRange[] = [];
  readonly formulas = new XlsxFormulas();
  private readonly options: XlsxSheetOptions;
  /** The store that is being filled. */
  cells: CellStore;
  private readonly tag = makeXlsxCellTag();
  private readonly content = makeXlsxCellContent();
  private readonly rowTag = { row: -1, isHidden: false };
  private prefix = -1;
  private part: "before" | "rows" | "after" = "before";
  private isOver = false;
  private row = 0;
  private column = 0;

  constructor(options: XlsxSheetOptions) {
    this.options = options;
    this.cells = options.cells;
  }

  /** As `ScanBytes` says. @throws Fault workbook.damaged with the sheet and the last cell */
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
      if (this.prefix === -1) {
        if (findTagEnd(bytes, open) === -1) return open;
        this.prefix = findPrefix(bytes, open);
      }
      const name = open + (first === SLASH ? 2 : 1) + this.prefix;
      if (this.part === "rows" && first !== SLASH && bytes[name] === C && bytes[name + 1]! <= GREATER) {
        const next = this.scanCell(bytes, end, name + 1);
        if (next === INCOMPLETE) return open;
        at = next;
        continue;
      }
      const close = findTagEnd(bytes, name);
      if (close === -1) return open;
      // Tags without meaning here are passed over with what is in them.
      if (this.prefix === 0 || bytes[name - 1] === COLON) {
        if (this.part === "rows") this.scanRowTag(bytes, name, close, first === SLASH);
        else this.scanSheetTag(bytes, name, close, first === SLASH);
      }
      at = close + 1;
    }
  }

  /** @throws Fault workbook.damaged when the sheet was not scanned to its end */
  finish(): void {
    if (!this.isOver) throw this.damaged("XML that stops in the middle of the sheet");
    this.cells.finish();
  }

  /** A tag between those of cells. */
  private scanRowTag(bytes: Buffer, name: number, close: number, isEnd: boolean): void {
    if (bytes[name] === R && bytes[name + 1] === O && bytes[name + 2] === W && bytes[name + 3]! <= GREATER) {
      if (!isEnd) this.startRow(bytes, name + 3, close);
      if (isEnd || bytes[close - 1] === SLASH) this.endRow();
    } else if (isEnd && readName(bytes, name) === "sheetData") this.part = "after";
  }

  /** A tag before or after the rows. */
  private scanSheetTag(bytes: Buffer, name: number, close: number, isEnd: boolean): void {
    const isEmpty = bytes[close - 1] === SLASH;
    const tag = readName(bytes, name);
    const attributes = () => bytes.toString("latin1", name + tag.length, close);
    if (tag === "sheetData") this.part = isEmpty ? "after" : "rows";
    else if (tag === "worksheet" && (isEnd || isEmpty)) this.isOver = true;
    else if (tag === "col" && !isEnd && this.part === "before") this.addColumns(attributes());
    else if (tag === "mergeCell" && !isEnd && this.part === "after") this.addMerge(attributes());
  }

  private startRow(bytes: Buffer, at: number, close: number): void {
    const { rowTag } = this;
    readXlsxRowTag(bytes, at, close, rowTag);
    this.row = rowTag.row === -1 ? this.row + 1 : rowTag.row;
    this.column = 0;
    if (this.row < 1 || this.row > LAST_ROW) throw this.damaged(`a row numbered ${this.row}`);
    if (rowTag.isHidden) this.hiddenRows.add(this.row);
  }

  private endRow(): void {
    if (this.options.onRowEnd !== undefined) this.cells = this.options.onRowEnd(this.cells);
  }

  private addColumns(attributes: string): void {
    if (!/\shidden\s*=\s*["'](?:1|true)["']/.test(attributes)) return;
    const first = /\smin\s*=\s*["'](\d+)["']/.exec(attributes);
    const last = /\smax\s*=\s*["'](\d+)["']/.exec(attributes);
    if (first !== null && last !== null) this.hiddenColumns.push({ first: Number(first[1]), last: Number(last[1]) });
  }

  private addMerge(attributes: string): void {
    const ref = /\sref\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? "";
    const range = parseRange(ref);
    if (range === null) throw this.damaged(`a merged range "${ref}"`);
    this.merges.push(range);
  }

  /** @param at behind the name; returns behind the cell, or INCOMPLETE without having stored anything */
  private scanCell(bytes: Buffer, end: number, at: number): number {
    const { tag, content } = this;
    readXlsxCellTag(bytes, at, end, tag);
    if (tag.next < 0) return this.stop(tag.next);
    if (tag.type === CellType.unknown) {
      throw this.damaged(`a cell of type "${bytes.toString("latin1", tag.typeStart, tag.typeEnd)}"`);
    }
    const row = tag.row === 0 ? this.row : tag.row;
    const column = tag.row === 0 ? this.column + 1 : tag.column;
    if (row < 1 || row > LAST_ROW || column > LAST_COLUMN) {
      throw this.damaged(`a cell in row ${row}, column ${column}, where no sheet has any`);
    }
    if (tag.isEmpty) {
      this.column = column;
      return tag.next;
    }
    readXlsxCellContent(bytes, tag.next, end, this.prefix, content);
    if (content.next < 0) return this.stop(content.next);
    this.column = column;
    this.take(bytes, row, column);
    return content.next;
  }

  private take(bytes: Buffer, row: number, column: number): void {
    const { tag, content, cells } = this;
    const { valueStart, valueEnd, joined, formulaTag } = content;
    // No program writes so many styles; an unknown one has no format.
    const style = Math.min(tag.style, LAST_STYLE);
    // An empty text need not be written; an empty number or error is none.
    const isText = tag.type === CellType.formulaText || tag.type === CellType.inlineText;
    const hasValue = valueEnd > valueStart || joined !== null || (isText && (valueStart !== -1 || formulaTag !== -1));
    if (!hasValue && formulaTag === -1) return;
    if (!hasValue) cells.add(row, column, CellKind.noResult, style, 0);
    else if (joined === null) this.store(bytes, row, column, style, valueStart, valueEnd);
    else {
      const text = Buffer.from(joined, "utf8");
      this.store(text, row, column, style, 0, text.length);
    }
    if (formulaTag !== -1) this.formulas.keep(bytes, row, column, content, cells);
  }

  private store(bytes: Buffer, row: number, column: number, style: number, start: number, end: number): void {
    const cells = this.cells;
    const { type } = this.tag;
    if (type === CellType.number) {
      const number = parseDecimal(bytes, start, end);
      // What is no number is kept as the text it is, so that nobody takes it for one.
      if (Number.isNaN(number)) cells.add(row, column, CellKind.ownText, style, cells.texts.add(bytes, start, end));
      else cells.add(row, column, CellKind.number, style, number);
    } else if (type === CellType.shared) {
      const number = parseDecimal(bytes, start, end);
      if (!(number >= 0 && number < this.options.sharedTexts && Number.isInteger(number))) {
        const stated = bytes.toString("latin1", start, Math.min(end, start + 20));
        throw this.damaged(`shared text ${stated} of ${this.options.sharedTexts}`, toAddress(row, column));
      }
      cells.add(row, column, CellKind.sharedText, style, number);
    } else if (type === CellType.boolean) {
      const truth = toTruth(bytes, start, end);
      if (truth === undefined) cells.add(row, column, CellKind.ownText, style, cells.texts.add(bytes, start, end));
      else cells.add(row, column, CellKind.boolean, style, truth);
    } else if (type === CellType.date) {
      const serial = parseSerial(bytes, start, end);
      if (Number.isNaN(serial)) cells.add(row, column, CellKind.ownText, style, cells.texts.add(bytes, start, end));
      else cells.add(row, column, CellKind.number, style, this.options.usesDate1904 ? serial - 1462 : serial);
    } else {
      const kind = type === CellType.error ? CellKind.error : CellKind.ownText;
      cells.add(row, column, kind, style, cells.texts.add(bytes, start, end));
    }
  }

  /** The bytes are used up, or they are not what a cell is made of. */
  private stop(next: number): number {
    if (next === INVALID) throw this.damaged("a cell that is written in no valid way");
    return INCOMPLETE;
  }

  private damaged(found: string, cell?: string): Error {
    const { fileName, sheetName } = this.options;
    const last = cell ?? (this.row > 0 ? toAddress(this.row, Math.max(1, this.column)) : undefined);
    const where = cell === undefined && last !== undefined ? `${found}, at or after ${last}` : found;
    return damagedFault({ file: fileName, sheet: sheetName, ...(cell === undefined ? {} : { cells: [cell] }) }, where);
  }
}

/** Undefined for what is neither yes nor no. */
function toTruth(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start === 1 && bytes[start] === ONE) return 1;
  return TRUTHS.get(bytes.toString("latin1", start, end).trim().toLowerCase());
}

function readName(bytes: Buffer, name: number): string {
  let last = name;
  while (bytes[last]! > 0x20 && bytes[last] !== GREATER && bytes[last] !== SLASH) last += 1;
  return bytes.toString("latin1", name, last);
}
