import { toColumnWords, toFreeName, toLowestPart } from "./draft-words.ts";
import type { DraftMeasure } from "./draft-measures.ts";

const MONEY =
  /\(?\s*(?:£|\bGBP\b)\s*\(?\s*['’‘`]?(?:000['’]?s?|k|thousands?|m|mn|millions?|bn|billions?)?\)?(?![a-z0-9])\s*\)?|_gbp(?:_thousand|_million)?\b/gi;
const PERCENT = /%|\(?\bper ?cent(?:age)?\b\)?|\bpct\b|_pct\b/gi;
const COUNT = /^\s*(?:total )?(?:numbers?|no\.?|counts?)(?: of)?\b|[\s_(]+(?:numbers?|counts?)\)?\s*$/gi;

/**
 * The name of a value column: the words of its header without its unit and note marks, and the unit behind them.
 * "Net spend (£000) [note 2]" in pounds is net_spend_gbp; "Percentage of pupils" is pupils_pct.
 */
export function toValueName(header: string, unit: string): string {
  const bare = header
    .replace(/\[[^\]]*\]/g, " ")
    .replace(MONEY, " ")
    .replace(unit === "pct" || unit === "share" ? PERCENT : /^$/, " ")
    .replace(/(^|_)per_/.test(unit) ? /(?:\b|_)per[ _](?:[\d,]+|\w+)/gi : /^$/, " ")
    .replace(unit === "count" ? COUNT : /^$/, " ")
    .replace(/^[\s(|:–-]*of\b/i, " ");
  if (unit === "number") return toColumnWords(/[a-z0-9]/i.test(bare) ? bare : header);
  if (!/[a-z0-9]/i.test(bare)) return unit;
  const words = toColumnWords(bare);
  return words.endsWith(`_${unit}`) || words === unit ? words : `${words}_${unit}`;
}

/** Names for measures that are columns of their own, each different; headers that end alike keep their upper parts. */
export function nameValues(measures: readonly DraftMeasure[], taken: Set<string>): string[] {
  const parts = measures.map(({ name }) => toLowestPart(name));
  return measures.map(({ name, unit }, index) => {
    const isOwn = parts.filter((part) => part === parts[index]).length === 1;
    return toFreeName(toValueName(isOwn ? parts[index]! : name, unit.unit), taken);
  });
}
