import { foldAreaName, type AreaRegister, type RowRules, type RowTest } from "@poundwise/contracts";
import type { ColumnProfile } from "./draft-columns.ts";
import type { DraftKeys } from "./draft-keys.ts";
import type { FoundTable } from "./draft-table.ts";
import { countOf, listQuoted, toPatternText } from "./draft-words.ts";
import { matchPattern } from "./fold-text.ts";
import { columnsOf, textOf, toColumnName } from "./workbook.ts";

export interface DraftRows {
  readonly rules: RowRules;
  /** Rows of the table that the rules keep. */
  readonly inScope: readonly number[];
  /** Unlabelled columns that the rules look at. */
  readonly names: Readonly<Record<string, { readonly printed: string; readonly as: string }>>;
  readonly notes: readonly string[];
  readonly questions: readonly string[];
}

/** Finds where a table ends and which of its rows are headings, totals or areas outside the register. */
export function findRowRules(
  table: FoundTable,
  profiles: readonly ColumnProfile[],
  area: DraftKeys["area"],
  areas: AreaRegister | null,
  labelOf: (profile: ColumnProfile) => string,
): DraftRows {
  const notes: string[] = [];
  const skip: (RowTest & { why: string })[] = [];
  const columnOf = new Map<RowTest, number>();
  if (area !== null) {
    const rule = toAreaRule(area, areas, labelOf(area.profile));
    if (rule !== null) {
      skip.push(rule);
      columnOf.set(rule, area.profile.column);
    }
  } else {
    const total = findTotals(profiles, labelOf);
    if (total !== null) {
      skip.push(total.rule);
      columnOf.set(total.rule, total.profile.column);
    }
  }
  const inScope: number[] = [];
  for (let row = table.firstRow; row <= table.lastRow; row += 1) {
    if (table.cells.every(({ column }) => textOf(table.sheet.cell(row, column)) === "")) continue;
    const isSkipped = skip.some(
      (rule) => matchPattern(rule.matches, textOf(table.sheet.cell(row, columnOf.get(rule)!))) !== null,
    );
    if (!isSkipped) inScope.push(row);
  }
  const end = findEnd(table, profiles, labelOf);
  if (end !== null) notes.push(`ends in row ${table.lastRow}, before "${end.text.slice(0, 60)}"`);
  return {
    rules: { ...(end === null ? {} : { stopAt: end.rule }), ...(skip.length === 0 ? {} : { skip }) },
    inScope,
    names: end?.names ?? {},
    notes,
    questions: area === null ? [] : askAboutSkipped(table, profiles, area, columnOf),
  };
}

