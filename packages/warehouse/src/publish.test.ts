import { existsSync } from "node:fs";
import { chmod, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeHome, storeTable, storeVersion, toRequest } from "../test/publication-fixture.ts";
import { requireFreeSpace } from "./free-space.ts";
import type { Home } from "./home.ts";
import { openPublication } from "./open-publication.ts";
import { findPublication, listPublications, readCurrent, readHistory } from "./publications.ts";
import { publish } from "./publish.ts";
import { prunePublications, rollbackTo } from "./rollback.ts";
import { acquireWriterLock } from "./writer-lock.ts";

let home: Home;
beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => rm(home.root, { recursive: true, force: true }));

async function publishVersion(version: number) {
  const result = await publish(home, toRequest(await storeVersion(home, version), `run-${version}`));
  if (result.held) throw new Error("held");
  return result.manifest;
}

async function readVersion(choice: "current" | number = "current"): Promise<unknown> {
  const publication = await openPublication(home, choice);
  const connection = await publication.connect();
  try {
    const reader = await connection.runAndReadAll("select any_value(version) from curated.unit_costs");
    return reader.getRowsJS()[0]![0];
  } finally {
    connection.closeSync();
    publication.close();
  }
}

describe("publishing", () => {
  it("makes all tables visible together under a number and a name of their own", async () => {
    const manifest = await publishVersion(1);
    expect(manifest.id).toMatch(/^pub-000001-[0-9a-f]{12}$/);
    expect(await readCurrent(home)).toEqual({
      id: manifest.id,
      file: `${manifest.id}.duckdb`,
      sha256: manifest.database.sha256,
      seq: 1,
    });
    expect(manifest.tables["core.spend_lines"]).toMatchObject({ rows: 200, synthetic: false });
    expect(await readVersion()).toBe(1);
    expect((await readdir(home.published)).sort()).toEqual(
      ["CURRENT", "history.ndjson", `${manifest.id}.duckdb`, `${manifest.id}.json`].sort(),
    );
  });

  it("holds tables about persons back: checks see them, the file and what it says of checks do not", async () => {
    const answers = await storeTable(
      home,
      "core.answers",
      "select 'a-word-nobody-else-uses' as words, i as person from range(9) as r(i)",
    );
    const seen: unknown[] = [];
    const result = await publish(home, {
      ...toRequest([...(await storeVersion(home, 1)), { ...answers, isHeldBack: true }], "run-held-back"),
      runChecks: async (engine) => {
        seen.push(
          ...(await engine.readRows(
            "select count(distinct person)::integer as n from core.answers cross join core.spend_lines cross join curated.unit_costs",
          )),
        );
        const failed = { severity: "warn", failures: 1, examples: [{ words: "a-word-nobody-else-uses" }] } as const;
        return [{ table: "core.answers", name: "nobody says this", ...failed, examples: [...failed.examples] }];
      },
    });
    if (result.held) throw new Error("held");
    const { manifest } = result;
    expect(seen).toEqual([{ n: 9 }]);
    expect(manifest.tables["core.answers"]).toMatchObject({
      rows: 9,
      fingerprint: answers.fingerprint,
      isHeldBack: true,
    });
    expect(manifest.checks).toMatchObject([{ name: "nobody says this", failures: 1, examples: [] }]);
    const file = path.join(home.published, manifest.database.file);
    expect((await readFile(file)).includes("a-word-nobody-else-uses")).toBe(false);
    const publication = await openPublication(home, "current");
    const connection = await publication.connect();
    try {
      await expect(connection.run("from core.answers")).rejects.toThrow("does not exist");
      const listed = await connection.runAndReadAll("select table_name from poundwise.tables order by all");
      expect(listed.getRowsJS()).toEqual([["core.spend_lines"], ["curated.unit_costs"]]);
    } finally {
      connection.closeSync();
      publication.close();
    }
  });

  it("tells people who open the file what the tables mean and where they come from", async () => {
    const table = {
      ...(await storeTable(home, "core.areas", "select 'E10000014' as area_code")),
      synthetic: true,
      columnComments: { area_code: "GSS code of the area; it's dated." },
    };
    const release = {
      source: "mhclg_revenue_outturn",
      sha256: "b".repeat(64),
      fileName: "RS.ods",
      publishedDate: "2024-12-05",
      layout: "2022-23",
      fingerprint: "c".repeat(64),
      rowsRead: 10,
      rowsStaged: 8,
      rowsQuarantined: 1,
      rowsSkipped: { "not an authority": 1 },
      findings: [],
    };
    const check = {
      table: "core.areas",
      name: "codes are known",
      severity: "warn" as const,
      failures: 2,
      examples: [],
    };
    await publish(home, {
      ...toRequest([table], "run-1"),
      asKnownAt: "2025-03-31",
      releases: [release],
      runChecks: async () => [check],
    });
    const publication = await openPublication(home);
    const connection = await publication.connect();
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    expect(await read("select comment from duckdb_tables() where table_name = 'areas'")).toEqual([
      ["Synthetic data. About core.areas."],
    ]);
    expect(await read("select comment from duckdb_columns() where table_name = 'areas'")).toEqual([
      ["GSS code of the area; it's dated."],
    ]);
    expect(await read("select seq, as_known_at::varchar, run_id from poundwise.publication")).toEqual([
      [1, "2025-03-31", "run-1"],
    ]);
    expect(await read("select source, published_date::varchar, rows_staged_count from poundwise.releases")).toEqual([
      ["mhclg_revenue_outturn", "2024-12-05", 8],
    ]);
    expect(await read("select table_name, rows_count, is_synthetic from poundwise.tables")).toEqual([
      ["core.areas", 1, true],
    ]);
    expect(await read("select check_name, failures_count from poundwise.checks")).toEqual([["codes are known", 2]]);
    connection.closeSync();
    publication.close();
  });

  it("holds a publication back when a blocking check fails, and leaves readers where they were", async () => {
    const first = await publishVersion(1);
    const result = await publish(home, {
      ...toRequest(await storeVersion(home, 2), "run-2"),
      runChecks: async (engine) => {
        const rows = await engine.readRows("select * from curated.unit_costs where version = 2 limit 10");
        return [
          {
            table: "curated.unit_costs",
            name: "version one",
            severity: "block",
            failures: rows.length,
            examples: rows,
          },
        ];
      },
    });
    expect(result).toMatchObject({ held: true, checks: [{ name: "version one", failures: 10 }] });
    expect((await readCurrent(home))?.id).toBe(first.id);
    expect((await readdir(home.published)).filter((file) => file.startsWith("build-"))).toEqual([]);
    expect((await listPublications(home)).map(({ manifest }) => manifest.seq)).toEqual([1]);
  });

  it("publishes in spite of a failing warning", async () => {
    const result = await publish(home, {
      ...toRequest(await storeVersion(home, 1), "run-1"),
      runChecks: async () => [{ table: "core.spend_lines", name: "x", severity: "warn", failures: 1, examples: [] }],
    });
    expect(result.held).toBe(false);
  });

  it("refuses a stored table that has lost rows and publishes nothing", async () => {
    const [spend, costs] = await storeVersion(home, 1);
    const publishing = publish(home, toRequest([spend!, { ...costs!, rows: 51 }], "run-1"));
    await expect(publishing).rejects.toMatchObject({
      code: "publish.rows_differ",
      message: expect.stringContaining("curated.unit_costs"),
    });
    expect(await readCurrent(home)).toBeNull();
    expect(await readdir(home.published)).toEqual([]);
  });

  it("says what failed when a check itself cannot run", async () => {
    const publishing = publish(home, {
      ...toRequest(await storeVersion(home, 1), "run-1"),
      runChecks: async (engine) => {
        await engine.run("select nonsense from core.spend_lines");
        return [];
      },
    });
    await expect(publishing).rejects.toMatchObject({
      code: "publish.build_failed",
      message: expect.stringContaining("nonsense"),
    });
    expect(await readdir(home.published)).toEqual([]);
  });

  it("keeps a publication for those who ask for it by number while readers stay where they were", async () => {
    const request = { ...toRequest(await storeVersion(home, 7), "run-7"), makeCurrent: false };
    expect((await publish(home, request)).held).toBe(false);
    expect(await readCurrent(home)).toBeNull();
    await expect(findPublication(home, "current")).rejects.toMatchObject({ code: "publication.none" });
    expect(await readVersion(1)).toBe(7);
    await publishVersion(8);
    expect([await readVersion(), await readVersion(1)]).toEqual([8, 7]);
    expect((await readHistory(home)).map(({ action }) => action)).toEqual(["keep", "publish"]);
  });

  it("clears what a dead writer left, finishes its log and never uses a number twice", async () => {
    const first = await publishVersion(1);
    await rm(path.join(home.published, "history.ndjson"));
    await writeFile(path.join(home.published, "build-dead.duckdb"), "half");
    await writeFile(path.join(home.published, "build-dead.duckdb.wal"), "half");
    await writeFile(path.join(home.published, "pub-000002-0123456789ab.duckdb"), "never current");
    const third = await publishVersion(3);
    expect(third.seq).toBe(3);
    expect((await readHistory(home)).map(({ action, id }) => [action, id])).toEqual([
      ["recover", first.id],
      ["abandon", "pub-000002-0123456789ab"],
      ["publish", third.id],
    ]);
    expect((await listPublications(home)).map(({ manifest }) => manifest.seq)).toEqual([3, 1]);
    expect((await readdir(home.published)).filter((file) => /^build-|^pub-000002/.test(file))).toEqual([]);
  });

  it("lets one writer in at a time and takes over from a dead one", async () => {
    const lock = await acquireWriterLock(home);
    await expect(publishVersion(1)).rejects.toMatchObject({ code: "publish.busy" });
    const lockPath = path.join(home.published, "writer.lock");
    const record = JSON.parse(await readFile(lockPath, "utf8")) as object;
    await writeFile(lockPath, JSON.stringify({ ...record, token: "other", pid: 2 ** 22 + 1 }));
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: "publish.lock_lost" });
    expect((await publishVersion(1)).seq).toBe(1);
    expect(existsSync(lockPath)).toBe(false);
  });

  it("takes over the lock of an earlier process that had our own number", async () => {
    const { release } = await acquireWriterLock(home);
    const lockPath = path.join(home.published, "writer.lock");
    const record = JSON.parse(await readFile(lockPath, "utf8")) as object;
    const processStartedAt = new Date(Date.now() - process.uptime() * 1000 - 60_000).toISOString();
    await writeFile(lockPath, JSON.stringify({ ...record, token: "other", processStartedAt }));
    await release();
    expect(existsSync(lockPath)).toBe(true);
    await (await acquireWriterLock(home)).release();
    expect(existsSync(lockPath)).toBe(false);
  });

  it("does not start when the disk could fill up", async () => {
    await expect(requireFreeSpace(home.published, 1e18)).rejects.toMatchObject({ code: "disk.too_full" });
  });
});

