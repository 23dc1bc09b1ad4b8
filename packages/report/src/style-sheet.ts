import { createHash } from "node:crypto";

/**
 * The whole style of a report page. Fixed text: the policy of the page names its hash, so that nothing else can style it.
 * Codes in brackets, weights and marks carry what colour carries, so grey print loses nothing.
 */
export const STYLE_SHEET = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: #fff; color: #0b0c0c; font: 1rem/1.5 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
.page { max-width: 61rem; margin: 0 auto; padding: 0 1.25rem; }
.skip { position: absolute; left: -999rem; top: 0; padding: .75rem 1rem; background: #fd0; color: #0b0c0c; z-index: 1; }
.skip:focus { left: 0; }
a { color: #12436d; text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 3px; }
:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 0; box-shadow: 0 0 0 6px #fd0; }
.synthetic { margin: 0; padding: .75rem 1.25rem; background: #0b0c0c; color: #fff; font-weight: bold; text-align: center; }
header.title { border-top: 10px solid #12436d; border-bottom: 1px solid #b1b4b6; padding: 1.75rem 0 1.25rem; margin-bottom: 1.5rem; }
header.title .brand { margin: 0 0 .5rem; font-weight: bold; color: #12436d; }
h1 { margin: 0 0 .5rem; font-size: 2.25rem; line-height: 1.15; }
h2 { margin: 0 0 1rem; padding-top: 1rem; border-top: 3px solid #12436d; font-size: 1.6rem; line-height: 1.2; }
h3 { margin: 2rem 0 .75rem; font-size: 1.2rem; line-height: 1.25; }
.subtitle { margin: 0 0 .75rem; font-size: 1.2rem; }
.edition { margin: 0; color: #484949; font-size: .9rem; }
p, ul.plain { max-width: 46rem; margin: 0 0 1rem; }
p.lead { font-size: 1.35rem; line-height: 1.4; font-weight: bold; }
section { margin: 0 0 3rem; }
nav.contents { margin: 0 0 2.5rem; padding: 1rem 1.25rem 1.1rem; background: #f0f3f6; }
nav.contents h2 { border: 0; padding: 0; margin: 0 0 .5rem; font-size: 1.1rem; }
nav.contents ol { margin: 0; padding-left: 1.6rem; columns: 2 20rem; column-gap: 2.5rem; }
nav.contents li { break-inside: avoid; padding: .15rem 0; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.callout { margin: 0 0 1.5rem; padding: 1rem 1.25rem; border: 1px solid #b1b4b6; border-left: 8px solid #12436d; background: #f0f3f6; max-width: 50rem; }
.callout.warning { border-left-color: #0b0c0c; background: #fff3cd; }
.callout p { margin: 0; }
.callout p.callout-title { font-weight: bold; margin-bottom: .35rem; }
dl.figures { display: flex; flex-wrap: wrap; margin: 0 0 1.75rem; border: solid #b1b4b6; border-width: 1px 0 0 1px; }
dl.figures div { flex: 1 1 10rem; border: solid #b1b4b6; border-width: 0 1px 1px 0; padding: .9rem 1rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
dl.figures dt { color: #484949; font-size: .9rem; line-height: 1.35; }
dl.figures dd { margin: 0; font-size: 1.7rem; line-height: 1.2; font-weight: bold; font-variant-numeric: tabular-nums; }
dl.list { max-width: 50rem; margin: 0 0 1.5rem; }
dl.list dt { font-weight: bold; }
dl.list dd { margin: 0 0 .75rem; }
figure { margin: 1.5rem 0 2rem; }
figure svg { display: block; }
.scroll { overflow-x: auto; margin: 0 0 .5rem; }
figure .scroll { border: 1px solid #b1b4b6; }
details { margin: .5rem 0 1.5rem; }
summary { cursor: pointer; padding: .3rem 0; color: #12436d; text-decoration: underline; text-underline-offset: .15em; width: fit-content; }
table { border-collapse: collapse; min-width: 100%; font-size: .9rem; line-height: 1.35; font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: left; font-weight: bold; font-size: 1rem; padding: 0 0 .5rem; }
th, td { padding: .45rem .7rem .45rem 0; border-bottom: 1px solid #b1b4b6; text-align: left; vertical-align: top; position: relative; }
thead th { border-bottom: 2px solid #0b0c0c; vertical-align: bottom; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: normal; min-width: 9rem; }
.num { text-align: right; }
td.num, td.short { white-space: nowrap; }
td.words { white-space: normal; }
.unit { display: block; font-weight: normal; color: #484949; }
tr.own th, tr.own td { font-weight: bold; background: #e1e9f1; }
tr.own th:first-child { padding-left: .5rem; }
.coded .num { padding-right: 1.9rem; }
.coded td.num sup { position: absolute; top: .5rem; }
.notes { margin: 0 0 2rem; padding: 0; list-style: none; color: #484949; font-size: .9rem; max-width: 50rem; }
.notes li { margin-bottom: .3rem; }
code span { display: inline-block; max-width: 100%; }
a.figure { color: inherit; text-decoration: none; border-bottom: 1px dotted #6f777b; white-space: nowrap; }
a.figure:hover { border-bottom: 2px solid #12436d; }
sup { font-size: .68rem; line-height: 0; font-weight: normal; color: #484949; margin-left: .12rem; }
code { font: .85em/1.4 "Liberation Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
#sources td:nth-child(n + 4) { overflow-wrap: anywhere; min-width: 9rem; }
tr:target th, tr:target td { background: #fff3cd; }
footer { border-top: 10px solid #12436d; padding: 1.5rem 0 3rem; font-size: .9rem; }
footer p { margin-bottom: .6rem; }
@media (max-width: 40rem) { h1 { font-size: 1.75rem; } p.lead { font-size: 1.15rem; } dl.figures dd { font-size: 1.4rem; } }
@media (forced-colors: active) { tr.own th, tr.own td { outline: 1px solid; } }
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt Arial, sans-serif; color: #484949; } }
@media print {
  body { font-size: 10pt; }
  .page { max-width: none; padding: 0; }
  .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  h1 { font-size: 22pt; } h2 { font-size: 15pt; } h3 { font-size: 12pt; } p.lead { font-size: 13pt; }
  nav.contents ol { columns: 2; }
  dl.figures div { flex-basis: 6rem; padding: .5rem .6rem; }
  h2, h3, caption, .callout-title, summary { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  .callout, dl.figures, tr, figure .scroll { break-inside: avoid; }
  section { margin-bottom: 8mm; }
  .scroll { overflow: visible; }
  figure svg { width: 100%; height: auto; max-height: 235mm; }
  table { font-size: 8pt; line-height: 1.25; width: 100%; min-width: 0; }
  th, td { padding-top: .18rem; padding-bottom: .18rem; }
  .coded td.num sup { top: .3rem; }
  sup { font-size: 5.5pt; }
  .notes, details table, table.codes, #sources { font-size: 7.5pt; }
  .notes { margin-bottom: 5mm; }
  .coded .num { padding-right: 1.5rem; }
  thead { display: table-header-group; }
  tbody th { min-width: 0; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; color: inherit; text-decoration: none; font-weight: bold; }
  summary::-webkit-details-marker { display: none; }
  .callout, .callout.warning, nav.contents, tr.own th, tr.own td, .synthetic { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** The style as a source of a content security policy. */
export const STYLE_HASH = `sha256-${createHash("sha256").update(STYLE_SHEET).digest("base64")}`;
