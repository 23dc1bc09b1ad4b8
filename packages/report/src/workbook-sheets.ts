import type { FigureFormat, ReportColumn, ReportDocument, ReportRow, ReportTable, Span } from "@poundwise/contracts";
import type { Cell, Workbook, Worksheet } from "exceljs";
import { describeEdition } from "./edition.ts";
import { explainMarks, printCell } from "./print-cell.ts";
import type { RenderedPicture } from "./render-png.ts";
import { toTraceCommand } from "./trace-codes.ts";
import type { PlannedSheet } from "./workbook-plan.ts";

const FONT = { name: "Arial", size: 11 };
const WIDEST = 48;
/** Points of one line of text in the font above. */
const LINE_HEIGHT = 14.5;
const COVER_WIDTH = 110;

/** Cover: what this is and its main points, one cell a line in column A, so that it reads in order. */
export function addCover(book: Workbook, document: ReportDocument): void {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const leads = blocks.flatMap((block) =>
    block.kind === "paragraph" && block.isLead === true ? [toText(block.spans)] : [],
  );
  const warnings = blocks.flatMap((block) =>
    block.kind === "callout" && block.tone === "warning" ? [`Warning: ${block.title}. ${toText(block.spans)}`] : [],
  );
  addLines(addSheet(book, "Cover"), [
    document.title,
    ...(document.synthetic ? ["SYNTHETIC: some of the figures in this workbook are made up. Do not quote it."] : []),
    document.subtitle,
    ...leads,
    ...warnings,
    ...describeEdition(document).map(([name, text]) => `${name}: ${text}`),
  ]);
}

/** Contents: every later sheet with its title, as a table of links. */
export function addContents(book: Workbook, sheets: readonly PlannedSheet[]): void {
  const sheet = addSheet(book, "Contents");
  const table: ReportTable = {
    id: "contents",
    caption: "Contents",
    columns: [
      { key: "sheet", label: "Sheet" },
      { key: "title", label: "Title" },
    ],
    rows: sheets.map((planned) => ({ cells: { sheet: { value: planned.name }, title: { value: toTitle(planned) } } })),
    notes: [],
  };
  const firstRow = writeTable(sheet, table, ["Contents", "This sheet holds one table, a list of links to the others."]);
  sheets.forEach(({ name }, i) => addLink(sheet, `A${firstRow + i}`, name, name));
}

/** A table sheet: title in A1, notes under it, then one table that the program knows as a table. */
export function addTableSheet(book: Workbook, { name, table }: Extract<PlannedSheet, { kind: "table" }>): void {
  const sheet = addSheet(book, name);
  const lines = [
    /^(Table|Chart) /.test(name) ? `${name}: ${table.caption}` : table.caption,
    "This sheet holds one table.",
    ...table.notes,
    ...explainMarks(table),
    ...(table.traceHint === undefined ? [] : [`To follow a figure: ${toTraceCommand(table.traceHint)}`]),
    "Back to contents",
  ];
  writeTable(sheet, table, lines);
  addLink(sheet, `A${lines.length}`, "Back to contents", "Contents");
}

/** A chart sheet: title, the chart in words, a link to its data, and the picture below them. */
export function addChartSheet(
  book: Workbook,
  { name, chart, dataSheet }: Extract<PlannedSheet, { kind: "chart" }>,
  picture: RenderedPicture,
): void {
  const sheet = addSheet(book, name, 1);
  const link = `The figures are on sheet ${dataSheet}`;
  addLines(sheet, [`${name}: ${chart.table.caption}`, chart.altText, link, "Back to contents"]);
  addLink(sheet, "A3", link, dataSheet);
  addLink(sheet, "A4", "Back to contents", "Contents");
  const imageId = book.addImage({ buffer: picture.png as never, extension: "png" });
  sheet.addImage(imageId, { tl: { col: 0, row: 5 }, ext: { width: picture.width, height: picture.height } });
}

/** A sheet printed on A4 across one page; `pagesHigh` 0 = as many as it takes. */
function addSheet(book: Workbook, name: string, pagesHigh = 0): Worksheet {
  return book.addWorksheet(name, {
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: pagesHigh },
    views: [{ showGridLines: false }],
  });
}

function addLines(sheet: Worksheet, lines: readonly string[]): void {
  sheet.getColumn(1).width = COVER_WIDTH;
  lines.forEach((line, i) => {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = line;
    cell.font = i === 0 ? { ...FONT, size: 15, bold: true } : FONT;
    cell.alignment = { wrapText: true, vertical: "top" };
    sheet.getRow(i + 1).height = i === 0 ? 24 : countLines(line, COVER_WIDTH) * LINE_HEIGHT + 3;
  });
}

