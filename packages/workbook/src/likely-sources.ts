import type { SourceDeclaration } from "@poundwise/contracts";
import { listWanted } from "./drift-columns.ts";
import { foldText } from "./fold-text.ts";
import { columnsOf, textOf, type Workbook } from "./workbook.ts";

/** How much of what a source declares stands in a file. */
export interface Likeness {
  readonly sourceId: string;
  /** Name of the layout that fits best. */
  readonly layout: string;
  /** Headers it names, and those among them that the file prints. */
  readonly declared: number;
  readonly found: number;
}

const ROWS_SEARCHED = 200;
const LEAST_HEADERS = 3;

/**
 * Ranks sources by the share of their declared headers that a file prints anywhere in its top rows: for a release whose
 * name is new and whose columns changed, so that no layout takes it whole. Headers given as patterns say too little and do
 * not count.
 * @returns sources of which at least one header stands in the file, the most alike first
 */
export function rankByHeaders(
  workbook: Workbook,
  sources: readonly { readonly id: string; readonly declaration: SourceDeclaration }[],
): Likeness[] {
  const texts = listTexts(workbook);
  const ranked = sources.flatMap(({ id, declaration }): Likeness[] => {
    const layouts = declaration.layouts.map(({ name, tables }): Likeness => {
      const headers = new Set(tables.flatMap(listWanted).filter((wanted) => typeof wanted === "string"));
      const found = [...headers].filter((header) => header.split(" | ").every((part) => texts.has(foldText(part))));
      return { sourceId: id, layout: name, declared: headers.size, found: found.length };
    });
    const best = layouts.filter(({ declared }) => declared >= LEAST_HEADERS).sort(byShare)[0];
    return best === undefined || best.found === 0 ? [] : [best];
  });
  return ranked.sort(byShare);
}

const byShare = (left: Likeness, right: Likeness): number =>
  right.found / right.declared - left.found / left.declared || right.found - left.found;

function listTexts(workbook: Workbook): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const sheet of workbook.sheets) {
    for (let row = 1; row <= Math.min(sheet.rowCount, ROWS_SEARCHED); row += 1) {
      for (const column of columnsOf(sheet, row)) texts.add(foldText(textOf(sheet.cell(row, column))));
    }
  }
  return texts;
}
