import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { openEngine, type Engine } from "@poundwise/warehouse";
import { hashValue, type CatalogSource } from "@poundwise/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readShippedRegister } from "../packages/cli/src/read-register.ts";
import { loadSource } from "../scripts/read-source.ts";
import { repositoryRoot, samplesFolder, sharedFolder } from "./run-cli.ts";
import { stageBothWays } from "./stage-both-ways.ts";

const sourceIds = readdirSync(path.join(repositoryRoot, "pipelines", "sources"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replace(/\.ts$/, ""));
const sources: CatalogSource[] = await Promise.all(
  sourceIds.map(async (id) => ({ id, declaration: await loadSource(repositoryRoot, id), hash: hashValue(id) })),
);
const areas = await readShippedRegister(sources);

const realData = path.join(sharedFolder, "real-data");
const isThere = existsSync(realData);
if (!isThere) console.warn(`Skipped: the publishers' own files are not there (${realData}).`);

function* listDelimited(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) yield* listDelimited(full);
    else if (/\.(csv|txt|tsv)$/i.test(name)) yield full;
  }
}

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
});
afterAll(() => engine.close());

const files = [
  ...listDelimited(samplesFolder),
  ...listDelimited(path.join(repositoryRoot, "data", "reference")),
  ...listDelimited(realData),
];
const readings = files.flatMap((file) =>
  sources
    .filter(({ declaration }) => declaration.layouts.some((layout) => layout.file.test(path.basename(file))))
    .map((source) => [path.basename(file), source.id, file, source] as const),
);

describe("a delimited file staged by the engine", () => {
  it.each(readings)("%s gives what the ordinary reader gives (%s)", async (name, id, file, source) => {
    const both = await stageBothWays(engine, source, { name, bytes: readFileSync(file) }, areas);
    process.stderr.write(`${name} ${id} ${both.usedEngine} ${both.ordinary.release.rowsStaged}\n`);
    expect(both.byEngine).toEqual(both.ordinary);
  });
});
