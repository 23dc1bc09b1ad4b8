import {
  Fault,
  listStagingColumns,
  type AreaRegister,
  type Layout,
  type SourceDeclaration,
  type ValueStatus,
} from "@poundwise/contracts";
import { foldChanges, type DriftChange } from "./drift-change.ts";
import { listWanted } from "./drift-columns.ts";
import { findMovedHeader } from "./drift-header.ts";
import { compareAreas, findNewSigns, findTypeChanges } from "./drift-readings.ts";
import type { ProposedLayout } from "./drift-patch.ts";
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
  readonly proposed: ProposedLayout | null;
  /** Signs to be added, with their usual meaning. */
  readonly markers: Readonly<Record<string, ValueStatus>>;
  /** The file read with what is proposed. */
  readonly reading: ReleaseReading;
}

/**
 * Compares a file with the declaration of its source: what a new year changed, what of it breaks the reading, and the
 * entry of the source file that mends it. An entry is proposed only when the file is read with it, and the last release
 * is read as before.
 */
export function compareRelease({ sourceId, source, file, last, areas }: DriftOptions): Drift {
  const read: Read = (declaration, from) =>
    readRelease({ sourceId, source: declaration, ...from, ...(areas === null ? {} : { areas }) });
  const before = last === null ? null : read(source, last);
  const layout = chooseLayout(source, file, before);
  const columns = listStagingColumns(source.row);
  const isPart = (name: string) => source.grain.includes(name);
  const mayLack = new Set(columns.flatMap(({ name, isOptional }) => (isOptional && !isPart(name) ? [name] : [])));
  const tables = layout.tables.map((table) =>
    compareTable(table, layout, file.workbook, last?.workbook ?? null, { fileName: file.fileName, mayLack }),
  );
  const changes: DriftChange[] = [
    ...tables.flatMap((table) => table.changes),
    ...compareSheets(layout, file.workbook, last?.workbook ?? null),
    ...compareFileName(source, layout, file),
  ];
  let mended: Layout = {
    name: `as ${file.fileName}`,
    file: matchPattern(layout.file, file.fileName) === null ? respellFile(layout.file, file.fileName) : layout.file,
    ...(layout.periodShownIn === undefined ? {} : { periodShownIn: layout.periodShownIn }),
    tables: tables.map(({ table }) => table),
  };
  // The first layout that reads the file is used: when one does as it is, none is to be added for its columns' sake.
  const staging = new Map(columns.map((column) => [column.name, column]));
  const asDeclared = matchLayout(source.layouts, file.fileName, file.workbook, staging);
  let isNeeded = !("tables" in asDeclared);
  if ("tables" in asDeclared) mended = asDeclared.layout;

  const trial = tryReading(read, { ...source, layouts: [mended] }, file);
  if ("why" in trial) {
    const says = `no entry can be proposed: ${trial.why}`;
    const failed: DriftChange = { kind: "not_mended", breaks: true, says };
    const reading = read(source, file);
    return { layout: layout.name, changes: foldChanges([...changes, failed]), proposed: null, markers: {}, reading };
  }
  const signs = findNewSigns(trial, file.workbook);
  const markers = { ...source.markers, ...signs.markers };
  const newSigns = new Set(signs.changes.flatMap(({ now }) => (now === undefined ? [] : [now])));
  changes.push(...signs.changes, ...findTypeChanges(trial, before, newSigns));
  const units = before === null ? [] : compareUnits(source, trial, before, { eachPeriod: false });
  if (units.length > 0) {
    changes.push(...units.map(({ change }) => change));
    const rescaled = rescale(mended, units, file.workbook, `as ${file.fileName}`);
    isNeeded ||= rescaled !== mended;
    mended = rescaled;
  }
  const reading = read({ ...source, layouts: [mended], markers }, file);
  changes.push(...compareAreas(source, reading, before));
  const left = before === null ? [] : compareUnits(source, reading, before, { eachPeriod: true });
  for (const { sheet, column, letter } of left) {
    const says = `column ${letter} (${column}) holds figures of several units, or of one that no factor explains`;
    changes.push({ kind: "not_mended", sheet, breaks: true, says });
  }
  const refusals = reading.findings.filter(({ severity }) => severity === "refuse");
  for (const { at, summary, expected, found } of refusals) {
    const says = [summary, expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join("; ");
    changes.push({ kind: "not_mended", ...(at.sheet === undefined ? {} : { sheet: at.sheet }), breaks: true, says });
  }
  const placed =
    isNeeded && refusals.length + left.length === 0
      ? placeLayout(mended, { read, source: { ...source, markers }, file, reading, last, before })
      : null;
  if (isNeeded && refusals.length + left.length === 0 && placed === null) {
    const says = `no entry can be proposed: one that reads this file would also read ${last?.fileName ?? "the last release"}, and otherwise than before. Give the file its own name`;
    changes.push({ kind: "not_mended", breaks: true, says });
  }
  const told = isNeeded ? changes : changes.map((change) => (isShape(change) ? { ...change, breaks: false } : change));
  return { layout: layout.name, changes: foldChanges(told), proposed: placed, markers: signs.markers, reading };
}

type Read = (declaration: SourceDeclaration, from: NamedWorkbook) => ReleaseReading;

/** A reading by a declaration made here, which may take a group from a name that has none. */
function tryReading(
  read: Read,
  source: SourceDeclaration,
  file: NamedWorkbook,
): ReleaseReading | { readonly why: string } {
  try {
    return read(source, file);
  } catch (error) {
    if (!(error instanceof Fault) || !error.code.startsWith("source.")) throw error;
    const { expected } = error.detail;
    return { why: expected === undefined ? error.summary : `${error.summary}; expected ${expected}` };
  }
}

/**
 * Where a new layout stands: first, or last where it would take the last release from the layout that reads it, or for
 * this file's name alone.
 * @returns null when at every place one of the two files would be read otherwise
 */
function placeLayout(
  layout: Layout,
  of: {
    readonly read: Read;
    readonly source: SourceDeclaration;
    readonly file: NamedWorkbook;
    readonly reading: ReleaseReading;
    readonly last: NamedWorkbook | null;
    readonly before: ReleaseReading | null;
  },
): ProposedLayout | null {
  const { read, source, file, reading, last, before } = of;
  const own: Layout = { ...layout, file: toOwnPattern(layout.file, file.fileName) };
  const candidates: ProposedLayout[] = [
    { layout, place: "first" },
    { layout, place: "last" },
    { layout: own, place: "first" },
  ];
  const isSame = (left: ReleaseReading, right: ReleaseReading) =>
    JSON.stringify([left.rows, left.skipped]) === JSON.stringify([right.rows, right.skipped]);
  for (const candidate of candidates) {
    const { layouts } = source;
    const all = candidate.place === "first" ? [candidate.layout, ...layouts] : [...layouts, candidate.layout];
    if (!isSame(read({ ...source, layouts: all }, file), reading)) continue;
    if (last === null || before === null || isSame(read({ ...source, layouts: all }, last), before)) return candidate;
  }
  return null;
}

/** A pattern that takes just this name, with the groups of the wider pattern. */
function toOwnPattern(wide: RegExp, fileName: string): RegExp {
  let [pattern, rest] = ["", fileName];
  for (const [group, text] of Object.entries(matchPattern(wide, fileName)?.groups ?? {})) {
    const at = rest.indexOf(text);
    if (at < 0) continue;
    pattern += `${toPatternText(rest.slice(0, at))}(?<${group}>${toPatternText(text)})`;
    rest = rest.slice(at + text.length);
  }
  return new RegExp(`^${pattern}${toPatternText(rest)}$`);
}

function compareFileName(source: SourceDeclaration, layout: Layout, { fileName }: NamedWorkbook): DriftChange[] {
  if (source.layouts.some((other) => matchPattern(other.file, fileName) !== null)) return [];
  const says = `no layout takes the file name "${fileName}"`;
  return [{ kind: "file_name", before: String(layout.file), now: fileName, breaks: true, says }];
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
