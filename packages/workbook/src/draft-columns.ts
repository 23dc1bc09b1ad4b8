import { foldAreaName, type AreaRegister, type PeriodForm } from "@poundwise/contracts";
import { parseDay } from "./day.ts";
import { guessPeriodForm } from "./draft-period.ts";
import { findUsualMeaning } from "./draft-symbols.ts";
import type { FoundTable } from "./draft-table.ts";
import { parseNumber } from "./parse-number.ts";
import { textOf, type Cell } from "./workbook.ts";

/** What a column seems to be. `dimension` is text that tells rows apart. */
export type ColumnRole =
  | { readonly role: "area_code" | "area_name" | "dfe_number" | "day" | "dimension" | "prose" | "empty" }
  | { readonly role: "period"; readonly form: PeriodForm }
  | { readonly role: "measure" };

export interface ColumnProfile {
  readonly column: number;
  /** The header as printed, all its rows joined. */
  readonly label: string;
  readonly guess: ColumnRole;
  /** Text → how many rows hold it; blank ones under "". At most 5,000 different texts are kept. */
  readonly texts: ReadonlyMap<string, number>;
  /** Numbers of the column, read as publishers print them. */
  readonly numbers: readonly number[];
  readonly hasPercentFormat: boolean;
  /** The unit that most numbers print beside themselves: "45.2%", "£1,200". */
  readonly printedUnit: "pct" | "gbp" | null;
  /** Texts that are no numbers in a column of numbers, most frequent first. */
  readonly signs: readonly string[];
  /** Cells such as "7.5 (7.5)". */
  readonly pairs: number;
  readonly isMostlyBlank: boolean;
}

const MAX_TEXTS = 5000;
const GSS_CODE = /^[A-Z]\d{8}$/;
const PAIR = /^([\d.,]+) ?\(([\d.,]+|\[\w+\])\)$/;
const IDENTIFIES =
  /(?:^|[^a-z])(codes?|id|identifier|[a-z]+ (?:no|nr|number|index|line|order)|ref|reference|postcode|urn|ukprn|uprn|estab|sortable)$/i;
const LEAST_AREAS = 3;

/** Looks at every cell of each column of a table and says what the column seems to be. */
export function profileColumns(table: FoundTable, areas: AreaRegister | null): ColumnProfile[] {
  return table.cells.map(({ column, label }) => profileColumn(table, column, label, areas));
}

function profileColumn(table: FoundTable, column: number, label: string, areas: AreaRegister | null): ColumnProfile {
  const texts = new Map<string, number>();
  const numbers: number[] = [];
  let percents = 0;
  let days = 0;
  let pairs = 0;
  const printed = { pct: 0, gbp: 0 };
  for (let row = table.firstRow; row <= table.lastRow; row += 1) {
    const cell = table.sheet.cell(row, column);
    const text = textOf(cell);
    if (texts.has(text) || texts.size < MAX_TEXTS) texts.set(text, (texts.get(text) ?? 0) + 1);
    if (cell === undefined || text === "") continue;
    const number = typeof cell.value === "number" ? cell.value : parseNumber(text);
    if (number !== null) numbers.push(number);
    if (number !== null && text.endsWith("%")) printed.pct += 1;
    if (number !== null && text.includes("£")) printed.gbp += 1;
    if (typeof cell.value === "number" && (cell.format ?? "").includes("%")) percents += 1;
    if (isDay(cell, text)) days += 1;
    if (number === null && PAIR.test(text)) pairs += 1;
  }
  const rows = table.lastRow - table.firstRow + 1;
  const blank = texts.get("") ?? 0;
  const filled = [...texts].filter(([text]) => text !== "");
  const count = filled.reduce((sum, [, times]) => sum + times, 0);
  const signs = filled
    .filter(([text]) => parseNumber(text) === null && !PAIR.test(text))
    .sort(([, left], [, right]) => right - left)
    .map(([text]) => text);
  const guess = guessRole({ label, filled, count, numbers: numbers.length + pairs, days, signs, areas });
  return {
    column,
    label,
    guess,
    texts,
    numbers,
    hasPercentFormat: percents > numbers.length / 2,
    printedUnit:
      printed.pct > numbers.length / 2 && percents === 0 ? "pct" : printed.gbp > numbers.length / 2 ? "gbp" : null,
    signs,
    pairs,
    isMostlyBlank: blank > rows / 2,
  };
}

