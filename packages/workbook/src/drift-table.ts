import type { Layout, TableLayout } from "@poundwise/contracts";
import type { DriftChange } from "./drift-change.ts";
import { listLost, listWanted, pairColumns, type Grid, type LostColumn, type Pairing } from "./drift-columns.ts";
import { findMovedHeader } from "./drift-header.ts";
import { dropColumns, renameHeaders, renameTitle } from "./drift-mend.ts";
import { findPeriod, toYearPattern } from "./draft-period.ts";
import { findUnit } from "./draft-units.ts";
import { listQuoted } from "./draft-words.ts";
import { findHeader } from "./find-header.ts";
import { describeWanted, foldText, matchesHeader, matchPattern } from "./fold-text.ts";
import { toSimilarity } from "./similarity.ts";
import { columnsOf, parseAddress, textOf, toAddress, type Sheet, type Workbook } from "./workbook.ts";

const TITLE_ROWS = 30;

export interface TableDrift {
  /** The declaration that reads the table as it is now. */
  readonly table: TableLayout;
  readonly changes: readonly DriftChange[];
}

/**
 * Compares one declared table with a file, and with the last release where that is known: sheet, title, header, columns.
 * Of several sheets that a pattern takes, the first stands for all.
 */
export function compareTable(
  declared: TableLayout,
  layout: Layout,
  workbook: Workbook,
  last: Workbook | null,
  { fileName, mayLack }: { readonly fileName: string; readonly mayLack: ReadonlySet<string> },
): TableDrift {
  const changes: DriftChange[] = [];
  const lastSheet = last === null ? undefined : findSheets(declared.sheet, last)[0];
  const lastHeader = lastSheet === undefined ? null : findHeader(lastSheet, declared.header);
  const before: Grid | null =
    lastSheet === undefined || lastHeader === null ? null : { sheet: lastSheet, header: lastHeader };

  const placed = placeSheet(declared, layout, workbook, before);
  if (placed === null) {
    const wanted = declared.sheet === undefined ? "the one sheet of the file" : describeWanted(declared.sheet);
    const says = `no sheet stands for ${wanted}; the file has ${listQuoted(workbook.sheets.map(({ name }) => name))}`;
    return { table: declared, changes: [{ kind: "sheet_dropped", before: wanted, breaks: true, says }] };
  }
  let { table } = placed;
  const { sheet } = placed;
  const at = { sheet: sheet.name };
  if (placed.renamed !== null) {
    changes.push({
      ...at,
      kind: "sheet_renamed",
      before: placed.renamed,
      now: sheet.name,
      breaks: true,
      says: `stands for ${placed.renamed}`,
    });
  }
  const titled = compareTitle(table, sheet);
  if (titled !== null) {
    changes.push({ ...at, ...titled.change });
    if (titled.title !== null) table = { ...table, title: titled.title };
  }
  const found = findMovedHeader(table, sheet, before);
  if (found === null) {
    const says = `no row holds the declared headers, such as ${listQuoted(listWanted(table).map(String), 3)}`;
    return { table, changes: [...changes, { ...at, kind: "header_changed", breaks: true, says }] };
  }
  const { header, rule } = found;
  if (JSON.stringify(toPlain(rule)) !== JSON.stringify(toPlain(table.header))) {
    const says = `the header is found in row ${header.row} by ${describeWanted(rule.anchor)}${rule.depth === undefined ? "" : ` with ${rule.depth} rows`}`;
    changes.push({
      ...at,
      kind: "header_changed",
      before: describeWanted(table.header.anchor),
      now: describeWanted(rule.anchor),
      breaks: true,
      says,
    });
    table = { ...table, header: rule };
  } else if (before !== null && before.header.row !== header.row) {
    const says = `the header moved from row ${before.header.row} to row ${header.row}; its anchor finds it`;
    changes.push({
      ...at,
      kind: "header_moved",
      before: String(before.header.row),
      now: String(header.row),
      breaks: false,
      says,
    });
  }

  const now: Grid = { sheet, header };
  const lost = listLost(table, now, before);
  const fresh = listFresh(table, now, before);
  const pairs = pairColumns(lost, fresh, now, before);
  const gone = lost.filter((column) => !pairs.some((pair) => pair.lost === column));
  changes.push(...pairs.flatMap((pair) => describePair(pair, at)), ...gone.map((column) => describeGone(column, at)));
  const added = fresh.filter(
    (cell) =>
      !pairs.some(({ found: other }) => other === cell) &&
      !(table.ignore ?? []).some(({ header: own }) => matchesHeader(cell.label, own)),
  );
  for (const { label } of added) {
    changes.push({ ...at, kind: "column_added", now: label, breaks: true, says: `new column "${label}"` });
  }
  const order = describeOrder(now, before);
  if (order !== null) changes.push({ ...at, ...order });
  const mended = dropColumns(renameHeaders(table, pairs), gone, mayLack);
  const why = `new in ${fileName}, not in use yet`;
  const ignore = [...(mended.ignore ?? []), ...added.map(({ label }) => ({ header: label, why }))];
  return { table: ignore.length === 0 ? mended : { ...mended, ignore }, changes };
}

