import type { ReportDocument } from "@poundwise/contracts";
import { describeEdition, LICENCE_ADDRESS, LICENCE_SENTENCE, tabulateSources, writeKnownAt } from "./edition.ts";
import { renderSection } from "./html-blocks.ts";
import { renderCommand, renderTable } from "./html-table.ts";
import { escapeHtml } from "./html-text.ts";
import { STYLE_HASH, STYLE_SHEET } from "./style-sheet.ts";
import { assignTraceCodes, type TraceCodes } from "./trace-codes.ts";

/**
 * Renders a report as one HTML file that needs nothing else: no script, no outside address is fetched, and a content
 * security policy that lets nothing but its own style apply. Readable by keyboard and screen reader, at 400% zoom, in
 * grey print and on A4. The same document gives the same bytes.
 */
export function renderHtml(document: ReportDocument): string {
  const codes = assignTraceCodes(document);
  const sections = [
    ...document.sections.map(({ id, title }) => ({ id, title })),
    { id: "trace-codes", title: "Trace codes" },
    { id: "edition", title: "This edition, its sources and their licences" },
  ];
  const banner = document.synthetic
    ? `<p class="synthetic">SYNTHETIC: some of the figures in this report are made up. Do not quote it.</p>`
    : "";
  return `<!DOCTYPE html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(`${document.synthetic ? "SYNTHETIC: " : ""}${document.title}, publication ${document.publication.id}`)}</title>
<style>${STYLE_SHEET}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
<header class="title"><div class="page">
${banner}
<p class="brand">Poundwise</p>
<h1>${escapeHtml(document.title)}</h1>
<p class="subtitle">${escapeHtml(document.subtitle)}</p>
<p class="edition">Publication ${escapeHtml(document.publication.id)}. As known on: ${escapeHtml(writeKnownAt(document.publication))}.</p>
</div></header>
<div class="page">
<nav class="contents" aria-labelledby="contents-title">
<h2 id="contents-title">Contents</h2>
<ol>
${sections.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join("\n")}
</ol>
</nav>
<main id="content" tabindex="-1">
${document.sections.map((section) => renderSection(section, codes)).join("\n")}
${renderTraceCodes(document, codes)}
${renderEdition(document, codes)}
</main>
</div>
<footer><div class="page">
${banner}
<p>Publication ${escapeHtml(document.publication.id)}, built with ${escapeHtml(document.publication.engine)}.</p>
<p>${LICENCE_SENTENCE} <a href="${LICENCE_ADDRESS}">Open Government Licence v3.0</a>.</p>
</div></footer>
</body>
</html>
`;
}

function renderTraceCodes(document: ReportDocument, { list }: TraceCodes): string {
  const rows = list.map(
    ({ code, text, command }) =>
      `<tr id="trace-${code}"><th scope="row">${code}</th><td>${escapeHtml(text)}</td><td>${renderCommand(command)}</td></tr>`,
  );
  return `<section id="trace-codes" aria-labelledby="trace-codes-title">
<h2 id="trace-codes-title">Trace codes</h2>
<p>A small code such as T1 stands beside each main figure. Type the command of the code where this publication is kept: it shows the formula, the rows the figure was made from, and the file, sheet and cell each of them came from, and works the figure out again. Under the tables stands the command for every other figure. Once there is a newer publication, add ${renderCommand(`--publication ${document.publication.id}`)}.</p>
${
  rows.length === 0
    ? "<p>This report holds no figure with a code.</p>"
    : `<div class="scroll" role="region" aria-labelledby="trace-codes-caption" tabindex="0">
<table class="codes"><caption id="trace-codes-caption">Where each coded figure comes from</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Figure</th><th scope="col">Command</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`
}
</section>`;
}

function renderEdition(document: ReportDocument, codes: TraceCodes): string {
  const facts = describeEdition(document).map(
    ([name, text]) => `<div><dt>${name}</dt><dd>${escapeHtml(text)}</dd></div>`,
  );
  return `<section id="edition" aria-labelledby="edition-title">
<h2 id="edition-title">This edition, its sources and their licences</h2>
<dl class="list">${facts.join("")}</dl>
${renderTable(tabulateSources(document), codes)}
</section>`;
}
