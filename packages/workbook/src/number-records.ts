import { isAscii, isUtf8 } from "node:buffer";
import { Fault } from "@poundwise/contracts";
import { tooLargeFault } from "./file-faults.ts";
import { holdsOtherSpaces, refuseControlBytes } from "./suspect-bytes.ts";

export interface NumberingOptions {
  readonly fileName: string;
  /** One of , ; tab | */
  readonly delimiter: string;
  /** Records above it are counted only. */
  readonly firstRow: number;
  /**
   * Takes a record that the engine might read otherwise than the ordinary reader: over several lines, with a quote out of
   * place, not in UTF-8, with white space of other scripts. In its place the output has its number with a minus.
   * @param isRelaxed quotes inside unquoted cells are text from here on, as in the ordinary reader
   */
  readonly onOdd: (row: number, bytes: Buffer, isRelaxed: boolean) => void;
  /** Records with more cells are set apart; counting takes time, so that by default it is left to the engine to complain. */
  readonly maxCells?: number;
  /** Default 16 MiB, as in the ordinary reader. */
  readonly maxRecordBytes?: number;
}

const [LF, CR, QUOTE, MINUS, ZERO] = [10, 13, 34, 45, 48];
/** The engine takes no lines of more than 2 MB. */
const MAX_PLAIN_BYTES = 1_000_000;
const MAX_NUMBER_LENGTH = 16;

/**
 * Puts the number of each record before it, so that the engine can read records on several threads and still say where
 * each stands. Takes the file piece by piece and holds no more than one piece and one record. Records end as in
 * `readDelimitedText`; empty ones are counted and left out.
 */
export class RecordNumberer {
  /** Records so far, empty ones included. */
  rows = 0;
  private readonly options: NumberingOptions;
  private readonly delimiter: number;
  private readonly maxBytes: number;
  private rest: Buffer = Buffer.alloc(0);
  private lines = 0;
  private isRelaxed = false;
  private isStart = true;
  private hasInnerMark = false;
  private hasOtherEncoding = false;
  private readonly output: Buffer[] = [];
  private page: Buffer = Buffer.alloc(0);
  private used = 0;

  constructor(options: NumberingOptions) {
    this.options = options;
    this.delimiter = options.delimiter.charCodeAt(0);
    this.maxBytes = options.maxRecordBytes ?? 16 << 20;
  }

  /**
   * The numbered records that end in the file so far and were not given yet.
   * @throws Fault workbook.damaged, workbook.unknown_format or workbook.too_large, naming the line
   */
  push(piece: Buffer): Buffer[] {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    const end = bytes.lastIndexOf(LF) + 1;
    this.take(bytes, end, false);
    return this.give();
  }

  /** The records after the last line end. */
  end(): Buffer[] {
    const bytes = this.rest;
    this.take(bytes, bytes.length, true);
    // A mark at the start of a line is dropped only where lines are read one by one; that was not known in time.
    if (this.hasInnerMark && this.hasOtherEncoding) throw this.toMixedFault();
    return this.give();
  }

  private take(bytes: Buffer, end: number, isLast: boolean): void {
    const start = this.isStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    if (end > start || isLast) this.isStart = false;
    const region = bytes.subarray(0, end);
    refuseControlBytes(region, this.options.fileName, this.lines);
    const next = this.scan(region, start, isLast, isSuspect(region.subarray(start)));
    this.rest = Buffer.from(bytes.subarray(next));
    if (this.rest.length > this.maxBytes) throw this.toTooLong(this.rest.length);
  }

  /** @returns where the first record starts that does not end in these bytes */
  private scan(bytes: Buffer, start: number, isLast: boolean, looksClosely: boolean): number {
    let at = start;
    let quoteAt = -1;
    let returnAt = -1;
    while (at < bytes.length) {
      const feed = bytes.indexOf(LF, at);
      if (feed === -1 && !isLast) return at;
      const lineEnd = feed === -1 ? bytes.length : feed;
      if (quoteAt < at) quoteAt = findOrEnd(bytes, QUOTE, at);
      if (quoteAt < lineEnd) {
        const record = this.findEnd(bytes, at, isLast);
        if (record === null) return at;
        this.emit(
          bytes,
          at,
          record.end,
          record.isPlain && !(looksClosely && isSuspect(bytes.subarray(at, record.end))),
        );
        at = record.next;
        continue;
      }
      if (returnAt < at) returnAt = findOrEnd(bytes, CR, at);
      const end = Math.min(returnAt, lineEnd);
      this.lines += 1;
      this.emit(bytes, at, end, !(looksClosely && isSuspect(bytes.subarray(at, end))));
      // A return right before the feed ends the same line.
      at = returnAt < lineEnd - 1 ? returnAt + 1 : lineEnd + 1;
    }
    return bytes.length;
  }

