import { Fault } from "@poundwise/contracts";
import type { Engine } from "./engine.ts";

/** Where a query is written: `line` is the line of `file` on which the query starts (1-based). */
export interface QueryPlace {
  readonly file: string;
  readonly line: number;
}

export interface TableReference {
  /** `core.areas`, `staging.<source>`, `staging_history.<source>` or `curated.<table>`. */
  readonly name: string;
  /** Line of the file where the table is first named. */
  readonly line: number;
}

/**
 * The tables a query reads, from the engine's own syntax tree, in the order in which they are first named. Names of
 * common table expressions are left out. Refuses whatever the graph could not follow or a rebuild could not repeat.
 *
 * @param sql one plain select, without parameters
 * @throws Fault naming file and line: `sql.syntax`, `sql.not_a_select`, `sql.many_statements`, `sql.unqualified_table`,
 * `sql.unknown_layer`, `sql.opens_a_file`, `sql.table_function`, `sql.not_repeatable`
 */
export async function analyseQuery(engine: Engine, sql: string, place: QueryPlace): Promise<TableReference[]> {
  const tree = await parseQuery(engine, sql, place);
  const visit: Visit = {
    place,
    toLine: (offset) => place.line + countLineBreaks(sql, offset),
    cteNames: new Set(),
    unrepeatable: await listUnrepeatableFunctions(engine),
    found: new Map(),
  };
  collectCteNames(tree, visit.cteNames);
  walk(tree, visit);
  return [...visit.found]
    .map(([name, offset]) => ({ name, offset }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ name, offset }) => ({ name, line: visit.toLine(offset) }));
}

/** The layers a query may name. */
export const LAYERS = ["staging", "staging_history", "core", "curated"] as const;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

interface Visit {
  readonly place: QueryPlace;
  readonly toLine: (offset: number) => number;
  readonly cteNames: Set<string>;
  readonly unrepeatable: ReadonlySet<string>;
  /** Table name → byte offset of its first mention. */
  readonly found: Map<string, number>;
}

async function parseQuery(engine: Engine, sql: string, place: QueryPlace): Promise<Json> {
  const [row] = await engine.readRows("select json_serialize_sql($1::varchar)::varchar as tree", [sql]);
  const parsed = JSON.parse(String(row!["tree"])) as JsonObject;
  const at = (offset: Json | undefined) => ({ ...place, line: place.line + countLineBreaks(sql, Number(offset ?? 0)) });
  if (parsed["error"] === true && parsed["error_type"] === "parser") {
    throw new Fault("sql.syntax", String(parsed["error_message"]), {
      at: at(parsed["position"]),
      next: "Run the query in any DuckDB client to see the place.",
    });
  }
  if (parsed["error"] === true) {
    throw new Fault("sql.not_a_select", "the query is not a plain select", {
      at: at(0),
      expected: "one select; a pivot needs its values listed: on column in (...)",
      found: sql.trim().slice(0, 60),
      next: "Write the result as a select; the warehouse creates the table.",
    });
  }
  const statements = parsed["statements"] as readonly Json[];
  if (statements.length !== 1) {
    throw new Fault("sql.many_statements", "the file must hold one select", {
      at: at(0),
      found: `${statements.length} statements`,
      next: "Give each table a file of its own, or use a common table expression.",
    });
  }
  return statements[0]!;
}

function collectCteNames(node: Json, names: Set<string>): void {
  if (Array.isArray(node)) for (const item of node as readonly Json[]) collectCteNames(item, names);
  if (!isObject(node)) return;
  const map = isObject(node["cte_map"]) ? node["cte_map"]["map"] : undefined;
  if (Array.isArray(map)) {
    for (const entry of map as readonly JsonObject[]) names.add(String(entry["key"]).toLowerCase());
  }
  for (const child of Object.values(node)) collectCteNames(child, names);
}

