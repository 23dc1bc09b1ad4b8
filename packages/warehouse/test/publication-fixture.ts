import { mkdtemp, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { PublicationTable } from "../src/build-publication.ts";
import { openEngine } from "../src/engine.ts";
import { prepareHome, resolveHome, type Home } from "../src/home.ts";
import type { PublishRequest } from "../src/publish.ts";

/** A fresh home in a temporary folder. */
export async function makeHome(): Promise<Home> {
  const home = resolveHome(await mkdtemp(path.join(os.tmpdir(), "poundwise-published-")));
  await prepareHome(home);
  return home;
}

/** Writes one stored table whose rows come from a select, and says about it what a publication needs. */
export async function storeTable(
  home: Home,
  name: PublicationTable["name"],
  select: string,
): Promise<PublicationTable> {
  const engine = await openEngine();
  const parquetPath = path.join(home.store, `${name}-${Date.now()}-${Math.random()}.parquet`);
  try {
    await engine.run(`copy (${select}) to '${parquetPath}' (format parquet, compression zstd)`);
    const [counted] = await engine.readRows(`select count(*)::integer as n from read_parquet('${parquetPath}')`);
    await stat(parquetPath);
    return {
      name,
      parquetPath,
      fingerprint: "f".repeat(64),
      rows: counted!["n"] as number,
      synthetic: false,
      comment: `About ${name}.`,
      columnComments: {},
    };
  } finally {
    engine.close();
  }
}

/** Two small tables in which every row carries `version`: a reader that sees two versions at once has a torn read. */
export async function storeVersion(home: Home, version: number): Promise<PublicationTable[]> {
  return Promise.all([
    storeTable(
      home,
      "core.spend_lines",
      `select 'E' || lpad(i::varchar, 8, '0') as area_code, date '2024-04-01' + i::integer as paid_date,
              (i * 10.25)::decimal(18, 2) as net_spend_gbp, ${version} as version from range(200) as r(i) order by i`,
    ),
    storeTable(home, "curated.unit_costs", `select i as rank, ${version} as version from range(50) as r(i) order by i`),
  ]);
}

/** A request with nothing remarkable in it. */
export function toRequest(tables: readonly PublicationTable[], runId: string): PublishRequest {
  return {
    tables,
    runId,
    asKnownAt: null,
    staging: {},
    planFingerprint: "a".repeat(64),
    gitCommit: null,
    releases: [],
    publishedBy: "ann",
    runChecks: async () => [],
  };
}
