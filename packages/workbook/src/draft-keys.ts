import type { AreaRegister, KeyFrom } from "@poundwise/contracts";
import type { ColumnProfile } from "./draft-columns.ts";
import { guessPeriodForm } from "./draft-period.ts";
import type { FoundTable } from "./draft-table.ts";
import { countOf, listQuoted, toColumnWords, toFreeName, toLowestPart } from "./draft-words.ts";
import { textOf } from "./workbook.ts";

/** The helper of the contracts that makes a row type's column. */
export type ColumnHelper =
  "gssCode" | "text" | "optionalText" | "periodCode" | "day" | "optionalDay" | "wholeNumber" | "value";

export interface DraftKey {
  readonly rule: KeyFrom;
  readonly helper: ColumnHelper;
  /** The column of the sheet it is read from. */
  readonly column: number;
}

export interface DraftKeys {
  readonly keys: ReadonlyMap<string, DraftKey>;
  readonly ignore: readonly { readonly header: string; readonly why: string }[];
  /** The column that says which area a row is about, and how. */
  readonly area: { readonly profile: ColumnProfile; readonly as: "area_code" | "area_name" | "dfe_number" } | null;
  readonly questions: readonly string[];
}

const OWN_NAMES = new Set(["measure", "unit", "published_value"]);

/**
 * Chooses the columns that tell rows apart, and passes over those that say nothing more.
 * @param rows the rows of the table that are in scope
 * @param labelOf the header of a column as the declaration calls it
 */
export function chooseKeys(
  table: FoundTable,
  profiles: readonly ColumnProfile[],
  rows: readonly number[],
  area: DraftKeys["area"],
  labelOf: (profile: ColumnProfile) => string,
): DraftKeys {
  const keys = new Map<string, DraftKey>();
  const ignore: { header: string; why: string }[] = [];
  const questions: string[] = [];
  const taken = new Set<string>(["area_code", "area_name", "period_code", "line_number", "table_name"]);
  const textAt = (row: number, profile: ColumnProfile) => textOf(table.sheet.cell(row, profile.column));
  const hint = profiles
    .filter(({ texts, guess }) => guess.role === "dimension" && texts.size === 1)
    .map(({ texts }) => [...texts.keys()].join(" "))
    .join(" ");
  const hasPeriod = () => keys.has("period_code");

  if (area !== null) {
    const header = labelOf(area.profile);
    keys.set("area_code", {
      rule: area.as === "area_code" ? header : { header, as: area.as },
      helper: "gssCode",
      column: area.profile.column,
    });
  }
  for (const profile of profiles) {
    if (profile === area?.profile || profile.guess.role === "measure") continue;
    const header = labelOf(profile);
    const name = toKeyName(profile);
    const texts = new Set(rows.map((row) => textAt(row, profile)));
    const isOptional = texts.has("");
    const add = (name: string, rule: KeyFrom, helper: ColumnHelper) =>
      keys.set(name, { rule, helper, column: profile.column });
    if ([...texts].every((text) => text === "")) {
      ignore.push({ header, why: "empty" });
    } else if (profile.guess.role === "period" && !hasPeriod()) {
      const form = guessPeriodForm(
        [...texts].filter((text) => text !== ""),
        `${profile.label} ${hint}`,
      );
      const as = form ?? profile.guess.form;
      add("period_code", { header, as }, isOptional ? "optionalText" : "periodCode");
      if (as === "calendar_year" && [...texts].every((text) => /^\d{4}$/.test(text))) {
        questions.push(
          `"${header}" holds single years; they are read as calendar years. Are they financial or academic?`,
        );
      }
    } else if (profile.guess.role === "area_name" && !keys.has("area_name")) {
      add("area_name", header, isOptional ? "optionalText" : "text");
    } else if (profile.guess.role === "prose") {
      ignore.push({ header, why: "free text" });
    } else if (texts.size === 1 && rows.length >= 3) {
      ignore.push({ header, why: `the same in every row: ${[...texts][0]!.slice(0, 60)}` });
    } else if (
      area !== null &&
      dependsOn(
        rows,
        (row) => textAt(row, area.profile),
        (row) => textAt(row, profile),
      )
    ) {
      ignore.push({ header, why: "says the same for every row of an area" });
    } else if (profile.guess.role === "day") {
      add(toFreeName(name, taken), { header, as: "date" }, isOptional ? "optionalDay" : "day");
    } else {
      const fills = isOptional && isPrintedOnce(table, profile, rows);
      add(
        toFreeName(name, taken),
        fills ? { header, fillDown: true } : header,
        isOptional && !fills ? "optionalText" : "text",
      );
      if (fills) questions.push(`"${header}" is printed once for several rows: blank cells take the text above.`);
    }
  }
  return { keys, ignore, area, questions };
}

