import type { KeyFrom, TableLayout, ValueFrom } from "@poundwise/contracts";
import type { ColumnHelper } from "./draft-keys.ts";
import { findPeriod, toYearPattern, type PeriodInText } from "./draft-period.ts";
import type { DraftSheet } from "./draft-sheet.ts";
import { toPatternText } from "./draft-words.ts";
import type { Workbook } from "./workbook.ts";

/** A table with the name or pattern that finds its sheet. */
export interface PlacedSheet extends DraftSheet {
  readonly sheetRule: string | RegExp | null;
}

/**
 * Decides how each sheet is found again. A year in its name is a pattern where the sheets that fit are one, or are years
 * of one table; the year is then the period of sheets without another.
 */
export function placeSheets(sheets: readonly DraftSheet[], workbook: Workbook): PlacedSheet[] {
  return sheets.map((sheet) => {
    if (workbook.format === "delimited") return { ...sheet, sheetRule: null };
    const { name } = sheet.table.sheet;
    const inName = findPeriod(name);
    if (inName === null) return { ...sheet, sheetRule: name };
    const pattern = toYearPattern(inName, { from: "^", to: "$" });
    const fits = workbook.sheets.filter((other) => !other.isHidden && pattern.test(other.name));
    const family = sheets.filter(({ table }) => fits.includes(table.sheet) && table.sheet !== sheet.table.sheet);
    const isFamily = family.length > 0 && [sheet, ...family].every(({ sheetPeriod }) => sheetPeriod !== null);
    if (!isFamily) return { ...sheet, sheetRule: fits.length === 1 ? pattern : name };
    const dated = toDated(sheet, inName);
    const isAlike = [sheet, ...family].every((other) => shapeOf(toDated(other, inName)) === shapeOf(dated));
    const isWhole = fits.length === new Set(family.map(({ table }) => table.sheet)).size + 1;
    const own = new RegExp(
      `^${toPatternText(inName.before)}(?<year>${toPatternText(inName.printed)})${toPatternText(inName.after)}$`,
    );
    return { ...dated, sheetRule: isAlike && isWhole ? pattern : own };
  });
}

/** The table with its period from the sheet's name and a name without it. */
function toDated(sheet: DraftSheet, inName: PeriodInText): DraftSheet {
  const name = sheet.name.replace(inName.printed, "").replace(/^[\s_(,–-]+|[\s_),–-]+$/g, "");
  return {
    ...sheet,
    name: name === "" ? "one sheet a year" : name,
    title: null,
    period: { rule: { from: "sheet", group: "year", as: inName.form }, form: inName.form },
  };
}

const shapeOf = ({ name, header, rows, keys, measures, ignore, period }: DraftSheet): string =>
  toText([
    name,
    header,
    rows,
    [...keys].map(([key, { rule }]) => [key, rule]),
    measures.map((measure) => [measure.header, measure.name, measure.unit.unit, measure.unit.scale, measure.pattern]),
    ignore,
    period,
  ]);

const toText = (part: unknown): string =>
  JSON.stringify(part, (_, inner: unknown) => (inner instanceof RegExp ? String(inner) : inner));

export interface TableContext {
  readonly columns: ReadonlyMap<string, ColumnHelper>;
  readonly valueNames: readonly string[] | null;
  readonly filePeriod: PeriodInText | null;
}

/** The declaration of one table of the draft. */
export function toTable(sheet: PlacedSheet, { columns, valueNames, filePeriod }: TableContext): TableLayout {
  const keys: Record<string, KeyFrom> = {};
  const fromHeader = sheet.measures.some(({ periodForm }) => periodForm !== null);
  for (const [name, helper] of columns) {
    if (helper === "value" || name === "measure" || name === "unit") continue;
    if (name === "area_code" && sheet.measures.some(({ isByArea }) => isByArea)) continue;
    const own = sheet.keys.get(name)?.rule;
    if (own !== undefined) keys[name] = own;
    else if (name === "table_name") keys[name] = { constant: sheet.name };
    else if (name === "line_number") keys[name] = { from: "row" };
    else if (name !== "period_code") keys[name] = { constant: null };
    else if (sheet.period !== null) keys[name] = sheet.period.rule;
    else if (!fromHeader)
      keys[name] = filePeriod === null ? { constant: null } : { from: "file", group: "year", as: filePeriod.form };
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
  return {
    ...(sheet.sheetRule === null ? {} : { sheet: sheet.sheetRule }),
    ...(sheet.title === null ? {} : { title: sheet.title }),
    header: sheet.header,
    ...(sheet.rows === null ? {} : { rows: sheet.rows }),
    keys,
    values,
    ...(sheet.ignore.length === 0 ? {} : { ignore: sheet.ignore }),
  };
}

/** Sheets laid out alike are one table with a pattern of their names; tables that are equal in all are one. */
export function mergeAlike(tables: readonly TableLayout[], workbook: Workbook): TableLayout[] {
  const different = [...new Map(tables.map((table) => [toText(table), table])).values()];
  const groups = new Map<string, TableLayout[]>();
  for (const table of different) {
    const { table_name: _name, ...keys } = table.keys;
    const shape = toText([{ ...table, sheet: null, keys }]);
    groups.set(shape, [...(groups.get(shape) ?? []), table]);
  }
  return [...groups.values()].flatMap((group) => {
    const names = group.map(({ sheet }) => sheet);
    if (group.length < 2 || !names.every((name) => typeof name === "string")) return group;
    if (new Set(names).size < names.length) return group;
    const sheet = new RegExp(`^(?<table>${names.map(toPatternText).join("|")})$`);
    const fits = workbook.sheets.filter((other) => !other.isHidden && sheet.test(other.name));
    if (fits.length !== names.length || names.some((name) => name !== name.trim())) return group;
    return [{ ...group[0]!, sheet, keys: { ...group[0]!.keys, table_name: { from: "sheet", group: "table" } } }];
  });
}
