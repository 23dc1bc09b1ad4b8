import { mkdir } from "node:fs/promises";
import path from "node:path";

/** The folders of one installation, absolute. */
export interface Home {
  readonly root: string;
  /** Files are dropped here. */
  readonly inbox: string;
  /** Original bytes by hash, and the ledger of arrivals. */
  readonly landing: string;
  /** Built tables by fingerprint: `<table>/<fingerprint>.parquet`. */
  readonly store: string;
  readonly published: string;
  readonly runs: string;
  readonly reports: string;
}

/** Names the folders below `dir` (relative to the working folder unless absolute); creates nothing. */
export function resolveHome(dir: string): Home {
  const root = path.resolve(dir);
  return {
    root,
    inbox: path.join(root, "inbox"),
    landing: path.join(root, "landing"),
    store: path.join(root, "warehouse", "store"),
    published: path.join(root, "published"),
    runs: path.join(root, "runs"),
    reports: path.join(root, "reports"),
  };
}

/** Creates whichever folders of the home are missing. */
export async function prepareHome(home: Home): Promise<void> {
  for (const folder of [home.inbox, home.landing, home.store, home.published, home.runs, home.reports]) {
    await mkdir(folder, { recursive: true });
  }
}
