import type { AreaRegister, KeyFrom, PeriodForm, TableLayout } from "@poundwise/contracts";
import { profileColumns, type ColumnProfile } from "./draft-columns.ts";
import { askAbout, chooseArea, chooseGrain, chooseKeys, describeUntold, type DraftKey } from "./draft-keys.ts";
import { chooseMeasures, type DraftMeasure } from "./draft-measures.ts";
import { nameColumns, splitBeside, type NamedColumns } from "./draft-beside.ts";
import { findPeriod, toYearPattern, type PeriodInText } from "./draft-period.ts";
import { findRowRules } from "./draft-rows.ts";
import type { FoundTable } from "./draft-table.ts";
import { countOf } from "./draft-words.ts";
import { foldText } from "./fold-text.ts";
import { textOf, toAddress, toColumnName } from "./workbook.ts";

/** Everything found about the table of one sheet; what the whole declaration needs is decided later. */
export interface DraftSheet {
  readonly table: FoundTable;
  /** What tells its rows from those of other tables of the file. */
  readonly name: string;
  readonly header: TableLayout["header"];
  readonly title: NonNullable<TableLayout["title"]> | null;
  readonly rows: NonNullable<TableLayout["rows"]> | null;
  readonly keys: ReadonlyMap<string, DraftKey>;
  /** Where the period stands when no column gives it. */
  readonly period: { readonly rule: KeyFrom; readonly form: PeriodForm } | null;
  /** The period in the sheet's name, when no column and no header gives one. */
  readonly sheetPeriod: PeriodInText | null;
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

/** Describes a table, or several that share a header row: names for columns, rows in scope, keys, measures, period. */
export function draftSheets(found: FoundTable, areas: AreaRegister | null): DraftSheet[] {
  const columns = nameColumns(found);
  const whole: FoundTable = { ...found, cells: columns.cells };
  const profiles = profileColumns(whole, areas);
  const parts = splitBeside(whole, profiles, columns.starts);
  if (parts.length === 1) return [draftSheet(whole, profiles, columns, areas)];
  return parts.map((part) => draftSheet(part, profileColumns(part, areas), columns, areas));
}

/** @param columns of the whole header row; those that are not of the table are of one beside it */
function draftSheet(
  table: FoundTable,
  profiles: readonly ColumnProfile[],
  { cells: all, names }: NamedColumns,
  areas: AreaRegister | null,
): DraftSheet {
  const { cells } = table;
  const beside = all.filter((cell) => !cells.includes(cell));
  const labelOf = (profile: ColumnProfile) => profile.label;
  const area = chooseArea(profiles, areas);
  const rows = findRowRules(table, profiles, area, areas, labelOf);
  const chosen = chooseKeys(table, profiles, rows.inScope, area, labelOf);
  const measures = chooseMeasures(table, profiles, labelOf, !chosen.keys.has("period_code"), areas);
  const hasPeriod = chosen.keys.has("period_code") || measures.some(({ periodForm }) => periodForm !== null);
  const titled = hasPeriod ? null : findTitlePeriod(table);
  const sheetPeriod = hasPeriod ? null : findPeriod(table.sheet.name);
  const grain = chooseGrain(table, chosen.keys, rows.inScope);
  const questions = [...rows.questions, ...chosen.questions];
  if (grain === null) questions.push(describeUntold(table, rows.inScope));
  const own = new Set(cells.map(({ label }) => label));
  const renamed = Object.values(names).flatMap(({ as }) => (own.has(as) ? [as] : []));
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
    name: toTableName(table, beside.length > 0),
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
    sheetPeriod,
    measures,
    ignore: [
      ...chosen.ignore,
      ...listBesideAreas(profiles, measures),
      ...beside.map(({ label }) => ({ header: label, why: "of the table beside this one" })),
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

/** The sheet's name; of one of several tables on a sheet also its place. */
function toTableName({ sheet, place, cells }: FoundTable, hasNeighbour: boolean): string {
  const parts = [
    ...(place > 1 ? [`table ${place}`] : []),
    ...(hasNeighbour ? [`from column ${toColumnName(cells[0]!.column)}`] : []),
  ];
  return parts.length === 0 ? sheet.name : `${sheet.name}, ${parts.join(", ")}`;
}

/** Columns of figures beside those of areas. */
function listBesideAreas(profiles: readonly ColumnProfile[], measures: readonly DraftMeasure[]) {
  if (!measures.some(({ isByArea }) => isByArea)) return [];
  const read = new Set(measures.flatMap((measure) => measure.profiles));
  return profiles
    .filter((profile) => profile.guess.role === "measure" && !read.has(profile))
    .map(({ label }) => ({ header: label, why: "a figure of no area of the register: a total or region" }));
}

/** Rows between header and data that hold anything: units, letters of columns. */
function countUnitRows({ sheet, headerRow, firstRow, cells }: FoundTable): number {
  for (let row = headerRow + 1; row < firstRow; row += 1) {
    if (cells.some(({ column }) => textOf(sheet.cell(row, column)) !== "")) return firstRow - headerRow - 1;
  }
  return 0;
}

const SPEAKS_OF_PUBLISHING =
  /publish|updat|release|copyright|source|amended|extract|download|produced|issued|correct|prices|boundar|https?:/i;

/** "22 November 2023" is a day; of days only the end of a financial year and 30 September are said of figures. */
const isPartOfDay = ({ before, form }: PeriodInText): boolean =>
  form === "calendar_year" && /\d{1,2}(st|nd|rd|th)? [A-Z][a-z]+ $/.test(before);

/** The first line above the table that holds a period and does not speak of publishing. */
function findTitlePeriod(table: FoundTable): { title: NonNullable<TableLayout["title"]>; form: PeriodForm } | null {
  const { sheet } = table;
  for (let row = table.top; row <= table.headerRow - table.depth; row += 1) {
    for (let column = 1; column <= Math.min(sheet.columnCount, 40); column += 1) {
      const text = foldText(textOf(sheet.cell(row, column)));
      if (text === "" || text.length > 250 || SPEAKS_OF_PUBLISHING.test(text)) continue;
      const period = findPeriod(text);
      if (period === null || isPartOfDay(period)) continue;
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
