// Lands the given files in a fresh home, stages them on so many threads in a process of its own, and prints as JSON what
// staging took and the hash of all that it left: node scripts/reading/stage-once.mjs THREADS FOLDER REGISTER FILE…
// Plain JavaScript, and Poundwise as built, so that no loader stands in between.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { stageAll } from "@poundwise/runner";
import { landFile, prepareHome, resolveHome, withEngine } from "@poundwise/warehouse";
import { loadCatalog } from "../../packages/cli/dist/load-catalog.js";

const [threads, folder, ...files] = process.argv.slice(2);
const catalog = await loadCatalog();
const home = resolveHome(folder);
await prepareHome(home);
const arrival = { publishedDate: null, landedBy: "bench", landedAt: "2025-06-01T09:00:00Z" };
for (const file of files) await landFile(home, file, arrival);

const [start, cpu] = [performance.now(), process.cpuUsage()];
const rows = await withEngine({}, async (engine) => {
  const { parts } = await stageAll({ home, engine, catalog, readAhead: { threads: Number(threads) } });
  return parts.reduce((sum, { release, path: part }) => sum + (part === null ? 0 : release.rowsStaged), 0);
});
const seconds = (performance.now() - start) / 1000;
const used = process.cpuUsage(cpu);
const hash = createHash("sha256");
const names = readdirSync(home.store, { recursive: true }).filter((name) => /\.(parquet|json|ndjson)$/.test(name));
for (const name of names.sort()) hash.update(name).update(readFileSync(path.join(home.store, name)));
process.stdout.write(
  JSON.stringify({
    seconds,
    processorSeconds: (used.user + used.system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    rows,
    store: hash.digest("hex"),
  }),
);
