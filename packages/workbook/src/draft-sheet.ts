import type { AreaRegister, KeyFrom, PeriodForm, TableLayout } from "@poundwise/contracts";
import { profileColumns, type ColumnProfile } from "./draft-columns.ts";
import { askAbout, chooseArea, chooseGrain, chooseKeys, describeUntold, type DraftKey } from "./draft-keys.ts";
import { chooseMeasures, type DraftMeasure } from "./draft-measures.ts";
import { findPeriod, toYearPattern } from "./draft-period.ts";
import { findRowRules } from "./draft-rows.ts";
import { findUsualMeaning } from "./draft-symbols.ts";
import type { FoundTable } from "./draft-table.ts";
import { countOf, listQuoted } from "./draft-words.ts";
import type { HeaderCell } from "./find-header.ts";
import { foldText } from "./fold-text.ts";
import { columnsOf, textOf, toAddress, toColumnName } from "./workbook.ts";

/** Everything found about the table of one sheet; what the whole declaration needs is decided later. */
export interface DraftSheet {
  readonly table: FoundTable;
  readonly header: TableLayout["header"];
  readonly title: NonNullable<TableLayout["title"]> | null;
  readonly rows: NonNullable<TableLayout["rows"]> | null;
  readonly keys: ReadonlyMap<string, DraftKey>;
  /** Where the period stands when no column gives it. */
  readonly period: { readonly rule: KeyFrom; readonly form: PeriodForm } | null;
  readonly measures: readonly DraftMeasure[];
  readonly ignore: readonly { readonly header: string; readonly why: string }[];
  /** Null when nothing tells the rows apart. */
  readonly grain: readonly string[] | null;
  readonly rowsInScope: number;
  /** Whether the area codes are those of the register. */
  readonly usesRegister: boolean;
  readonly signs: ReadonlyMap<string, number>;
  /** Lines of prose: what was found where. */
  readonly notes: readonly string[];
  readonly questions: readonly string[];
}

/** Describes one table: names for columns that share or lack a header, rows in scope, keys, measures, period. */
export function draftSheet(found: FoundTable, areas: AreaRegister | null): DraftSheet {
  const { cells, names } = nameColumns(found);
  const table: FoundTable = { ...found, cells };
  const profiles = profileColumns(table, areas);
  const labelOf = (profile: ColumnProfile) => profile.label;
  const area = chooseArea(profiles, areas);
  const rows = findRowRules(table, profiles, area, areas, labelOf);
  const chosen = chooseKeys(table, profiles, rows.inScope, area, labelOf);
  const measures = chooseMeasures(table, profiles, labelOf, !chosen.keys.has("period_code"), areas);
  const hasPeriod = chosen.keys.has("period_code") || measures.some(({ periodForm }) => periodForm !== null);
  const titled = hasPeriod ? null : findTitlePeriod(table);
  const grain = chooseGrain(table, chosen.keys, rows.inScope);
  const questions = [...chosen.questions];
  if (grain === null) questions.push(describeUntold(table, rows.inScope));
  const renamed = Object.values(names).map(({ as }) => as);
  if (renamed.length > 0) {
    questions.push(
      askAbout(renamed, "columns without a header of their own are named by their letter. What are they?"),
    );
  }
  const kept = areas === null || area?.as !== "area_code" ? null : countKnown(area.profile, areas);
  const allNames = { ...names, ...rows.names };
  const unitsBelow = countUnitRows(table);
  const address = `${toAddress(table.headerRow, cells[0]!.column)}`;
  return {
    table,
    header: {
      anchor: table.anchor,
      ...(table.depth === 1 ? {} : { depth: table.depth }),
      ...(unitsBelow === 0 ? {} : { unitsBelow }),
      ...(Object.keys(allNames).length === 0 ? {} : { names: allNames }),
    },
    title: titled?.title ?? null,
    rows: rows.rules.stopAt === undefined && rows.rules.skip === undefined ? null : rows.rules,
    keys: chosen.keys,
    period: titled === null ? null : { rule: { from: "title", group: "year", as: titled.form }, form: titled.form },
    measures,
    ignore: [
      ...chosen.ignore,
      ...listBesideAreas(profiles, measures),
      ...Object.values(rows.names).map(({ as }) => ({ header: as, why: "only under the table" })),
    ],
    grain,
    rowsInScope: rows.inScope.length,
    usesRegister: area !== null && (area.as !== "area_code" || (kept !== null && kept.known >= kept.all * 0.5)),
    signs: countSigns(measures),
    notes: [
      `header ${table.depth === 1 ? `in row ${table.headerRow}` : `in rows ${table.headerRow - table.depth + 1} to ${table.headerRow}`} from ${address}, ${countOf(cells.length, "column")}, data in rows ${table.firstRow} to ${table.lastRow}, ${countOf(rows.inScope.length, "row")} in scope`,
      ...rows.notes,
    ],
    questions,
  };
}