/** Rows with figures that are passed over for their area: only somebody who knows the file can say that nothing is lost. */
function askAboutSkipped(
  table: FoundTable,
  profiles: readonly ColumnProfile[],
  { profile, as }: NonNullable<DraftKeys["area"]>,
  rules: ReadonlyMap<RowTest, number>,
): string[] {
  if (as === "area_code") return [];
  const measures = profiles.filter(({ guess }) => guess.role === "measure");
  const texts = new Map<string, number>();
  for (let row = table.firstRow; row <= table.lastRow; row += 1) {
    const text = textOf(table.sheet.cell(row, profile.column));
    const isSkipped = [...rules.keys()].some(({ matches }) => matchPattern(matches, text) !== null);
    const hasFigure = measures.some(({ column }) => textOf(table.sheet.cell(row, column)) !== "");
    if (isSkipped && hasFigure) texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  const blank = texts.get("") ?? 0;
  const named = [...texts.keys()].filter((text) => text !== "");
  return [
    ...(named.length === 0
      ? []
      : [`Rows of ${listQuoted(named)} are passed over, for no authority is called so. Are they totals and regions?`]),
    ...(blank === 0 ? [] : [`${countOf(blank, "row")} with figures name no area and are passed over. What are they?`]),
  ];
}

function toAreaRule(
  { profile, as }: NonNullable<DraftKeys["area"]>,
  areas: AreaRegister | null,
  header: string,
): (RowTest & { why: string }) | null {
  const texts = [...profile.texts.keys()];
  if (as === "dfe_number")
    return texts.every((text) => /^\d{3}$/.test(text))
      ? null
      : { header, matches: /^(?!\d{3}$)/, why: "no area number: a heading, total or note" };
  if (as === "area_name") {
    const unknown = texts.filter((text) => areas !== null && !areas.byName.has(foldAreaName(text)));
    if (unknown.length === 0 || unknown.length > 60) return null;
    const names = unknown.filter((text) => text !== "").map(toPatternText);
    if (unknown.includes("")) names.push("");
    return {
      header,
      matches: new RegExp(`^(${names.join("|")})$`),
      why: "no authority of the register: a total, region or note",
    };
  }
  const known =
    areas === null ? texts.filter((text) => /^[A-Z]\d{8}$/.test(text)) : texts.filter((text) => areas.byCode.has(text));
  if (known.length === texts.length) return null;
  return {
    header,
    matches: new RegExp(`^(?!${toCodePattern(known)})`),
    why: "no area of the register: a region, total, heading or note",
  };
}

/** A pattern of codes of the same kinds: the letter and two digits of each kind, or a country's one code. */
function toCodePattern(codes: readonly string[]): string {
  const kinds = new Map<string, Set<string>>();
  for (const code of codes) kinds.set(code.slice(0, 3), (kinds.get(code.slice(0, 3)) ?? new Set()).add(code));
  const letters = new Map<string, string[]>();
  const whole: string[] = [];
  for (const kind of [...kinds.keys()].sort()) {
    if (kind.endsWith("92")) whole.push(...[...kinds.get(kind)!].map((code) => `${code}$`));
    else letters.set(kind[0]!, [...(letters.get(kind[0]!) ?? []), kind.slice(1)]);
  }
  const tiers = [...letters].map(
    ([letter, digits]) => `${letter}${digits.length === 1 ? digits[0]! : `(${digits.join("|")})`}\\d{6}$`,
  );
  return [...tiers, ...whole].join("|");
}

/** Totals in a table without areas, in its first column of words. */
function findTotals(profiles: readonly ColumnProfile[], labelOf: (profile: ColumnProfile) => string) {
  const profile = profiles.find(({ guess }) => guess.role === "dimension");
  if (profile === undefined) return null;
  const totals = [...profile.texts.keys()].filter((text) => /^(grand )?totals?$/i.test(text));
  if (totals.length === 0) return null;
  const matches = new RegExp(`^(${totals.map(toPatternText).join("|")})$`);
  return { profile, rule: { header: labelOf(profile), matches, why: "a total of other rows" } };
}

/** What stands in the first row under the last row of data, if it can end the table. */
function findEnd(table: FoundTable, profiles: readonly ColumnProfile[], labelOf: (profile: ColumnProfile) => string) {
  const { sheet } = table;
  for (let row = table.lastRow + 1; row <= sheet.rowCount; row += 1) {
    for (const column of columnsOf(sheet, row)) {
      const text = textOf(sheet.cell(row, column));
      if (text === "" || (table.hasNeighbour && !profiles.some((profile) => profile.column === column))) continue;
      const matches = new RegExp(`^${toPatternText(text.replace(/[\r\n][^]*$/, "").slice(0, 30))}`);
      if (standsInTable(table, column, matches)) continue;
      const profile = profiles.find((candidate) => candidate.column === column);
      if (profile !== undefined) return { text, rule: { header: labelOf(profile), matches }, names: {} };
      const letter = toColumnName(column);
      const as = `(column ${letter})`;
      return { text, rule: { header: as, matches }, names: { [letter]: { printed: "", as } } };
    }
  }
  return null;
}

function standsInTable(table: FoundTable, column: number, matches: RegExp): boolean {
  for (let row = table.headerRow + 1; row <= table.lastRow; row += 1) {
    if (matches.test(textOf(table.sheet.cell(row, column)))) return true;
  }
  return false;
}
