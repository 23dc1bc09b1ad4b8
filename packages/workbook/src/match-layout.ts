import type { Layout, StagingColumn } from "@poundwise/contracts";
import type { Problem } from "./findings.ts";
import { matchPattern } from "./fold-text.ts";
import { matchTable, type MatchedTable } from "./match-table.ts";
import type { Workbook } from "./workbook.ts";

export type LayoutMatch =
  | { readonly layout: Layout; readonly tables: readonly MatchedTable[] }
  | { readonly layout: Layout | null; readonly problems: readonly Problem[] };

/**
 * Picks the layout of a release: the first whose file pattern fits and whose tables are all there, complete.
 * @returns its tables, or the problems (severity "refuse") of the layout that came closest
 */
export function matchLayout(
  layouts: readonly Layout[],
  fileName: string,
  workbook: Workbook,
  staging: ReadonlyMap<string, StagingColumn>,
): LayoutMatch {
  let closest: { layout: Layout; problems: Problem[]; reached: number } | null = null;
  for (const layout of layouts) {
    const file = matchPattern(layout.file, fileName);
    if (file === null) continue;
    const context = { workbook, staging, fileGroups: file.groups ?? {} };
    const matches = layout.tables.flatMap((table) => matchTable(table, context));
    const tables = matches.flatMap((match) => ("table" in match ? [match.table] : []));
    if (tables.length === matches.length) return { layout, tables };
    const reached = matches.reduce((sum, match) => sum + match.reached, 0) / matches.length;
    if (closest === null || reached > closest.reached) {
      const problems = matches.flatMap((match) => ("problems" in match ? match.problems : []));
      closest = { layout, reached, problems };
    }
  }
  if (closest === null) return { layout: null, problems: [toNoLayout(layouts, fileName)] };
  const { layout } = closest;
  const problems = closest.problems.map((problem) => ({
    ...problem,
    summary: `${problem.summary} (layout "${layout.name}" comes closest)`,
  }));
  return { layout, problems };
}

/**
 * Matches one layout whatever the file is called, for a file recognised by its content.
 * @returns its tables, or what is wrong with them (severity "refuse")
 */
export function matchGivenLayout(
  layout: Layout,
  workbook: Workbook,
  staging: ReadonlyMap<string, StagingColumn>,
): LayoutMatch {
  const matches = layout.tables.flatMap((table) => matchTable(table, { workbook, staging, fileGroups: undefined }));
  const tables = matches.flatMap((match) => ("table" in match ? [match.table] : []));
  if (tables.length === matches.length) return { layout, tables };
  return { layout, problems: matches.flatMap((match) => ("problems" in match ? match.problems : [])) };
}

function toNoLayout(layouts: readonly Layout[], fileName: string): Problem {
  const known = layouts.map((layout) => `${String(layout.file)} ("${layout.name}")`);
  return {
    code: "layout.none_for_file",
    severity: "refuse",
    summary: "no layout of the source takes a file of this name",
    expected: `a name that fits ${known.join(" or ")}`,
    found: `"${fileName}"`,
    next: "Land the file under the publisher's name, or add a layout for it to the source file.",
  };
}