/** Sheets that a declared name or pattern takes; of delimited text, its one sheet. */
export function findSheets(wanted: string | RegExp | undefined, workbook: Workbook): Sheet[] {
  if (wanted === undefined) return workbook.sheets.length === 1 ? [...workbook.sheets] : [];
  return workbook.sheets.filter((sheet) =>
    typeof wanted === "string" ? sheet.name === wanted : !sheet.isHidden && matchPattern(wanted, sheet.name) !== null,
  );
}

/** Finds the sheet; when none has the name, the one that no other table takes whose name and headers are most alike. */
function placeSheet(table: TableLayout, layout: Layout, workbook: Workbook, before: Grid | null) {
  const [own] = findSheets(table.sheet, workbook);
  if (own !== undefined) return { table, sheet: own, renamed: null };
  const old = table.sheet;
  if (old === undefined) return null;
  const claimed = new Set(layout.tables.flatMap(({ sheet }) => findSheets(sheet, workbook)));
  const name = before?.sheet.name ?? (typeof old === "string" ? old : old.source);
  const wanted = listWanted(table).length;
  const scored = workbook.sheets
    .filter((sheet) => !sheet.isHidden && !claimed.has(sheet))
    .map((sheet) => {
      const bound = findMovedHeader(table, sheet, before)?.bound ?? 0;
      return { sheet, bound, score: toSimilarity(name.toLowerCase(), sheet.name.toLowerCase()) + (2 * bound) / wanted };
    })
    .filter(({ bound }) => bound > 0)
    .sort((left, right) => right.score - left.score);
  const [best] = scored;
  const sheetName = best === undefined ? null : respellSheet(old, best.sheet.name);
  if (best === undefined || sheetName === null) return null;
  return { table: { ...table, sheet: sheetName }, sheet: best.sheet, renamed: describeWanted(old) };
}

