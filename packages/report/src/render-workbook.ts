import { writeFile } from "node:fs/promises";
import type { ReportDocument } from "@poundwise/contracts";
import exceljs from "exceljs";
import { escapeHtml } from "./html-text.ts";
import { renderPng } from "./render-png.ts";
import { addChartSheet, addContents, addCover, addTableSheet } from "./workbook-sheets.ts";
import { planSheets } from "./workbook-plan.ts";
import { readZip, writeZip } from "./zip-archive.ts";

/** A day for editions that do not know theirs: bytes must not depend on the clock. */
const NO_DAY = "1980-01-01";

/**
 * Renders a report as an Excel workbook and writes it to `path`.
 *
 * Laid out as the Analysis Function's guidance on accessible spreadsheets asks: cover, contents and notes first, one table
 * a sheet, titles in A1, real tables, no merged cells, marks in brackets for what is missing. Charts are pictures with
 * their words as alternative text. Figures are unrounded with a number format; text is never taken for a formula.
 * Same document and same fonts, same bytes.
 */
export async function renderWorkbook(document: ReportDocument, path: string): Promise<void> {
  await writeFile(path, await makeWorkbook(document));
}

/** The workbook of `renderWorkbook` as bytes. */
export async function makeWorkbook(document: ReportDocument): Promise<Buffer> {
  const { createdAt, asKnownAt, id } = document.publication;
  const day = (createdAt ?? asKnownAt ?? NO_DAY).slice(0, 10);
  // Not the streaming writer: that one cannot mark tables, and a report has hundreds of rows, not hundreds of thousands.
  const book = new exceljs.Workbook();
  Object.assign(book, {
    creator: "Poundwise",
    lastModifiedBy: "Poundwise",
    created: new Date(`${day}T00:00:00Z`),
    modified: new Date(`${day}T00:00:00Z`),
    title: `${document.synthetic ? "SYNTHETIC: " : ""}${document.title}`,
    subject: document.subtitle,
    description: `Publication ${id}`,
    language: document.language,
  });
  const sheets = planSheets(document);
  const pictureWords: string[] = [];
  addCover(book, document);
  addContents(book, sheets);
  for (const planned of sheets) {
    if (planned.kind === "table") addTableSheet(book, planned);
    else {
      addChartSheet(book, planned, renderPng(planned.chart.svg));
      pictureWords.push(planned.chart.altText);
    }
  }
  const written = Buffer.from(await book.xlsx.writeBuffer());
  const entries = readZip(written).map(({ name, bytes }) => ({
    name,
    bytes: describePicture(name, bytes, pictureWords),
  }));
  return writeZip(entries, day);
}

/**
 * Gives the picture of a drawing its alternative text, which exceljs cannot write. Drawings are numbered in the order of
 * the sheets that have one.
 */
function describePicture(name: string, bytes: Buffer, words: readonly string[]): Buffer {
  const number = /^xl\/drawings\/drawing(\d+)\.xml$/.exec(name)?.[1];
  const altText = number === undefined ? undefined : words[Number(number) - 1];
  if (altText === undefined) return bytes;
  return Buffer.from(
    bytes
      .toString("utf8")
      .replace(/(<xdr:cNvPr id="\d+" name="[^"]*")/, (start) => `${start} descr="${escapeHtml(altText)}"`),
  );
}
