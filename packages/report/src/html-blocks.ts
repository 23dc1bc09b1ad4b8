import type { ReportBlock, ReportSection, Span } from "@poundwise/contracts";
import { toChartTable } from "./chart-table.ts";
import { renderFigure, renderTable } from "./html-table.ts";
import { escapeHtml } from "./html-text.ts";
import type { TraceCodes } from "./trace-codes.ts";

/** A section: a labelled region under one h2. */
export function renderSection({ id, title, blocks }: ReportSection, codes: TraceCodes): string {
  return [
    `<section id="${id}" aria-labelledby="${id}-title">`,
    `<h2 id="${id}-title">${escapeHtml(title)}</h2>`,
    ...blocks.map((block) => renderBlock(block, codes)),
    `</section>`,
  ].join("\n");
}

function renderBlock(block: ReportBlock, codes: TraceCodes): string {
  switch (block.kind) {
    case "heading":
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case "paragraph":
      return `<p${block.isLead === true ? ` class="lead"` : ""}>${renderSpans(block.spans, codes)}</p>`;
    case "list":
      return `<ul class="plain">${block.items.map((spans) => `<li>${renderSpans(spans, codes)}</li>`).join("")}</ul>`;
    case "callout":
      return [
        `<div class="callout ${block.tone}">`,
        `<p class="callout-title">${block.tone === "warning" ? "Warning" : "Note"}: ${escapeHtml(block.title)}</p>`,
        `<p>${renderSpans(block.spans, codes)}</p></div>`,
      ].join("");
    case "definitions":
      return renderDefinitions(block, codes);
    case "table":
      return renderTable(block.table, codes);
    case "chart":
      return renderChart(block, codes);
  }
}

function renderSpans(spans: readonly Span[], codes: TraceCodes): string {
  return spans
    .map((span) => (typeof span === "string" ? escapeHtml(span) : renderFigure(span.text, codes.codeOf(span.trace))))
    .join("");
}

function renderDefinitions(
  { layout, items }: Extract<ReportBlock, { kind: "definitions" }>,
  codes: TraceCodes,
): string {
  const rendered = items.map(
    ({ term, spans }) => `<div><dt>${escapeHtml(term)}</dt><dd>${renderSpans(spans, codes)}</dd></div>`,
  );
  return `<dl class="${layout}">${rendered.join("")}</dl>`;
}

/** A chart at the size it was drawn for, and the same figures as a table that opens by choice and always prints. */
function renderChart({ id, chart }: Extract<ReportBlock, { kind: "chart" }>, codes: TraceCodes): string {
  return [
    `<figure id="${id}-figure" aria-labelledby="${id}-title">`,
    `<div class="scroll" role="group" aria-labelledby="${id}-title" tabindex="0">${chart.svg}</div>`,
    `<details><summary>Data table: ${escapeHtml(chart.table.caption)}</summary>`,
    renderTable(toChartTable(id, chart), codes),
    `</details>`,
    `</figure>`,
  ].join("\n");
}
