import {
  listStagingColumns,
  type Fields,
  type Layout,
  type SourceDeclaration,
  type TableLayout,
} from "@poundwise/contracts";
import type { CatalogSource } from "@poundwise/runner";
import { toCode, toList, toPage, toTable, toText } from "./markdown.ts";
import { describeUnit } from "./unit-words.ts";

export interface SourcePageFacts {
  readonly fields: Fields;
  /** What the source file says above the declaration: what the figures are, units, traps. */
  readonly comment: string;
  /** Names of the shipped sample files, sorted. */
  readonly samples: readonly string[];
  /** Tables that read it, sorted. */
  readonly readers: readonly string[];
}

/** The page of one source: where it comes from, what a row of it is, and how each of its layouts is read. */
export function writeSourcePage({ id, declaration }: CatalogSource, facts: SourcePageFacts): string {
  return toPage(toText(declaration.title), [
    toText(facts.comment),
    describeOrigin(id, declaration, facts),
    `## What one row is\n\n${describeRow(declaration)}`,
    `## Columns\n\n${describeColumns(declaration, facts.fields)}`,
    `## Layouts\n\n${declaration.layouts.map(describeLayout).join("\n\n")}`,
    describeMarkers(declaration),
    describePassedOver(declaration),
    describeGuards(declaration),
    `## Read by\n\n${describeReaders(facts.readers)}`,
  ]);
}

function describeOrigin(id: string, source: SourceDeclaration, { samples }: SourcePageFacts): string {
  const rows = [
    ["publisher", toText(source.publisher)],
    [
      "page",
      source.page === "" ? "not stated" : /^https?:/.test(source.page) ? `<${source.page}>` : toText(source.page),
    ],
    ["licence", toText(source.licence)],
    ["declared in", `[pipelines/sources/${id}.ts](../../pipelines/sources/${id}.ts)`],
    ["shipped sample", samples.length === 0 ? "none" : samples.map(toCode).join(", ")],
    ...(source.synthetic === true ? [["made up", "yes: every output made from it says SYNTHETIC"]] : []),
  ];
  return toTable(["about", "this source"], rows);
}

function describeRow({ grain, vintageBy, areaColumn }: SourceDeclaration): string {
  const newest =
    vintageBy.length === 0
      ? "The newest release replaces all earlier ones."
      : `For each ${toList(vintageBy.map(toCode))} the newest release wins as a whole.`;
  const area =
    areaColumn === undefined ? "" : ` Codes in ${toCode(areaColumn)} are checked against the authority register.`;
  return `One row of a release for each ${toList(grain.map(toCode))}. ${newest}${area}`;
}

function describeColumns({ row, grain, mask }: SourceDeclaration, fields: Fields): string {
  const columns = listStagingColumns(row).map(({ name, type, isValue, isOptional }) => {
    const notes = [
      ...(grain.includes(name) ? ["identifies the row"] : []),
      ...(isValue ? ["published figure, with status, cell and text as printed"] : []),
      ...(isOptional && !isValue ? ["may be empty"] : []),
      ...(mask?.[name] === undefined ? [] : ["masked before staging"]),
    ];
    return [
      toCode(name),
      type,
      describeUnit(name, isValue, fields),
      toText(fields[name]?.about ?? ""),
      notes.join("; "),
    ];
  });
  return toTable(["column", "type", "unit", "meaning", "notes"], columns);
}

function describeLayout({ name, file, tables }: Layout): string {
  const rows = tables.map((table) => [
    table.sheet === undefined ? "the text" : describeWanted(table.sheet),
    describeHeader(table),
    String(table.values.length),
    describeFactors(table),
  ]);
  return [
    `### ${toText(name)}`,
    `File name: ${toCode(String(file))}`,
    toTable(["sheet", "header row holds", "rules for figures", "numbers are multiplied by"], mergeAlike(rows)),
  ].join("\n\n");
}

/** Sheets read in the same way share a line. */
function mergeAlike(rows: readonly (readonly string[])[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const [sheet, ...rest] of rows) {
    const key = JSON.stringify(rest);
    groups.set(key, [...(groups.get(key) ?? []), sheet!]);
  }
  return [...groups].map(([key, sheets]) => [[...new Set(sheets)].join(", "), ...(JSON.parse(key) as string[])]);
}

