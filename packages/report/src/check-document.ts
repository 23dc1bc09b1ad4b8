import { Fault, type ReportDocument, type ReportTable } from "@poundwise/contracts";

/**
 * Checks what no type can say about a report document, so that a page or workbook made from it is whole: ids are unique
 * and can be anchors, tables have columns and rows, cells belong to columns, charts carry their id, words and table.
 *
 * @throws Fault report.invalid naming the section and block
 */
export function checkDocument(document: ReportDocument): void {
  const seen = new Set<string>(RESERVED_IDS);
  const take = (id: string, place: string) => {
    if (!/^[A-Za-z][\w-]*$/.test(id)) fail(place, "an id of letters, digits, - and _ that starts with a letter", id);
    if (seen.has(id)) fail(place, "an id that is used once", id);
    seen.add(id);
  };
  for (const section of document.sections) {
    take(section.id, `section "${section.title}"`);
    if (section.blocks.length === 0) fail(`section "${section.title}"`, "at least one block", "none");
    for (const block of section.blocks) {
      const place = `section "${section.title}", ${block.kind}`;
      if (block.kind === "table") {
        take(block.table.id, place);
        checkTable(block.table, `${place} "${block.table.caption}"`);
      }
      if (block.kind === "chart") {
        take(block.id, place);
        take(`${block.id}-data`, place);
        const { svg, altText } = block.chart;
        if (!svg.includes(`id="${block.id}-title"`)) fail(place, `a title with the id ${block.id}-title`, "none");
        if (altText.trim() === "") fail(place, "words for readers who do not see the chart", "none");
      }
    }
  }
}

/** Ids that the page itself uses. */
const RESERVED_IDS = ["content", "contents-title", "trace-codes", "edition", "sources"];

function checkTable({ columns, rows, caption }: ReportTable, place: string): void {
  if (caption.trim() === "") fail(place, "a caption", "none");
  if (columns.length === 0) fail(place, "at least one column", "none");
  if (rows.length === 0) fail(place, "at least one row; say in words that there is nothing", "none");
  const keys = new Set(columns.map(({ key }) => key));
  const labels = new Set(columns.map(({ label, unit = "" }) => `${label}, ${unit}`.toLowerCase()));
  if (keys.size < columns.length || labels.size < columns.length)
    fail(place, "columns that differ", "two that are alike");
  for (const { cells } of rows) {
    const stray = Object.keys(cells).find((key) => !keys.has(key));
    if (stray !== undefined) fail(place, "cells of its columns only", stray);
    for (const [key, { value }] of Object.entries(cells)) {
      if (typeof value === "number" && !Number.isFinite(value)) fail(place, `a finite number in ${key}`, String(value));
    }
  }
}

function fail(place: string, expected: string, found: string): never {
  throw new Fault("report.invalid", `the report cannot be rendered: ${place}`, {
    expected,
    found,
    next: "Correct the report under pipelines/reports.",
  });
}
