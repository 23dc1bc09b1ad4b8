import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import type { Engine } from "./engine.ts";

/** Two states of one table, as Parquet files. */
export interface TableStates {
  readonly grain: readonly string[];
  /** Columns to compare, grain left out; those that one state lacks are passed over. */
  readonly columns: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** One figure that differs between two states, or a row that only one of them has (column null). */
export interface Difference {
  /** Values of the grain, in its order. */
  readonly key: readonly string[];
  readonly column: string | null;
  /** As text with full precision; null when empty, and for rows. */
  readonly before: string | null;
  readonly after: string | null;
  readonly kind: "moved" | "appeared" | "vanished";
}

/** Floating-point figures closer than this, relative to the greater, count as the same: adding up in another order moves them so far. */
export const SAME_WITHIN = 1e-9;

/**
 * Every figure that differs between two states of a table, row by row of the grain. A row that only one state has is one
 * difference, whatever it holds.
 * @returns sorted by key, then column
 */
export async function compareTables(engine: Engine, states: TableStates): Promise<Difference[]> {
  const { grain, columns, before, after } = states;
  const types = await readTypes(engine, after);
  const oldTypes = await readTypes(engine, before);
  const key = (side: string) => `[${grain.map((name) => `${side}.${quotedIdentifier(name)}::varchar`).join(", ")}]`;
  const same = grain.map((name) => `old.${quotedIdentifier(name)} is not distinct from new.${quotedIdentifier(name)}`);
  const shared = columns.filter((name) => oldTypes.has(name) && types.has(name));
  const figures = shared.map((name) => toFigure(name, types.get(name)!));
  const rows = await engine.readRows(`
    with old as (select *, true as is_there from read_parquet(${quotedString(before)})),
    new as (select *, true as is_there from read_parquet(${quotedString(after)})),
    both_states as (
      select
        coalesce(old.is_there, false) as is_old,
        coalesce(new.is_there, false) as is_new,
        case when new.is_there then ${key("new")} else ${key("old")} end as key,
        [${[NO_FIGURE, ...figures].join(", ")}] as figures
      from old full join new on ${same.join(" and ")}
    )
    select to_json(key)::varchar as key, null as column, null as before, null as after,
      case when is_new then 'appeared' else 'vanished' end as kind
    from both_states where is_old <> is_new
    union all
    select to_json(key)::varchar, figure.column, figure.before, figure.after, 'moved'
    from (select key, unnest(figures) as figure from both_states where is_old and is_new)
    where figure.differs
    order by 1, 2`);
  return rows.map((row) => ({
    key: JSON.parse(String(row["key"])) as string[],
    column: row["column"] as string | null,
    before: row["before"] as string | null,
    after: row["after"] as string | null,
    kind: row["kind"] as Difference["kind"],
  }));
}

// Gives the list a type when a table has no column besides its grain.
const NO_FIGURE = "{'column': '', 'before': '', 'after': '', 'differs': false}";

function toFigure(name: string, type: string): string {
  const [old, now] = [`old.${quotedIdentifier(name)}`, `new.${quotedIdentifier(name)}`];
  const isClose = `abs(${old} - ${now}) <= ${SAME_WITHIN} * greatest(abs(${old}), abs(${now}))`;
  const differs = `${old} is distinct from ${now}${type === "DOUBLE" ? ` and not coalesce(${isClose}, false)` : ""}`;
  return `{'column': ${quotedString(name)}, 'before': ${old}::varchar, 'after': ${now}::varchar, 'differs': ${differs}}`;
}

async function readTypes(engine: Engine, path: string): Promise<Map<string, string>> {
  const described = await engine.readRows(`describe from read_parquet(${quotedString(path)})`);
  return new Map(described.map((row) => [String(row["column_name"]), String(row["column_type"])]));
}
