import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import { LAYERS } from "./analyse-sql.ts";
import type { Engine } from "./engine.ts";

/**
 * Makes built tables visible under their names (`staging.<source>`, `core.areas`), and nothing else: what an earlier
 * call showed is gone.
 *
 * @param paths table name → Parquet file
 */
export async function registerRelations(engine: Engine, paths: ReadonlyMap<string, string>): Promise<void> {
  for (const layer of LAYERS) {
    await engine.run(`drop schema if exists memory.${layer} cascade`);
    await engine.run(`create schema memory.${layer}`);
  }
  for (const [name, path] of paths) {
    const [layer, table] = name.split(".") as [string, string];
    await engine.run(
      `create view memory.${quotedIdentifier(layer)}.${quotedIdentifier(table)} as from read_parquet(${quotedString(path)})`,
    );
  }
}
