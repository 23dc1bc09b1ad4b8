import { listStagingColumns, type AreaRegister, type Layout, type SourceDeclaration } from "@poundwise/contracts";
import { checkControlTotal, isControlTotal } from "./control-total.ts";
import { findRepeats } from "./find-repeats.ts";
import { groupFindings, mergeQuarantined, type Problem } from "./findings.ts";
import { matchGivenLayout, matchLayout } from "./match-layout.ts";
import { NO_ROWS_ELSEWHERE, readTable, type RowsElsewhere } from "./read-table.ts";
import type { Candidate, QuarantinedRow, ReleaseReading } from "./release-reading.ts";
import { resolveAreas } from "./resolve-areas.ts";
import { toProblem, type Failure } from "./stage-row.ts";
import { listPhysicalColumns, toStagingRows } from "./staging-columns.ts";
import type { Workbook } from "./workbook.ts";

export interface ReadReleaseOptions {
  readonly sourceId: string;
  readonly source: SourceDeclaration;
  /** The name the file arrived under, without folders; picks the layout. */
  readonly fileName: string;
  readonly workbook: Workbook;
  /** Omit only for sources without areas and for the register's own sources: codes are then not checked. */
  readonly areas?: AreaRegister;
  /** The layout that `recogniseByContent` found: it is used whatever the file's name, and the reading says so. */
  readonly byContent?: Layout;
  /** Rows of the release's one table that the workbook leaves out because they are staged by other means. */
  readonly elsewhere?: RowsElsewhere;
}

/**
 * Reads one release by its source's declaration: picks the layout, binds its columns, and turns every row into typed
 * staging rows, into quarantine, or into a counted skip. Pure: the same inputs give the same reading.
 * @returns the reading; a release that cannot be used at all has findings of severity "refuse" and no rows
 * @throws Fault source.* when the declaration itself cannot work (a group no pattern has, names without a register)
 */