/** Columns of figures beside those of areas. */
function listBesideAreas(profiles: readonly ColumnProfile[], measures: readonly DraftMeasure[]) {
  if (!measures.some(({ isByArea }) => isByArea)) return [];
  const read = new Set(measures.flatMap((measure) => measure.profiles));
  return profiles
    .filter((profile) => profile.guess.role === "measure" && !read.has(profile))
    .map(({ label }) => ({ header: label, why: "a figure of no area of the register: a total or region" }));
}

/** Columns that share a header, or hold data under none, are named by their letter. */
function nameColumns(table: FoundTable): {
  cells: HeaderCell[];
  names: Record<string, { printed: string; as: string }>;
} {
  const names: Record<string, { printed: string; as: string }> = {};
  const labelled = new Map(table.cells.map((cell) => [cell.column, cell]));
  const seen = new Set<string>();
  const cells: HeaderCell[] = [];
  for (const column of listUsedColumns(table)) {
    const cell = labelled.get(column);
    const printed = cell?.label ?? "";
    if (printed !== "" && !seen.has(printed)) {
      seen.add(printed);
      cells.push(cell!);
      continue;
    }
    const letter = toColumnName(column);
    const as = printed === "" ? `(column ${letter})` : `${printed} (column ${letter})`;
    names[letter] = { printed, as };
    cells.push({ column, row: cell?.row ?? table.headerRow, label: as, isCovered: false });
  }
  return { cells, names };
}

/** Columns with a label or with anything in the rows of the table, left to right. */
function listUsedColumns({ sheet, cells, headerRow, lastRow }: FoundTable): number[] {
  const used = new Set(cells.map((cell) => cell.column));
  for (let row = headerRow + 1; row <= lastRow; row += 1) {
    for (const column of columnsOf(sheet, row)) {
      if (!used.has(column) && textOf(sheet.cell(row, column)) !== "") used.add(column);
    }
  }
  return [...used].sort((left, right) => left - right);
}

/** Rows between header and data that hold anything: units, letters of columns. */
function countUnitRows({ sheet, headerRow, firstRow, cells }: FoundTable): number {
  for (let row = headerRow + 1; row < firstRow; row += 1) {
    if (cells.some(({ column }) => textOf(sheet.cell(row, column)) !== "")) return firstRow - headerRow - 1;
  }
  return 0;
}

/** The first line above the table that holds a period and does not speak of publishing. */
function findTitlePeriod(table: FoundTable): { title: NonNullable<TableLayout["title"]>; form: PeriodForm } | null {
  const { sheet } = table;
  for (let row = 1; row <= table.headerRow - table.depth; row += 1) {
    for (let column = 1; column <= Math.min(sheet.columnCount, 40); column += 1) {
      const text = foldText(textOf(sheet.cell(row, column)));
      if (text === "" || text.length > 250 || /publish|updat|release|copyright|source|amended|https?:/i.test(text))
        continue;
      const period = findPeriod(text);
      if (period === null) continue;
      const before = period.before.slice(-60);
      const isWhole = before.length === period.before.length;
      const matches = toYearPattern({ ...period, before, after: "" }, { from: isWhole ? "^" : "", to: "" });
      return { title: { cell: toAddress(row, column), matches }, form: period.form };
    }
  }
  return null;
}

function countKnown(profile: ColumnProfile, areas: AreaRegister): { known: number; all: number } {
  const codes = [...profile.texts.keys()].filter((text) => /^[EWSNK]\d{8}$/.test(text));
  return { known: codes.filter((code) => areas.byCode.has(code)).length, all: codes.length };
}

function countSigns(measures: readonly DraftMeasure[]): Map<string, number> {
  const signs = new Map<string, number>();
  for (const profile of measures.flatMap((measure) => measure.profiles)) {
    for (const sign of profile.signs) signs.set(sign, (signs.get(sign) ?? 0) + (profile.texts.get(sign) ?? 0));
  }
  return signs;
}

/** What is asked about signs whose meaning is not sure or not known. */
export function askAboutSigns(signs: ReadonlyMap<string, number>): string[] {
  const doubtful = [...signs].flatMap(([sign, count]) => {
    const meaning = findUsualMeaning(sign);
    return meaning?.doubt === undefined
      ? []
      : [
          `"${sign}" (${countOf(count, "cell")}) is read as ${meaning.status}; it means ${meaning.doubt}. Which is it here?`,
        ];
  });
  const unknown = [...signs.keys()].filter((sign) => findUsualMeaning(sign) === null);
  if (unknown.length === 0) return doubtful;
  return [
    ...doubtful,
    `Text among figures that has no usual meaning is held back row by row: ${listQuoted(unknown, 10)}. What does it mean?`,
  ];
}
