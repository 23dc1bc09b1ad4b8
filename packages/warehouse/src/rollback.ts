import { existsSync } from "node:fs";
import { chmod, rm } from "node:fs/promises";
import path from "node:path";
import { Fault, type Manifest } from "@poundwise/contracts";
import type { Home } from "./home.ts";
import {
  appendHistory,
  findPublication,
  listPublications,
  readCurrent,
  writeCurrent,
  type PublicationChoice,
} from "./publications.ts";
import { verifyDatabaseFile } from "./verify-publication.ts";
import { acquireWriterLock } from "./writer-lock.ts";

/**
 * Points readers at an earlier (or later) publication. Nothing is built or deleted; the move is logged with who and why.
 *
 * @param choice number or id
 * @returns the manifest that is current now
 * @throws Fault `publish.busy` during a publish; `publication.unknown`; `publication.file_missing`, `publication.file_changed`
 *   or `publication.wal_left` when the file is not the one that was published
 */
export async function rollbackTo(
  home: Home,
  choice: PublicationChoice,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<Manifest> {
  const lock = await acquireWriterLock(home);
  try {
    const manifest = await findPublication(home, choice);
    const { file, sha256 } = manifest.database;
    requireCleanFile(path.join(home.published, file));
    const found = await verifyDatabaseFile(path.join(home.published, file), []);
    if (found.sha256 !== sha256) {
      throw new Fault("publication.file_changed", "the database file is not the one that was published", {
        at: { file: path.join(home.published, file) },
        expected: `SHA-256 ${sha256}`,
        found: found.sha256,
        next: "Restore the file from a backup, or choose another publication.",
      });
    }
    const from = await readCurrent(home);
    await lock.assertHeld();
    await writeCurrent(home, { id: manifest.id, file, sha256, seq: manifest.seq });
    await appendHistory(home, {
      action: "rollback",
      id: manifest.id,
      seq: manifest.seq,
      from: from?.id ?? null,
      by,
      reason,
    });
    return manifest;
  } finally {
    await lock.release();
  }
}

/**
 * A published file may be opened only if it is there and nobody wrote beside it: the engine would replay a left-over
 * `.wal` into it without a word.
 *
 * @throws Fault `publication.file_missing` or `publication.wal_left`
 */
export function requireCleanFile(file: string): void {
  if (!existsSync(file)) {
    throw new Fault("publication.file_missing", "the database file of the publication is not there", {
      at: { file },
      next: "It was pruned or moved. Restore it from a backup, or rebuild the tables as they were known on that day.",
    });
  }
  if (existsSync(`${file}.wal`)) {
    throw new Fault("publication.wal_left", "a write-ahead log lies beside a finished publication", {
      at: { file: `${file}.wal` },
      next: "Somebody opened the publication for writing. Move the .wal file away, then roll back to this publication so that its hash is checked.",
    });
  }
}

/**
 * Deletes the database files of old publications; manifests and the log stay.
 *
 * @param keep       how many of the newest to keep, at least 1
 * @param referenced ids that somebody still needs (a report pinned to them); never deleted
 * @returns ids whose file was deleted, oldest first
 * @throws RangeError when `keep` is not a positive whole number; Fault `publish.busy` during a publish
 */
export async function prunePublications(
  home: Home,
  { keep, referenced, by }: { readonly keep: number; readonly referenced: readonly string[]; readonly by: string },
): Promise<string[]> {
  if (!Number.isInteger(keep) || keep < 1) throw new RangeError("keep must be a positive whole number.");
  const lock = await acquireWriterLock(home);
  try {
    const listed = await listPublications(home);
    const current = listed.find((publication) => publication.isCurrent);
    const isOld = ({ manifest }: { manifest: Manifest }) =>
      current !== undefined && manifest.seq < current.manifest.seq;
    const goers = listed
      .filter((publication) => publication.isAvailable)
      .slice(keep)
      .filter((publication) => isOld(publication) && !referenced.includes(publication.manifest.id))
      .reverse();
    for (const { manifest } of goers) {
      const file = path.join(home.published, manifest.database.file);
      // Windows deletes no read-only file.
      await chmod(file, 0o644);
      await rm(file);
      const { id, seq } = manifest;
      await appendHistory(home, { action: "prune", id, seq, from: null, by, reason: `keep the newest ${keep}` });
    }
    return goers.map(({ manifest }) => manifest.id);
  } finally {
    await lock.release();
  }
}
