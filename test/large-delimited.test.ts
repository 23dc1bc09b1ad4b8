import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { openEngine, type Engine } from "@poundwise/warehouse";
import { hashValue, type CatalogSource } from "@poundwise/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readShippedRegister } from "../packages/cli/src/read-register.ts";
import { loadSource } from "../scripts/read-source.ts";
import { repositoryRoot, samplesFolder, sharedFolder } from "./run-cli.ts";
import { canBeStagedByEngine, stageBothWays } from "./stage-both-ways.ts";

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

// Longer files say nothing new here; they are read whole in large-delimited.soak.test.ts.
const MAX_BYTES = 200_000;

const files = [samplesFolder, path.join(repositoryRoot, "data", "reference"), realData].flatMap((folder) => [
  ...listDelimited(folder),
]);
const readings = files.flatMap((file) => {
  const name = path.basename(file);
  const whole = readFileSync(file);
  const bytes = whole.length > MAX_BYTES ? whole.subarray(0, whole.lastIndexOf(10, MAX_BYTES) + 1) : whole;
  return sources
    .filter(({ declaration }) => declaration.layouts.some((layout) => layout.file.test(name)))
    .filter((source) => canBeStagedByEngine(source, name, bytes, areas))
    .map((source) => ({ name, id: source.id, bytes, source }));
});

describe("a delimited file staged by the engine", () => {
  it("is the rule for ledgers, payments and registers", () => {
    const ids = new Set(readings.map(({ id }) => id));
    for (const id of ["finance_general_ledger", "finance_sub_ledger", "council_payments", "reference_authorities"]) {
      expect(ids).toContain(id);
    }
  });

  it.each(readings)("$name gives what the ordinary reader gives ($id)", async ({ name, bytes, source }) => {
    const { byEngine, ordinary } = await stageBothWays(engine, source, { name, bytes }, areas);
    expect(byEngine).toEqual(ordinary);
  });
});
