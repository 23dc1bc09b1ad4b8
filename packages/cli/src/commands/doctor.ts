import { spawnSync } from "node:child_process";
import { access, constants, statfs } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import {
  hashFile,
  isIntact,
  listPublications,
  listReceipts,
  readCurrent,
  readLanded,
  readManifest,
  toStorePath,
  withEngine,
} from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";

interface Symptom {
  readonly what: string;
  readonly state: "well" | "note" | "ill";
  readonly detail: string;
}

/** `poundwise doctor`: looks at the machine and the home and says what is not well, and what to do. Changes nothing. */
export async function runDoctorCommand(context: CliContext): Promise<ExitCode> {
  const symptoms = [
    describeNode(),
    await describeEngine(),
    await describeHome(context),
    await describeSpace(context),
    await describeLanding(context),
    await describePublications(context),
    await describeStore(context),
    describeTool("prlimit", "limits the memory of analysts' queries", process.platform === "linux"),
    describeTool("git", "notes the commit in each publication", true),
  ];
  const sign = { well: "✓", note: "·", ill: "✗" } as const;
  for (const { what, state, detail } of symptoms) context.say(`${sign[state]} ${what.padEnd(14)} ${detail}`);
  context.answer(symptoms);
  return symptoms.some(({ state }) => state === "ill") ? EXIT.failed : EXIT.done;
}

function describeNode(): Symptom {
  return { what: "Node", state: "well", detail: `${process.version} on ${process.platform} ${process.arch}` };
}

async function describeEngine(): Promise<Symptom> {
  const detail = await withEngine({}, async (engine) => `DuckDB ${engine.version} starts and answers`);
  return { what: "Engine", state: "well", detail };
}

async function describeHome({ home }: CliContext): Promise<Symptom> {
  if (!existsSync(home.root))
    return { what: "Home", state: "note", detail: `${home.root} is not there yet; a refresh creates it` };
  try {
    await access(home.root, constants.W_OK);
    return { what: "Home", state: "well", detail: home.root };
  } catch {
    return {
      what: "Home",
      state: "ill",
      detail: `${home.root} cannot be written; give this user the right, or choose another with --home`,
    };
  }
}

async function describeSpace({ home }: CliContext): Promise<Symptom> {
  if (!existsSync(home.root)) return { what: "Disk", state: "note", detail: "the home is not there yet" };
  const { bavail, bsize } = await statfs(home.root);
  const gigabytes = (bavail * bsize) / 1e9;
  return {
    what: "Disk",
    state: gigabytes < 1 ? "ill" : "well",
    detail: `${gigabytes.toFixed(1)} GB free${gigabytes < 1 ? "; a publication needs twice its size, make room first" : ""}`,
  };
}

async function describeLanding({ home }: CliContext): Promise<Symptom> {
  const receipts = await listReceipts(home);
  for (const receipt of receipts) await readLanded(home, receipt);
  return {
    what: "Landing",
    state: receipts.length === 0 ? "note" : "well",
    detail: receipts.length === 0 ? "nothing has landed yet" : `${receipts.length} files, every hash agrees`,
  };
}

async function describePublications({ home }: CliContext): Promise<Symptom> {
  const current = await readCurrent(home);
  if (current === null)
    return {
      what: "Publications",
      state: "note",
      detail: "nothing published yet; start with: npx poundwise refresh --samples",
    };
  const listed = await listPublications(home);
  const file = path.join(home.published, current.file);
  const ill = await findIll(file, current.sha256);
  return ill === null
    ? { what: "Publications", state: "well", detail: `${listed.length}, readers see ${current.id}` }
    : {
        what: "Publications",
        state: "ill",
        detail: `${current.id} is current but its file ${ill}; publish it anew: npx poundwise refresh --verify, or roll back: npx poundwise rollback N --reason TEXT`,
      };
}

/** What is wrong with a published file; null when nothing is. */
async function findIll(file: string, sha256: string): Promise<string | null> {
  if (!existsSync(file)) return "is gone";
  if (existsSync(`${file}.wal`)) return "has a write-ahead log beside it, which somebody's writing left";
  return (await hashFile(file)) === sha256 ? null : "is not the one that was published";
}

/** Stored tables and staged rows behind the current publication, read against the hashes they were written with. */
async function describeStore({ home }: CliContext): Promise<Symptom> {
  const current = await readCurrent(home);
  if (current === null) return { what: "Store", state: "note", detail: "nothing published yet" };
  const { tables, staging } = await readManifest(home, current.id);
  const fingerprints = [
    ...Object.entries(tables).map(([name, table]) => [name, table.fingerprint] as const),
    ...Object.entries(staging),
  ];
  const damaged: string[] = [];
  for (const [name, fingerprint] of fingerprints) {
    if (!(await isIntact(toStorePath(home, name, fingerprint)))) damaged.push(name);
  }
  return damaged.length === 0
    ? { what: "Store", state: "well", detail: `${fingerprints.length} tables, every hash agrees` }
    : {
        what: "Store",
        state: "ill",
        detail: `missing or damaged: ${damaged.join(", ")}; build them anew from landing: npx poundwise refresh --verify`,
      };
}

function describeTool(name: string, use: string, isExpected: boolean): Symptom {
  const isThere = spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined;
  const detail = isThere ? `there: ${use}` : `not there: ${use}; Poundwise works without it`;
  return { what: name, state: isThere || !isExpected ? "well" : "note", detail };
}
