import {
  day,
  defineSource,
  gssCode,
  makeRowType,
  optionalDay,
  optionalText,
  periodCode,
  text,
  value,
  wholeNumber,
  type AreaRegister,
  type SourceDeclaration,
} from "@poundwise/contracts";
import type { ColumnHelper } from "./draft-keys.ts";
import { findPeriod, toYearPattern } from "./draft-period.ts";
import { askAboutPeriods, askAboutUnits } from "./draft-questions.ts";
import type { DraftSheet } from "./draft-sheet.ts";
import { settleSigns } from "./draft-signs.ts";
import { mergeAlike, placeSheets, toTable } from "./draft-tables.ts";
import { nameValues } from "./draft-value-name.ts";
import { toPatternText } from "./draft-words.ts";
import type { Workbook } from "./workbook.ts";

export interface DraftOptions {
  readonly workbook: Workbook;
  /** Without folders; the draft's file pattern takes it, and the same name with another year. */
  readonly fileName: string;
  readonly sourceId: string;
  readonly publisher: string;
  readonly areas: AreaRegister | null;
}

export interface AssembledDraft {
  readonly declaration: SourceDeclaration;
  /** Columns of the row type with the helper that makes each, in order. */
  readonly columns: ReadonlyMap<string, ColumnHelper>;
  /** What was found where, one line each. */
  readonly notes: readonly string[];
  /** What only a person can decide. */
  readonly questions: readonly string[];
}

const MAX_WIDE_MEASURES = 30;

/** Puts the tables of a file together as one declaration: one row type, one grain, one list of signs. */
export function assembleDeclaration(options: DraftOptions, found: readonly DraftSheet[]): AssembledDraft {
  const { workbook, fileName, publisher } = options;
  const sheets = placeSheets(found, workbook);
  const isWide = sheets.length === 1 && isWideTable(sheets[0]!);
  const filePeriod = findPeriod(fileName);
  const columns = listColumns(sheets, isWide, filePeriod !== null);
  const valueNames = isWide ? nameValues(sheets[0]!.measures, new Set(columns.keys())) : null;
  for (const name of valueNames ?? []) columns.set(name, "value");
  const tables = sheets.map((sheet) => toTable(sheet, { columns, valueNames, filePeriod }));
  const signs = settleSigns(countSigns(sheets), workbook);
  const hasAreas =
    columns.has("area_code") && sheets.every(({ keys, usesRegister }) => !keys.has("area_code") || usesRegister);
  const declaration = defineSource({
    title: toTitle(fileName),
    publisher,
    page: "",
    licence: "",
    row: makeRowType(Object.fromEntries([...columns].map(([name, helper]) => [name, HELPERS[helper]()]))),
    grain: listGrain(sheets, columns),
    vintageBy: columns.has("period_code") ? ["period_code"] : [],
    ...(hasAreas ? { areaColumn: "area_code" } : {}),
    markers: signs.markers,
    layouts: [{ name: `as ${fileName}`, file: toFilePattern(fileName), tables: mergeAlike(tables, workbook) }],
  });
  const questions = [
    publisher === ""
      ? "Who publishes it, on which page, and under which licence?"
      : "On which page is it published, and under which licence?",
    ...sheets.flatMap((sheet) => sheet.questions),
    ...signs.questions,
    ...askAboutUnits(sheets),
    ...askAboutPeriods(sheets, filePeriod),
    ...(columns.has("area_code") && !hasAreas
      ? ["Its areas are not those of the register, so codes are not checked. Should the register know them?"]
      : []),
  ];
  return { declaration, columns, notes: signs.notes, questions: [...new Set(questions)] };
}

/** Few measures, which all have the same keys, are columns of their own; others become rows that name their measure. */
function isWideTable({ measures }: DraftSheet): boolean {
  const [first] = measures;
  return (
    measures.length <= MAX_WIDE_MEASURES &&
    measures.every(({ isByArea }) => !isByArea) &&
    measures.every(({ periodForm }) => (periodForm === null) === (first!.periodForm === null))
  );
}

function listGrain(sheets: readonly DraftSheet[], columns: ReadonlyMap<string, ColumnHelper>): string[] {
  const isAlways = (name: string) => ["table_name", "measure", "period_code"].includes(name);
  const isAcross = sheets.some(({ measures }) => measures.some(({ isByArea }) => isByArea));
  return [...columns.keys()].filter(
    (name) =>
      isAlways(name) ||
      (name === "area_code" && isAcross) ||
      sheets.some(({ grain }) => (grain ?? ["line_number"]).includes(name)),
  );
}

function countSigns(sheets: readonly DraftSheet[]): Map<string, number> {
  const signs = new Map<string, number>();
  for (const [sign, count] of sheets.flatMap((sheet) => [...sheet.signs]))
    signs.set(sign, (signs.get(sign) ?? 0) + count);
  return signs;
}

const HELPERS = { gssCode, text, optionalText, periodCode, day, optionalDay, wholeNumber, value } as const;

function listColumns(
  sheets: readonly DraftSheet[],
  isWide: boolean,
  fileHasPeriod: boolean,
): Map<string, ColumnHelper> {
  const columns = new Map<string, ColumnHelper>();
  if (new Set(sheets.map(({ name }) => name)).size > 1) columns.set("table_name", "text");
  for (const { keys } of sheets)
    for (const [name, { helper }] of keys) if (!columns.has(name)) columns.set(name, helper);
  const byArea = sheets.filter(({ measures }) => measures.some(({ isByArea }) => isByArea)).length;
  if (byArea > 0 && !columns.has("area_code")) columns.set("area_code", "gssCode");
  for (const [name, helper] of columns) {
    const helpers = sheets.map(({ keys, measures }) =>
      name === "area_code" && measures.some(({ isByArea }) => isByArea) ? "gssCode" : keys.get(name)?.helper,
    );
    const differs = helpers.some((other) => other !== helper);
    if (name !== "table_name" && differs)
      columns.set(
        name,
        helpers.every((other) => other === undefined || other.endsWith("ay")) ? "optionalDay" : "optionalText",
      );
  }
  const periods = sheets.map((sheet) => listPeriods(sheet, fileHasPeriod));
  if (periods.some((kinds) => kinds.includes(true))) {
    const isWhole =
      periods.every((kinds) => !kinds.includes(false)) && (columns.get("period_code") ?? "periodCode") === "periodCode";
    columns.set("period_code", isWhole ? "periodCode" : "optionalText");
  }
  if (sheets.some(({ grain }) => grain === null)) columns.set("line_number", "wholeNumber");
  const hasFigures = sheets.some(({ measures }) => measures.length > 0);
  if (!isWide && hasFigures) columns.set("measure", "text").set("unit", "text").set("published_value", "value");
  return columns;
}

/** For each measure of a sheet, or for the sheet when it has none: whether it has a period. */
function listPeriods({ keys, period, measures }: DraftSheet, fileHasPeriod: boolean): boolean[] {
  if (keys.has("period_code") || period !== null) return [true];
  const fromHeader = measures.map(({ periodForm }) => periodForm !== null);
  return fromHeader.includes(true) ? fromHeader : [fileHasPeriod];
}

function toFilePattern(fileName: string): RegExp {
  const period = findPeriod(fileName);
  return period === null ? new RegExp(`^${toPatternText(fileName)}$`) : toYearPattern(period, { from: "^", to: "$" });
}

const toTitle = (fileName: string) =>
  fileName
    .replace(/\.[a-z]+$/i, "")
    .replace(/[_\s]+/g, " ")
    .trim();
