import { randomUUID } from "node:crypto";
import os from "node:os";
import path from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance, quotedIdentifier, quotedString } from "@duckdb/node-api";
import { Fault, type Manifest } from "@poundwise/contracts";
import type { Home } from "./home.ts";
import { findPublication, type PublicationChoice } from "./publications.ts";
import { requireCleanFile } from "./rollback.ts";

/** The name under which a publication is attached, the same for every one, so that no query depends on a file name. */
export const PUBLICATION_CATALOG = "warehouse";

/** A publication opened for reading. It stays what it is while newer ones appear. */
export interface OpenPublication {
  readonly manifest: Manifest;
  /** A new connection on which `core.…` and `curated.…` resolve; one per request. The caller closes it. */
  readonly connect: () => Promise<DuckDBConnection>;
  /** May be called more than once. */
  readonly close: () => void;
}

/**
 * Opens a publication read-only: in a memory instance with the file attached, files and network off afterwards.
 *
 * @param choice the current one unless said otherwise
 * @throws Fault `publication.none`, `.unknown`, `.file_missing`, `.wal_left` or `.unreadable`
 */
export async function openPublication(home: Home, choice: PublicationChoice = "current"): Promise<OpenPublication> {
  const manifest = await findPublication(home, choice);
  const file = path.join(home.published, manifest.database.file);
  requireCleanFile(file);
  const spill = path.join(os.tmpdir(), `poundwise-read-${randomUUID()}`);
  const instance = await openReadOnly(file, { temp_directory: spill });
  let isOpen = true;
  return {
    manifest,
    connect: () => connectTo(instance),
    close() {
      if (isOpen) instance.closeSync();
      isOpen = false;
    },
  };
}

/**
 * A memory instance with one database file attached read-only under the neutral name and everything else shut off.
 * The order matters: files must be reachable until the attach, and nothing can be set after the last statement.
 *
 * @param options engine options by name; `temp_directory` must be a folder of its own, because the engine lets queries
 *   read and write there whatever else is forbidden
 * @throws Fault `publication.unreadable` when the engine refuses the file
 */
export async function openReadOnly(
  file: string,
  options: Readonly<Record<string, string>> & { readonly temp_directory: string },
): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(":memory:", {
    ...options,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  try {
    const connection = await instance.connect();
    await connection.run(`attach ${quotedString(file)} as ${quotedIdentifier(PUBLICATION_CATALOG)} (read_only)`);
    await connection.run("set enable_external_access = false");
    await connection.run("set lock_configuration = true");
    connection.closeSync();
    return instance;
  } catch (cause) {
    instance.closeSync();
    throw new Fault("publication.unreadable", "the database file of the publication cannot be opened", {
      at: { file },
      found: (cause as Error).message.split("\n")[0] ?? "",
      next: "Roll back to another publication, or build it again.",
      cause,
    });
  }
}

/** A connection of `instance` with the publication as its default database. */
export async function connectTo(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`use ${quotedIdentifier(PUBLICATION_CATALOG)}`);
  return connection;
}
