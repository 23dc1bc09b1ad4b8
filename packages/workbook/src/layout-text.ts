import type { KeyFrom, Layout, RowTest, TableLayout, ValueFrom } from "@poundwise/contracts";
import { quoteText, toArray, toObject, toRecord, type SourceList, type SourceText } from "./source-text.ts";

/** Lists of headers that stand before the declaration, by their name there. */
export type HeaderLists = Map<string, readonly string[]>;

/**
 * A layout as it is written in a source file.
 * @param lists long runs of headers that differ in nothing else are put here; null writes every rule out
 */
export function toLayoutText(layout: Layout, lists: HeaderLists | null): SourceList {
  return toObject([
    ["name", quoteText(layout.name)],
    ["file", String(layout.file)],
    ["periodShownIn", layout.periodShownIn === undefined ? undefined : quoteText(layout.periodShownIn)],
    ["tables", toArray(layout.tables.map((table) => toTableText(table, lists)))],
  ]);
}

function toTableText(table: TableLayout, lists: HeaderLists | null): SourceList {
  const { header, rows } = table;
  return toObject([
    ["sheet", table.sheet === undefined ? undefined : toWanted(table.sheet)],
    [
      "title",
      table.title &&
        toObject([
          ["cell", quoteText(table.title.cell)],
          ["matches", String(table.title.matches)],
        ]),
    ],
    [
      "header",
      toObject([
        ["anchor", toWanted(header.anchor)],
        ["depth", optional(header.depth)],
        ["unitsBelow", optional(header.unitsBelow)],
        [
          "names",
          header.names &&
            toRecord(
              Object.entries(header.names).map(([letter, { printed, as }]) => [
                letter,
                toObject([
                  ["printed", toWanted(printed)],
                  ["as", quoteText(as)],
                ]),
              ]),
            ),
        ],
      ]),
    ],
    [
      "rows",
      rows &&
        toObject([
          ["stopAt", rows.stopAt && toTest(rows.stopAt)],
          ["skip", rows.skip && toArray(rows.skip.map((rule) => toTest(rule, rule.why)))],
          ["totals", rows.totals && toArray(rows.totals.map((rule) => toPart(rule)))],
        ]),
    ],
    ["keys", toKeys(table.keys)],
    ["values", toValues(table.values, lists)],
    [
      "ignore",
      table.ignore &&
        toArray(
          table.ignore.map(({ header: wanted, why }) =>
            toObject([
              ["header", toWanted(wanted)],
              ["why", quoteText(why)],
            ]),
          ),
        ),
    ],
  ]);
}

const toTest = ({ header, matches }: RowTest, why?: string): SourceList =>
  toObject([
    ["header", toWanted(header)],
    ["matches", String(matches)],
    ["why", why === undefined ? undefined : quoteText(why)],
  ]);

const toKeys = (keys: Readonly<Record<string, KeyFrom>>): SourceList =>
  toRecord(Object.entries(keys).map(([name, key]) => [name, toKey(key)]));

function toKey(key: KeyFrom): SourceText {
  if (typeof key === "string") return quoteText(key);
  return toObject(
    Object.entries(key).map(([name, part]: [string, unknown]) => [name, part === undefined ? undefined : toPart(part)]),
  );
}

function toPart(part: unknown): SourceText {
  if (part instanceof RegExp) return String(part);
  if (typeof part === "object" && part !== null) {
    return toRecord(Object.entries(part).map(([name, inner]: [string, unknown]) => [name, toPart(inner)]));
  }
  return typeof part === "string" ? quoteText(part) : String(part);
}

function toValues(values: readonly ValueFrom[], lists: HeaderLists | null): SourceList {
  const runs: ValueFrom[][] = [];
  for (const rule of values) {
    const run = runs.find(([first]) => isAlike(first!, rule));
    if (run === undefined) runs.push([rule]);
    else run.push(rule);
  }
  const items = runs.flatMap((run) =>
    lists === null || run.length < 3
      ? run.map((rule) => toValue(rule, toWanted(rule.header), null))
      : [toRun(run, lists)],
  );
  return toArray(items);
}

/** Whether two rules differ in nothing but the header, which is also their measure. */
function isAlike(left: ValueFrom, right: ValueFrom): boolean {
  return (
    typeof left.header === "string" && isOwnMeasure(left) && isOwnMeasure(right) && toShape(left) === toShape(right)
  );
}

function isOwnMeasure({ header, keys }: ValueFrom): boolean {
  const measure = keys?.["measure"];
  return (
    typeof header === "string" && typeof measure === "object" && "constant" in measure && measure.constant === header
  );
}

const toShape = (rule: ValueFrom): string =>
  JSON.stringify({ ...rule, header: null, keys: { ...rule.keys, measure: null } }, (_, part: unknown) =>
    part instanceof RegExp ? String(part) : part,
  );

function toRun(run: readonly ValueFrom[], lists: HeaderLists): SourceList {
  const headers = run.map(({ header }) => String(header));
  const same = [...lists].find(([, list]) => JSON.stringify(list) === JSON.stringify(headers))?.[0];
  const name = same ?? (lists.size === 0 ? "MEASURES" : `MEASURES_${lists.size + 1}`);
  lists.set(name, headers);
  const body = toValue(run[0]!, null, "header");
  return { ...body, open: `...${name}.map((header) => ({`, close: "}))", isPadded: true, breaks: false };
}

/** @param measure the expression that stands for the measure in a run */
function toValue(rule: ValueFrom, header: string | null, measure: string | null): SourceList {
  const keys =
    rule.keys &&
    toRecord(
      Object.entries(rule.keys).map(([name, key]) => [
        name,
        name === "measure" && measure !== null ? toObject([["constant", measure]]) : toKey(key),
      ]),
    );
  const entries: (readonly [string, SourceText | undefined])[] = [
    ["column", quoteText(rule.column)],
    ["header", header ?? undefined],
    ["keys", keys],
    ["scale", optional(rule.scale)],
    ["pattern", rule.pattern && String(rule.pattern)],
    ["blank", rule.blank && quoteText(rule.blank)],
    ["status", rule.status && quoteText(rule.status)],
    ["optional", rule.optional && "true"],
    ["scores", rule.scores && toPart(rule.scores)],
    ["optional", rule.optional && "true"],
  ];
  const object = toObject(entries);
  if (header !== null) return object;
  const [column, ...rest] = object.items;
  return { ...object, items: [column!, "header", ...rest] };
}

const toWanted = (wanted: string | RegExp): string => (typeof wanted === "string" ? quoteText(wanted) : String(wanted));
const optional = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : String(number);
