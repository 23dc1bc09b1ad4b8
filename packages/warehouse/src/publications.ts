import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Fault, manifestSchema, type Manifest } from "@poundwise/contracts";
import { appendLineDurably, writeFileDurably } from "./durable-files.ts";
import type { Home } from "./home.ts";

/** What `published/CURRENT` says: the publication that readers open. */
export interface CurrentPointer {
  readonly id: string;
  /** Name of the database file in `published`. */
  readonly file: string;
  readonly sha256: string;
  readonly seq: number;
}

/** One line of `published/history.ndjson`: something happened to the pointer or to a publication. */
export interface HistoryEntry {
  /** Instant, ISO with Z. */
  readonly at: string;
  /**
   * `publish` and `rollback` moved the pointer; `keep`: built and kept, the pointer stayed; `recover`: the line of a
   * publish was lost in a crash and is written later; `abandon`: a file that was never finished was removed, its number
   * stays used; `prune`: the database file was deleted.
   */
  readonly action: "publish" | "keep" | "rollback" | "recover" | "abandon" | "prune";
  readonly id: string;
  readonly seq: number;
  /** The publication that was current before; null = none. */
  readonly from: string | null;
  readonly by: string;
  readonly reason: string | null;
}

/** A finished publication. */
export interface ListedPublication {
  readonly manifest: Manifest;
  readonly isCurrent: boolean;
  /** False when the database file was pruned; the manifest stays, and the same tables can be built again from it. */
  readonly isAvailable: boolean;
}

/** Which publication to read: the current one, a number, or an id (`pub-000012-3f9a…`). */
export type PublicationChoice = "current" | number | string;

/** The pointer as it is now; null before the first publication. Safe to call at any moment of a publish. */
export async function readCurrent(home: Home): Promise<CurrentPointer | null> {
  const text = await readTextIfThere(path.join(home.published, "CURRENT"));
  return text === null ? null : (JSON.parse(text) as CurrentPointer);
}

/** Moves the pointer; the new state is on disk when it returns. The caller holds the writer's lock and logs the move. */
export async function writeCurrent(home: Home, pointer: CurrentPointer): Promise<void> {
  await writeFileDurably(path.join(home.published, "CURRENT"), `${JSON.stringify(pointer)}\n`);
}

/** Every finished publication, newest first: those that are or were current, and those that were only kept. */
export async function listPublications(home: Home): Promise<ListedPublication[]> {
  const current = await readCurrent(home);
  const ids = new Set((await readHistory(home)).filter((entry) => entry.action !== "abandon").map((entry) => entry.id));
  if (current !== null) ids.add(current.id);
  const manifests = await Promise.all([...ids].map((id) => readManifest(home, id)));
  return manifests
    .sort((a, b) => b.seq - a.seq)
    .map((manifest) => ({
      manifest,
      isCurrent: manifest.id === current?.id,
      isAvailable: existsSync(path.join(home.published, manifest.database.file)),
    }));
}

/**
 * The manifest of the chosen publication.
 * @throws Fault `publication.none` before the first publication, `publication.unknown` when the choice names nothing
 */
export async function findPublication(home: Home, choice: PublicationChoice): Promise<Manifest> {
  const current = await readCurrent(home);
  if (current !== null && [current.id, current.seq, "current"].includes(choice)) return readManifest(home, current.id);
  const known = await listPublications(home);
  if (known.length === 0 || choice === "current") {
    throw new Fault("publication.none", "nothing has been published yet", {
      at: { file: home.published },
      next: "Run a refresh first.",
    });
  }
  const found = known.find(({ manifest }) => manifest.id === choice || manifest.seq === choice);
  if (found !== undefined) return found.manifest;
  throw new Fault("publication.unknown", `there is no publication ${choice}`, {
    at: { file: home.published },
    expected: `one of ${known
      .slice(0, 5)
      .map(({ manifest }) => manifest.seq)
      .join(", ")}`,
    next: "List the publications and choose one of them.",
  });
}

/**
 * The manifest of one publication by id.
 * @throws Fault `publication.manifest_unreadable` when the file is missing or is not a manifest
 */
export async function readManifest(home: Home, id: string): Promise<Manifest> {
  const file = path.join(home.published, `${id}.json`);
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    throw new Fault("publication.manifest_unreadable", "the manifest of a publication is missing or damaged", {
      at: { file },
      next: "Restore the file from a backup of the published folder, or roll back to another publication.",
      cause,
    });
  }
}

/** The log of the published folder, oldest first. A last line cut by a crash is left out. */
export async function readHistory(home: Home): Promise<HistoryEntry[]> {
  const text = await readTextIfThere(path.join(home.published, "history.ndjson"));
  if (text === null) return [];
  return text.split("\n").flatMap((line): HistoryEntry[] => {
    if (line.trim() === "") return [];
    const entry = parseEntry(line);
    return entry === null ? [] : [entry];
  });
}

/** Appends to the log; the line is on disk when it returns. */
export async function appendHistory(home: Home, entry: Omit<HistoryEntry, "at">): Promise<void> {
  const line: HistoryEntry = { at: new Date().toISOString(), ...entry };
  await appendLineDurably(path.join(home.published, "history.ndjson"), JSON.stringify(line));
}

// A cut line carries nothing that CURRENT and the folder do not say as well: the next writer completes the log from them.
function parseEntry(line: string): HistoryEntry | null {
  try {
    return JSON.parse(line) as HistoryEntry;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function readTextIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
