import { PUBLICATION_CATALOG } from "./open-publication.ts";

/** Why a query is refused or failed, in words for the analyst who wrote it. Becomes a `Fault`. */
export interface QueryProblem {
  /** Dotted and stable: `query.not_a_select`, `query.unknown_column`… */
  readonly code: string;
  readonly summary: string;
  readonly found?: string;
  readonly next: string;
}

const TABLE_FUNCTIONS = new Set(["range", "generate_series", "unnest", "json_each", "json_tree"]);
const SCHEMAS = new Set(["core", "curated", "poundwise", "information_schema"]);
const QUERY_NODES = new Set(["SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"]);

// Functions that look at or change the engine instead of the data, wait, or run text as SQL.
const ENGINE_FUNCTION =
  /^(current_(setting|query|query_id|connection_id|transaction_id)|getvariable|getenv|setseed|sleep_ms|write_log|nextval|currval|txid_current|in_search_path|stats|vector_type|parse_duckdb_log_message|json_(de)?serialize_\w+|json_execute_\w+|query|query_table|read_\w+|has_\w+_privilege|inet_\w+|__internal_\w+|pg_(?!typeof$|size_pretty$)\w+)$/;

/**
 * Judges a query by its syntax tree before the engine may bind it: one select, tables of the publication only, no table
 * function outside a short list (some select statements would otherwise switch on logging or end the process), no
 * function that looks at the engine.
 *
 * @param tree        the object that `json_serialize_sql` returns
 * @param systemViews lower-case names of the engine's own views, which no CTE may carry
 * @returns the first problem, or null when the query may run
 */
export function findProblem(tree: unknown, systemViews: ReadonlySet<string>): QueryProblem | null {
  const root = tree as { error?: boolean; error_type?: string; error_message?: string; statements?: unknown[] };
  if (root.error === true) {
    return root.error_type === "parser"
      ? {
          code: "query.syntax",
          summary: `the query cannot be read: ${root.error_message ?? ""}`,
          next: "Correct it and run it again.",
        }
      : {
          code: "query.not_a_select",
          summary: "only select statements run here",
          next: "Publications are never changed by a query. For PIVOT name the values: pivot … on column in ('a', 'b'). For EXPLAIN use the explain option.",
        };
  }
  const count = root.statements?.length ?? 0;
  if (count !== 1) {
    return {
      code: "query.not_one_statement",
      summary: count === 0 ? "the query is empty" : `there are ${count} statements`,
      next: "Write one select statement.",
    };
  }
  const cteNames = new Set<string>();
  collectCteNames(root.statements, cteNames);
  const taken = [...cteNames].find((name) => systemViews.has(name));
  if (taken !== undefined) {
    return {
      code: "query.reserved_name",
      summary: `"${taken}" is the name of a view of the engine`,
      next: "Give the CTE another name.",
    };
  }
  return findInNode(root.statements, { cteNames, systemViews });
}

interface Names {
  readonly cteNames: ReadonlySet<string>;
  readonly systemViews: ReadonlySet<string>;
}

function collectCteNames(node: unknown, names: Set<string>): void {
  if (node === null || typeof node !== "object") return;
  const record = node as Record<string, unknown>;
  if (typeof record["cte_name"] === "string") names.add(record["cte_name"].toLowerCase());
  const map = (record["cte_map"] as { map?: { key: string }[] } | undefined)?.map;
  for (const entry of map ?? []) names.add(entry.key.toLowerCase());
  for (const child of Object.values(record)) collectCteNames(child, names);
}

function findInNode(node: unknown, names: Names): QueryProblem | null {
  if (node === null || typeof node !== "object") return null;
  const record = node as Record<string, unknown>;
  const own = judgeNode(record, names);
  if (own !== null) return own;
  for (const child of Object.values(record)) {
    const problem = findInNode(child, names);
    if (problem !== null) return problem;
  }
  return null;
}

function judgeNode(node: Record<string, unknown>, names: Names): QueryProblem | null {
  const type = String(node["type"] ?? "");
  if (type.endsWith("_NODE") && !QUERY_NODES.has(type)) return refuse(`a part of kind ${type}`);
  if (type === "BASE_TABLE") return judgeTable(node, names);
  if (type === "TABLE_FUNCTION") {
    const name = String((node["function"] as Record<string, unknown> | undefined)?.["function_name"] ?? "");
    return TABLE_FUNCTIONS.has(name.toLowerCase()) ? null : refuse(`the table function ${name}`);
  }
  // A describe or summarize carries the query it is about; without one it lists the engine's own things.
  if (type === "SHOW_REF" && (node["query"] === undefined || node["query"] === null)) return refuse("show");
  if (typeof node["function_name"] === "string" && ENGINE_FUNCTION.test(node["function_name"].toLowerCase())) {
    return refuse(`the function ${node["function_name"]}`);
  }
  return null;
}

function judgeTable(node: Record<string, unknown>, names: Names): QueryProblem | null {
  const [catalog, schema, table] = ["catalog_name", "schema_name", "table_name"].map((key) => String(node[key] ?? ""));
  if (schema === "" && names.cteNames.has(table!.toLowerCase())) return null;
  if (schema === "" && names.systemViews.has(table!.toLowerCase())) return refuse(`the view ${table}`);
  if (schema === "" && /[./\\:*]/.test(table!)) {
    return {
      code: "query.not_allowed",
      summary: `"${table}" is not a table`,
      next: "Queries cannot read files or addresses; only published tables such as core.areas.",
    };
  }
  if (schema === "") {
    return {
      code: "query.unqualified_table",
      summary: `the table ${table} is named without its layer`,
      next: `Write core.${table} or curated.${table}; select table_name from poundwise.tables lists them.`,
    };
  }
  const isOurs =
    (catalog === "" || catalog!.toLowerCase() === PUBLICATION_CATALOG) && SCHEMAS.has(schema!.toLowerCase());
  return isOurs ? null : refuse(`the table ${[catalog, schema, table].filter((part) => part !== "").join(".")}`);
}

function refuse(what: string): QueryProblem {
  return {
    code: "query.not_allowed",
    summary: `${what} is not available in queries`,
    next: "Use the tables of core, curated, poundwise and information_schema with ordinary functions.",
  };
}
