import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import { StatementType } from "@duckdb/node-api";
import { connectTo, openReadOnly, PUBLICATION_CATALOG } from "./open-publication.ts";
import { toCellReader } from "./query-cells.ts";
import { describeTooSlow, explainEngineError, TOO_MUCH_MEMORY } from "./query-errors.ts";
import { OUT_OF_MEMORY_SIGN, toProcessBytes, type QueryMessage, type QueryOrder } from "./query-protocol.ts";
import { findProblem, type QueryProblem } from "./query-rules.ts";

// Runs an analyst's SQL in a process of its own. The boundary is the process: the settings and rules below are the second wall.

async function answer(order: QueryOrder): Promise<void> {
  // The engine bounds sorts and joins, but not single huge values; the operating system's cap does, where there is one.
  const watchdog = setInterval(() => endWhenTooLarge(toProcessBytes(order.limits)), 25);
  watchdog.unref();
  const instance = await openReadOnly(order.file, {
    threads: String(order.limits.threads),
    memory_limit: `${order.limits.memoryMegabytes}MB`,
    temp_directory: order.tempDirectory,
    max_temp_directory_size: "5GB",
  });
  const connection = await connectTo(instance);
  await say({ kind: "ready" });
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, order.limits.seconds * 1000);
  try {
    const problem = await judge(connection, order.sql);
    if (problem === null) await streamRows(connection, order);
    else await say({ kind: "problem", problem });
  } catch (error) {
    const problem = isLate ? describeTooSlow(order.limits.seconds) : await explain(connection, error as Error);
    await say({ kind: "problem", problem });
  } finally {
    clearTimeout(deadline);
  }
}

// The text is only parsed here; binding it could already run code of a table function.
async function judge(connection: DuckDBConnection, sql: string): Promise<QueryProblem | null> {
  const read = async (query: string, values: string[]) => (await connection.runAndReadAll(query, values)).getRowsJS();
  const [serialized] = await read("select json_serialize_sql($1::varchar)::varchar", [sql]);
  const views = await read("select view_name from duckdb_views() where internal", []);
  return findProblem(JSON.parse(String(serialized![0])), new Set(views.map(([name]) => String(name).toLowerCase())));
}

async function streamRows(connection: DuckDBConnection, order: QueryOrder): Promise<void> {
  const statement = await connection.prepare(order.explain ? `explain ${order.sql}` : order.sql);
  requireType(statement, order.explain ? StatementType.EXPLAIN : StatementType.SELECT);
  const result = await statement.stream();
  const types = result.columnTypes();
  const readers = types.map(toCellReader);
  const columns = result.columnNames().map((name, index) => ({ name, type: types[index]!.toString() }));
  await say({ kind: "columns", columns });
  let rowsLeft = order.limits.rows;
  let charactersLeft = order.limits.characters;
  let isTruncated = false;
  for await (const batch of result.yieldRows()) {
    const rows = batch.slice(0, rowsLeft).map((row) => row.map((value, index) => readers[index]!(value)));
    if (rows.length > 0) charactersLeft -= await say({ kind: "rows", rows }, charactersLeft);
    isTruncated = batch.length > rowsLeft || charactersLeft < 0;
    if (isTruncated) break;
    rowsLeft -= batch.length;
  }
  await say({ kind: "end", isTruncated });
}

function requireType(statement: DuckDBPreparedStatement, expected: StatementType): void {
  if (statement.statementType !== expected) throw new Error("Permission Error: not a select");
}

async function explain(connection: DuckDBConnection, error: Error): Promise<QueryProblem> {
  try {
    return await explainEngineError(error.message, (kind, name) => findNearNames(connection, kind, name));
  } catch {
    // After a fatal error the connection answers nothing more; the message without suggestions must do.
    return explainEngineError(error.message, async () => []);
  }
}

async function findNearNames(connection: DuckDBConnection, kind: "table" | "column", name: string): Promise<string[]> {
  const names =
    kind === "table"
      ? "select schema_name || '.' || table_name as name, table_name as short_name from duckdb_tables()"
      : "select column_name as name, column_name as short_name from duckdb_columns()";
  const reader = await connection.runAndReadAll(
    `select name from (${names} where database_name = $1) group by name, short_name
     order by greatest(jaro_winkler_similarity(name, $2), jaro_winkler_similarity(short_name, $2)) desc, name limit 3`,
    [PUBLICATION_CATALOG, name],
  );
  return reader.getRowsJS().map(([found]) => String(found));
}

// Waits until the reader has taken the line, so that a slow reader holds the query back instead of filling memory.
async function say(message: QueryMessage, charactersLeft = Infinity): Promise<number> {
  const line = `${JSON.stringify(message)}\n`;
  if (line.length > charactersLeft) return line.length;
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(line, (error) => (error ? reject(error) : resolve())),
  );
  return line.length;
}

function endWhenTooLarge(bytes: number): void {
  if (process.memoryUsage.rss() < bytes) return;
  writeSync(2, OUT_OF_MEMORY_SIGN);
  process.kill(process.pid, "SIGKILL");
}

// The order is the first line; the pipe stays open as long as somebody wants the answer.
process.stdin.once("close", () => process.kill(process.pid, "SIGKILL"));
const order = await new Promise<QueryOrder>((resolve) => {
  createInterface({ input: process.stdin }).once("line", (line) => resolve(JSON.parse(line) as QueryOrder));
});
try {
  await answer(order);
} catch (error) {
  const problem: QueryProblem = /bad_alloc|out of memory/i.test((error as Error).message)
    ? TOO_MUCH_MEMORY
    : {
        code: "query.failed",
        summary: (error as Error).message,
        next: "Try again; if it stays, roll back the publication.",
      };
  await say({ kind: "problem", problem });
}
// Closing would wait for threads that an interrupt cannot stop.
process.exit(0);