export function readRelease(options: ReadReleaseOptions): ReleaseReading {
  const { sourceId, source, fileName, workbook, areas, byContent, elsewhere = NO_ROWS_ELSEWHERE } = options;
  const at = { source: sourceId, file: fileName };
  const columns = listPhysicalColumns(source.row);
  const staging = new Map(listStagingColumns(source.row).map((column) => [column.name, column]));
  const match =
    byContent === undefined
      ? matchLayout(source.layouts, fileName, workbook, staging)
      : matchGivenLayout(byContent, workbook, staging);
  if ("problems" in match) {
    return {
      layout: match.layout?.name ?? null,
      columns,
      rows: toStagingRows(source.row, [], fileName),
      quarantined: [],
      skipped: {},
      findings: groupFindings(match.problems, at),
      rowsRead: 0,
      rowsByFate: { staged: 0, quarantined: 0, skipped: 0, refused: 0 },
      rowsStaged: 0,
    };
  }

  const valueSource = {
    markers: source.markers,
    blank: source.blank ?? "missing",
    usesDate1904: workbook.usesDate1904,
    mask: source.mask ?? {},
    amountColumn: source.amountColumn ?? null,
  };
  const tables = match.tables.map((table) => readTable(table, valueSource, elsewhere));
  const problems: Problem[] = tables.flatMap((table) => table.problems);
  if (byContent !== undefined) problems.push(toRecognised(byContent, fileName));
  const quarantined: QuarantinedRow[] = tables.flatMap((table) => table.quarantined);
  const skipped: Record<string, number> = {};
  for (const [why, count] of tables.flatMap((table) => [...table.skipped])) skipped[why] = (skipped[why] ?? 0) + count;

  const candidates = tables.flatMap((table) => table.candidates);
  const { controlTotal } = source;
  if (controlTotal !== undefined) problems.push(...checkControlTotal(candidates, controlTotal, source.grain));
  const checked = resolveAreas(candidates, source.areaColumn, areas ?? null);
  const withoutFigure = toOrigins(checked.withoutFigure);
  if (withoutFigure.size > 0) skipped["no figure for an area after it closed"] = withoutFigure.size;
  const repeats = findRepeats(checked.kept, source.grain);
  const held: Candidate[] = [];
  const usedTotals: Candidate[] = [];
  for (const { candidate, failure } of [...checked.failed, ...repeats.failed]) {
    // A printed total often stands for an area outside the register, such as England: it has done its work by now.
    if (controlTotal !== undefined && failure.code === "area.unknown" && isControlTotal(candidate, controlTotal)) {
      skipped["control total"] = (skipped["control total"] ?? 0) + 1;
      usedTotals.push(candidate);
      continue;
    }
    held.push(candidate);
    quarantined.push(toQuarantined(candidate, failure, source.amountColumn));
    problems.push(toProblem(failure, candidate.origin.sheet));
  }

  const fit = toOrigins(repeats.kept);
  const apart = without(toOrigins(held), fit);
  const passedOver = without(without(new Set([...withoutFigure, ...toOrigins(usedTotals)]), fit), apart);
  const fates = {
    quarantined: tables.reduce((sum, table) => sum + table.rowsHeld, 0) + apart.size,
    skipped: tables.reduce((sum, table) => sum + sumCounts(table.skipped), 0) + passedOver.size,
  };
  const rowsRead = tables.reduce((sum, table) => sum + table.rowsRead, elsewhere.rows);
  const rowsFit = fit.size + elsewhere.rows;
  const lost = rowsRead - rowsFit - fates.quarantined - fates.skipped;
  if (lost !== 0) problems.push(toUnaccounted(lost, rowsRead));
  const isRefused = problems.some((problem) => problem.severity === "refuse");
  const kept = isRefused ? [] : repeats.kept;
  return {
    layout: match.layout.name,
    columns,
    rows: toStagingRows(source.row, kept, fileName),
    quarantined: mergeQuarantined(quarantined),
    skipped,
    findings: groupFindings(problems, at),
    rowsRead,
    rowsByFate: { staged: isRefused ? 0 : rowsFit, ...fates, refused: isRefused ? rowsFit : 0 },
    rowsStaged: isRefused ? 0 : kept.length + elsewhere.rows,
  };
}

function toRecognised(layout: Layout, fileName: string): Problem {
  return {
    code: "release.recognised_by_content",
    severity: "record",
    summary: `recognised by its sheets and headers, which are those of the layout "${layout.name}"`,
    expected: `a name that fits ${String(layout.file)}`,
    found: `"${fileName}"`,
    next: "Check that it is the release you mean; widen the pattern in the source file if the publisher changed the name.",
  };
}

/** Every row read must be staged, kept apart or skipped by a rule; that one is none of these is a fault of the reader. */
function toUnaccounted(lost: number, rowsRead: number): Problem {
  return {
    code: "rows.unaccounted",
    severity: "refuse",
    summary: "rows of the file were lost or counted twice in reading",
    expected: `${rowsRead} rows staged, in quarantine or skipped`,
    found: `${Math.abs(lost)} ${lost > 0 ? "unaccounted for" : "too many"}`,
    next: "This is a fault of Poundwise itself: report it with the file.",
  };
}

const toOrigins = (candidates: readonly Candidate[]) => new Set(candidates.map((candidate) => candidate.origin));

const without = <Item>(all: ReadonlySet<Item>, some: ReadonlySet<Item>) =>
  new Set([...all].filter((item) => !some.has(item)));

const sumCounts = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);

function toQuarantined(
  { origin, values }: Candidate,
  failure: Failure,
  amountColumn: string | undefined,
): QuarantinedRow {
  const columns = [...Object.values(origin.keyColumns), ...Object.values(values).map((value) => value.column)];
  const { cells, code, reason, expected = null, found = null } = failure;
  const amountGbp = amountColumn === undefined ? null : (values[amountColumn]?.value ?? null);
  return {
    sheet: origin.sheet,
    rowNumber: origin.rowNumber,
    cells,
    code,
    reason,
    expected,
    found,
    record: origin.toRecord(columns),
    amountGbp,
  };
}
