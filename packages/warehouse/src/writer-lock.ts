import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Fault } from "@poundwise/contracts";
import type { Home } from "./home.ts";

/** Who holds the right to publish: at most one process per home. */
export interface WriterLock {
  /** @throws Fault `publish.lock_lost` when somebody removed or replaced the lock; nothing may be published then. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

interface LockRecord {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** Instant the process started, ISO; tells a process from a later one with the same number. */
  readonly processStartedAt: string;
}

/**
 * Takes `published/writer.lock`. A lock left behind by a process that no longer lives is taken over.
 *
 * @throws Fault `publish.busy` naming the process that holds it
 */
export async function acquireWriterLock(home: Home): Promise<WriterLock> {
  await mkdir(home.published, { recursive: true });
  const lockPath = path.join(home.published, "writer.lock");
  const mine: LockRecord = {
    token: randomUUID(),
    pid: process.pid,
    host: os.hostname(),
    processStartedAt: toProcessStart().toISOString(),
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await createLock(lockPath, mine)) return toWriterLock(lockPath, mine);
    const held = await readLock(lockPath);
    if (held === null) continue;
    if (!isStale(held, mine)) throw describeBusy(lockPath, held);
    await removeStaleLock(lockPath, held);
  }
  throw describeBusy(lockPath, await readLock(lockPath));
}

function toWriterLock(lockPath: string, mine: LockRecord): WriterLock {
  const isHeld = async () => (await readLock(lockPath))?.token === mine.token;
  return {
    async assertHeld() {
      if (await isHeld()) return;
      throw new Fault("publish.lock_lost", "another process took the right to publish away from this one", {
        at: { file: lockPath },
        next: "Nothing was published by this run. See that only one refresh runs at a time and run it again.",
      });
    },
    async release() {
      if (await isHeld()) await rm(lockPath, { force: true });
    },
  };
}

// The record is complete before the name exists: a linked file can never be seen half written.
async function createLock(lockPath: string, record: LockRecord): Promise<boolean> {
  const draft = `${lockPath}.${record.token}.tmp`;
  await writeFile(draft, JSON.stringify(record), { flag: "wx" });
  try {
    await link(draft, lockPath);
    return true;
  } catch (error) {
    // ENOENT: the holder swept the folder and took our draft with it.
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readLock(lockPath: string): Promise<LockRecord | null> {
  try {
    return JSON.parse(await readFile(lockPath, "utf8")) as LockRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Fault("publish.lock_unreadable", "the lock of the publishing process cannot be read", {
      at: { file: lockPath },
      next: "Check that no refresh is running, then delete the file.",
      cause: error,
    });
  }
}

function isStale(held: LockRecord, mine: LockRecord): boolean {
  if (held.host !== mine.host) return false;
  const startedAt = Date.parse(held.processStartedAt);
  // A second of slack: both instants are computed from clocks that are read at different moments.
  if (startedAt < Date.now() - os.uptime() * 1000 - 1000) return true;
  // The same number but an earlier start: containers give every run the same process number.
  if (held.pid === mine.pid) return startedAt < Date.parse(mine.processStartedAt) - 1000;
  return !isAlive(held.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

// Two processes may find the same stale lock. Moving it aside is atomic, and whoever moved a newer one puts it back.
async function removeStaleLock(lockPath: string, stale: LockRecord): Promise<void> {
  const aside = `${lockPath}.${randomUUID()}.stale.tmp`;
  try {
    await rename(lockPath, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = await readLock(aside);
  try {
    if (moved !== null && moved.token !== stale.token) await link(aside, lockPath);
  } catch (error) {
    // A third process was faster; the one we moved away notices before it publishes.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function toProcessStart(): Date {
  return new Date(Date.now() - process.uptime() * 1000);
}

function describeBusy(lockPath: string, held: LockRecord | null): Fault {
  return new Fault("publish.busy", "another process is publishing", {
    at: { file: lockPath },
    ...(held === null ? {} : { found: `process ${held.pid} on ${held.host}, started ${held.processStartedAt}` }),
    next: "Wait until it has finished. If that process is not a refresh, delete the lock file.",
  });
}
