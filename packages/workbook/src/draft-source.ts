import {
  day,
  gssCode,
  makeRowType,
  optionalDay,
  optionalText,
  periodCode,
  text,
  value,
  wholeNumber,
  type AreaRegister,
  type KeyFrom,
  type SourceDeclaration,
  type TableLayout,
  type ValueFrom,
  type ValueStatus,
} from "@poundwise/contracts";
import { askAboutSigns, draftSheet, type DraftSheet } from "./draft-sheet.ts";
import type { ColumnHelper } from "./draft-keys.ts";
import { findPeriod, toYearPattern } from "./draft-period.ts";
import { findUsualMeaning } from "./draft-symbols.ts";
import { findTable } from "./draft-table.ts";
import { countOf, listQuoted, toColumnWords, toFreeName, toLowestPart, toPatternText } from "./draft-words.ts";
import { readRelease } from "./read-release.ts";
import type { ReleaseReading } from "./release-reading.ts";
import { TEXT_SHEET_NAME, type Workbook } from "./workbook.ts";

export interface DraftOptions {
  readonly workbook: Workbook;
  /** Without folders; the draft's file pattern takes it, and the same name with another year. */
  readonly fileName: string;
  readonly sourceId: string;
  readonly publisher: string;
  readonly areas: AreaRegister | null;
}

/** A declaration for a file that nobody has described, as data, with what is said about it. */
export interface SourceDraft {
  readonly sourceId: string;
  readonly declaration: SourceDeclaration;
  /** Columns of the row type with the helper that makes each, in order. */
  readonly columns: ReadonlyMap<string, ColumnHelper>;
  /** What was found where, one line each. */
  readonly notes: readonly string[];
  /** What only a person can decide. */
  readonly questions: readonly string[];
  /** The same file read by the draft. */
  readonly reading: ReleaseReading;
}

const PASSED_OVER =
  /^(contents?|index|cover|notes?|readme|metadata|definitions?|glossary|guidance|introduction|information|about)\b|drop.?down/i;
const MAX_WIDE_MEASURES = 30;

/**
 * Drafts the declaration of a file: its tables, keys, measures, units, signs and grain, as far as the file shows them.
 * @returns the draft and its reading of the same file, or, when no sheet holds a table, why, sheet by sheet
 */
export function draftSource(options: DraftOptions): SourceDraft | { readonly why: readonly string[] } {
  const { workbook, fileName, areas } = options;
  const passed: string[] = [];
  const sheets: DraftSheet[] = [];
  for (const sheet of workbook.sheets) {
    if (sheet.isHidden) {
      passed.push(`"${sheet.name}" (hidden)`);
      continue;
    }
    const found = PASSED_OVER.test(sheet.name) && workbook.sheets.length > 1 ? { why: "its name" } : findTable(sheet);
    if ("why" in found) passed.push(`"${sheet.name}" (${found.why})`);
    else {
      const draft = draftSheet(found, areas);
      if (draft.rowsInScope === 0) passed.push(`"${sheet.name}" (no row of its table is in scope)`);
      else if (draft.keys.size === 0 && draft.measures.length === 0) passed.push(`"${sheet.name}" (nothing to read)`);
      else sheets.push(draft);
    }
  }
  if (sheets.length === 0) return { why: passed };

  const assembled = assemble(options, sheets);
  const reading = readRelease({
    sourceId: options.sourceId,
    source: assembled.declaration,
    fileName,
    workbook,
    ...(areas === null ? {} : { areas }),
  });
  const notes = sheets.map(({ table, notes: lines }) =>
    table.sheet.name === TEXT_SHEET_NAME
      ? `The text: ${lines.join("; ")}.`
      : `Sheet "${table.sheet.name}": ${lines.join("; ")}.`,
  );
  if (passed.length > 0) notes.push(`Passed over: ${passed.join(", ")}.`);
  return { sourceId: options.sourceId, ...assembled, notes, reading };
}

