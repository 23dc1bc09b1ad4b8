import type { Manifest } from "@poundwise/contracts";
import type { Database } from "@poundwise/sql";
import { createWarehouseDialect, openPublication, resolveHome, type PublicationChoice } from "@poundwise/warehouse";
import { Kysely } from "kysely";

export interface ClientOptions {
  /** Which publication to read: a number, an id, or the current one (default). */
  readonly publication?: PublicationChoice;
}

/** A publication to ask, for as long as it is open always the same one. */
export interface Client {
  /** Typed by the contracts of the tables: `db.selectFrom("curated.unit_costs")`. */
  readonly db: Kysely<Database>;
  /** Which publication this is, from which files, checked how. */
  readonly manifest: Manifest;
  close(): Promise<void>;
}

/**
 * Opens a publication for typed reading. It stays what it is while newer ones appear; open again to see those.
 *
 * @param homeDir the folder that holds `published`, e.g. `data`
 * @throws Fault `publication.none` before the first publication; `publication.unknown`, `.file_missing`, `.wal_left` or
 *   `.unreadable` when the chosen one cannot be read
 */
export async function openClient(homeDir: string, options: ClientOptions = {}): Promise<Client> {
  const publication = await openPublication(resolveHome(homeDir), options.publication);
  const db = new Kysely<Database>({ dialect: createWarehouseDialect({ connect: publication.connect }) });
  return {
    db,
    manifest: publication.manifest,
    async close() {
      await db.destroy();
      publication.close();
    },
  };
}
