import { StatementType, type DuckDBConnection, type DuckDBResult } from "@duckdb/node-api";
import { Fault, type Row } from "@poundwise/contracts";
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import { toRowReader } from "./duckdb-types.ts";
import { introspectDatabase } from "./kysely-introspection.ts";
import { toParameter } from "./kysely-parameter.ts";

export interface WarehouseDialectConfig {
  /** Opens a connection on which unqualified schemas resolve; the dialect closes it. One per query or transaction. */
  readonly connect: () => Promise<DuckDBConnection>;
  /** Called once when the Kysely instance is destroyed. */
  readonly close?: () => void;
}

/**
 * Lets Kysely talk to DuckDB. Rows come back as `toRowReader` makes them: decimals and whole numbers exact, days as ISO
 * text. Values are bound, never written into the SQL; `Date` and arrays are refused (see `toParameter`).
 */
export function createWarehouseDialect(config: WarehouseDialectConfig): Dialect {
  return {
    createDriver: () => createDriver(config),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new WarehouseAdapter(),
    createIntrospector: (db: Kysely<unknown>) => introspectDatabase(db),
  };
}

// One process writes at a time, so a migration needs no lock; PostgreSQL's advisory locks do not exist here.
class WarehouseAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

interface WarehouseConnection extends DatabaseConnection {
  readonly duckdb: DuckDBConnection;
}

function createDriver(config: WarehouseDialectConfig): Driver {
  const run = (connection: DatabaseConnection, sql: string) => connection.executeQuery(CompiledQuery.raw(sql));
  return {
    async init() {},
    async acquireConnection() {
      return toConnection(await config.connect());
    },
    async beginTransaction(connection, settings) {
      await run(connection, toBegin(settings));
    },
    async commitTransaction(connection) {
      await run(connection, "commit");
    },
    async rollbackTransaction(connection) {
      await run(connection, "rollback");
    },
    async releaseConnection(connection) {
      (connection as WarehouseConnection).duckdb.closeSync();
    },
    async destroy() {
      config.close?.();
    },
  };
}

function toBegin({ isolationLevel, accessMode }: TransactionSettings): string {
  if (isolationLevel !== undefined && isolationLevel !== "snapshot") {
    throw new Fault("client.isolation_level", `transactions cannot be ${isolationLevel}`, {
      expected: "snapshot, the only level the engine has",
      next: "Leave the isolation level out.",
    });
  }
  return accessMode === undefined ? "begin transaction" : `begin transaction ${accessMode}`;
}

function toConnection(duckdb: DuckDBConnection): WarehouseConnection {
  return {
    duckdb,
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await startQuery(duckdb, query);
      const rows: Row[] = [];
      for await (const batch of readBatches(result)) for (const row of batch) rows.push(row);
      return {
        // The row type is Kysely's promise to its caller; what is checked is that the columns have plain types.
        rows: (changesRows(result) ? [] : rows) as R[],
        ...(changesRows(result) ? { numAffectedRows: BigInt(result.rowsChanged) } : {}),
      };
    },
    async *streamQuery<R>(query: CompiledQuery, chunkSize = 1000): AsyncIterableIterator<QueryResult<R>> {
      const result = await startQuery(duckdb, query);
      let pending: Row[] = [];
      for await (const batch of readBatches(result)) {
        pending.push(...batch);
        while (pending.length >= chunkSize) {
          yield { rows: pending.slice(0, chunkSize) as R[] };
          pending = pending.slice(chunkSize);
        }
      }
      if (pending.length > 0) yield { rows: pending as R[] };
    },
  };
}

function startQuery(duckdb: DuckDBConnection, query: CompiledQuery): Promise<DuckDBResult> {
  return duckdb.stream(query.sql, query.parameters.map(toParameter));
}

async function* readBatches(result: DuckDBResult): AsyncGenerator<Row[]> {
  const readRow = toRowReader(result.deduplicatedColumnNames(), result.columnTypes());
  for await (const rows of result.yieldRows()) yield rows.map(readRow);
}

// An insert, update or delete without `returning` answers with one row that holds the count.
function changesRows(result: DuckDBResult): boolean {
  const { statementType } = result;
  const isChange =
    statementType === StatementType.INSERT ||
    statementType === StatementType.UPDATE ||
    statementType === StatementType.DELETE;
  return isChange && result.columnCount === 1 && result.columnName(0) === "Count";
}
