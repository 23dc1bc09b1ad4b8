import { parseNumber } from "./parse-number.ts";

/** What the numbers of a column are, and the factor that makes them so. */
export interface DraftUnit {
  /** As in the endings of column names: gbp, pct, share, count, per_10000, days. */
  readonly unit: string;
  readonly scale: number;
  /** Where it was read, in words. */
  readonly from: string;
}

const SAID: readonly { readonly matches: RegExp; readonly unit: string; readonly scale: number }[] = [
  {
    matches: /£ ?\(?(000s?|k\b|thousands?)|(000s?|thousands?) ?\(?£|gbp_thousand|thousands? of pounds/i,
    unit: "gbp",
    scale: 1000,
  },
  { matches: /£ ?\(?(m\b|mn\b|millions?)|millions? of pounds|gbp_million/i, unit: "gbp", scale: 1_000_000 },
  { matches: /per (1,?000|10,?000|100,?000|million)\b|per_(10k|100k)/i, unit: "per", scale: 1 },
  { matches: /%|per ?cent|\bpct\b|_pct\b|_pc\b|percentage/i, unit: "pct", scale: 1 },
  { matches: /£|\(gbp\)|_gbp\b/i, unit: "gbp", scale: 1 },
  { matches: /\bdays?\b/i, unit: "days", scale: 1 },
  { matches: /\bweeks\b/i, unit: "weeks", scale: 1 },
  { matches: /\btonnes\b/i, unit: "tonnes", scale: 1 },
  { matches: /\bkg\b|kilograms/i, unit: "kg", scale: 1 },
];

/**
 * The unit that a heading states, £ and its thousands and millions first.
 * @param from where the text stands, for people: "the header"
 * @returns null when it states none
 */
export function findUnit(text: string, from: string): DraftUnit | null {
  const said = SAID.find(({ matches }) => matches.test(text));
  if (said === undefined) return null;
  if (said.unit !== "per") return { unit: said.unit, scale: said.scale, from };
  const base = /per[ _](million|1,?000(?:,?000)?|10,?000|100,?000|10k|100k)/i.exec(text)?.[1] ?? "";
  const number = base
    .replace(/,/g, "")
    .replace(/million/i, "1000000")
    .replace(/k$/i, "000");
  return { unit: `per_${number}`, scale: 1, from };
}

/**
 * A percentage is 0 to 1 in files that leave the sign to the number's format, 0 to 100 in others; a header says "%" of both.
 * @param numbers the column's numbers
 * @param hasPercentFormat their cells are formatted as percentages
 */
export function settleShare(unit: DraftUnit, numbers: readonly number[], hasPercentFormat: boolean): DraftUnit {
  if (hasPercentFormat) return { ...unit, unit: "share", scale: 1, from: `${unit.from}; the cells hold 0 to 1` };
  if (unit.unit !== "pct") return unit;
  const isShare =
    numbers.length > 0 && numbers.some((number) => number !== 0) && numbers.every((n) => Math.abs(n) <= 1);
  return isShare ? { ...unit, unit: "share", from: `${unit.from}; the cells hold 0 to 1` } : unit;
}

/** What the words of a header say when nothing states a unit. */
export function guessCount(text: string): DraftUnit | null {
  const isCount = /\b(number|no\.?|count|population|headcount|respondents?|numerator|denominator)\b/i.test(
    text.replace(/_/g, " "),
  );
  return isCount ? { unit: "count", scale: 1, from: "the header" } : null;
}

/** The middle one of the numbers' sizes, zeros left out; null for none. */
export function toMedianSize(texts: Iterable<string>): number | null {
  const sizes: number[] = [];
  for (const text of texts) {
    const number = parseNumber(text);
    if (number !== null && number !== 0) sizes.push(Math.abs(number));
  }
  if (sizes.length === 0) return null;
  sizes.sort((left, right) => left - right);
  return sizes[Math.floor(sizes.length / 2)]!;
}