  /** The end of a record with quotes; null when it is not in these bytes. */
  private findEnd(
    bytes: Buffer,
    start: number,
    isLast: boolean,
  ): { end: number; next: number; isPlain: boolean } | null {
    let isQuoted = false;
    let isPlain = true;
    let length = 0;
    let feeds = 0;
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      const following = bytes[at + 1];
      if (isQuoted) {
        if (byte === LF || byte === CR) {
          isPlain = false;
          if (byte === LF) feeds += 1;
        }
        if (byte !== QUOTE) length += 1;
        else if (following === QUOTE) {
          length += 1;
          at += 1;
        } else if (following === undefined || following === this.delimiter || following === LF || following === CR) {
          if (following === undefined && !isLast) return null;
          isQuoted = false;
        } else {
          if (!this.isRelaxed) throw this.toMisplaced(this.lines + feeds + 1);
          isQuoted = false;
          isPlain = false;
          length += 1;
        }
      } else if (byte === QUOTE) {
        if (length === 0) isQuoted = true;
        else {
          // The ordinary reader begins again with quotes as text; up to here both ways read the same.
          this.isRelaxed = true;
          isPlain = false;
        }
      } else if (byte === LF || byte === CR) {
        if (byte === CR && following === undefined && !isLast) return null;
        this.lines += feeds + 1;
        return { end: at, next: byte === CR && following === LF ? at + 2 : at + 1, isPlain };
      } else length = byte === this.delimiter ? 0 : length + 1;
    }
    if (!isLast) return null;
    if (isQuoted) throw this.toUnclosed();
    return { end: bytes.length, next: bytes.length, isPlain };
  }

  private emit(bytes: Buffer, start: number, end: number, isPlain: boolean): void {
    this.rows += 1;
    const length = end - start;
    if (length > this.maxBytes) throw this.toTooLong(length);
    if (this.rows < this.options.firstRow || length === 0) return;
    if (this.page.length - this.used < length + MAX_NUMBER_LENGTH) this.turnPage(length);
    if (isPlain && length <= MAX_PLAIN_BYTES && !this.hasTooManyCells(bytes, start, end)) {
      this.writeNumber(this.rows);
      this.page[this.used++] = this.delimiter;
      bytes.copy(this.page, this.used, start, end);
      this.used += length;
    } else {
      const record = bytes.subarray(start, end);
      this.noteEncoding(record);
      this.options.onOdd(this.rows, Buffer.from(record), this.isRelaxed);
      this.page[this.used++] = MINUS;
      this.writeNumber(this.rows);
    }
    this.page[this.used++] = LF;
  }

  /** Delimiters inside quotes count as well: a record too many set apart does no harm. */
  private hasTooManyCells(bytes: Buffer, start: number, end: number): boolean {
    const { maxCells } = this.options;
    if (maxCells === undefined) return false;
    let cells = 1;
    for (let at = start; at < end; at += 1) if (bytes[at] === this.delimiter) cells += 1;
    return cells > maxCells;
  }

  private noteEncoding(record: Buffer): void {
    if (!isUtf8(record)) this.hasOtherEncoding = true;
    else if (record.includes("\ufeff")) this.hasInnerMark = true;
  }

  private writeNumber(number: number): void {
    let digits = 1;
    for (let power = 10; power <= number; power *= 10) digits += 1;
    let left = number;
    for (let at = this.used + digits - 1; at >= this.used; at -= 1) {
      const tenth = Math.floor(left / 10);
      this.page[at] = ZERO + left - tenth * 10;
      left = tenth;
    }
    this.used += digits;
  }

  private turnPage(length: number): void {
    if (this.used > 0) this.output.push(this.page.subarray(0, this.used));
    this.page = Buffer.allocUnsafe(Math.max(2 << 20, length + MAX_NUMBER_LENGTH));
    this.used = 0;
  }

  private give(): Buffer[] {
    if (this.used > 0) this.output.push(this.page.subarray(0, this.used));
    this.page = this.page.subarray(this.used);
    this.used = 0;
    return this.output.splice(0);
  }

  private toTooLong(length: number): Fault {
    const at = { file: this.options.fileName, line: this.lines + 1 };
    const found = `${length.toLocaleString("en-GB")} bytes and no end of the row yet, row ${this.rows + 1}`;
    const expected = `rows of at most ${this.maxBytes.toLocaleString("en-GB")} bytes`;
    return tooLargeFault(at, "a row is too long to be one of a table", expected, found);
  }

  private toMisplaced(line: number): Fault {
    return this.toDamaged(line, 'a " that closes a cell and is followed by more text');
  }

  private toUnclosed(): Fault {
    return this.toDamaged(this.lines + 1, 'a " that is never closed');
  }

  private toMixedFault(): Fault {
    return this.toDamaged(1, "byte order marks inside a file that mixes encodings");
  }

  private toDamaged(line: number, found: string): Fault {
    return new Fault("workbook.damaged", "the text cannot be read as delimited cells", {
      at: { file: this.options.fileName, line },
      expected: 'cells in which every opening " has its closing "',
      found,
      next: "Look at that line in a text editor; fetch the file again or ask the publisher to correct it.",
    });
  }
}

/** Whether other programs may read bytes otherwise: not in UTF-8, or with white space that only some take for such. */
function isSuspect(bytes: Buffer): boolean {
  if (bytes.includes(0x0b) || bytes.includes(0x0c)) return true;
  return !isAscii(bytes) && (!isUtf8(bytes) || holdsOtherSpaces(bytes));
}

function findOrEnd(bytes: Buffer, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at === -1 ? bytes.length + 1 : at;
}