function describeHeader({ header }: TableLayout): string {
  const depth = header.depth === undefined ? "" : `, lowest of ${header.depth} rows`;
  return `${describeWanted(header.anchor)}${depth}`;
}

function describeFactors({ values }: TableLayout): string {
  const scales = [...new Set(values.map(({ scale }) => scale ?? 1))].sort((left, right) => left - right);
  return scales.map((scale) => scale.toLocaleString("en-GB", { maximumFractionDigits: 6 })).join(" or ") || "none";
}

const describeWanted = (wanted: string | RegExp): string => toCode(String(wanted));

function describeMarkers({ markers, blank }: SourceDeclaration): string {
  const rows = Object.entries(markers).map(([sign, status]) => [toCode(sign), status.replace(/_/g, " ")]);
  const empty = `An empty cell is ${(blank ?? "missing").replace(/_/g, " ")}.`;
  if (rows.length === 0) return `## Signs among figures\n\nNone is known. ${empty}`;
  return `## Signs among figures\n\n${empty}\n\n${toTable(["sign", "read as"], rows)}`;
}

function describePassedOver({ layouts }: SourceDeclaration): string | null {
  const tables = layouts.flatMap(({ tables: all }) => all);
  const columns = tables.flatMap(({ ignore }) => ignore ?? []).map(({ header, why }) => [describeWanted(header), why]);
  const rows = tables
    .flatMap(({ rows: rules }) => rules?.skip ?? [])
    .map(({ header, matches, why }) => [`${describeWanted(header)} fits ${toCode(String(matches))}`, why]);
  const parts = [
    columns.length === 0 ? null : toTable(["column", "why it is not read"], sortUnique(columns)),
    rows.length === 0 ? null : toTable(["rows whose", "why they are skipped"], sortUnique(rows)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `## Passed over\n\n${parts.join("\n\n")}`;
}

function sortUnique(rows: readonly (readonly string[])[]): string[][] {
  const unique = new Map(rows.map(([place, why]) => [`${place!} ${why!}`, [place!, toText(why!)]]));
  return [...unique.values()];
}

function describeGuards({ controlTotal, quarantineLimit, layouts }: SourceDeclaration): string | null {
  const lines: string[] = [];
  if (controlTotal !== undefined)
    lines.push(
      `- The rows of ${toCode(controlTotal.column)} must add up to the row whose ${toCode(controlTotal.when.column)} fits ${toCode(String(controlTotal.when.matches))}, within ${controlTotal.tolerance.toLocaleString("en-GB")}.`,
    );
  const totals = layouts.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows?.totals ?? []));
  for (const column of new Set(totals.map(({ column: name }) => name)))
    lines.push(`- Printed totals of ${toCode(column)} must agree with its rows.`);
  if (quarantineLimit !== undefined) {
    const { rows, share, amountGbp } = quarantineLimit;
    const limits = [
      ...(rows === undefined ? [] : [`${rows.toLocaleString("en-GB")} rows`]),
      ...(share === undefined ? [] : [`${Math.round(share * 1000) / 10} in 100 rows`]),
      ...(amountGbp === undefined ? [] : [`£${amountGbp.toLocaleString("en-GB")}`]),
    ];
    lines.push(`- No more than ${limits.join(" or ")} may be kept apart.`);
  }
  return lines.length === 0 ? null : `## A release is refused unless\n\n${lines.join("\n")}`;
}

function describeReaders(readers: readonly string[]): string {
  if (readers.length === 0) return "No table reads it yet.";
  return readers.map((name) => `- [${name}](../tables/${name}.md)`).join("\n");
}

/** The list of all sources, by publisher. */
export function writeSourceIndex(
  sources: readonly CatalogSource[],
  readersOf: (sourceId: string) => readonly string[],
  handWritten: readonly string[],
): string {
  const rows = sources.map(({ id, declaration }) => [
    `[${id}](${id}.md)`,
    toText(declaration.title),
    toText(declaration.publisher),
    toText(declaration.licence),
    String(declaration.layouts.length),
    readersOf(id).length === 0
      ? "none yet"
      : readersOf(id)
          .map((name) => `[${name}](../tables/${name}.md)`)
          .join(", "),
  ]);
  return toPage("Sources", [
    `${sources.length} declared sources. What publishers print and nothing reads is in ${toList(handWritten.map((name) => `[${name}](${name})`))}.`,
    toTable(["source", "what it holds", "publisher", "licence", "layouts", "read by"], rows),
  ]);
}
