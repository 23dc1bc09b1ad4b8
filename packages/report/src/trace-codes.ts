import type { FigureTrace, ReportBlock, ReportDocument, ReportTable, Span } from "@poundwise/contracts";
import { printCell } from "./print-cell.ts";

/** A figure of the report with the code printed beside it. */
export interface TraceCode {
  /** T1, T2, … in the order in which figures first appear. */
  readonly code: string;
  readonly trace: FigureTrace;
  /** The figure as first printed. */
  readonly text: string;
  /** What to type to follow it down to its cells. */
  readonly command: string;
}

export interface TraceCodes {
  readonly list: readonly TraceCode[];
  /** @throws RangeError for a trace that the document does not hold */
  readonly codeOf: (trace: FigureTrace) => TraceCode;
}

/** Gives every traced figure of a document its code; the same figure has one code wherever it stands. */
export function assignTraceCodes(document: ReportDocument): TraceCodes {
  const codes = new Map<string, TraceCode>();
  const add = (trace: FigureTrace, text: string) => {
    const key = toKey(trace);
    if (!codes.has(key)) codes.set(key, { code: `T${codes.size + 1}`, trace, text, command: toTraceCommand(trace) });
  };
  for (const section of document.sections) {
    for (const block of section.blocks) {
      for (const span of listSpans(block)) if (typeof span !== "string") add(span.trace, span.text);
      if (block.kind === "table") addCells(block.table, add);
    }
  }
  return {
    list: [...codes.values()],
    codeOf: (trace) => {
      const code = codes.get(toKey(trace));
      if (code === undefined) throw new RangeError(`No code was given to ${toTraceCommand(trace)}.`);
      return code;
    },
  };
}

/**
 * The command that follows a figure to its cells. Keys that a shell would split or read are put in double quotes, which
 * every common shell takes.
 */
export function toTraceCommand({ table, where, column }: FigureTrace): string {
  const keys = Object.entries(where).map(([key, value]) => `${key}=${value}`);
  const joined = keys.join(",");
  const quoted = /^[\w.,=-]*$/.test(joined) ? joined : `"${joined}"`;
  return `npx poundwise trace ${table} --where ${quoted} --column ${column}`;
}

/** The spans of a block, in reading order. */
export function listSpans(block: ReportBlock): readonly Span[] {
  switch (block.kind) {
    case "paragraph":
    case "callout":
      return block.spans;
    case "list":
      return block.items.flat();
    case "definitions":
      return block.items.flatMap(({ spans }) => spans);
    case "heading":
    case "chart":
    case "table":
      return [];
  }
}

function addCells({ columns, rows }: ReportTable, add: (trace: FigureTrace, text: string) => void): void {
  for (const { cells } of rows) {
    for (const { key, format } of columns) {
      const cell = cells[key];
      if (cell?.trace !== undefined) add(cell.trace, printCell(cell, format));
    }
  }
}

function toKey({ table, where, column }: FigureTrace): string {
  const keys = Object.keys(where)
    .sort()
    .map((key) => [key, where[key]]);
  return JSON.stringify([table, column, keys]);
}
