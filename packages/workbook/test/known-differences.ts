import type { Excuse } from "./compare-books.ts";

/** What SheetJS is known to do otherwise than our readers of bytes, each looked at in the XML of real files. */
export const KNOWN_DIFFERENCES: readonly Excuse[] = [
  // SheetJS gives an ods cell with an empty paragraph as a cell that holds ""; to us it is none.
  ({ what, ours }, _own, their) => what === "presence" && ours === undefined && their?.value === "",
  // It does not read which rows and columns of an ods file are hidden: that it calls all of them shown.
  ({ what, cell, ours, theirs }) => what === "hidden" && cell !== "" && ours === true && theirs === false,
  // Formulas of ods files it leaves half in their own language: [.$A$9], $name.
  ({ what, ours, theirs }) => what === "formula" && toPlainFormula(theirs) === toPlainFormula(ours),
  // Sharing a formula it moves references within quoted texts too: 'Data'!$A$8:ZZ$450 in INDIRECT("…").
  ({ what, ours, theirs }) =>
    what === "formula" && String(ours).includes('"') && withoutTexts(ours) === withoutTexts(theirs),
  // A merged range of which no cell holds anything it leaves out of an ods file.
  ({ what, ours, theirs }) => what === "merges" && listOf(theirs).every((range) => listOf(ours).includes(range)),
];

const toPlainFormula = (formula: unknown): string =>
  String(formula)
    .replace(/\[\.?([^\]]*)\]/g, "$1")
    .replace(/\.?:\./g, ":")
    .replace(/\$(?=[A-Za-z_]\w{3,})/g, "")
    .replace(/\s/g, "");

const withoutTexts = (formula: unknown): string => String(formula).replace(/"(?:[^"]|"")*"/g, '""');

const listOf = (ranges: unknown): string[] => String(ranges).split(" ").filter(Boolean);

/** What LibreOffice changes when it saves a file as xlsx. */
export const LIBREOFFICE_DIFFERENCES: readonly Excuse[] = [
  // It writes numbers with 15 significant digits.
  ({ what, ours, theirs }) =>
    what === "value" && typeof ours === "number" && Math.abs(ours - Number(theirs)) <= Math.abs(ours) * 6e-15,
  // A cell that holds nothing but white space it may drop, or keep where the standard collapses it; and runs of spaces.
  ({ what, ours, theirs }) => what === "presence" && String(ours ?? theirs).trim() === "",
  ({ what, ours, theirs }) =>
    what === "value" && typeof ours === "string" && collapse(ours) === collapse(String(theirs)),
  // It writes FALSE as a function, and no blanks between arguments.
  ({ what, ours, theirs }) => what === "formula" && toBareFormula(ours) === toBareFormula(theirs),
  // Text that is centred across cells becomes a merged range.
  ({ what, ours, theirs }) => what === "merges" && listOf(ours).every((range) => listOf(theirs).includes(range)),
  // Rows are hidden behind the last one with cells, which says nothing.
  ({ what, cell, ours, theirs }) => what === "hidden" && /^\d+$/.test(cell) && ours === true && theirs === false,
  // Of a link it keeps the text up to the first change of letters.
  ({ what, ours, theirs }) =>
    what === "value" &&
    typeof ours === "string" &&
    collapse(ours).startsWith(collapse(String(theirs)).replace(/\.$/, "")),
  // The caches of linked files are no sheets of its own.
  ({ what, ours, theirs }) =>
    what === "sheets" &&
    JSON.stringify((ours as string[]).filter((name) => !name.startsWith("'file:///"))) === JSON.stringify(theirs),
];

const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();

const toBareFormula = (formula: unknown): string =>
  String(formula)
    .replace(/\b(TRUE|FALSE)\(\)/g, "$1")
    .replace(/\s/g, "");
