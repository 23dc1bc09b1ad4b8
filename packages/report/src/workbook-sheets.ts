import type { FigureFormat, ReportColumn, ReportDocument, ReportTable, Span } from "@poundwise/contracts";
import type { Workbook, Worksheet } from "exceljs";
import { describeEdition } from "./edition.ts";
import { explainMarks, printCell } from "./print-cell.ts";
import type { RenderedPicture } from "./render-png.ts";
import { toTraceCommand } from "./trace-codes.ts";
import type { PlannedSheet } from "./workbook-plan.ts";

const FONT = { name: "Arial", size: 11 };
const WIDEST = 60;

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
    `${name}: ${table.caption}`,
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
  const sheet = addSheet(book, name);
  const link = `The figures are on sheet ${dataSheet}`;
  addLines(sheet, [`${name}: ${chart.table.caption}`, chart.altText, link, "Back to contents"]);
  addLink(sheet, "A3", link, dataSheet);
  addLink(sheet, "A4", "Back to contents", "Contents");
  const imageId = book.addImage({ buffer: picture.png as never, extension: "png" });
  sheet.addImage(imageId, { tl: { col: 0, row: 5 }, ext: { width: picture.width, height: picture.height } });
}

function addSheet(book: Workbook, name: string): Worksheet {
  return book.addWorksheet(name, {
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ showGridLines: false }],
  });
}

function addLines(sheet: Worksheet, lines: readonly string[]): void {
  sheet.getColumn(1).width = 110;
  lines.forEach((line, i) => {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = line;
    cell.font = i === 0 ? { ...FONT, size: 15, bold: true } : FONT;
    cell.alignment = { wrapText: true, vertical: "top" };
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
  columns.forEach((column, i) => {
    const printed = rows.map(({ cells }) => printCell(cells[column.key] ?? { value: null }, column.format));
    sheet.getColumn(i + 1).width = chooseWidth(toHeading(column), printed);
    styleCell(sheet, headerRow, i + 1, { bold: true, isNumber: column.format !== undefined });
    rows.forEach(({ isOwn, cells }, r) => {
      const cell = styleCell(sheet, headerRow + 1 + r, i + 1, {
        bold: isOwn === true,
        isNumber: column.format !== undefined,
      });
      if (typeof cell.value === "number") cell.numFmt = toExcelFormat(cells[column.key]?.format ?? column.format);
      // Marked as text, so that what looks like a formula stays text even when the cell is edited.
      else if (/^[=+\-@]/.test(String(cell.value))) cell.numFmt = "@";
    });
  });
  sheet.views = [{ state: "frozen", xSplit: 0, ySplit: headerRow, showGridLines: false }];
  sheet.pageSetup.printTitlesRow = `${headerRow}:${headerRow}`;
  return headerRow + 1;
}

function styleCell(sheet: Worksheet, row: number, column: number, style: { bold: boolean; isNumber: boolean }) {
  const cell = sheet.getCell(row, column);
  cell.font = { ...FONT, bold: style.bold };
  cell.alignment = { wrapText: true, vertical: "top", horizontal: style.isNumber ? "right" : "left" };
  return cell;
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
function chooseWidth(heading: string, printed: readonly string[]): number {
  const longestWord = Math.max(...heading.split(" ").map(({ length }) => length));
  const longestText = Math.max(0, ...printed.map(({ length }) => length));
  return Math.min(WIDEST, Math.max(10, longestWord + 2, Math.ceil(heading.length / 3) + 2, longestText + 2));
}

function toText(spans: readonly Span[]): string {
  return spans.map((span) => (typeof span === "string" ? span : span.text)).join("");
}
