import {
  listStagingColumns,
  type KeyFrom,
  type Layout,
  type SourceDeclaration,
  type StagingColumn,
  type TableLayout,
} from "@poundwise/contracts";
import { dropNoteMarks, foldText, matchesHeader, matchPattern } from "./fold-text.ts";
import { matchGivenLayout } from "./match-layout.ts";
import { parseAddress, textOf, type Sheet, type Workbook } from "./workbook.ts";

/** A layout whose sheets, titles and headers are all in a file, as far as its columns go. */
export interface Recognition {
  readonly sourceId: string;
  readonly layout: Layout;
  /** Keys that only the file's name can give or vouch for, such as the year: with any, the file cannot be read under this name. */
  readonly keysInName: readonly string[];
}

/** Headers further down are not looked for: recognising must stay cheap beside reading. */
const ROWS_SEARCHED = 500;

/**
 * Recognises a file by its content: every layout whose sheets, title cells, header rows and columns are all there, whatever
 * the file is called. Layouts of one source that differ in rows only all fit; the first that reads the file is meant.
 *
 * @returns by source in the order given; within one, layouts that need nothing of the name first
 */
export function recogniseByContent(
  workbook: Workbook,
  sources: readonly { readonly id: string; readonly declaration: SourceDeclaration }[],
): Recognition[] {
  const texts = new Map(workbook.sheets.map((sheet) => [sheet, listTexts(sheet)]));
  const found = sources.flatMap(({ id, declaration }) => {
    const staging = new Map(listStagingColumns(declaration.row).map((column) => [column.name, column]));
    return declaration.layouts
      .filter((layout) => layout.tables.every((table) => mayHold(table, workbook, texts)))
      .flatMap((layout) => {
        const sheets = findTables(layout, workbook, staging);
        const isShown = sheets.some(({ isHidden }) => !isHidden);
        return sheets.length === 0 ? [] : [{ sourceId: id, layout, keysInName: listKeysInName(layout), isShown }];
      })
      .sort((a, b) => Math.sign(a.keysInName.length) - Math.sign(b.keysInName.length));
  });
  // Publishers leave other tables behind on hidden sheets: a file is what it shows.
  const shown = found.filter(({ isShown }) => isShown);
  return (shown.length > 0 ? shown : found).map(({ isShown: _isShown, ...recognition }) => recognition);
}

/** The distinct folded texts of the rows in which a header can stand. */
function listTexts(sheet: Sheet): ReadonlySet<string> {
  const texts = new Set<string>();
  for (let row = 1; row <= Math.min(sheet.rowCount, ROWS_SEARCHED); row += 1) {
    for (let column = 1; column <= sheet.columnCount; column += 1) {
      const text = textOf(sheet.cell(row, column));
      if (text !== "") texts.add(dropNoteMarks(foldText(text)));
    }
  }
  return texts;
}

/** Whether some sheet has the table's name, title and anchor: rules out nearly every layout before columns are matched. */
function mayHold(table: TableLayout, workbook: Workbook, texts: ReadonlyMap<Sheet, ReadonlySet<string>>): boolean {
  const { sheet: wanted, title, header } = table;
  const { anchor } = header;
  if (wanted === undefined && workbook.sheets.length !== 1) return false;
  return workbook.sheets.some((sheet) => {
    if (typeof wanted === "string" && sheet.name !== wanted) return false;
    if (wanted instanceof RegExp && matchPattern(wanted, sheet.name) === null) return false;
    if (title !== undefined) {
      const { row, column } = parseAddress(title.cell);
      if (matchPattern(title.matches, foldText(textOf(sheet.cell(row, column)))) === null) return false;
    }
    const held = texts.get(sheet)!;
    if (typeof anchor === "string") return held.has(foldText(anchor));
    return [...held].some((text) => matchesHeader(text, anchor));
  });
}

/** The sheets on which the tables of a layout stand with all their columns; none when one of them is not there. */
function findTables(layout: Layout, workbook: Workbook, staging: ReadonlyMap<string, StagingColumn>): Sheet[] {
  const isOfName = (key: KeyFrom) => typeof key === "object" && "from" in key && key.from === "file";
  const withoutName = (keys: Readonly<Record<string, KeyFrom>>) =>
    Object.fromEntries(Object.entries(keys).filter(([, key]) => !isOfName(key)));
  const tables = layout.tables.map((table) => ({
    ...table,
    keys: withoutName(table.keys),
    values: table.values.map((rule) => (rule.keys === undefined ? rule : { ...rule, keys: withoutName(rule.keys) })),
  }));
  const match = matchGivenLayout({ ...layout, tables }, workbook, staging);
  return "tables" in match ? match.tables.map(({ sheet }) => sheet) : [];
}

/** Keys that come from the file name, and periods held as constants of which the file itself shows nothing. */
function listKeysInName(layout: Layout): string[] {
  const names = new Set<string>();
  for (const table of layout.tables) {
    for (const keys of [table.keys, ...table.values.map((rule) => rule.keys ?? {})]) {
      for (const [name, key] of Object.entries(keys)) {
        if (typeof key !== "object") continue;
        if ("from" in key && key.from === "file") names.add(name);
        if ("constant" in key && layout.periodShownIn === undefined && isPeriod(key.constant)) names.add(name);
      }
    }
  }
  return [...names];
}

const isPeriod = (constant: string | number | null) =>
  constant !== null && /^(FY|AY|CY|MAR|MID|SEP|mid-)?(19|20)\d{2}(-\d{2}){0,2}$/.test(String(constant));
