import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { prepareHome, publish, resolveHome, withEngine } from "@poundwise/warehouse";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openClient } from "./open-client.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "poundwise-client-"));
  await prepareHome(resolveHome(root));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function publishSpend(spend: number): Promise<void> {
  const home = resolveHome(root);
  const parquetPath = path.join(home.store, `spend-${spend}.parquet`);
  await withEngine({}, (engine) =>
    engine.run(`copy (select 'E10000014' as area_code, ${spend}::decimal(18,2) as net_spend_gbp,
      date '2024-04-01' as paid_date) to '${parquetPath}' (format parquet)`),
  );
  const table = { fingerprint: "f", rows: 1, synthetic: false, comment: "Spend.", columnComments: {} };
  await publish(home, {
    tables: [{ ...table, name: "core.spend_lines", parquetPath }],
    runId: `run-${spend}`,
    asKnownAt: null,
    planFingerprint: "p",
    gitCommit: null,
    staging: {},
    releases: [],
    publishedBy: "ann",
    runChecks: async () => [],
  });
}

async function readSpend(client: Awaited<ReturnType<typeof openClient>>) {
  return (await sql`select net_spend_gbp, paid_date from core.spend_lines`.execute(client.db)).rows;
}

it("an open client keeps reading its publication while a newer one appears", async () => {
  await publishSpend(100.25);
  const before = await openClient(root);
  await publishSpend(200.5);
  const after = await openClient(root);
  expect(await readSpend(before)).toEqual([{ net_spend_gbp: 100.25, paid_date: "2024-04-01" }]);
  expect(await readSpend(after)).toEqual([{ net_spend_gbp: 200.5, paid_date: "2024-04-01" }]);
  expect([before.manifest.seq, after.manifest.seq]).toEqual([1, 2]);
  await before.close();
  await after.close();
});

it("a client can be pinned to a number or an id", async () => {
  await publishSpend(100.25);
  await publishSpend(200.5);
  const byNumber = await openClient(root, { publication: 1 });
  const byId = await openClient(root, { publication: byNumber.manifest.id });
  expect(await readSpend(byId)).toEqual([{ net_spend_gbp: 100.25, paid_date: "2024-04-01" }]);
  await byNumber.close();
  await byId.close();
});

it("a client cannot change a publication or read files", async () => {
  await publishSpend(100.25);
  const client = await openClient(root);
  await expect(sql`delete from core.spend_lines`.execute(client.db)).rejects.toThrow(/read-only/);
  await expect(sql`select * from read_text('/etc/hostname')`.execute(client.db)).rejects.toThrow(/disabled/);
  await client.close();
});

it("opening before the first publication says what to do", async () => {
  await expect(openClient(root)).rejects.toMatchObject({ code: "publication.none" });
});
