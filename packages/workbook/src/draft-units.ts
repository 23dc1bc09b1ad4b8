import { parseNumber } from "./parse-number.ts";

/** What the numbers of a column are, and the factor that makes them so. */
export interface DraftUnit {
  /** As in the endings of column names: gbp, gbp_per_head, pct, share, count, per_10000, days. */
  readonly unit: string;
  readonly scale: number;
  /** Where it was read, in words. */
  readonly from: string;
  /** What was not printed but taken from the sizes of the numbers; somebody is asked. */
  readonly doubt?: string;
}

const POUND = "(?:£|\\bGBP\\b|\\bpounds?\\b|_gbp\\b)";
const QUOTE = "['’‘`´]?";
const SIZES: readonly { readonly words: string; readonly scale: number }[] = [
  { words: "billions?|bn", scale: 1_000_000_000 },
  { words: "millions?|mn|mill|m", scale: 1_000_000 },
  { words: `thousands?|thou|k|${QUOTE}000${QUOTE}s?`, scale: 1000 },
];
const BASES = "head|capita|person|resident|pupil|household|dwelling|adult|child|week|hour|day|client|user|place";

/** "£ thousand", "£'000", "(£000s)", "£m", "in thousands of pounds", "gbp_thousand". */
const MONEY = SIZES.flatMap(({ words, scale }) =>
  [
    `${POUND}[\\s_(]*(?:${words})(?![a-z0-9]|[,.]\\d)`,
    `(?<![a-z0-9,.])(?:${words})[\\s)]*(?:of |\\(?in )?\\s*\\(?${POUND}`,
    `_gbp_(?:${words})\\b|\\bgbp_(?:${words})(?![a-z])`,
  ].map((source) => ({ matches: new RegExp(source, "i"), scale })),
);
const IS_MONEY = new RegExp(`£|\\bGBP\\b|_gbp\\b|\\bpounds sterling\\b|\\(gbp\\)`, "i");
const IS_PERCENT = /%|\bper ?cent(age)?\b|\bpercent(age)?\b|\bpct\b|_pct(_|\b)|^pct_|_pc\b|_percent(age)?(_|\b)/i;
const OTHERS: readonly { readonly matches: RegExp; readonly unit: string }[] = [
  { matches: /\bkg\b|\bkilograms?\b/i, unit: "kg" },
  { matches: /\btonnes\b/i, unit: "tonnes" },
  { matches: /\bdays\b/i, unit: "days" },
  { matches: /\bweeks\b/i, unit: "weeks" },
  { matches: /\bhours\b/i, unit: "hours" },
  { matches: /\b(FTEs?|full[- ]time equivalents?)\b/i, unit: "fte" },
  { matches: /\bindex\b.*= ?100\b|= ?100\b/i, unit: "index" },
];

/**
 * The unit that a text states: pounds with their thousands, millions and billions first, then rates, percentages, others.
 * "Population (thousands)" is a count times a thousand.
 * @param from where the text stands, for people: "the header"
 * @returns null when it states none
 */
export function findUnit(text: string, from: string): DraftUnit | null {
  const plain = text.replace(/\[[^\]]*\]/g, " ");
  const per = new RegExp(`(?:\\b|_)per[ _](?:${BASES})\\b|/ ?(?:${BASES})\\b`, "i").exec(plain);
  const ending = per === null ? "" : `_per_${/(\w+)$/.exec(per[0])![1]!.toLowerCase()}`.replace(/_capita$/, "_head");
  const money = MONEY.find(({ matches }) => matches.test(plain));
  if (money !== undefined) return { unit: `gbp${ending}`, scale: money.scale, from };
  const rate = /(?:\b|_)per[ _](million|1,?000(?:,?000)?|10,?000|100,?000|thousand|10k|100k)(?![a-z0-9])/i.exec(
    plain,
  )?.[1];
  if (rate !== undefined) return { unit: `per_${toBase(rate)}`, scale: 1, from };
  if (IS_PERCENT.test(plain)) return { unit: "pct", scale: 1, from };
  if (IS_MONEY.test(plain)) return { unit: `gbp${ending}`, scale: 1, from };
  const other = OTHERS.find(({ matches }) => matches.test(plain));
  if (other !== undefined) return { unit: `${other.unit}${ending}`, scale: 1, from };
  const sized = /[([,] ?(?:in |number in )?(thousands|000s|millions) ?[)\]]|\bin (thousands|millions)\b/i.exec(plain);
  if (sized === null) return null;
  return { unit: "count", scale: /millions/i.test(sized[0]) ? 1_000_000 : 1000, from };
}

const toBase = (printed: string): number =>
  Number(
    printed
      .replace(/,/g, "")
      .replace(/million/i, "1000000")
      .replace(/thousand/i, "1000")
      .replace(/k$/i, "000"),
  );

/**
 * The unit said for a whole table in the lines above it. A pound sign inside a sentence ("over £500") says nothing; two
 * different units say nothing either, since it is not known which column is which.
 * @param lines texts of cells above the header, in order
 */
export function findTableUnit(lines: readonly string[]): DraftUnit | null {
  const said = lines.flatMap((line) => {
    const unit = findUnit(line, "the lines above the table");
    if (unit === null) return [];
    const isStatement = line.length <= 40 || /\bunits?:|\ball (?:figures|values|amounts)\b|\(£[^)]*\)$|£$/i.test(line);
    const isSized = unit.unit.startsWith("gbp") && unit.scale > 1;
    return isStatement || isSized ? [unit] : [];
  });
  const kinds = new Set(said.map(({ unit, scale }) => `${unit} ${scale}`));
  // Only pounds are said for a whole table; a "%" or "days" in a title is about one of its columns.
  return kinds.size === 1 && said[0]!.unit === "gbp" ? said[0]! : null;
}

/**
 * A percentage is 0 to 1 in files that leave the sign to the number's format, 0 to 100 in others; a header says "%" of both.
 * @param numbers the column's numbers
 * @param hasPercentFormat their cells are formatted as percentages
 */
export function settleShare(unit: DraftUnit, numbers: readonly number[], hasPercentFormat: boolean): DraftUnit {
  if (hasPercentFormat) return { unit: "share", scale: 1, from: "the format of the cells, which hold 0 to 1" };
  if (unit.unit !== "pct") return unit;
  const isShare =
    numbers.length > 0 && numbers.some((number) => number !== 0) && numbers.every((n) => Math.abs(n) <= 1);
  if (!isShare) return unit;
  return {
    ...unit,
    unit: "share",
    doubt: "the header says per cent and no number is larger than 1, so they are shares",
  };
}

/** What the words of a header say when nothing states a unit. */
export function guessCount(text: string): DraftUnit | null {
  const words = text.replace(/_/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  const isCount = /\b(numbers?|no\.?|counts?|population|headcount|respondents?|numerator|denominator)\b/i.test(words);
  return isCount && !/\brate\b|\baverage\b|\bmean\b/i.test(words)
    ? { unit: "count", scale: 1, from: "the header" }
    : null;
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