/** A pattern with a group needs one again: a year can be found in the new name, anything else cannot. */
function respellSheet(old: string | RegExp, name: string): string | RegExp | null {
  const groups = typeof old === "string" ? [] : [...old.source.matchAll(/\(\?<(\w+)>/g)].map(([, group]) => group!);
  if (groups.length === 0) return name;
  const period = findPeriod(name);
  if (period === null || groups.length > 1) return null;
  return new RegExp(toYearPattern(period, { from: "^", to: "$" }).source.replace("(?<year>", `(?<${groups[0]!}>`));
}

function compareTitle({ title }: TableLayout, sheet: Sheet) {
  if (title === undefined) return null;
  const { row, column } = parseAddress(title.cell);
  const text = foldText(textOf(sheet.cell(row, column)));
  if (matchPattern(title.matches, text) !== null) return null;
  const moved = findTitle(title.matches, sheet);
  if (moved !== null) {
    const says = `the title moved from ${title.cell} to ${moved}`;
    const change: DriftChange = { kind: "title_moved", before: title.cell, now: moved, breaks: true, says };
    return { change, title: { ...title, cell: moved } };
  }
  const mended = text === "" ? null : renameTitle(title, text);
  const says = `${title.cell} holds ${text === "" ? "nothing" : `"${text.slice(0, 100)}"`}, which ${String(title.matches)} does not fit`;
  const change: DriftChange = { kind: "title_changed", before: String(title.matches), now: text, breaks: true, says };
  return { change, title: mended };
}

/** The first cell of the top rows that the title's pattern fits. */
function findTitle(matches: RegExp, sheet: Sheet): string | null {
  for (let row = 1; row <= Math.min(sheet.rowCount, TITLE_ROWS); row += 1) {
    for (const column of columnsOf(sheet, row)) {
      if (matchPattern(matches, foldText(textOf(sheet.cell(row, column)))) !== null) return toAddress(row, column);
    }
  }
  return null;
}

/** Headers that neither a key nor a value takes: not declared at all, or passed over though the last release lacks them. */
function listFresh(table: TableLayout, now: Grid, before: Grid | null) {
  const wanted = listWanted(table);
  const known = new Set(before?.header.cells.map(({ label }) => label));
  return now.header.cells.filter((cell) => {
    if (wanted.some((one) => matchesHeader(cell.label, one))) return false;
    const isIgnored = (table.ignore ?? []).some(({ header }) => matchesHeader(cell.label, header));
    return !isIgnored || (before !== null && !known.has(cell.label));
  });
}

function describePair({ lost, found, score }: Pairing, at: { sheet: string }): DriftChange[] {
  const before = lost.printed?.label ?? describeWanted(lost.wanted);
  const rounded = Math.round(score * 100) / 100;
  const changes: DriftChange[] = [
    {
      ...at,
      kind: "column_renamed",
      before,
      now: found.label,
      score: rounded,
      breaks: true,
      says: `"${before}" is now "${found.label}" (alike by ${Math.round(rounded * 100)} in 100)`,
    },
  ];
  const [old, unit] = [findUnit(before, ""), findUnit(found.label, "")];
  if (old !== null && unit !== null && (old.unit !== unit.unit || old.scale !== unit.scale)) {
    const say = ({ unit: name, scale }: typeof old) =>
      scale === 1 ? name : `${name} × ${scale.toLocaleString("en-GB")}`;
    changes.push({
      ...at,
      kind: "unit_changed",
      before: say(old),
      now: say(unit),
      breaks: true,
      says: `the header of "${found.label}" says ${say(unit)}, before it said ${say(old)}`,
    });
  }
  return changes;
}

function describeGone({ wanted, printed }: LostColumn, at: { sheet: string }): DriftChange {
  const before = printed?.label ?? describeWanted(wanted);
  return { ...at, kind: "column_dropped", before, breaks: true, says: `no column stands for "${before}"` };
}

/** Columns are found by their headers, so another order changes nothing; it is said because it looks alarming. */
function describeOrder(now: Grid, before: Grid | null): DriftChange | null {
  if (before === null) return null;
  const labels = before.header.cells.map(({ label }) => label);
  const places = now.header.cells.map(({ label }) => labels.indexOf(label)).filter((place) => place >= 0);
  if (places.every((place, index) => index === 0 || places[index - 1]! < place)) return null;
  return {
    kind: "columns_reordered",
    breaks: false,
    says: "columns stand in another order; they are found by their headers",
  };
}

const toPlain = (rule: TableLayout["header"]) => [
  String(rule.anchor),
  rule.depth ?? 1,
  rule.unitsBelow ?? 0,
  rule.names ?? {},
];