interface Evidence {
  readonly label: string;
  readonly filled: readonly (readonly [string, number])[];
  readonly count: number;
  readonly numbers: number;
  readonly days: number;
  readonly signs: readonly string[];
  readonly areas: AreaRegister | null;
}

function guessRole({ label, filled, count, numbers, days, signs, areas }: Evidence): ColumnRole {
  if (count === 0) return { role: "empty" };
  const share = (test: (text: string) => boolean) =>
    filled.reduce((sum, [text, times]) => (test(text) ? sum + times : sum), 0) / count;
  const distinct = filled.map(([text]) => text);
  if (share((text) => GSS_CODE.test(text)) >= 0.7) return { role: "area_code" };
  if (days >= count * 0.9) return { role: "day" };
  const hasPeriodWord = /year|period|quarter|date|time/i.test(label);
  const form =
    distinct.length <= 80 && (hasPeriodWord || distinct.length > 1) ? guessPeriodForm(distinct, label) : null;
  const isPlainYear = form !== null && distinct.every((text) => /^\d{4}$/.test(text));
  if (form !== null && (!isPlainYear || hasPeriodWord)) return { role: "period", form };
  if (areas !== null) {
    const isWholeCode = (text: string) => /^\d{3}$/.test(text) && areas.byDfeNumber.has(text);
    if (distinct.length >= 5 && share(isWholeCode) >= 0.8 && !/£|%/.test(label)) return { role: "dfe_number" };
    const isName = (text: string) => areas.byName.has(foldAreaName(text));
    // One body's payments name it in most rows; a table about areas names many.
    const known = distinct.filter(isName).length;
    if (known >= LEAST_AREAS && numbers < count / 2 && share(isName) >= 0.5) return { role: "area_name" };
  }
  const known = filled.reduce((sum, [text, times]) => (findUsualMeaning(text) === null ? sum : sum + times), 0);
  // Signs alone make no column of numbers; a few unknown words among numbers do not unmake one.
  const isNumeric = numbers > 0 && numbers + known >= count * 0.8;
  // Publishers write their letters small; "R" and "C" are classes of something.
  const onlySigns =
    numbers === 0 && known === count && signs.length <= 6 && distinct.every((text) => /^[^A-Z]{1,5}$/.test(text));
  if (isNumeric && !isIdentifier(label, distinct, count)) return { role: "measure" };
  if (onlySigns) return { role: "measure" };
  const length = filled.reduce((sum, [text, times]) => sum + text.length * times, 0) / count;
  return { role: length > 120 ? "prose" : "dimension" };
}

/** Numbers that name things: the header says so, or a few whole ones with as many digits come again and again. */
function isIdentifier(label: string, distinct: readonly string[], count: number): boolean {
  const words = label
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .trim();
  const isCode = (text: string) => /^[\w-]+$/.test(text);
  if (IDENTIFIES.test(words) && !/^(total|number|no) of|£|%/i.test(words)) return distinct.every(isCode);
  const lengths = new Set(distinct.map((text) => text.length));
  const isRepeated = distinct.length >= 5 && distinct.length * 3 <= count;
  return isRepeated && lengths.size === 1 && distinct.every((text) => /^\d{5,}$/.test(text));
}

function isDay(cell: Cell, text: string): boolean {
  if (typeof cell.value === "number") return /y{2}|d{1,2}[-/]m/i.test(cell.format ?? "") && cell.value > 1;
  return /^\d{1,2}[-/ ]|^\d{4}-\d{2}-\d{2}/.test(text) && parseDay(text) !== null;
}
