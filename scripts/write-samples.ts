// Writes data/samples from data/facts alone, each in its release's true layout: npm run samples [-- --source ID]
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { formatCsv, parseCsv } from "./csv-table.ts";
import { readReleases } from "./releases.ts";
import { makeSampleContext, type SampleContext } from "./sample-context.ts";

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

await writeSamples();

async function writeSamples(): Promise<void> {
  const { values } = parseArgs({ options: { source: { type: "string" } } });
  const folder = path.join(repositoryRoot, "scripts", "samples");
  const sourceIds = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.replace(/\.ts$/, ""))
    .filter((sourceId) => values.source === undefined || sourceId === values.source)
    .sort();
  for (const sourceId of sourceIds) {
    const module = (await import(pathToFileURL(path.join(folder, `${sourceId}.ts`)).href)) as {
      readonly writeSample: (context: SampleContext) => void | Promise<void>;
    };
    await module.writeSample(makeContext(sourceId));
  }
  writeReleaseDays();
}

/** Writes data/samples/releases.csv: the publication day of each sample; lines of files that are no shipped release stay. */
function writeReleaseDays(): void {
  const samples = path.join(repositoryRoot, "data", "samples");
  const list = path.join(samples, "releases.csv");
  const lines = new Map(
    (existsSync(list) ? parseCsv(readFileSync(list, "utf8")) : []).map((line) => [line.file!, line]),
  );
  for (const { source, file, published_date, known_date } of readReleases(repositoryRoot)) {
    const sample = `${source}/${file}`;
    if (existsSync(path.join(samples, sample))) lines.set(sample, { file: sample, source, published_date, known_date });
  }
  const sorted = [...lines.keys()].sort().map((file) => lines.get(file)!);
  writeFileSync(list, formatCsv(["file", "source", "published_date", "known_date"], sorted));
}

function makeContext(sourceId: string): SampleContext {
  const folder = path.join(repositoryRoot, "data", "samples", sourceId);
  mkdirSync(folder, { recursive: true });
  return makeSampleContext(repositoryRoot, sourceId, (fileName, content) => {
    writeFileSync(path.join(folder, fileName), content);
    console.log(`${sourceId}/${fileName}: ${Math.ceil(content.length / 1024)} kB`);
  });
}