/** Writes lines into column A and the table right below them; returns the row of the first table row. */
function writeTable(sheet: Worksheet, table: ReportTable, lines: readonly string[]): number {
  const { columns, rows } = table;
  lines.forEach((line, i) => {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = line;
    cell.font = i === 0 ? { ...FONT, size: 15, bold: true } : FONT;
  });
  const headerRow = lines.length + 1;
  sheet.addTable({
    name: sheet.name.replace(/\W/g, "_"),
    ref: `A${headerRow}`,
    headerRow: true,
    style: { theme: "TableStyleLight1", showRowStripes: false },
    columns: columns.map((column) => ({ name: toHeading(column), filterButton: false })),
    rows: rows.map(({ cells }) =>
      columns.map(({ key, format }) => {
        const cell = cells[key] ?? { value: null };
        return typeof cell.value === "number" ? cell.value : printCell(cell, format);
      }),
    ),
  });
  const widths = columns.map((column) => chooseWidth(column, rows));
  const fit = (texts: readonly string[]) =>
    Math.max(...texts.map((text, i) => countLines(text, widths[i]!))) * LINE_HEIGHT + 3;
  columns.forEach((column, i) => {
    sheet.getColumn(i + 1).width = widths[i]!;
    styleCell(sheet.getCell(headerRow, i + 1), column, { bold: true, isHeading: true });
    rows.forEach(({ isOwn, cells }, r) => {
      const cell = sheet.getCell(headerRow + 1 + r, i + 1);
      styleCell(cell, column, { bold: isOwn === true });
      if (typeof cell.value === "number") cell.numFmt = toExcelFormat(cells[column.key]?.format ?? column.format);
      // Marked as text, so that what looks like a formula stays text even when the cell is edited.
      else if (/^[=+\-@]/.test(String(cell.value))) cell.numFmt = "@";
    });
  });
  // Said, not left to the program: some do not fit rows to wrapped text when they open a file.
  sheet.getRow(headerRow).height = fit(columns.map(toHeading));
  rows.forEach((row, r) => {
    sheet.getRow(headerRow + 1 + r).height = fit(columns.map((column) => printRowCell(row, column)));
  });
  sheet.views = [{ state: "frozen", xSplit: 0, ySplit: headerRow, showGridLines: false }];
  sheet.pageSetup.printTitlesRow = `${headerRow}:${headerRow}`;
  return headerRow + 1;
}

function styleCell(cell: Cell, column: ReportColumn, style: { bold: boolean; isHeading?: boolean }): void {
  cell.font = { ...FONT, bold: style.bold };
  const horizontal = column.format === undefined ? ("left" as const) : ("right" as const);
  cell.alignment = { wrapText: true, vertical: "top", horizontal, indent: cell.fullAddress.col === 1 ? 0 : 1 };
  if (style.isHeading === true) cell.border = { bottom: { style: "medium", color: { argb: "FF0B0C0C" } } };
}

function addLink(sheet: Worksheet, address: string, text: string, target: string): void {
  const cell = sheet.getCell(address);
  cell.value = { text, hyperlink: `#'${target}'!A1` };
  cell.font = { ...FONT, color: { argb: "FF12436D" }, underline: true };
}

/** £1,023.74 → `"£"#,##0.00`; signed figures carry a plus; minus stands before the prefix. */
function toExcelFormat(format: FigureFormat | undefined): string {
  if (format === undefined) return "General";
  const { decimals, prefix = "", suffix = "", isSigned } = format;
  const quote = (text: string) => (text === "" ? "" : `"${text}"`);
  const digits = `${quote(prefix)}#,##0${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}${quote(suffix)}`;
  return isSigned === true ? `+${digits};-${digits};${digits}` : `${digits};-${digits}`;
}

function toHeading({ label, unit }: ReportColumn): string {
  return unit === undefined ? label : `${label}, ${unit}`;
}

function toTitle(planned: PlannedSheet): string {
  return planned.kind === "table" ? planned.table.caption : `${planned.chart.table.caption} (chart)`;
}

/** Wide enough for the longest word of the heading and most texts; longer texts wrap. */
function chooseWidth(column: ReportColumn, rows: readonly ReportRow[]): number {
  const heading = toHeading(column);
  const longestWord = Math.max(...heading.split(" ").map(({ length }) => length));
  const longestText = Math.max(0, ...rows.map((row) => printRowCell(row, column).length));
  return Math.min(WIDEST, Math.max(10, longestWord + 4, Math.ceil(heading.length / 3) + 4, longestText + 4));
}

function printRowCell({ cells }: ReportRow, { key, format }: ReportColumn): string {
  return printCell(cells[key] ?? { value: null }, format);
}

/** Lines that a wrapped text takes in a column of so many digits; most letters are narrower than a digit. */
function countLines(text: string, width: number): number {
  return Math.max(1, Math.ceil(text.length / (width - 1)));
}

function toText(spans: readonly Span[]): string {
  return spans.map((span) => (typeof span === "string" ? span : span.text)).join("");
}