function walk(node: Json, visit: Visit): void {
  if (Array.isArray(node)) for (const item of node as readonly Json[]) walk(item, visit);
  if (!isObject(node)) return;
  switch (node["type"]) {
    case "BASE_TABLE":
      addTable(node, visit);
      break;
    case "TABLE_FUNCTION":
      checkTableFunction(node, visit);
      break;
    case "SHOW_REF":
      refuse("sql.not_a_select", "the query describes a table instead of selecting from it", node, visit);
      break;
    case "FUNCTION":
      checkRepeatable(String(node["function_name"]), node, visit);
      break;
    case "COLUMN_REF":
      if ((node["column_names"] as readonly Json[]).length === 1) {
        const [name] = node["column_names"] as readonly string[];
        if (CLOCK_WORDS.has(name!.toLowerCase())) checkRepeatable("now", node, visit);
      }
      break;
  }
  if (isObject(node["sample"])) {
    refuse("sql.not_repeatable", "a sample gives other rows on every build", node, visit);
  }
  for (const child of Object.values(node)) walk(child, visit);
}

function addTable(node: JsonObject, visit: Visit): void {
  const schema = String(node["schema_name"]);
  const table = String(node["table_name"]);
  if (schema === "" && visit.cteNames.has(table.toLowerCase())) return;
  if (!/^[a-z0-9_]+$/.test(table)) {
    refuse("sql.opens_a_file", `"${table}" is a file or no table name`, node, visit);
  }
  if (schema === "") {
    refuse("sql.unqualified_table", `table ${table} is named without its layer`, node, visit);
  }
  if (!(LAYERS as readonly string[]).includes(schema) || node["catalog_name"] !== "") {
    refuse("sql.unknown_layer", `${schema}.${table} is in no layer`, node, visit);
  }
  const name = `${schema}.${table}`;
  const offset = Number(node["query_location"]);
  visit.found.set(name, Math.min(offset, visit.found.get(name) ?? offset));
}

const PURE_TABLE_FUNCTIONS = new Set(["range", "generate_series", "unnest"]);

function checkTableFunction(node: JsonObject, visit: Visit): void {
  const name = isObject(node["function"]) ? String(node["function"]["function_name"]).toLowerCase() : "";
  if (PURE_TABLE_FUNCTIONS.has(name)) return;
  refuse("sql.table_function", `table function ${name} may open files or hide what is read`, node, visit);
}

// The grammar reads these words as columns; the binder then turns them into calls.
const CLOCK_WORDS = new Set(["current_date", "current_timestamp", "current_time", "localtime", "localtimestamp"]);

function checkRepeatable(name: string, node: JsonObject, visit: Visit): void {
  if (!visit.unrepeatable.has(name.toLowerCase())) return;
  refuse("sql.not_repeatable", `${name} gives another answer on every build`, node, visit);
}

const unrepeatableByVersion = new Map<string, Promise<ReadonlySet<string>>>();

function listUnrepeatableFunctions(engine: Engine): Promise<ReadonlySet<string>> {
  const known = unrepeatableByVersion.get(engine.version);
  if (known !== undefined) return known;
  // `error` stops a build on purpose; `getvariable` reads the session and is declared constant.
  const listed = engine
    .readRows(
      `select distinct function_name from duckdb_functions()
       where stability <> 'CONSISTENT' and function_name <> 'error'
       union select unnest(['getvariable', 'getenv'])`,
    )
    .then((rows) => new Set(rows.map((row) => String(row["function_name"]))));
  unrepeatableByVersion.set(engine.version, listed);
  return listed;
}

const NEXT_STEPS: Readonly<Record<string, string>> = {
  "sql.opens_a_file": "Declare the file as a source and read staging.<source>.",
  "sql.unqualified_table": "Write core.<table>, curated.<table> or staging.<source>.",
  "sql.unknown_layer": "Write core.<table>, curated.<table> or staging.<source>.",
  "sql.table_function": "Read a table of the warehouse; only range, generate_series and unnest are allowed here.",
  "sql.not_repeatable": "Take the day from the data, so that the same inputs give the same table.",
  "sql.not_a_select": "Select the columns by name.",
};

function refuse(code: string, summary: string, node: JsonObject, visit: Visit): never {
  throw new Fault(code, summary, {
    at: { file: visit.place.file, line: visit.toLine(Number(node["query_location"] ?? 0)) },
    next: NEXT_STEPS[code]!,
  });
}

function isObject(node: Json | undefined): node is JsonObject {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

// The engine counts bytes, and says 2^64 - 1 where it knows no place.
function countLineBreaks(sql: string, byteOffset: number): number {
  const bytes = Buffer.from(sql);
  const before = byteOffset > bytes.length ? "" : bytes.subarray(0, byteOffset).toString();
  return before.split("\n").length - 1;
}
