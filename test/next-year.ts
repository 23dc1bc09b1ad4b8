import * as xlsx from "@e965/xlsx";

export type PrintedCell = string | number | null;

/** A file taken apart so that it can be made again as its publisher might print it next year. */
export interface PrintedFile {
  readonly fileName: string;
  /** Sheet → its rows, each with as many cells as the widest. Delimited text is one sheet. */
  readonly sheets: Readonly<Record<string, readonly (readonly PrintedCell[])[]>>;
  /** Number formats of the cells of a sheet by address, where they are not general. */
  readonly formats: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly merges: Readonly<Record<string, readonly xlsx.Range[]>>;
}

/** Where the table stands that is changed. */
export interface TablePlace {
  readonly sheet: string;
  /** The lowest row of its header, 1-based. */
  readonly headerRow: number;
  /** Rows of group labels above it. Default 0. */
  readonly tiers?: number;
}

/** Reads a file into its printed cells. */
export function takeApart(fileName: string, bytes: Uint8Array): PrintedFile {
  const isText = /\.(csv|txt)$/.test(fileName);
  const book = xlsx.read(isText ? Buffer.from(bytes).toString("utf8") : bytes, {
    type: isText ? "string" : "buffer",
    raw: isText,
    cellDates: false,
    cellNF: true,
  });
  const sheets: Record<string, (readonly PrintedCell[])[]> = {};
  const formats: Record<string, Record<string, string>> = {};
  const merges: Record<string, xlsx.Range[]> = {};
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name]!;
    // The used range may begin below A1; addresses count from there otherwise.
    const end = xlsx.utils.decode_range(sheet["!ref"] ?? "A1").e;
    const rows = xlsx.utils.sheet_to_json<PrintedCell[]>(sheet, {
      header: 1,
      raw: true,
      defval: null,
      range: { s: { r: 0, c: 0 }, e: end },
      blankrows: true,
    });
    sheets[name] = rows.map((row) => Array.from({ length: end.c + 1 }, (_, column) => row[column] ?? null));
    formats[name] = Object.fromEntries(
      Object.entries(sheet as Record<string, { readonly z?: string } | undefined>).flatMap(([address, cell]) =>
        /^[A-Z]+\d+$/.test(address) && cell?.z !== undefined && cell.z !== "General" ? [[address, cell.z]] : [],
      ),
    );
    merges[name] = sheet["!merges"] ?? [];
  }
  return { fileName, sheets, formats, merges };
}