function assemble({ workbook, fileName, publisher }: DraftOptions, sheets: readonly DraftSheet[]) {
  const isWide = sheets.length === 1 && isWideTable(sheets[0]!);
  const filePeriod = findPeriod(fileName);
  const needsLine = sheets.some(({ grain }) => grain === null);
  const columns = listColumns(sheets, isWide, needsLine, filePeriod !== null);
  const valueNames = isWide ? nameValues(sheets[0]!, columns) : null;
  const tables = sheets.map((sheet) =>
    toTable(sheet, { workbook, columns, valueNames, fileForm: filePeriod?.form ?? null }),
  );
  const grain = [...columns.keys()].filter(
    (name) =>
      ["table_name", "measure", "period_code"].includes(name) ||
      (name === "area_code" && sheets.some(({ measures }) => measures.some(({ isByArea }) => isByArea))) ||
      sheets.some((sheet) => (sheet.grain ?? (name === "line_number" ? [name] : [])).includes(name)),
  );
  const signs = new Map<string, number>();
  for (const [sign, count] of sheets.flatMap((sheet) => [...sheet.signs]))
    signs.set(sign, (signs.get(sign) ?? 0) + count);
  const markers: Record<string, ValueStatus> = {};
  for (const sign of signs.keys()) {
    const meaning = findUsualMeaning(sign);
    if (meaning !== null) markers[sign.trim()] = meaning.status;
  }
  const hasAreas =
    columns.has("area_code") && sheets.every(({ keys, usesRegister }) => !keys.has("area_code") || usesRegister);
  const title = toTitle(fileName);
  const declaration: SourceDeclaration = {
    title,
    publisher,
    page: "",
    licence: "",
    row: makeRowType(Object.fromEntries([...columns].map(([name, helper]) => [name, HELPERS[helper]()]))),
    grain,
    vintageBy: columns.has("period_code") ? ["period_code"] : [],
    ...(hasAreas ? { areaColumn: "area_code" } : {}),
    markers,
    layouts: [{ name: `as ${fileName}`, file: toFilePattern(fileName), tables: mergeAlike(tables, workbook) }],
  };
  const questions = [
    ...new Set([
      ...(publisher === ""
        ? ["Who publishes it, on which page, and under which licence?"]
        : ["On which page is it published, and under which licence?"]),
      ...sheets.flatMap((sheet) => sheet.questions),
      ...askAboutSigns(signs),
      ...askAboutUnits(sheets),
      ...askAboutPeriod(sheets, filePeriod !== null),
      ...(columns.has("area_code") && !hasAreas
        ? ["Its areas are not those of the register, so codes are not checked. Should the register know them?"]
        : []),
    ]),
  ];
  return { declaration, columns, questions };
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

const HELPERS = { gssCode, text, optionalText, periodCode, day, optionalDay, wholeNumber, value } as const;

function listColumns(
  sheets: readonly DraftSheet[],
  isWide: boolean,
  needsLine: boolean,
  fileHasPeriod: boolean,
): Map<string, ColumnHelper> {
  const columns = new Map<string, ColumnHelper>();
  if (sheets.length > 1) columns.set("table_name", "text");
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
  if (needsLine) columns.set("line_number", "wholeNumber");
  if (!isWide) columns.set("measure", "text").set("unit", "text").set("published_value", "value");
  return columns;
}

/** For each measure of a sheet, or for the sheet when it has none: whether it has a period. */
function listPeriods({ keys, period, measures }: DraftSheet, fileHasPeriod: boolean): boolean[] {
  if (keys.has("period_code") || period !== null) return [true];
  const fromHeader = measures.map(({ periodForm }) => periodForm !== null);
  return fromHeader.includes(true) ? fromHeader : [fileHasPeriod];
}

function nameValues(sheet: DraftSheet, columns: Map<string, ColumnHelper>): string[] {
  const taken = new Set(columns.keys());
  const parts = sheet.measures.map(({ name }) => toLowestPart(name));
  return sheet.measures.map(({ name, unit }, index) => {
    const isOwn = parts.filter((part) => part === parts[index]).length === 1;
    const words = toColumnWords(
      (isOwn ? parts[index]! : name).replace(/\(?£ ?\(?(000s?|m|million|thousand)?\)?\)?|%/gi, " "),
    );
    const ending = unit.unit === "number" || words.endsWith(`_${unit.unit}`) ? "" : `_${unit.unit}`;
    const free = toFreeName(`${words}${ending}`, taken);
    columns.set(free, "value");
    return free;
  });
}

interface TableContext {
  readonly workbook: Workbook;
  readonly columns: ReadonlyMap<string, ColumnHelper>;
  readonly valueNames: readonly string[] | null;
  readonly fileForm: ReturnType<typeof findPeriod> extends infer P
    ? (P extends { form: infer F } ? F : never) | null
    : never;
}

function toTable(sheet: DraftSheet, { workbook, columns, valueNames, fileForm }: TableContext): TableLayout {
  const keys: Record<string, KeyFrom> = {};
  const fromHeader = sheet.measures.some(({ periodForm }) => periodForm !== null);
  for (const [name, helper] of columns) {
    if (helper === "value" || name === "measure" || name === "unit") continue;
    if (name === "area_code" && sheet.measures.some(({ isByArea }) => isByArea)) continue;
    const own = sheet.keys.get(name)?.rule;
    if (own !== undefined) keys[name] = own;
    else if (name === "table_name") keys[name] = { constant: sheet.table.sheet.name };
    else if (name === "line_number") keys[name] = { from: "row" };
    else if (name !== "period_code") keys[name] = { constant: null };
    else if (sheet.period !== null) keys[name] = sheet.period.rule;
    else if (!fromHeader)
      keys[name] = fileForm === null ? { constant: null } : { from: "file", group: "year", as: fileForm };
  }
  const values = sheet.measures.map(({ header, name, unit, periodForm, isByArea, pattern }, index): ValueFrom => {
    const headerKeys: Record<string, KeyFrom> =
      valueNames === null ? { measure: { constant: name }, unit: { constant: unit.unit } } : {};
    if (isByArea) headerKeys["area_code"] = { from: "header", group: "area", as: "area_name" };
    if (fromHeader)
      headerKeys["period_code"] =
        periodForm === null ? { constant: null } : { from: "header", group: "year", as: periodForm };
    return {
      column: valueNames?.[index] ?? "published_value",
      header,
      ...(Object.keys(headerKeys).length === 0 ? {} : { keys: headerKeys }),
      ...(unit.scale === 1 ? {} : { scale: unit.scale }),
      ...(pattern === null ? {} : { pattern }),
    };
  });
  const sheetName = sheet.table.sheet.name;
  return {
    ...(workbook.format === "delimited" ? {} : { sheet: toSheetPattern(sheetName, workbook) }),
    ...(sheet.title === null ? {} : { title: sheet.title }),
    header: sheet.header,
    ...(sheet.rows === null ? {} : { rows: sheet.rows }),
    keys,
    values,
    ...(sheet.ignore.length === 0 ? {} : { ignore: sheet.ignore }),
  };
}

/** Sheets laid out alike are one table with a pattern of their names. */
function mergeAlike(tables: readonly TableLayout[], workbook: Workbook): TableLayout[] {
  const groups = new Map<string, TableLayout[]>();
  for (const table of tables) {
    const { table_name: _name, ...keys } = table.keys;
    const shape = JSON.stringify([{ ...table, sheet: null, keys }], (_, part: unknown) =>
      part instanceof RegExp ? String(part) : part,
    );
    groups.set(shape, [...(groups.get(shape) ?? []), table]);
  }
  return [...groups.values()].flatMap((group) => {
    const names = group.map(({ sheet }) => sheet);
    if (group.length < 2 || !names.every((name) => typeof name === "string")) return group;
    const sheet = new RegExp(`^(?<table>${names.map(toPatternText).join("|")})$`);
    const fits = workbook.sheets.filter((other) => !other.isHidden && sheet.test(other.name));
    if (fits.length !== names.length || names.some((name) => name !== name.trim())) return group;
    return [{ ...group[0]!, sheet, keys: { ...group[0]!.keys, table_name: { from: "sheet", group: "table" } } }];
  });
}

/** The sheet's name, with any year where exactly one sheet then fits: next year's file has the same sheet under another name. */
function toSheetPattern(name: string, workbook: Workbook): string | RegExp {
  const period = findPeriod(name);
  if (period === null) return name;
  const pattern = toYearPattern(period, { from: "^", to: "$" });
  return workbook.sheets.filter((sheet) => pattern.test(sheet.name)).length === 1 ? pattern : name;
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

function askAboutUnits(sheets: readonly DraftSheet[]): string[] {
  const measures = sheets.flatMap((sheet) => sheet.measures);
  const silent = measures.filter(({ unit }) => unit.unit === "number").map(({ name }) => name);
  const above = measures.filter(({ unit }) => unit.from === "the lines above the table").map(({ name }) => name);
  const questions: string[] = [];
  if (above.length > 0)
    questions.push(
      `The lines above the table say pounds (times ${measures.find(({ unit }) => unit.from.startsWith("the lines"))!.unit.scale.toLocaleString("en-GB")}); this is taken for ${countOf(above.length, "column")} without a unit of their own: ${listQuoted([...new Set(above)])}. Is it so?`,
    );
  if (silent.length > 0)
    questions.push(
      `No unit is stated for ${countOf(silent.length, "column")}: ${listQuoted([...new Set(silent)])}. What do they count?`,
    );
  return questions;
}

function askAboutPeriod(sheets: readonly DraftSheet[], fileHasPeriod: boolean): string[] {
  const without = sheets.filter((sheet) => !listPeriods(sheet, fileHasPeriod).includes(true));
  if (without.length === 0) return [];
  return [
    "No column, title or file name says which period the figures are for; the newest release then replaces all. Which period is it?",
  ];
}
