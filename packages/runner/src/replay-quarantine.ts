import { readFile, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { StagedRelease } from "@poundwise/contracts";
import type { Home } from "@poundwise/warehouse";
import type { QuarantinedRow } from "@poundwise/workbook";
import { isRefused, readPartMeta, readQuarantine } from "./stage-release.ts";

/** What a new reading of one file changed in its quarantine. */
export interface Replay {
  readonly source: string;
  readonly fileName: string;
  /** False when the file was never read otherwise: there is nothing to compare with. */
  readonly hasEarlier: boolean;
  readonly isRefused: boolean;
  /** Rows of the earlier reading that are no longer kept apart, for whatever reason they were. */
  readonly cameBack: readonly QuarantinedRow[];
  readonly stayed: readonly QuarantinedRow[];
  /** Rows kept apart now that were not. */
  readonly added: readonly QuarantinedRow[];
}

/**
 * Compares the quarantine of a file as it is read now with its newest reading under another declaration, reader or
 * register. Readings are kept, so the answer stays the same until something changes again.
 */
export async function replayQuarantine(home: Home, release: StagedRelease): Promise<Replay> {
  const earlier = await findEarlierReading(home, release);
  const [before, after] = await Promise.all([
    earlier === null ? [] : readQuarantine(home, earlier),
    readQuarantine(home, release),
  ]);
  return {
    source: release.source,
    fileName: release.fileName,
    hasEarlier: earlier !== null,
    isRefused: isRefused(release),
    ...compareQuarantine(before, after),
  };
}

/** Rows by place in the file: gone from quarantine, still there, new. */
export function compareQuarantine(
  before: readonly QuarantinedRow[],
  after: readonly QuarantinedRow[],
): Pick<Replay, "cameBack" | "stayed" | "added"> {
  const toPlace = ({ sheet, rowNumber }: QuarantinedRow) => JSON.stringify([sheet, rowNumber]);
  const [was, is] = [new Set(before.map(toPlace)), new Set(after.map(toPlace))];
  return {
    cameBack: before.filter((row) => !is.has(toPlace(row))),
    stayed: after.filter((row) => was.has(toPlace(row))),
    added: after.filter((row) => !was.has(toPlace(row))),
  };
}

async function findEarlierReading(home: Home, release: StagedRelease): Promise<StagedRelease | null> {
  const folder = path.join(home.store, `staging_part.${release.source}`);
  let newest: { readonly release: StagedRelease; readonly readAt: number } | null = null;
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".json") || name === `${release.fingerprint}.json`) continue;
    const file = path.join(folder, name);
    const meta = await readPartMeta(file);
    if (meta === null || meta.release.sha256 !== release.sha256) continue;
    const readAt = (await stat(file)).mtimeMs;
    if (newest === null || readAt > newest.readAt) newest = { release: meta.release, readAt };
  }
  if (newest === null) return null;
  const quarantine = path.join(folder, `${newest.release.fingerprint}.quarantine.ndjson`);
  return (await readFile(quarantine).catch(() => null)) === null ? null : newest.release;
}