/** The bytes of a printed file; workbooks of any kind come out as xlsx, which the reader tells by content. */
export function printFile({ fileName, sheets, formats, merges }: PrintedFile): Uint8Array {
  if (/\.(csv|txt)$/.test(fileName)) {
    const quote = (cell: PrintedCell) =>
      cell === null ? "" : /[",\n]/.test(String(cell)) ? `"${String(cell).replace(/"/g, '""')}"` : String(cell);
    const [rows] = Object.values(sheets);
    return Buffer.from(rows!.map((row) => row.map(quote).join(",")).join("\r\n"));
  }
  const book = xlsx.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => [...row]));
    for (const [address, format] of Object.entries(formats[name] ?? {})) {
      const cell = sheet[address] as { z?: string } | undefined;
      if (cell !== undefined) cell.z = format;
    }
    sheet["!merges"] = [...(merges[name] ?? [])];
    xlsx.utils.book_append_sheet(book, sheet, name);
  }
  return xlsx.write(book, { type: "buffer", bookType: "xlsx" }) as Uint8Array;
}

type Rows = readonly (readonly PrintedCell[])[];

function changeRows(file: PrintedFile, { sheet }: TablePlace, change: (rows: Rows) => Rows): PrintedFile {
  return { ...file, sheets: { ...file.sheets, [sheet]: change(file.sheets[sheet]!) } };
}

/** Merged labels of the header's upper rows printed in every cell they cover, so that columns can move. */
export function spreadLabels(file: PrintedFile, { sheet }: TablePlace, rows: number): PrintedFile {
  if (rows === 0) return file;
  const cells = file.sheets[sheet]!.map((row) => [...row]);
  for (const { s, e } of file.merges[sheet] ?? [])
    for (let row = s.r; row <= e.r; row += 1)
      for (let column = s.c; column <= e.c; column += 1) cells[row]![column] = cells[s.r]![s.c]!;
  return { ...file, sheets: { ...file.sheets, [sheet]: cells }, merges: { ...file.merges, [sheet]: [] } };
}

/** The columns in another order, from the header down, with what stands above them left where it is. */
export function shuffleColumns(file: PrintedFile, place: TablePlace, order: readonly number[]): PrintedFile {
  const top = place.headerRow - (place.tiers ?? 0);
  const spread = spreadLabels(file, place, place.tiers ?? 0);
  const moved = changeRows(spread, place, (rows) =>
    rows.map((row, index) => (index + 1 < top ? row : order.map((column) => row[column] ?? null))),
  );
  const toAddress = (row: string, column: number) => `${xlsx.utils.encode_col(column)}${row}`;
  const formats = Object.fromEntries(
    Object.entries(file.formats[place.sheet] ?? {}).flatMap(([address, format]) => {
      const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(address)!;
      if (Number(row) < place.headerRow) return [[address, format]];
      const at = order.indexOf(xlsx.utils.decode_col(letters!));
      return at < 0 ? [] : [[toAddress(row!, at), format]];
    }),
  );
  return { ...moved, formats: { ...file.formats, [place.sheet]: formats } };
}

/** Headers under new names. */
export function renameColumns(
  file: PrintedFile,
  place: TablePlace,
  names: Readonly<Record<string, string>>,
): PrintedFile {
  return changeRows(file, place, (rows) =>
    rows.map((row, index) =>
      index + 1 === place.headerRow ? row.map((cell) => names[String(cell).replace(/\s+/g, " ").trim()] ?? cell) : row,
    ),
  );
}

/** One more column at the right. */
export function addColumn(file: PrintedFile, place: TablePlace, header: string, cell: PrintedCell): PrintedFile {
  return changeRows(file, place, (rows) =>
    rows.map((row, index) => {
      const isEmpty = row.every((own) => own === null || own === "");
      if (index + 1 < place.headerRow || isEmpty) return [...row, null];
      return [...row, index + 1 === place.headerRow ? header : cell];
    }),
  );
}

/** A column taken away, from the header down. */
export function dropColumn(file: PrintedFile, place: TablePlace, column: number): PrintedFile {
  const width = file.sheets[place.sheet]![place.headerRow - 1]!.length;
  return shuffleColumns(
    file,
    place,
    Array.from({ length: width }, (_, index) => index).filter((index) => index !== column),
  );
}

/** Lines put on top of the sheet. */
export function addPreamble(file: PrintedFile, place: TablePlace, lines: readonly string[]): PrintedFile {
  const shift = lines.length;
  const moved = changeRows(file, place, (rows) => [
    ...lines.map((line) => [line, ...rows[0]!.slice(1).map(() => null)]),
    ...rows,
  ]);
  const formats = Object.fromEntries(
    Object.entries(file.formats[place.sheet] ?? {}).map(([address, format]) => {
      const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(address)!;
      return [`${letters!}${Number(row) + shift}`, format];
    }),
  );
  const merges = (file.merges[place.sheet] ?? []).map(({ s, e }) => ({
    s: { r: s.r + shift, c: s.c },
    e: { r: e.r + shift, c: e.c },
  }));
  return {
    ...moved,
    formats: { ...file.formats, [place.sheet]: formats },
    merges: { ...file.merges, [place.sheet]: merges },
  };
}

/** A row of group labels put over the header: the first half of the columns under one, the rest under another. */
export function addTier(file: PrintedFile, place: TablePlace, labels: readonly [string, string]): PrintedFile {
  return changeRows(file, place, (rows) => {
    const width = rows[0]!.length;
    const tier = Array.from({ length: width }, (_, column) => (column < width / 2 ? labels[0] : labels[1]));
    return [...rows.slice(0, place.headerRow - 1), tier, ...rows.slice(place.headerRow - 1)];
  });
}

/** The sheet under another name. */
export function renameSheet(file: PrintedFile, sheet: string, name: string): PrintedFile {
  const rename = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([own, value]) => [own === sheet ? name : own, value]));
  return { ...file, sheets: rename(file.sheets), formats: rename(file.formats), merges: rename(file.merges) };
}

/** Cells of a column under the header, by their row (1-based) and what stands there. */
export function changeCells(
  file: PrintedFile,
  place: TablePlace,
  columns: readonly number[],
  change: (cell: PrintedCell, row: number) => PrintedCell,
): PrintedFile {
  return changeRows(file, place, (rows) =>
    rows.map((row, index) =>
      index + 1 <= place.headerRow
        ? row
        : row.map((cell, column) => (columns.includes(column) ? change(cell, index + 1) : cell)),
    ),
  );
}

/** The column whose header, white space folded, is this. */
export function findColumn(file: PrintedFile, { sheet, headerRow }: TablePlace, header: string): number {
  const at = file.sheets[sheet]![headerRow - 1]!.findIndex(
    (cell) => String(cell).replace(/\s+/g, " ").trim() === header,
  );
  if (at < 0) throw new RangeError(`No column of row ${headerRow} is headed ${header}.`);
  return at;
}

/** A printed number times a factor; anything else as it is. */
export function multiply(cell: PrintedCell, factor: number): PrintedCell {
  const number = typeof cell === "number" ? cell : /^-?[\d.]+$/.test((cell ?? "").trim()) ? Number(cell) : null;
  if (number === null) return cell;
  const product = Number((number * factor).toPrecision(12));
  return typeof cell === "number" ? product : String(product);
}
