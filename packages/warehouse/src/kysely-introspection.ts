import {
  DEFAULT_MIGRATION_LOCK_TABLE,
  DEFAULT_MIGRATION_TABLE,
  sql,
  type DatabaseIntrospector,
  type DatabaseMetadataOptions,
  type Kysely,
  type TableMetadata,
} from "kysely";

/** Schemas, tables and columns of the current database, in alphabetical and declared order, for Kysely's tools. */
export function introspectDatabase(db: Kysely<unknown>): DatabaseIntrospector {
  return {
    async getSchemas() {
      const { rows } = await sql<{ name: string }>`
        select schema_name as name from duckdb_schemas()
        where database_name = current_database() and not internal order by 1`.execute(db);
      return rows;
    },
    getTables: (options) => readTables(db, options),
    async getMetadata(options) {
      return { tables: await readTables(db, options) };
    },
  };
}

interface ColumnRow {
  readonly schema: string;
  readonly table: string;
  readonly is_view: boolean;
  readonly column: string;
  readonly data_type: string;
  readonly is_nullable: boolean;
  readonly has_default: boolean;
  readonly comment: string | null;
}

async function readTables(db: Kysely<unknown>, options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
  const { rows } = await sql<ColumnRow>`
    select
        columns.schema_name as schema,
        columns.table_name as "table",
        views.view_name is not null as is_view,
        columns.column_name as "column",
        columns.data_type,
        columns.is_nullable,
        columns.column_default is not null as has_default,
        columns.comment
    from duckdb_columns() as columns
    -- Left join: most tables are not views.
    left join duckdb_views() as views
        on views.database_name = columns.database_name
        and views.schema_name = columns.schema_name
        and views.view_name = columns.table_name
    where columns.database_name = current_database() and not columns.internal
    order by columns.schema_name, columns.table_name, columns.column_index`.execute(db);
  const migrationTables: string[] = options?.withInternalKyselyTables
    ? []
    : [DEFAULT_MIGRATION_TABLE, DEFAULT_MIGRATION_LOCK_TABLE];
  const tables = new Map<string, TableMetadata>();
  for (const row of rows.filter(({ table }) => !migrationTables.includes(table))) {
    const key = JSON.stringify([row.schema, row.table]);
    const table = tables.get(key) ?? { schema: row.schema, name: row.table, isView: row.is_view, columns: [] };
    table.columns.push({
      name: row.column,
      dataType: row.data_type,
      isNullable: row.is_nullable,
      hasDefaultValue: row.has_default,
      isAutoIncrementing: false,
      ...(row.comment === null ? {} : { comment: row.comment }),
    });
    tables.set(key, table);
  }
  return [...tables.values()];
}
