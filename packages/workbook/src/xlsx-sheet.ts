import { CellKind, type CellStore } from "./cell-store.ts";
import { damagedFault } from "./file-faults.ts";
import { toSerial } from "./iso-moment.ts";
import { parseDecimal } from "./parse-decimal.ts";
import type { ColumnRange, FormulaGroup } from "./stored-sheet.ts";
import { parseRange, toAddress, type MergedRange } from "./workbook.ts";
import { findPrefix } from "./xlsx-strings.ts";
import { findByte, findPlainText, findRichText, findTagEnd, skipMarkup, type TextFound } from "./xlsx-text.ts";

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
const LAST_STYLE = 0xffff;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const C = 0x63;
const F = 0x66;
const I = 0x69;
const R = 0x72;
const S = 0x73;
const T = 0x74;
const V = 0x76;

/** The bytes end before the cell does: it is scanned again when there are more. */
const INCOMPLETE = -1;

const CellType = { number: 0, shared: 1, formulaText: 2, inlineText: 3, boolean: 4, error: 5, date: 6 } as const;

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
 * Source: ECMA-376 part 1, 18.3.1 (row, c, v, f, is, col, mergeCell).
 */
export class XlsxSheetScanner {
  readonly merges: MergedRange[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns: ColumnRange[] = [];
  readonly groups: FormulaGroup[] = [];
  private readonly options: XlsxSheetOptions;
  private cells: CellStore;
  /** Number of a shared formula in the file → its place in `groups`. */
  private readonly groupNumbers = new Map<number, number>();
  private readonly text: TextFound = { next: 0, start: 0, end: 0, joined: null };
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
      if (this.prefix === 0 || bytes[name - 1] === 0x3a) this.scanTag(bytes, name, close, first === SLASH);
      at = close + 1;
    }
  }

  /** @throws Fault workbook.damaged when the sheet was not scanned to its end */
  finish(): void {
    if (!this.isOver) throw this.damaged("XML that stops in the middle of the sheet");
    this.cells.finish();
  }

  /** Any tag but a cell's. Tags without meaning here are passed over with what is in them. */
  private scanTag(bytes: Buffer, name: number, close: number, isEnd: boolean): void {
    const isEmpty = bytes[close - 1] === SLASH;
    let last = name;
    while (bytes[last]! > 0x20 && bytes[last] !== GREATER && bytes[last] !== SLASH) last += 1;
    const tag = bytes.toString("latin1", name, last);
    if (this.part === "rows") {
      if (tag === "row") {
        if (isEnd) this.endRow();
        else {
          this.startRow(bytes.toString("latin1", last, close));
          if (isEmpty) this.endRow();
        }
      } else if (tag === "sheetData" && isEnd) this.part = "after";
      return;
    }
    if (tag === "sheetData") this.part = isEmpty ? "after" : "rows";
    else if (tag === "worksheet" && (isEnd || isEmpty)) this.isOver = true;
    else if (tag === "col" && !isEnd && this.part === "before") this.addColumns(bytes.toString("latin1", last, close));
    else if (tag === "mergeCell" && !isEnd && this.part === "after")
      this.addMerge(bytes.toString("latin1", last, close));
  }

  private startRow(attributes: string): void {
    const stated = /\sr\s*=\s*["'](\d{1,9})["']/.exec(attributes);
    this.row = stated === null ? this.row + 1 : Number(stated[1]);
    this.column = 0;
    if (this.row < 1 || this.row > LAST_ROW) throw this.damaged(`a row numbered ${this.row}`);
    if (/\shidden\s*=\s*["'](?:1|true)["']/.test(attributes)) this.hiddenRows.add(this.row);
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
    let column = 0;
    let row = 0;
    let style = 0;
    let type: number = CellType.number;
    let isEmpty = false;
    for (;;) {
      let byte = bytes[at]!;
      while (byte <= 0x20 && byte !== 0) byte = bytes[++at]!;
      if (byte === GREATER) break;
      if (byte === SLASH) {
        isEmpty = true;
        at += 1;
        continue;
      }
      const name = at;
      while (byte > 0x20 && byte !== EQUALS && byte !== GREATER) byte = bytes[++at]!;
      const isShort = at - name === 1;
      while (byte <= 0x20 && byte !== 0) byte = bytes[++at]!;
      if (byte !== EQUALS) return this.stop(at, end);
      byte = bytes[++at]!;
      while (byte <= 0x20 && byte !== 0) byte = bytes[++at]!;
      if (byte !== QUOTE && byte !== APOSTROPHE) return this.stop(at, end);
      const quote = byte;
      at += 1;
      if (isShort) {
        const letter = bytes[name];
        if (letter === R) {
          column = 0;
          row = 0;
          for (byte = bytes[at]!; byte >= 0x41 && byte <= 0x5a; byte = bytes[++at]!) column = column * 26 + byte - 64;
          for (; byte >= 0x30 && byte <= 0x39; byte = bytes[++at]!) row = row * 10 + byte - 0x30;
          if (byte !== quote || column === 0 || row === 0) return this.stop(at, end);
        } else if (letter === S) {
          style = 0;
          for (byte = bytes[at]!; byte >= 0x30 && byte <= 0x39; byte = bytes[++at]!) style = style * 10 + byte - 0x30;
        } else if (letter === T) {
          const value = at;
          byte = bytes[at]!;
          while (byte !== quote && byte !== 0) byte = bytes[++at]!;
          if (byte === 0) return this.stop(at, end);
          type = toType(bytes, value, at - value);
          if (type === -1) throw this.damaged(`a cell of type "${bytes.toString("latin1", value, at)}"`);
        }
      }
      byte = bytes[at]!;
      while (byte !== quote && byte !== 0) byte = bytes[++at]!;
      if (byte === 0) return this.stop(at, end);
      at += 1;
    }
    at += 1;
    if (row === 0) {
      row = this.row;
      column = this.column + 1;
    }
    if (row < 1 || row > LAST_ROW || column > LAST_COLUMN) {
      throw this.damaged(`a cell in row ${row}, column ${column}, where no sheet has any`);
    }
    if (isEmpty) {
      this.column = column;
      return at;
    }
    // No program writes so many styles; an unknown one has no format.
    if (style > LAST_STYLE) style = LAST_STYLE;

    let valueStart = -1;
    let valueEnd = -1;
    let joined: string | null = null;
    let formulaTag = -1;
    let formulaStart = -1;
    let formulaEnd = -1;
    let formulaJoined: string | null = null;
    const prefix = this.prefix;
    for (;;) {
      let byte = bytes[at]!;
      while (byte !== LESS && byte !== 0) byte = bytes[++at]!;
      if (byte === 0) return this.stop(at, end);
      const open = at;
      byte = bytes[open + 1]!;
      if (byte === SLASH) {
        const name = open + 2 + prefix;
        const isCell = bytes[name] === C && bytes[name + 1]! <= GREATER;
        at = findByte(bytes, name, GREATER);
        if (at === -1) return this.stop(end, end);
        at += 1;
        if (isCell) break;
        continue;
      }
      if (byte === EXCLAMATION || byte === QUESTION) {
        at = skipMarkup(bytes, open);
        if (at === -1) return INCOMPLETE;
        continue;
      }
      const name = open + 1 + prefix;
      byte = bytes[name]!;
      const close = bytes[name + 1] === GREATER ? name + 1 : findTagEnd(bytes, name);
      if (close === -1) return INCOMPLETE;
      at = close + 1;
      const isSingle = bytes[name + 1]! <= GREATER;
      const hasContent = bytes[close - 1] !== SLASH;
      if (byte === V && isSingle) {
        valueStart = at;
        valueEnd = at;
        if (!hasContent) continue;
        byte = bytes[at]!;
        while (byte !== LESS && byte !== 0) byte = bytes[++at]!;
        if (byte === 0) return this.stop(at, end);
        valueEnd = at;
        if (bytes[at + 1] === SLASH) continue;
        findPlainText(bytes, valueStart, this.text);
        if (this.text.next === -1) return INCOMPLETE;
        joined = this.text.joined;
        at = this.text.next;
      } else if (byte === F && isSingle) {
        formulaTag = name;
        formulaStart = at;
        formulaEnd = at;
        if (!hasContent) continue;
        findPlainText(bytes, at, this.text);
        if (this.text.next === -1) return INCOMPLETE;
        formulaEnd = this.text.end;
        formulaJoined = this.text.joined;
        at = this.text.next;
      } else if (byte === I && bytes[name + 1] === S && hasContent) {
        findRichText(bytes, at, prefix, this.text);
        if (this.text.next === -1) return INCOMPLETE;
        valueStart = this.text.start;
        valueEnd = this.text.end;
        joined = this.text.joined;
        at = this.text.next;
      }
    }
    this.column = column;
    // An empty text need not be written; an empty number or error is none.
    const hasValue =
      valueEnd > valueStart || joined !== null || (isText(type) && (valueStart !== -1 || formulaTag !== -1));
    if (!hasValue && formulaTag === -1) return at;
    if (!hasValue) this.cells.add(row, column, CellKind.noResult, style, 0);
    else if (joined === null) this.store(bytes, row, column, style, type, valueStart, valueEnd);
    else {
      const text = Buffer.from(joined, "utf8");
      this.store(text, row, column, style, type, 0, text.length);
    }
    if (formulaTag !== -1) this.storeFormula(bytes, row, column, formulaTag, formulaStart, formulaEnd, formulaJoined);
    return at;
  }

  private store(
    bytes: Buffer,
    row: number,
    column: number,
    style: number,
    type: number,
    start: number,
    end: number,
  ): void {
    const cells = this.cells;
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
      const isTrue = bytes[start] === 0x31 || bytes[start] === T || bytes[start] === 0x54;
      cells.add(row, column, CellKind.boolean, style, isTrue ? 1 : 0);
    } else if (type === CellType.date) {
      const serial = toSerial(bytes.toString("latin1", start, end));
      if (serial === null) cells.add(row, column, CellKind.ownText, style, cells.texts.add(bytes, start, end));
      else cells.add(row, column, CellKind.number, style, this.options.usesDate1904 ? serial - 1462 : serial);
    } else {
      const kind = type === CellType.error ? CellKind.error : CellKind.ownText;
      cells.add(row, column, kind, style, cells.texts.add(bytes, start, end));
    }
  }

  private keepText(bytes: Buffer, start: number, end: number, joined: string | null): number {
    if (joined === null) return this.cells.texts.add(bytes, start, end);
    const text = Buffer.from(joined, "utf8");
    return this.cells.texts.add(text, 0, text.length);
  }

  private storeFormula(
    bytes: Buffer,
    row: number,
    column: number,
    tag: number,
    start: number,
    end: number,
    joined: string | null,
  ): void {
    const cell = this.cells.cellCount - 1;
    const isBlank = start === end && joined === null;
    const attributes = bytes[tag + 1] === GREATER ? "" : bytes.toString("latin1", tag + 1, start - 1);
    if (/\st\s*=\s*["']shared["']/.test(attributes)) {
      const shared = Number(/\ssi\s*=\s*["'](\d{1,9})["']/.exec(attributes)?.[1] ?? -1);
      if (isBlank) {
        const group = this.groupNumbers.get(shared);
        if (group !== undefined) this.cells.addFormula(cell, ~group);
        return;
      }
      const text = this.cells.texts.text(this.keepText(bytes, start, end, joined));
      this.groupNumbers.set(shared, this.groups.length);
      this.groups.push({ text, row, column });
      this.cells.addFormula(cell, ~(this.groups.length - 1));
    } else if (!isBlank) this.cells.addFormula(cell, this.keepText(bytes, start, end, joined));
  }

  /** The bytes are used up, or they are not what a cell is made of. */
  private stop(at: number, end: number): number {
    if (at >= end) return INCOMPLETE;
    throw this.damaged("a cell that is written in no valid way");
  }

  private damaged(found: string, cell?: string): Error {
    const { fileName, sheetName } = this.options;
    const last = cell ?? (this.row > 0 ? toAddress(this.row, Math.max(1, this.column)) : undefined);
    const where = cell === undefined && last !== undefined ? `${found}, at or after ${last}` : found;
    return damagedFault({ file: fileName, sheet: sheetName, ...(cell === undefined ? {} : { cells: [cell] }) }, where);
  }
}

function isText(type: number): boolean {
  return type === CellType.formulaText || type === CellType.inlineText;
}

/** s, str, inlineStr, n, b, e, d; -1 for anything else. */
function toType(bytes: Buffer, at: number, length: number): number {
  const first = bytes[at];
  if (length === 1) {
    if (first === S) return CellType.shared;
    if (first === 0x6e) return CellType.number;
    if (first === 0x62) return CellType.boolean;
    if (first === 0x65) return CellType.error;
    if (first === 0x64) return CellType.date;
    return -1;
  }
  if (length === 3 && first === S && bytes[at + 1] === T && bytes[at + 2] === R) return CellType.formulaText;
  return length === 9 && bytes.toString("latin1", at, at + 9) === "inlineStr" ? CellType.inlineText : -1;
}