describe("going back", () => {
  it("moves the pointer to an older publication and logs who and why", async () => {
    const first = await publishVersion(1);
    const second = await publishVersion(2);
    await rollbackTo(home, 1, { by: "ben", reason: "wrong outturn file" });
    expect((await readCurrent(home))?.id).toBe(first.id);
    expect(await readVersion()).toBe(1);
    expect(await readVersion(2)).toBe(2);
    expect((await readHistory(home)).at(-1)).toMatchObject({
      action: "rollback",
      id: first.id,
      from: second.id,
      by: "ben",
      reason: "wrong outturn file",
    });
    expect((await publishVersion(3)).seq).toBe(3);
  });

  it("refuses a file that was changed, is missing or has a write-ahead log beside it", async () => {
    const { database } = await publishVersion(1);
    await publishVersion(2);
    const file = path.join(home.published, database.file);
    const why = { by: "ben", reason: "test" };
    await writeFile(`${file}.wal`, "stale");
    await expect(rollbackTo(home, 1, why)).rejects.toMatchObject({ code: "publication.wal_left" });
    await expect(openPublication(home, 1)).rejects.toMatchObject({ code: "publication.wal_left" });
    await rm(`${file}.wal`);
    const bytes = await readFile(file);
    bytes[20_000]! ^= 1;
    await chmod(file, 0o644);
    await writeFile(file, bytes);
    await expect(rollbackTo(home, 1, why)).rejects.toMatchObject({ code: "publication.file_changed" });
    await rm(file);
    await expect(rollbackTo(home, 1, why)).rejects.toMatchObject({ code: "publication.file_missing" });
    expect((await readCurrent(home))?.seq).toBe(2);
  });

  it("says which publications there are when asked for another", async () => {
    await expect(findPublication(home, "current")).rejects.toMatchObject({ code: "publication.none" });
    await publishVersion(1);
    await expect(findPublication(home, 7)).rejects.toMatchObject({ code: "publication.unknown" });
  });

  it("deletes old files only when nothing refers to them, and keeps their manifests", async () => {
    const manifests = [];
    for (const version of [1, 2, 3, 4]) manifests.push(await publishVersion(version));
    await rollbackTo(home, 2, { by: "ben", reason: "test" });
    const pruned = await prunePublications(home, { keep: 1, referenced: [], by: "ann" });
    expect(pruned).toEqual([manifests[0]!.id]);
    await rollbackTo(home, 4, { by: "ben", reason: "test" });
    expect(await prunePublications(home, { keep: 1, referenced: [manifests[1]!.id], by: "ann" })).toEqual([
      manifests[2]!.id,
    ]);
    expect((await listPublications(home)).map((each) => [each.manifest.seq, each.isAvailable])).toEqual([
      [4, true],
      [3, false],
      [2, true],
      [1, false],
    ]);
  });
});
