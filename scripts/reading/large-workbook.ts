import { createWriteStream } from "node:fs";
import ExcelJs from "exceljs";
import { writeZip } from "./write-zip.ts";

export interface LargeSheet {
  readonly file: string;
  /** Rows of twelve cells under a title and a header. */
  readonly rows: number;
}

const HEADERS = ["Line", "Code", "Authority", "Day", "Net (£)", "Share", "What for", "Cases", "Rate", "Note", "Check", "Is final"]; // prettier-ignore
const FORMATS = [null, null, null, "dd/mm/yyyy", "#,##0.00", "0.0%", null, null, null, null, null, null] as const;
const MARKERS = ["[x]", "[c]", "..", "see note 4"];
const FIRST_DAY = 44_287;
const MERGED_EVERY = 50_000;

/** A failed formula, of which only the sign is kept. */
class ErrorSign {
  readonly error = "#N/A";
}

type Made = number | string | boolean | ErrorSign;

/**
 * Twelve made-up cells as a council's ledger has them: a line number, a code and a name that repeat, a day (as a serial
 * number), money, a share, a text that never repeats, counts, rates, markers among numbers, failed formulas, yes and no.
 */
function makeRow(row: number): Made[] {
  const area = row % 152;
  const spread = (row * 7919) % 1_000_003;
  return [
    row,
    `E${String(6_000_001 + area)}`,
    `Authority ${area + 1} & District`,
    FIRST_DAY + (row % 1461),
    spread / 100 - 1000,
    (spread % 1000) / 1000,
    `Invoice ${row} for home care, week ${row % 52}`,
    spread % 5000,
    spread / 65_536,
    row % 5 === 0 ? MARKERS[(row / 5) % MARKERS.length]! : row % 97,
    row % 50 === 0 ? new ErrorSign() : (row % 1000) / 8,
    row % 3 === 0,
  ];
}

/** Writes the sheet with exceljs's streaming writer: shared texts, formats, a merged title and some merged cells. */
export async function writeLargeXlsx({ file, rows }: LargeSheet): Promise<void> {
  const writer = new ExcelJs.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true, useStyles: true });
  const sheet = writer.addWorksheet("Ledger");
  sheet.columns = FORMATS.map((format) => ({ width: 14, ...(format === null ? {} : { style: { numFmt: format } }) }));
  const title = sheet.addRow(["Net spending by line"]);
  sheet.mergeCells(1, 1, 1, HEADERS.length);
  title.commit();
  sheet.addRow(HEADERS).commit();
  for (let row = 1; row <= rows; row += 1) {
    const cells = makeRow(row).map((value) => (value instanceof ErrorSign ? { error: value.error } : value));
    const added = sheet.addRow(cells);
    // A merge keeps the left cell and takes what the right one held.
    if (row % MERGED_EVERY === 0) sheet.mergeCells(added.number, 7, added.number, 8);
    added.commit();
  }
  sheet.commit();
  await writer.commit();
}

/** Writes the same sheet as LibreOffice does an ods file, each value beside the text that is shown. */
export async function writeLargeOds({ file, rows }: LargeSheet): Promise<void> {
  await writeZip(createWriteStream(file), [
    { name: "mimetype", content: ["application/vnd.oasis.opendocument.spreadsheet"] },
    { name: "META-INF/manifest.xml", content: [MANIFEST] },
    { name: "styles.xml", content: [COMMON_STYLES] },
    { name: "content.xml", content: listContent(rows) },
  ]);
}

function* listContent(rows: number): Generator<string, void> {
  yield CONTENT_START;
  const title = `<table:table-cell table:number-columns-spanned="12" table:number-rows-spanned="1" office:value-type="string"><text:p>Net spending by line</text:p></table:table-cell>`;
  yield `<table:table-row>${title}<table:covered-table-cell table:number-columns-repeated="11"/></table:table-row>`;
  yield `<table:table-row>${HEADERS.map((header) => toOdsCell(header, 0)).join("")}</table:table-row>`;
  for (let row = 1; row <= rows; row += 1) {
    const cells = makeRow(row).map(toOdsCell);
    if (row % MERGED_EVERY === 0) cells.splice(6, 2, toMerged(cells[6]!), "<table:covered-table-cell/>");
    yield `<table:table-row table:style-name="ro1">${cells.join("")}</table:table-row>`;
  }
  yield "</table:table></office:spreadsheet></office:body></office:document-content>";
}

const toMerged = (cell: string): string =>
  cell.replace("<table:table-cell", '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"');

function toOdsCell(value: Made, place: number): string {
  const style = FORMATS[place] === null ? "" : ` table:style-name="ce${place}"`;
  const cell = (attributes: string, shown: string) =>
    `<table:table-cell${style} ${attributes}><text:p>${shown}</text:p></table:table-cell>`;
  if (value instanceof ErrorSign) {
    const attributes = `table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"`;
    return cell(attributes, value.error);
  }
  if (typeof value === "boolean") {
    return cell(
      `office:value-type="boolean" office:boolean-value="${value}" calcext:value-type="boolean"`,
      String(value).toUpperCase(),
    );
  }
  if (typeof value === "string") {
    return cell(`office:value-type="string" calcext:value-type="string"`, value.replaceAll("&", "&amp;"));
  }
  if (FORMATS[place] === "dd/mm/yyyy") {
    const day = new Date((value - 25_569) * 86_400_000).toISOString().slice(0, 10);
    return cell(`office:value-type="date" office:date-value="${day}" calcext:value-type="date"`, day);
  }
  const type = FORMATS[place] === "0.0%" ? "percentage" : "float";
  return cell(`office:value-type="${type}" office:value="${value}" calcext:value-type="${type}"`, String(value));
}

const NAMESPACES = ["office", "table", "text", "style", "number"]
  .map((name) => {
    const address = name === "number" ? "datastyle" : name;
    return `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${address}:1.0"`;
  })
  .join(" ");

const STYLES =
  `<number:date-style style:name="N3"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>` +
  `<number:number-style style:name="N4"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>` +
  `<number:percentage-style style:name="N5"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>` +
  [3, 4, 5]
    .map(
      (place) => `<style:style style:name="ce${place}" style:family="table-cell" style:data-style-name="N${place}"/>`,
    )
    .join("");

const CONTENT_START =
  `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content ${NAMESPACES} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">` +
  `<office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Ledger"><table:table-column table:number-columns-repeated="12"/>`;

const COMMON_STYLES = `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles ${NAMESPACES} office:version="1.3"><office:styles/></office:document-styles>`;

const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
