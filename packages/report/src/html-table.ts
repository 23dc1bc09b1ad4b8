import type { ReportCell, ReportColumn, ReportRow, ReportTable } from "@poundwise/contracts";
import { escapeHtml } from "./html-text.ts";
import { explainMarks, printCell } from "./print-cell.ts";
import { toTraceCommand, type TraceCodes } from "./trace-codes.ts";

/**
 * A table with caption, scoped headings and a scrolling region that the keyboard reaches, and its notes below: the key to
 * marks, what the report says about it, and how to follow figures that have no code of their own.
 */
export function renderTable(table: ReportTable, codes: TraceCodes): string {
  const hasCodes = table.rows.some(({ cells }) => Object.values(cells).some(({ trace }) => trace !== undefined));
  const captionId = `${table.id}-caption`;
  const notes = [
    ...table.notes.map(escapeHtml),
    ...explainMarks(table).map(escapeHtml),
    ...(table.traceHint === undefined
      ? []
      : [`To follow any other figure: ${renderCommand(toTraceCommand(table.traceHint))}`]),
  ];
  return [
    `<div class="scroll" role="region" aria-labelledby="${captionId}" tabindex="0">`,
    `<table id="${table.id}"${hasCodes ? ` class="coded"` : ""}>`,
    `<caption id="${captionId}">${escapeHtml(table.caption)}</caption>`,
    `<thead><tr>${table.columns.map(renderHeading).join("")}</tr></thead>`,
    `<tbody>\n${table.rows.map((row) => renderRow(row, table.columns, codes)).join("\n")}\n</tbody>`,
    `</table></div>`,
    notes.length === 0 ? "" : `<ul class="notes">${notes.map((note) => `<li>${note}</li>`).join("")}</ul>`,
  ].join("\n");
}

/** A traced figure: a link to its entry in the list of trace codes, with the code beside it for print. */
export function renderFigure(
  text: string,
  { code, command }: { readonly code: string; readonly command: string },
): string {
  return (
    `<a class="figure" href="#trace-${code}" data-trace="${escapeHtml(command)}" title="${escapeHtml(`${code}: ${command}`)}">` +
    `${escapeHtml(text)}<sup><span class="hidden">, trace </span>${code}</sup></a>`
  );
}

/** A command that wraps between its words only, so that it can be copied from print. */
export function renderCommand(command: string): string {
  const words = command.split(" ").map((word) => `<span>${escapeHtml(word)}</span>`);
  return `<code>${words.join(" ")}</code>`;
}

function renderHeading({ label, unit, format }: ReportColumn): string {
  const unitText = unit === undefined ? "" : ` <span class="unit">${escapeHtml(unit)}</span>`;
  return `<th scope="col"${format === undefined ? "" : ` class="num"`}>${escapeHtml(label)}${unitText}</th>`;
}

function renderRow({ cells, isOwn }: ReportRow, columns: readonly ReportColumn[], codes: TraceCodes): string {
  const rendered = columns.map(({ key, format }, i) => {
    const cell: ReportCell = cells[key] ?? { value: null };
    const printed = printCell(cell, format);
    const text = cell.trace === undefined ? escapeHtml(printed) : renderFigure(printed, codes.codeOf(cell.trace));
    if (i > 0) return `<td${chooseClass(format !== undefined, printed)}>${text}</td>`;
    const own = isOwn === true ? ` <span class="hidden">(this council)</span>` : "";
    return `<th scope="row">${isOwn === true ? `<span aria-hidden="true">◆ </span>` : ""}${text}${own}</th>`;
  });
  return `<tr${isOwn === true ? ` class="own"` : ""}>${rendered.join("")}</tr>`;
}

/** Numbers are aligned right; years, ranks and single words are not broken across lines. */
function chooseClass(isNumber: boolean, printed: string): string {
  if (isNumber) return printed.length > SHORT && /[a-z]{2}/i.test(printed) ? ` class="words num"` : ` class="num"`;
  return printed.length <= SHORT ? ` class="short"` : "";
}

const SHORT = 10;
