import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import {
  Fault,
  parseContract,
  parseSqlTable,
  type ComputedTable,
  type ComputedTableDefinition,
  type TableName,
} from "@poundwise/contracts";
import { analyseQuery } from "./analyse-sql.ts";
import type { Engine } from "./engine.ts";
import type { QueryPart, ReadTable, WarehouseSqlTable, WarehouseTable } from "./warehouse-table.ts";

/**
 * Reads every table of the warehouse: `core/` and `curated/` below `sqlFolder`, and the computed tables given.
 * A file is a table; a folder is a table whose files are parts, united by column name under its `_contract.yaml`.
 *
 * @param sqlFolder the folder that holds `core` and `curated`
 * @param root      the folder that paths in messages are relative to
 * @param computed  see `toComputedTable`
 * @returns the tables sorted by name
 * @throws Fault for the first file that cannot be read as a table, naming file and line; `table.repeated` for a name
 * that is both a file and a folder or computed
 */
export async function loadTables(
  engine: Engine,
  { sqlFolder, root, computed }: { sqlFolder: string; root: string; computed: readonly ComputedTable[] },
): Promise<WarehouseTable[]> {
  const tables: WarehouseTable[] = computed.map((table) => ({
    ...table,
    reads: Object.values(table.inputs).map((name) => ({ name, file: table.file, line: 1 })),
  }));
  for (const layer of ["core", "curated"] as const) {
    for (const entry of await listEntries(path.join(sqlFolder, layer))) {
      const place = path.join(sqlFolder, layer, entry.name);
      if (entry.isDirectory()) tables.push(await loadFolder(engine, `${layer}.${entry.name}`, place, root));
      else if (entry.name.endsWith(".sql")) {
        tables.push(await loadFile(engine, `${layer}.${entry.name.replace(/\.sql$/, "")}`, place, root));
      }
    }
  }
  tables.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, table] of tables.entries()) {
    checkName(table.name, table.file);
    if (tables[index + 1]?.name === table.name) refuseRepeat(table, tables[index + 1]!);
  }
  return tables;
}

/**
 * Gives a computed table its name and checks its contract.
 *
 * @param name the file name without ending: `curated.cost_effectiveness`
 * @param file path relative to the repository, for messages
 * @throws Fault `contract.invalid` or `contract.unknown_column`
 */
export function toComputedTable(name: TableName, file: string, definition: ComputedTableDefinition): ComputedTable {
  return { ...definition, kind: "computed", name, file, contract: parseContract(definition.contract, file) };
}

async function loadFile(engine: Engine, name: TableName, place: string, root: string): Promise<WarehouseSqlTable> {
  const file = toLabel(root, place);
  const table = parseSqlTable(name, file, await readText(place));
  const part = { file, fileLine: table.queryLine, queryLine: 1, text: table.query };
  return { ...table, parts: [part], reads: await listReads(engine, [part]) };
}

async function loadFolder(engine: Engine, name: TableName, place: string, root: string): Promise<WarehouseSqlTable> {
  const entries = await listEntries(place);
  const contractFile = toLabel(root, path.join(place, "_contract.yaml"));
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".sql")).map((entry) => entry.name);
  if (!entries.some((entry) => entry.name === "_contract.yaml")) {
    throw new Fault("contract.missing", "the folder has no contract", {
      at: { file: contractFile },
      next: "Add _contract.yaml with the keys of a table's header.",
    });
  }
  if (names.length === 0) {
    throw new Fault("table.no_parts", "the folder has no part", {
      at: { file: toLabel(root, place) },
      expected: "at least one .sql file",
      next: "Add a part for a source, or remove the folder.",
    });
  }
  const parts: QueryPart[] = [];
  // Two lines open the union, and one line closes a part and opens the next.
  let queryLine = 3;
  for (const partName of names) {
    const part = toPart(toLabel(root, path.join(place, partName)), await readText(path.join(place, partName)));
    parts.push({ ...part, queryLine });
    queryLine += part.text.split("\n").length + 1;
  }
  const yaml = await readText(path.join(place, "_contract.yaml"));
  // A folder is read as the single file it stands for, so that contracts have one reader.
  const { contract } = parseSqlTable(name, contractFile, `/* contract\n${yaml}\n*/\nselect`);
  const query = `select ${contract.columns.join(", ")} from (\n${unite(parts)}\n)`;
  return {
    kind: "sql",
    name,
    contract,
    query,
    file: contractFile,
    queryLine: 1,
    parts,
    reads: await listReads(engine, parts),
  };
}

const unite = (parts: readonly QueryPart[]) => parts.map((part) => `(\n${part.text}\n)`).join(" union all by name ");

function toPart(file: string, content: string): Omit<QueryPart, "queryLine"> {
  const text = content.trim().replace(/;\s*$/, "");
  return { file, text, fileLine: content.slice(0, content.indexOf(text)).split("\n").length };
}

async function listReads(engine: Engine, parts: readonly QueryPart[]): Promise<ReadTable[]> {
  const reads = new Map<string, ReadTable>();
  for (const part of parts) {
    const place = { file: part.file, line: part.fileLine };
    for (const reference of await analyseQuery(engine, part.text, place)) {
      if (!reads.has(reference.name)) reads.set(reference.name, { ...reference, file: part.file });
    }
  }
  return [...reads.values()];
}

async function listEntries(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw new Fault("table.folder_unreadable", `the folder cannot be read (${(cause as Error).message})`, {
      at: { file: folder },
      next: "Create the folder, or correct the path.",
      cause,
    });
  }
}

// Windows checkouts may have CRLF; fingerprints and line counts must not see it.
const readText = async (file: string) => (await readFile(file, "utf8")).replace(/\r\n/g, "\n");

const toLabel = (root: string, place: string) => path.relative(root, place).split(path.sep).join("/");

function checkName(name: string, file: string): void {
  if (/^(core|curated)\.[a-z][a-z0-9_]*$/.test(name)) return;
  throw new Fault("table.bad_name", `${name} is no table name`, {
    at: { file },
    expected: "lower case letters, digits and underscores, starting with a letter",
    next: "Rename the file; its name is the table's name.",
  });
}

function refuseRepeat(table: WarehouseTable, other: WarehouseTable): never {
  throw new Fault("table.repeated", `${table.name} is declared twice`, {
    at: { file: table.file },
    found: `also ${other.file}`,
    next: "Keep one of them.",
  });
}