/** The words of a header; what the draft calls its own columns is left to it. */
function toKeyName({ label }: ColumnProfile): string {
  const words = toColumnWords(toLowestPart(label).replace(/\[[^\]]*\]| \(from column [A-Z]+\)$/g, " "));
  return OWN_NAMES.has(words) ? `${words}_name` : words;
}

/** The column that says which area a row is about: codes before numbers before names, the one with most known areas. */
export function chooseArea(profiles: readonly ColumnProfile[], areas: AreaRegister | null): DraftKeys["area"] {
  const countKnown = (profile: ColumnProfile) =>
    [...profile.texts.keys()].filter((text) => areas?.byCode.has(text) ?? /^E/.test(text)).length;
  const codes = profiles
    .filter(({ guess }) => guess.role === "area_code")
    .map((profile) => ({ profile, known: countKnown(profile) }))
    .filter(({ profile, known }) => known >= countCodes(profile) * 0.3)
    .sort((left, right) => right.known - left.known);
  if (codes[0] !== undefined && codes[0].known > 1) return { profile: codes[0].profile, as: "area_code" };
  for (const as of ["dfe_number", "area_name"] as const) {
    const profile = profiles.find(({ guess }) => guess.role === as);
    if (profile !== undefined) return { profile, as };
  }
  return codes[0] === undefined ? null : { profile: codes[0].profile, as: "area_code" };
}

const countCodes = (profile: ColumnProfile) =>
  [...profile.texts.keys()].filter((text) => /^[A-Z]\d{8}$/.test(text)).length;

/** Whether the area decides the text, over areas that come more than once. */
function dependsOn(rows: readonly number[], toArea: (row: number) => string, toText: (row: number) => string): boolean {
  const seen = new Map<string, string>();
  for (const row of rows) {
    const before = seen.get(toArea(row));
    const text = toText(row);
    if (before !== undefined && before !== text) return false;
    seen.set(toArea(row), text);
  }
  return true;
}

/** A label merged down its rows, or printed in the first row of its group: at the left of the table, at least one row in three blank. */
function isPrintedOnce(table: FoundTable, profile: ColumnProfile, rows: readonly number[]): boolean {
  const first = rows[0];
  if (first === undefined || textOf(table.sheet.cell(first, profile.column)) === "") return false;
  const isMerged = table.sheet.merges.some(
    (merge) => merge.left === profile.column && merge.bottom > merge.top && merge.top >= table.firstRow,
  );
  return isMerged || (profile.column === table.cells[0]?.column && profile.isMostlyBlank);
}

/**
 * The fewest keys that tell the rows of a table apart, the area and the period first.
 * @returns null when two rows are equal in all of them
 */
export function chooseGrain(
  table: FoundTable,
  keys: ReadonlyMap<string, DraftKey>,
  rows: readonly number[],
): string[] | null {
  const fill = new Map<number, string>();
  const texts = new Map<string, readonly string[]>();
  for (const [name, { column, rule }] of keys) {
    const fills = typeof rule === "object" && "fillDown" in rule && rule.fillDown === true;
    fill.delete(column);
    texts.set(
      name,
      rows.map((row) => {
        const text = textOf(table.sheet.cell(row, column));
        if (fills && text !== "") fill.set(column, text);
        return fills ? (fill.get(column) ?? "") : text;
      }),
    );
  }
  const signatures = rows.map(() => "");
  const grain: string[] = [];
  const withKey = (name: string) =>
    signatures.map((signature, index) => `${signature}\u0000${texts.get(name)![index]!}`);
  const take = (name: string) => {
    grain.push(name);
    for (const [index, signature] of withKey(name).entries()) signatures[index] = signature;
    return new Set(signatures).size === rows.length;
  };
  for (const name of ["area_code", "period_code"]) if (texts.has(name) && take(name)) return grain;
  const left = [...texts.keys()].filter((name) => !grain.includes(name));
  for (const name of left) if (new Set(withKey(name)).size === rows.length) return [...grain, name];
  while (left.length > 0) {
    const counts = left.map((name) => new Set(withKey(name)).size);
    const best = counts.indexOf(Math.max(...counts));
    const [name] = left.splice(best, 1);
    if (take(name!)) return grain;
  }
  return null;
}

/** Rows that nothing in the table tells apart, for a question. */
export function describeUntold(table: FoundTable, rows: readonly number[]): string {
  return `Nothing in sheet "${table.sheet.name}" tells all of its ${countOf(rows.length, "row")} apart, so the row's number is part of the grain. Is a column missing, or do rows repeat on purpose, as payments do?`;
}

/** What a column without a decision is asked about. */
export const askAbout = (labels: readonly string[], question: string): string => `${listQuoted(labels)}: ${question}`;
