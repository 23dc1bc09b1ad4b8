import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Manifest } from "@poundwise/contracts";
import { sealStored } from "@poundwise/warehouse";
import { afterAll, describe, expect, it } from "vitest";
import { copyPublishedHome } from "./published-home.ts";
import { askCli, queryRows, runCli } from "./run-cli.ts";

const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

async function makeHome(): Promise<string> {
  const home = await copyPublishedHome("damage");
  homes.push(home);
  return home;
}

function readManifest(home: string): Manifest {
  const current = JSON.parse(readFileSync(path.join(home, "published", "CURRENT"), "utf8")) as { id: string };
  return JSON.parse(readFileSync(path.join(home, "published", `${current.id}.json`), "utf8")) as Manifest;
}

function findStored(home: string, table: string): string {
  const { tables, staging } = readManifest(home);
  const fingerprint = tables[table]?.fingerprint ?? staging[table];
  return path.join(home, "warehouse", "store", table, `${fingerprint}.parquet`);
}

/** Another value in one byte in the middle of a file, as a bad disk makes it. */
function flipByte(file: string): void {
  chmodSync(file, 0o644);
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(file, bytes);
}

const headline = "select area_code, ce_rank, ce_diff from curated.cost_effectiveness order by all";

describe("damage to a home", () => {
  it("in the store is found by doctor and built anew from landing, byte for byte", async () => {
    const home = await makeHome();
    const stored = findStored(home, "curated.outcome_score");
    const staged = findStored(home, "staging.nhsd_ascof");
    const before = readFileSync(stored);
    flipByte(stored);
    rmSync(staged);
    const ill = await runCli(home, ["doctor"]);
    expect(ill.code).toBe(1);
    expect(ill.stdout).toMatch(/✗ Store .*curated\.outcome_score.*staging\.nhsd_ascof/);
    expect(ill.stdout).toContain("refresh --verify");

    const mended = await runCli(home, ["refresh", "--verify"]);
    expect(mended.code, mended.stderr).toBe(0);
    expect(mended.stdout).toContain("Damaged in the store, set aside and built anew: curated.outcome_score");
    expect(readFileSync(stored).equals(before)).toBe(true);
    expect(existsSync(staged)).toBe(true);
    expect(readdirSync(path.dirname(stored)).some((name) => name.endsWith(".damaged"))).toBe(true);
    expect((await runCli(home, ["doctor"])).code).toBe(0);
  }, 120_000);

  it("in the published file is found by doctor, and the same tables are published anew", async () => {
    const home = await makeHome();
    const before = await queryRows(home, headline);
    const { database, id } = readManifest(home);
    flipByte(path.join(home, "published", database.file));
    const ill = await runCli(home, ["doctor"]);
    expect(ill.code).toBe(1);
    expect(ill.stdout).toContain("is not the one that was published");
    expect((await runCli(home, ["refresh", "--verify"])).code).toBe(0);
    expect(readManifest(home).id).not.toBe(id);
    expect(await queryRows(home, headline)).toEqual(before);
  }, 120_000);

  it("by a write-ahead log that somebody's writing left is found by doctor and never replayed", async () => {
    const home = await makeHome();
    const { database } = readManifest(home);
    writeFileSync(path.join(home, "published", `${database.file}.wal`), "left over");
    const ill = await runCli(home, ["doctor"]);
    expect(ill.stdout).toContain("write-ahead log");
    const asked = await runCli(home, ["query", headline]);
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain(".wal");
  }, 120_000);

  it("that nothing can explain holds the next publication until it is accepted with a reason", async () => {
    const home = await makeHome();
    const stored = findStored(home, "core.deflators");
    // Another writer's name in the file: the rows are the same, the bytes are not those that were published.
    const bytes = readFileSync(stored);
    bytes.write("duckdb", bytes.lastIndexOf("DuckDB"), "latin1");
    writeFileSync(stored, bytes);
    const { rows } = JSON.parse(readFileSync(stored.replace(/\.parquet$/, ".json"), "utf8")) as { rows: number };
    await sealStored(stored, "core.deflators", rows);
    await runCli(home, ["land", "--set-aside", "mye24tablesew.csv", "--reason", "to have something to publish"]);

    const held = await runCli(home, ["refresh", "--json"]);
    expect(held.code).toBe(3);
    expect((JSON.parse(held.stdout) as { failingChecks: unknown[] }).failingChecks).toContainEqual(
      expect.objectContaining({ table: "core.deflators", name: "changes.unexplained", severity: "block" }),
    );
    const accepted = await askCli<{ outcome: string }>(home, ["refresh", "--accept-unexplained", "rewritten by hand"]);
    expect(accepted.outcome).toBe("published");
    expect(JSON.stringify(readManifest(home).checks)).toContain("rewritten by hand");
  }, 120_000);
});
