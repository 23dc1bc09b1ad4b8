import type { StagingColumn, TableLayout } from "@poundwise/contracts";
import type { Groups } from "./bind-key.ts";
import { findHeader, type Header } from "./find-header.ts";
import type { Problem } from "./findings.ts";
import { describeWanted, foldText, matchPattern } from "./fold-text.ts";
import { matchColumns, type MatchedColumns } from "./match-columns.ts";
import { findNearest } from "./similarity.ts";
import { parseAddress, textOf, toAddress, type Sheet, type Workbook } from "./workbook.ts";

/** One table of a layout found on one sheet. */
export interface MatchedTable {
  readonly sheet: Sheet;
  readonly header: Header;
  /** The first row under the header and its unit rows. */
  readonly firstRow: number;
  readonly columns: MatchedColumns;
}

/** How far a table got: 0 no sheet, 1 sheet, 2 title, 3 to 4 header and more of its columns, 4 everything. */
export type TableMatch =
  | { readonly reached: 4; readonly table: MatchedTable }
  | { readonly reached: number; readonly problems: readonly Problem[] };

export interface TableContext {
  readonly workbook: Workbook;
  readonly staging: ReadonlyMap<string, StagingColumn>;
  readonly fileGroups: Groups["file"];
}

/** Finds a declared table on every sheet it names: sheet, then title, then header, then columns. */
export function matchTable(layout: TableLayout, context: TableContext): TableMatch[] {
  const sheets = findSheets(layout.sheet, context.workbook);
  if (sheets.length === 0) return [{ reached: 0, problems: [toSheetMissing(layout.sheet, context.workbook)] }];
  const matches = sheets.map((sheet) => matchOnSheet(layout, sheet, context));
  const unused = listUnusedSheets(layout, sheets, context.workbook);
  return unused.length === 0 ? matches : [...matches, { reached: 0, problems: unused }];
}

function matchOnSheet(layout: TableLayout, sheet: Sheet, context: TableContext): TableMatch {
  if (sheet.rowCount === 0) return { reached: 1, problems: [toEmpty(sheet)] };
  let titleGroups: Groups["title"];
  if (layout.title !== undefined) {
    const address = parseAddress(layout.title.cell);
    const text = foldText(textOf(sheet.cell(address.row, address.column)));
    const match = matchPattern(layout.title.matches, text);
    if (match === null) return { reached: 1, problems: [toTitleProblem(layout.title, text, sheet)] };
    titleGroups = match.groups ?? {};
  }
  const header = findHeader(sheet, layout.header);
  if (header === null) return { reached: 2, problems: [toHeaderMissing(layout.header.anchor, sheet)] };
  const groups: Groups = {
    ...(context.fileGroups === undefined ? {} : { file: context.fileGroups }),
    ...(layout.sheet instanceof RegExp ? { sheet: matchPattern(layout.sheet, sheet.name)?.groups ?? {} } : {}),
    ...(titleGroups === undefined ? {} : { title: titleGroups }),
  };
  const { columns, problems } = matchColumns(layout, header, { sheet: sheet.name, staging: context.staging, groups });
  if (problems.length > 0) {
    const wrong = problems.reduce((sum, problem) => sum + (problem.count ?? 1), 0);
    return { reached: 4 - wrong / (wrong + 1), problems };
  }
  return {
    reached: 4,
    table: { sheet, header, firstRow: header.row + 1 + (layout.header.unitsBelow ?? 0), columns },
  };
}

/** A pattern looks at visible sheets only, for hidden ones often repeat the data in working order; a name finds any. */
function findSheets(wanted: string | RegExp | undefined, workbook: Workbook): Sheet[] {
  if (wanted === undefined) {
    if (workbook.sheets.length === 1) return [...workbook.sheets];
    // Old workbooks come with empty sheets behind the one that is used.
    const used = workbook.sheets.filter((sheet) => !sheet.isHidden && sheet.rowCount > 0);
    return used.length === 1 ? used : [];
  }
  if (typeof wanted === "string") return workbook.sheets.filter((sheet) => sheet.name === wanted);
  return workbook.sheets.filter((sheet) => !sheet.isHidden && matchPattern(wanted, sheet.name) !== null);
}

/** A map of sheet names lists the sheets that must be there, as one of headers does for columns. */
function listUnusedSheets(layout: TableLayout, sheets: readonly Sheet[], workbook: Workbook): Problem[] {
  const wanted = layout.sheet;
  if (!(wanted instanceof RegExp)) return [];
  return Object.values(layout.keys).flatMap((key) => {
    if (typeof key === "string" || !("group" in key) || key.from !== "sheet" || key.map === undefined) return [];
    const seen = new Set(sheets.map((sheet) => matchPattern(wanted, sheet.name)?.groups?.[key.group]?.trim()));
    return Object.keys(key.map)
      .filter((entry) => !seen.has(entry))
      .map((entry) => ({ ...toSheetMissing(wanted, workbook), summary: `no sheet for "${entry}"` }));
  });
}

function toSheetMissing(wanted: string | RegExp | undefined, workbook: Workbook): Problem {
  const names = workbook.sheets.map((sheet) => `"${sheet.name}"${sheet.isHidden ? " (hidden)" : ""}`);
  const nearest =
    typeof wanted === "string" ? findNearest(wanted, workbook.sheets, (sheet) => sheet.name)?.name : undefined;
  return {
    code: "sheet.missing",
    severity: "refuse",
    sheet: typeof wanted === "string" ? wanted : undefined,
    summary: wanted === undefined ? "the layout names no sheet" : `no sheet is named ${describeWanted(wanted)}`,
    expected: wanted === undefined ? "one sheet in the file" : `a sheet named ${describeWanted(wanted)}`,
    found: `sheets ${listSome(names)}${nearest === undefined ? "" : `; the most similar is "${nearest}"`}`,
    next: "Check whether the sheet was renamed; if so add a layout with its new name to the source file.",
  };
}

function toTitleProblem(title: NonNullable<TableLayout["title"]>, text: string, sheet: Sheet): Problem {
  return {
    code: "title.mismatch",
    severity: "refuse",
    sheet: sheet.name,
    cells: [title.cell],
    summary: "the title is not the one this table is known by",
    expected: `text that fits ${String(title.matches)}`,
    found: text === "" ? "an empty cell" : `"${text.slice(0, 120)}"`,
    next: "Check that this is the right file and year; add a layout to the source file if the publisher reworded the title.",
  };
}

function toHeaderMissing(anchor: string | RegExp, sheet: Sheet): Problem {
  const area = `A1:${toAddress(sheet.rowCount, Math.max(1, sheet.columnCount))}`;
  return {
    code: "header.missing",
    severity: "refuse",
    sheet: sheet.name,
    summary: "no header row",
    expected: `a cell with ${describeWanted(anchor)} in some row`,
    found: `no such cell in ${area}; looked in every row and column`,
    next: "Open the sheet, find its header row and correct the anchor in the source file.",
  };
}

function toEmpty(sheet: Sheet): Problem {
  return {
    code: "sheet.empty",
    severity: "refuse",
    sheet: sheet.name,
    summary: "the sheet is empty",
    expected: "a header and rows",
    found: "no cell with anything in it",
    next: "Fetch the file again; ask the publisher if their copy is empty too.",
  };
}

function listSome(names: readonly string[]): string {
  return names.slice(0, 30).join(", ") + (names.length > 30 ? ` and ${names.length - 30} more` : "");
}
