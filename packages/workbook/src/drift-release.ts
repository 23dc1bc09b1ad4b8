import {
  listStagingColumns,
  type AreaRegister,
  type Layout,
  type SourceDeclaration,
  type ValueStatus,
} from "@poundwise/contracts";
import type { DriftChange } from "./drift-change.ts";
import { listWanted } from "./drift-columns.ts";
import { findMovedHeader } from "./drift-header.ts";
import { compareAreas, findNewSigns, findTypeChanges } from "./drift-readings.ts";
import { compareTable, findSheets } from "./drift-table.ts";
import { compareUnits, rescale } from "./drift-units.ts";
import { findPeriod, toYearPattern } from "./draft-period.ts";
import { toPatternText } from "./draft-words.ts";
import { matchLayout } from "./match-layout.ts";
import { matchPattern } from "./fold-text.ts";
import { readRelease } from "./read-release.ts";
import type { ReleaseReading } from "./release-reading.ts";
import type { Workbook } from "./workbook.ts";

export interface NamedWorkbook {
  /** Without folders. */
  readonly fileName: string;
  readonly workbook: Workbook;
}

export interface DriftOptions {
  readonly sourceId: string;
  readonly source: SourceDeclaration;
  readonly file: NamedWorkbook;
  /** An earlier release that the declaration reads; null when there is none: values and order are then not compared. */
  readonly last: NamedWorkbook | null;
  readonly areas: AreaRegister | null;
}

export interface Drift {
  /** Name of the layout the file was compared with. */
  readonly layout: string;
  readonly changes: readonly DriftChange[];
  /** The entry that reads the file; null when the declaration reads it as it is, or when no entry was found that does. */
  readonly proposed: Layout | null;
  /** Signs to be added, with their usual meaning. */
  readonly markers: Readonly<Record<string, ValueStatus>>;
  /** The file read with what is proposed. */
  readonly reading: ReleaseReading;
}

/**
 * Compares a file with the declaration of its source: what a new year changed, what of it breaks the reading, and the
 * entry of the source file that mends it.
 */
export function compareRelease({ sourceId, source, file, last, areas }: DriftOptions): Drift {
  const read = (declaration: SourceDeclaration, from: NamedWorkbook): ReleaseReading =>
    readRelease({ sourceId, source: declaration, ...from, ...(areas === null ? {} : { areas }) });
  const before = last === null ? null : read(source, last);
  const layout = chooseLayout(source, file, before);
  const changes: DriftChange[] = [];

  const tables = layout.tables.map((table) =>
    compareTable(table, layout, file.workbook, last?.workbook ?? null, file.fileName),
  );
  changes.push(
    ...tables.flatMap((table) => table.changes),
    ...compareSheets(layout, file.workbook, last?.workbook ?? null),
  );
  const named = source.layouts.some((other) => matchPattern(other.file, file.fileName) !== null);
  if (!named) {
    const says = `no layout takes the file name "${file.fileName}"`;
    changes.push({ kind: "file_name", before: String(layout.file), now: file.fileName, breaks: true, says });
  }
  let mended: Layout = {
    name: `as ${file.fileName}`,
    file: matchPattern(layout.file, file.fileName) === null ? respellFile(layout.file, file.fileName) : layout.file,
    tables: tables.map(({ table }) => table),
  };
  // The first layout that reads the file is used: when one does as it is, none is to be added for its columns' sake.
  const staging = new Map(listStagingColumns(source.row).map((column) => [column.name, column]));
  const asDeclared = matchLayout(source.layouts, file.fileName, file.workbook, staging);
  let isNeeded = !("tables" in asDeclared);
  if ("tables" in asDeclared) mended = asDeclared.layout;

  const trial = read({ ...source, layouts: [mended] }, file);
  const signs = findNewSigns(trial, file.workbook);
  const markers = { ...source.markers, ...signs.markers };
  changes.push(...signs.changes, ...findTypeChanges(trial, before));
  const units = before === null ? [] : compareUnits(source, trial, before);
  if (units.length > 0) {
    changes.push(...units.map(({ change }) => change));
    const rescaled = rescale(mended, units, `as ${file.fileName}`);
    isNeeded ||= rescaled !== mended;
    mended = rescaled;
  }
  const reading = read({ ...source, layouts: [mended], markers }, file);
  changes.push(...compareAreas(source, reading, before));
  const refusals = reading.findings.filter(({ severity }) => severity === "refuse");
  for (const { at, summary, expected, found } of refusals) {
    const says = [summary, expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join("; ");
    changes.push({ kind: "not_mended", ...(at.sheet === undefined ? {} : { sheet: at.sheet }), breaks: true, says });
  }
  return {
    layout: layout.name,
    changes: isNeeded ? changes : changes.map((change) => (isShape(change) ? { ...change, breaks: false } : change)),
    proposed: isNeeded && refusals.length === 0 ? mended : null,
    markers: signs.markers,
    reading,
  };
}

/** Changes of shape are harmless when a declared layout reads the file whole. */
const isShape = ({ kind }: DriftChange): boolean => /^(sheet|column|header|title|file)_/.test(kind);

/** The layout that read the last release; else the one of which most headers stand in the file, its name counting a little. */
function chooseLayout(source: SourceDeclaration, file: NamedWorkbook, before: ReleaseReading | null): Layout {
  const used = source.layouts.find(({ name }) => name === before?.layout && before.rowsStaged > 0);
  const scored = source.layouts.map((layout) => {
    let wanted = 0;
    let bound = 0;
    for (const table of layout.tables) {
      const [sheet] = findSheets(table.sheet, file.workbook);
      wanted += listWanted(table).length;
      if (sheet !== undefined) bound += findMovedHeader(table, sheet, null)?.bound ?? 0;
    }
    const isNamed = matchPattern(layout.file, file.fileName) !== null;
    return { layout, score: bound / Math.max(1, wanted) + (isNamed ? 0.1 : 0) + (layout === used ? 0.2 : 0) };
  });
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).layout;
}

function compareSheets(layout: Layout, workbook: Workbook, last: Workbook | null): DriftChange[] {
  if (last === null || workbook.format === "delimited") return [];
  const listShown = (book: Workbook) => book.sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
  const [held, now] = [new Set(listShown(last)), new Set(listShown(workbook))];
  const isRead = (name: string) =>
    layout.tables.some(({ sheet }) =>
      typeof sheet === "string" ? sheet === name : sheet !== undefined && sheet.test(name),
    );
  const added = [...now].filter((name) => !held.has(name) && !isRead(name));
  const gone = [...held].filter((name) => !now.has(name) && !isRead(name));
  return [
    ...added.map((name): DriftChange => ({
      kind: "sheet_added",
      now: name,
      breaks: false,
      says: `new sheet "${name}"; nothing reads it`,
    })),
    ...gone.map((name): DriftChange => ({
      kind: "sheet_dropped",
      before: name,
      breaks: false,
      says: `sheet "${name}" is gone; nothing read it`,
    })),
  ];
}

/** A pattern for the new name with the old one's group, when the name holds a period that can fill it. */
function respellFile(old: RegExp, fileName: string): RegExp {
  const [group] = [...old.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name!);
  const period = findPeriod(fileName);
  if (period === null) return new RegExp(`^${toPatternText(fileName)}$`);
  const { source } = toYearPattern(period, { from: "^", to: "$" });
  return new RegExp(source.replace("(?<year>", group === undefined ? "(?:" : `(?<${group}>`));
}
