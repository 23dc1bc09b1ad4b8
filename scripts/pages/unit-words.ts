import type { Fields } from "@poundwise/contracts";

/** Endings of column names and the units they stand for; see docs/guides/units.md. The longest comes first. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/per_head_gbp$|gbp_per_head$/, "pounds per resident"],
  [/_gbp$|^gbp$/, "pounds"],
  [/_pct$|^pct$/, "per cent, 0 to 100"],
  [/_share$|^share$/, "share, 0 to 1"],
  [/_count$|^count$/, "count"],
  [/_rank$/, "rank"],
  [/_index$/, "index"],
  [/_date$/, "day"],
  [/_tonnes$/, "tonnes"],
  [/_kg(_per_person)?$/, "kilograms"],
  [/_days$/, "days"],
  [/_weeks$/, "weeks"],
  [/_years$/, "years"],
  [/_score$/, "score"],
];

/** The unit of a staging column in words: from the field dictionary, else from the ending of its name. "" for text. */
export function describeUnit(name: string, isValue: boolean, fields: Fields): string {
  const field = fields[name];
  if (field !== undefined) return field.unit;
  const rate = /_per_(\d+)$/.exec(name)?.[1];
  if (rate !== undefined) return `per ${Number(rate).toLocaleString("en-GB")}`;
  const ending = ENDINGS.find(([matches]) => matches.test(name));
  if (ending !== undefined) return ending[1];
  return isValue ? "as its row says" : "";
}
