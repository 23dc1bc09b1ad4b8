import { chmod, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Home } from "./home.ts";
import { appendHistory, readCurrent, readHistory, readManifest } from "./publications.ts";

/**
 * Clears what writers that died left in `published` and completes the log: half-built files go, a file that never
 * became current goes too (its number stays used), and a pointer move whose log line was lost gets its line.
 * The caller holds the writer's lock.
 *
 * @returns names of the removed files, sorted
 */
export async function cleanAborted(home: Home): Promise<string[]> {
  const current = await readCurrent(home);
  const history = await readHistory(home);
  const visible = new Set(history.filter((entry) => entry.action !== "abandon").map((entry) => entry.id));
  if (current !== null && !visible.has(current.id)) {
    const { runId } = await readManifest(home, current.id);
    await appendHistory(home, {
      action: "recover",
      id: current.id,
      seq: current.seq,
      from: history.findLast(({ action }) => ["publish", "rollback", "recover"].includes(action))?.id ?? null,
      by: "recovery",
      reason: `run ${runId} ended before it could log its publication`,
    });
    visible.add(current.id);
  }
  const removed: string[] = [];
  for (const file of (await readdir(home.published)).sort()) {
    const published = /^(pub-(\d+)-[0-9a-f]+)\.(duckdb|json)$/.exec(file);
    const isAbandoned = published !== null && !visible.has(published[1]!);
    if (!isAbandoned && !file.startsWith("build-") && !file.endsWith(".tmp")) continue;
    if (isAbandoned) await logAbandoned(home, published[1]!, Number(published[2]));
    const filePath = path.join(home.published, file);
    // Windows deletes no read-only file.
    await chmod(filePath, 0o644);
    await rm(filePath, { force: true });
    removed.push(file);
  }
  return removed;
}

// Logged before the file goes, so that no crash can free the number for a second use.
async function logAbandoned(home: Home, id: string, seq: number): Promise<void> {
  await appendHistory(home, { action: "abandon", id, seq, from: null, by: "recovery", reason: "never became current" });
}
