import type { KeyFrom, RowTest, TableLayout, ValueFrom } from "@poundwise/contracts";
import { findPeriod, toYearPattern } from "./draft-period.ts";
import { toPatternText } from "./draft-words.ts";
import { foldText, matchPattern } from "./fold-text.ts";
import type { LostColumn, Pairing } from "./drift-columns.ts";

/** A table's declaration with renamed headers put in the place of the old ones. */
export function renameHeaders(table: TableLayout, pairs: readonly Pairing[]): TableLayout {
  const nameOf = (wanted: string | RegExp): string | RegExp => {
    const own = pairs.filter(({ lost }) => String(lost.wanted) === String(wanted));
    if (own.length === 0) return wanted;
    return typeof wanted === "string" || own[0]!.lost.isWhole
      ? own[0]!.found.label
      : widen(
          wanted,
          own.map(({ found }) => found.label),
        );
  };
  const toTest = <T extends RowTest>(test: T): T => ({ ...test, header: nameOf(test.header) });
  const toKey = (key: KeyFrom): KeyFrom => {
    if (typeof key === "string") return toExact(nameOf(key));
    if (!("header" in key)) return key;
    return { ...key, header: nameOf(key.header), ...(key.orElse === undefined ? {} : { orElse: nameOf(key.orElse) }) };
  };
  const toKeys = (keys: Readonly<Record<string, KeyFrom>>) =>
    Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, toKey(key)]));
  const { rows } = table;
  return {
    ...table,
    ...(rows === undefined
      ? {}
      : {
          rows: {
            ...(rows.stopAt === undefined ? {} : { stopAt: toTest(rows.stopAt) }),
            ...(rows.skip === undefined ? {} : { skip: rows.skip.map(toTest) }),
            ...(rows.totals === undefined
              ? {}
              : { totals: rows.totals.map((rule) => ("label" in rule ? rule : toTest(rule))) }),
          },
        }),
    keys: toKeys(table.keys),
    values: table.values.flatMap((rule) =>
      renameValue({ ...rule, ...(rule.keys === undefined ? {} : { keys: toKeys(rule.keys) }) }, pairs),
    ),
  };
}

const toExact = (wanted: string | RegExp): KeyFrom => (typeof wanted === "string" ? wanted : { header: wanted });

/** A pattern that takes other labels too. */
const widen = (pattern: RegExp, labels: readonly string[]): RegExp =>
  new RegExp(`${pattern.source}|^(?:${labels.map(toPatternText).join("|")})$`, pattern.flags.replace("g", ""));

/** A rule for one header gets the new one; of a pattern, each renamed column gets a rule of its own beside it. */
function renameValue(rule: ValueFrom, pairs: readonly Pairing[]): ValueFrom[] {
  const own = pairs.filter(({ lost }) => String(lost.wanted) === String(rule.header));
  if (own.length === 0) return [rule];
  if (typeof rule.header === "string") return [{ ...rule, header: own[0]!.found.label }];
  const renamed = own.map(({ lost, found }) => renameOne(rule, lost.printed?.label ?? null, found.label));
  return own.every(({ lost }) => lost.isWhole) ? renamed : [rule, ...renamed];
}

function renameOne(rule: ValueFrom, before: string | null, now: string): ValueFrom {
  const groups =
    before === null || !(rule.header instanceof RegExp) ? {} : (matchPattern(rule.header, before)?.groups ?? {});
  const period = findPeriod(now);
  let header: string | RegExp = now;
  const keys = Object.entries(rule.keys ?? {}).map(([name, key]): [string, KeyFrom] => {
    if (typeof key !== "object" || !("group" in key) || key.from !== "header") return [name, key];
    const printed = groups[key.group]?.trim();
    if (key.as !== undefined && period !== null) {
      header = toYearPattern(period, { from: "^", to: "$" });
      return [name, { ...key, group: "year" }];
    }
    if (printed === undefined) return [name, key];
    return [name, { constant: key.map?.[printed] ?? key.replace?.[printed] ?? printed }];
  });
  return { ...rule, header, ...(keys.length === 0 ? {} : { keys: Object.fromEntries(keys) }) };
}

/** A title's pattern for a reworded title; the year stays its group when the old pattern had one. */
export function renameTitle(
  title: NonNullable<TableLayout["title"]>,
  text: string,
): NonNullable<TableLayout["title"]> | null {
  const groups = [...title.matches.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name!);
  if (groups.length === 0) return { ...title, matches: new RegExp(`^${toPatternText(foldText(text).slice(0, 80))}`) };
  const period = findPeriod(foldText(text));
  if (period === null || groups.length > 1) return null;
  const { source } = toYearPattern({ ...period, after: "" }, { from: "^", to: "" });
  return { ...title, matches: new RegExp(source.replace("(?<year>", `(?<${groups[0]!}>`)) };
}

/**
 * A table's declaration without the columns that are gone: their rules go, and keys that may be absent are. A key that
 * must be there stays as declared, so that the release is not read without it.
 * @param mayLack keys of the row type that may be empty and do not identify the row
 */
export function dropColumns(
  table: TableLayout,
  gone: readonly LostColumn[],
  mayLack: ReadonlySet<string>,
): TableLayout {
  const names = new Set(gone.filter(({ isWhole }) => isWhole).map(({ wanted }) => String(wanted)));
  if (names.size === 0) return table;
  const isGone = (header: string | RegExp) => names.has(String(header));
  const keys = Object.entries(table.keys).map(([name, key]): [string, KeyFrom] => {
    const header = typeof key === "string" ? key : "header" in key ? key.header : null;
    return [name, header !== null && isGone(header) && mayLack.has(name) ? { constant: null } : key];
  });
  const { rows } = table;
  const skip = rows?.skip?.filter(({ header }) => !isGone(header));
  const stopAt = rows?.stopAt !== undefined && isGone(rows.stopAt.header) ? undefined : rows?.stopAt;
  return {
    ...table,
    ...(rows === undefined
      ? {}
      : {
          rows: {
            ...(stopAt === undefined ? {} : { stopAt }),
            ...(skip === undefined ? {} : { skip }),
            ...(rows.totals === undefined ? {} : { totals: rows.totals }),
          },
        }),
    keys: Object.fromEntries(keys),
    values: table.values.filter(({ header }) => !isGone(header)),
  };
}
