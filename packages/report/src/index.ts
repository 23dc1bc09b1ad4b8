export { buildReport } from "./build-report.ts";
export { checkDocument } from "./check-document.ts";
export { toPublicationFacts, type DeclaredSource } from "./publication-facts.ts";
export { renderHtml } from "./render-html.ts";
export { renderPng, type RenderedPicture } from "./render-png.ts";
export { makeWorkbook, renderWorkbook } from "./render-workbook.ts";
export { assignTraceCodes, toTraceCommand, type TraceCode, type TraceCodes } from "./trace-codes.ts";
