import type { Check, Fields, TraceStep } from "@poundwise/contracts";
import type { Catalog } from "@poundwise/runner";
import type { WarehouseTable } from "@poundwise/warehouse";
import { toCode, toList, toPage, toTable, toText } from "./markdown.ts";

/** The page of one table: what it is about, what its columns mean, what is checked, and where its figures come from. */
export function writeTablePage(table: WarehouseTable, { fields, graph }: Catalog): string {
  const { contract, name } = table;
  return toPage(name, [
    toText(contract.about),
    toTable(
      ["about", "this table"],
      [
        ["one row for each", toList(contract.grain.map(toCode))],
        ["made by", describeFiles(table)],
        ["owner", toText(contract.owner)],
        ["classification", contract.classification],
      ],
    ),
    `## Columns\n\n${describeColumns(table, fields)}`,
    contract.checks.length === 0 ? null : `## Checks\n\n${contract.checks.map(describeCheck).join("\n")}`,
    `## Made from\n\n${describeInputs(table, graph)}`,
    contract.trace.length === 0
      ? null
      : `## How a figure is followed\n\n${contract.trace.map(describeStep).join("\n")}${describePeers(table)}`,
    `## Read by\n\n${describeReaders(graph.readers.get(name) ?? [])}`,
  ]);
}

function describeFiles(table: WarehouseTable): string {
  const files =
    table.kind === "sql" ? [...new Set([table.file, ...table.parts.map(({ file }) => file)])] : [table.file];
  return files.map((file) => `[${file}](../../${file})`).join(", ");
}

function describeColumns({ contract }: WarehouseTable, fields: Fields): string {
  const rows = contract.columns.map((name) => {
    const how = contract.how[name];
    const about = fields[name]?.about ?? "";
    return [
      toCode(name),
      fields[name]?.type ?? "",
      fields[name]?.unit ?? "",
      contract.optional.includes(name) ? "yes" : "no",
      toText(how === undefined ? about : `${about} Here: ${how}.`.trim()),
    ];
  });
  return toTable(["column", "type", "unit", "may be empty", "meaning"], rows);
}

function describeCheck({ name, severity, fail_when: failWhen, query }: Check): string {
  const rule =
    failWhen === undefined
      ? `rows of ${toCode(fold(query ?? ""))} are failures`
      : `a row fails when ${toCode(fold(failWhen))}`;
  return `- **${toText(name)}** (${severity === "block" ? "stops publication" : "warns"}): ${rule}`;
}

const fold = (sql: string): string => sql.replace(/\s+/g, " ").trim();

function describeInputs(table: WarehouseTable, graph: Catalog["graph"]): string {
  const inputs = graph.inputs.get(table.name) ?? [];
  if (inputs.length === 0) return "Nothing: it is written out in its file.";
  const direct = inputs.map(toLink).join(", ");
  const sources = listSources(table.name, graph);
  const all = `All sources upstream (${sources.length}): ${sources.map(toLink).join(", ")}.`;
  return `Reads ${direct}.\n\n${all}`;
}

/** Staging tables anywhere above a table, sorted. */
function listSources(name: string, graph: Catalog["graph"]): string[] {
  const found = new Set<string>();
  const visit = (table: string): void => {
    for (const input of graph.inputs.get(table) ?? []) {
      if (found.has(input)) continue;
      found.add(input);
      visit(input);
    }
  };
  visit(name);
  return [...found].filter((input) => /^staging(_history)?\./.test(input)).sort();
}

function toLink(name: string): string {
  const source = /^staging(?:_history)?\.(.+)$/.exec(name)?.[1];
  return source === undefined ? `[${name}](${name}.md)` : `[${name}](../sources/${source}.md)`;
}

function describeStep({ table, match, when, feeds, reads }: TraceStep): string {
  const keys = Object.entries(match).map(
    ([input, own]) => `${toCode(input)} = ${toCode(typeof own === "string" ? own : own.join(", "))}`,
  );
  const parts = [
    keys.length === 0 ? "all rows" : toList(keys),
    ...(when === undefined ? [] : [`when ${toCode(fold(when))}`]),
    ...(reads === undefined ? [] : [`reads ${toList(reads.map(toCode))}`]),
    ...(feeds === undefined ? [] : [`for ${toList(feeds.map(toCode))}`]),
  ];
  return `- ${table.includes("{") ? toCode(table) : toLink(table)}: ${parts.join("; ")}`;
}

function describePeers({ contract: { peers } }: WarehouseTable): string {
  if (peers === undefined) return "";
  return `\n\n${toList(peers.columns.map(toCode))} depend on the whole group: for them ${toList(peers.free.map(toCode))} is left open.`;
}

const describeReaders = (readers: readonly string[]): string =>
  readers.length === 0 ? "No other table." : readers.map((name) => `- ${toLink(name)}`).join("\n");

/** The list of all tables and the dictionary of their columns. */
export function writeTableIndex({ tables, fields }: Catalog): string {
  const list = tables.map(({ name, contract }) => [
    `[${name}](${name}.md)`,
    toText(contract.about),
    contract.grain.map(toCode).join(", "),
  ]);
  const users = new Map<string, string[]>();
  for (const { name, contract } of tables)
    for (const column of contract.columns) users.set(column, [...(users.get(column) ?? []), name]);
  const words = Object.keys(fields)
    .sort()
    .map((name) => [
      toCode(name),
      fields[name]!.type,
      fields[name]!.unit,
      toText(fields[name]!.about),
      (users.get(name) ?? []).map((table) => `[${table}](${table}.md)`).join(", "),
    ]);
  return toPage("Tables", [
    `${tables.length} tables. How they are written is in [the guide](../guides/tables.md), where their rows come from in [the sources](../sources/README.md).`,
    toTable(["table", "what it holds", "one row for each"], list),
    `## Data dictionary\n\nA column name has one type, one unit and one meaning in every table.`,
    toTable(["column", "type", "unit", "meaning", "tables"], words),
  ]);
}
