import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, rm, watch } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withEngine } from "../src/engine.ts";
import type { Home } from "../src/home.ts";
import { openPublication } from "../src/open-publication.ts";
import { listPublications, readCurrent, readHistory } from "../src/publications.ts";
import { publish } from "../src/publish.ts";
import { makeHome, storeVersion, toRequest } from "./publication-fixture.ts";

const KILLS = 30;
const SEED = 20241121;

let home: Home;
beforeAll(async () => {
  home = await makeHome();
});
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await rm(home.root, { recursive: true, force: true });
});

interface Program {
  readonly process: ChildProcess;
  output: string;
  errors: string;
}

function start(name: "writer" | "reader"): Program {
  const script = fileURLToPath(new URL(`./kill-publish.${name}.ts`, import.meta.url));
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = spawn(process.execPath, ["--conditions=source", "--import", loader, script, home.root]);
  started.push(child);
  const program: Program = { process: child, output: "", errors: "" };
  child.stdout.on("data", (text) => (program.output += String(text)));
  child.stderr.on("data", (text) => (program.errors += String(text)));
  return program;
}

function listAcknowledged(writer: Program): { seq: number; version: number }[] {
  const lines = writer.output.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as { seq: number; version: number });
}

// The files in the order in which a publication writes them.
const STEPS = [/^build-/, /^pub-.*\.duckdb$/, /^\.pub-.*json/, /^pub-.*\.json$/, /^\.CURRENT/, /^CURRENT$/, /^history/];

async function waitForStep(step: RegExp): Promise<void> {
  for await (const { filename } of watch(home.published)) if (filename !== null && step.test(filename)) return;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Mulberry32: the same moments in every run, as far as the machine is equally fast.
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("a publisher that is killed", () => {
  it(`at ${KILLS} moments never shows readers an error, a mixture or an older publication`, async () => {
    const random = makeRandom(SEED);
    const began = Date.now();
    await publish(home, toRequest(await storeVersion(home, began), "first"));
    const span = (Date.now() - began) * 2;
    const readers = [start("reader"), start("reader")];
    const acknowledged: number[] = [1];
    let halfBuilt = 0;
    let next = start("writer");
    for (let kill = 0; kill < KILLS; kill += 1) {
      const writer = next;
      writer.process.stdin!.write("go\n");
      // Building takes most of the time; every second kill is aimed at one of the short steps after it.
      const step = STEPS[Math.floor(random() * STEPS.length)]!;
      const moment = kill % 2 === 0 ? wait(random() * span) : waitForStep(step).then(() => wait(random() * 10));
      next = start("writer");
      await moment;
      const ended = once(writer.process, "close");
      writer.process.kill("SIGKILL");
      await ended;
      expect(writer.errors).toBe("");
      acknowledged.push(...listAcknowledged(writer).map(({ seq }) => seq));
      if ((await readdir(home.published)).some((file) => file.startsWith("build-"))) halfBuilt += 1;
      expect((await readCurrent(home))!.seq).toBeGreaterThanOrEqual(Math.max(...acknowledged));
    }
    next.process.kill("SIGKILL");

    const last = await publish(home, toRequest(await storeVersion(home, Date.now()), "last"));
    if (last.held) throw new Error("held");
    expect(last.manifest.seq).toBeGreaterThan(Math.max(...acknowledged));
    const listed = await listPublications(home);
    expect(listed[0]).toMatchObject({ isCurrent: true, isAvailable: true, manifest: { seq: last.manifest.seq } });
    const available = listed.filter((each) => each.isAvailable).map((each) => each.manifest.seq);
    expect(acknowledged.filter((seq) => !available.includes(seq))).toEqual([]);
    const published = (await readHistory(home)).filter(({ action }) => action === "publish" || action === "recover");
    expect(new Set(published.map(({ seq }) => seq)).size).toBe(published.length);
    expect((await readdir(home.published)).filter((file) => /^build-|\.tmp$|\.lock$|\.wal$/.test(file))).toEqual([]);
    expect(halfBuilt).toBeGreaterThan(0);
    expect(listed.length).toBeGreaterThan(3);

    for (const reader of readers) {
      await wait(50);
      const ended = once(reader.process, "close");
      reader.process.stdin!.write("stop\n");
      await ended;
      const seen = JSON.parse(reader.output) as { queries: number; publications: number };
      expect(seen).toMatchObject({ torn: 0, wentBack: 0, errors: [] });
      expect(seen.queries).toBeGreaterThan(50);
      expect(seen.publications).toBeGreaterThan(1);
    }
  }, 150_000);
});

describe("what a dead publisher leaves", () => {
  it("a write-ahead log beside a half-built file is not replayed into the next build of that name", async () => {
    const build = path.join(home.published, "build-again.duckdb");
    await withEngine({}, async (engine) => {
      await engine.attach(build, "build", "write");
      await engine.run("pragma disable_checkpoint_on_shutdown");
      await engine.run("create table build.stale as select 1 as x");
    });
    await rm(build);
    expect(existsSync(`${build}.wal`)).toBe(true);
    const result = await publish(home, toRequest(await storeVersion(home, Date.now()), "again"));
    if (result.held) throw new Error("held");
    expect(existsSync(build)).toBe(false);
    const publication = await openPublication(home);
    const connection = await publication.connect();
    const reader = await connection.runAndReadAll(
      "select count(*)::integer from information_schema.tables where table_name = 'stale'",
    );
    expect(reader.getRowsJS()).toEqual([[0]]);
    connection.closeSync();
    publication.close();
  });

  it("one process cannot open a database file twice for writing", async () => {
    const file = path.join(home.published, "build-twice.duckdb");
    await withEngine({}, async (engine) => {
      await engine.attach(file, "one", "write");
      await withEngine({}, async (second) => {
        await expect(second.attach(file, "two", "write")).rejects.toMatchObject({ code: "engine.file_in_use" });
        await expect(second.attach(file, "two", "read")).rejects.toMatchObject({ code: "engine.file_in_use" });
      });
    });
  });
});
