import type { ReportChart, ReportDocument, ReportTable } from "@poundwise/contracts";
import { toChartTable } from "./chart-table.ts";
import { describeEdition, LICENCE_SENTENCE, tabulateSources } from "./edition.ts";
import { MISSING_MARKS } from "./print-cell.ts";
import { assignTraceCodes } from "./trace-codes.ts";

/** One sheet after the cover and the contents: a table, or the picture of a chart. */
export type PlannedSheet =
  | { readonly kind: "table"; readonly name: string; readonly table: ReportTable }
  | { readonly kind: "chart"; readonly name: string; readonly chart: ReportChart; readonly dataSheet: string };

/** Decides which sheets a workbook has: notes, every table and chart in the order of the report, trace codes, sources. */
export function planSheets(document: ReportDocument): PlannedSheet[] {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const counts = { table: 0, chart: 0 };
  const content = blocks.flatMap((block): PlannedSheet[] => {
    if (block.kind === "table") {
      return [{ kind: "table", name: `Table ${++counts.table}`, table: block.table }];
    }
    if (block.kind !== "chart") return [];
    const name = `Chart ${++counts.chart}`;
    const dataSheet = `${name} data`;
    return [
      { kind: "chart", name, chart: block.chart, dataSheet },
      { kind: "table", name: dataSheet, table: toChartTable(block.id, block.chart) },
    ];
  });
  const codes = tabulateTraceCodes(document);
  return [
    { kind: "table", name: "Notes", table: tabulateNotes(document) },
    ...content,
    ...(codes.rows.length === 0 ? [] : [{ kind: "table" as const, name: "Trace codes", table: codes }]),
    ...(document.publication.sources.length === 0
      ? []
      : [{ kind: "table" as const, name: "Sources", table: tabulateSources(document) }]),
  ];
}

function tabulateNotes(document: ReportDocument): ReportTable {
  const notes: [string, string][] = [
    ...Object.values(MISSING_MARKS).map(({ mark, meaning }): [string, string] => [mark, meaning]),
    ["Rounding", "Cells hold unrounded figures; only what is shown is rounded. Ranks are decided before rounding."],
    ["Charts", "Each chart is a picture with its words above it and its figures on the sheet after it."],
    ["Tracing", "Type the command of a trace code where this publication is kept to follow a figure to its cells."],
    ...describeEdition(document),
    ["Licence", LICENCE_SENTENCE],
  ];
  return {
    id: "notes",
    caption: "Notes: marks used in this workbook, and which edition it is",
    columns: [
      { key: "note", label: "Mark or note" },
      { key: "meaning", label: "Meaning" },
    ],
    rows: notes.map(([note, meaning]) => ({ cells: { note: { value: note }, meaning: { value: meaning } } })),
    notes: [],
  };
}

function tabulateTraceCodes(document: ReportDocument): ReportTable {
  return {
    id: "trace-codes",
    caption: "Trace codes: where each coded figure comes from",
    columns: [
      { key: "code", label: "Code" },
      { key: "figure", label: "Figure as printed" },
      { key: "table", label: "Table" },
      { key: "column", label: "Column" },
      { key: "command", label: "Command" },
    ],
    rows: assignTraceCodes(document).list.map(({ code, text, trace, command }) => ({
      cells: {
        code: { value: code },
        figure: { value: text },
        table: { value: trace.table },
        column: { value: trace.column },
        command: { value: command },
      },
    })),
    notes: [],
  };
}
