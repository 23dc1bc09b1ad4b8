import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describeFinding, type AreaRegister } from "@poundwise/contracts";
import type { ReleaseReading } from "@poundwise/workbook";
import { beforeAll, describe, expect, it } from "vitest";
import { parseCsv, type CsvRow } from "../scripts/csv-table.ts";
import { readFacts, toFact } from "../scripts/facts.ts";
import { FACT_SCOPES, type KeepsRow } from "../scripts/facts-scope.ts";
import { listRows, loadSource, readAreaRegister, readSourceFile } from "../scripts/read-source.ts";
import { readReleases, type ShippedRelease } from "../scripts/releases.ts";
import { makeSampleContext, type SampleContext } from "../scripts/sample-context.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..");
const folders = {
  samples: path.join(repositoryRoot, "data", "samples"),
  reference: path.join(repositoryRoot, "data", "reference"),
  // The publishers' own files are not shipped; they stand beside the checkout, if at all.
  real: path.resolve(repositoryRoot, "..", "shared", "real-data"),
};
const sourceIds = listNames(path.join(repositoryRoot, "pipelines", "sources")).map((name) => name.replace(/\.ts$/, ""));
const releases = readReleases(repositoryRoot);
const sampleFiles = sourceIds.flatMap((sourceId) =>
  listNames(path.join(folders.samples, sourceId)).map((file) => ({ sourceId, file })),
);
const realFiles = existsSync(folders.real) ? listFilesBelow(folders.real) : new Map<string, string>();
if (realFiles.size === 0) console.warn(`No publishers' files in ${folders.real}: only the samples are read.`);
const sources = await Promise.all(
  sourceIds.map(async (sourceId) => ({ sourceId, layouts: (await loadSource(repositoryRoot, sourceId)).layouts })),
);
// Releases that are readable but of which no facts are shipped.
const unshipped = [...realFiles.keys()]
  .filter((file) => !releases.some((release) => release.file === file))
  .sort()
  .flatMap((file) =>
    sources
      .filter(({ layouts }) => layouts.some((layout) => layout.file.test(file)))
      .map(({ sourceId }) => ({ sourceId, file })),
  );

let areas: AreaRegister;
beforeAll(async () => {
  areas = await readAreaRegister(repositoryRoot);
});

describe("every source", () => {
  it.each(sources)("$sourceId has files to read: a sample, a table kept by hand, or a publisher's file", (source) => {
    const { sourceId, layouts } = source;
    const kept = listNames(folders.reference).filter((name) => layouts.some((layout) => layout.file.test(name)));
    const samples = listNames(path.join(folders.samples, sourceId));
    const real = unshipped.filter((release) => release.sourceId === sourceId);
    if (sourceId.startsWith("reference_")) expect(kept.length).toBeGreaterThan(0);
    else if (realFiles.size > 0) expect(samples.length + real.length).toBeGreaterThan(0);
  });

  it.each(sourceIds.filter((sourceId) => sourceId.startsWith("reference_")))("%s is read whole", async (sourceId) => {
    const source = await loadSource(repositoryRoot, sourceId);
    const file = listNames(folders.reference).find((name) => source.layouts.some((layout) => layout.file.test(name)))!;
    const reading = await readSourceFile({
      repositoryRoot,
      sourceId,
      filePath: path.join(folders.reference, file),
      areas,
    });
    expect(reading.findings.map(describeFinding)).toEqual([]);
    expect(reading.rowsStaged).toBeGreaterThan(0);
  });
});

describe("the samples", () => {
  it("are all listed with the day of their release", () => {
    const listed = parseCsv(readFileSync(path.join(folders.samples, "releases.csv"), "utf8"));
    expect(listed.map((line) => line.file)).toEqual(
      sampleFiles.map(({ sourceId, file }) => `${sourceId}/${file}`).sort(),
    );
    for (const { file, source, published_date } of listed) {
      const release = releases.find((candidate) => `${candidate.source}/${candidate.file}` === file);
      expect({ file, source, published_date }).toEqual({
        file,
        source: file!.split("/")[0],
        published_date: release?.published_date ?? published_date,
      });
    }
  });

  it.each(sampleFiles)("$sourceId: $file is read as its facts say, and twice the same", async ({ sourceId, file }) => {
    const read = () =>
      readSourceFile({ repositoryRoot, sourceId, filePath: path.join(folders.samples, sourceId, file), areas });
    const reading = await read();
    expect(describeRefusals(reading)).toEqual([]);
    expect(countRows(reading)).toBe(reading.rowsRead);
    expect(await read()).toEqual(reading);
    const release = releases.find((candidate) => candidate.source === sourceId && candidate.file === file);
    if (release === undefined) expect(reading.rowsStaged).toBeGreaterThan(0);
    else
      expectSameRows((await listStaged(release, reading)).map(withoutPlaces), listShipped(release).map(withoutPlaces));
  });

  it.each([...new Set(sampleFiles.map(({ sourceId }) => sourceId))])(
    "%s are what the facts give today",
    async (sourceId) => {
      for (const [file, content] of await makeSamples(sourceId)) {
        const stored = readFileSync(path.join(folders.samples, sourceId, file));
        expect(Buffer.from(content).equals(stored), `${sourceId}/${file}: run npm run samples`).toBe(true);
      }
    },
  );
});

describe.skipIf(realFiles.size === 0)("the publishers' own files", () => {
  const readings = parseCsv(readFileSync(path.join(repositoryRoot, "data", "facts", "readings.csv"), "utf8"));
  const held = releases.filter((release) => realFiles.has(release.file));

  it.each(held)("$release gives the shipped facts, cell by cell", async (release) => {
    const filePath = realFiles.get(release.file)!;
    const reading = await readSourceFile({ repositoryRoot, sourceId: release.source, filePath, areas });
    expect(describeRefusals(reading)).toEqual([]);
    expect(countRows(reading)).toBe(reading.rowsRead);
    const shipped = listShipped(release);
    expectSameRows(await listStaged(release, reading, FACT_SCOPES[release.kept]), shipped);
    expect(readings.find((line) => line.release === release.release)).toEqual({
      release: release.release,
      rows_staged: String(reading.rowsStaged),
      rows_quarantined: String(reading.quarantined.length),
      facts: String(shipped.length),
    });
  });
});

describe.skipIf(unshipped.length === 0)("publishers' files of which no facts are shipped", () => {
  it("and all others are each taken by one source, or the docs say why not", () => {
    const docs = path.join(repositoryRoot, "docs", "sources");
    const pages = listNames(docs).filter((name) => name.startsWith("not-read"));
    const notRead = pages.map((name) => readFileSync(path.join(docs, name), "utf8")).join("\n");
    const wrong = [...realFiles.keys()]
      .filter((file) => !/^(MANIFEST\.csv|NOTES\.md)$/.test(file))
      .map((file) => ({
        file,
        takers: sources
          .filter(({ layouts }) => layouts.some((layout) => layout.file.test(file)))
          .map(({ sourceId }) => sourceId),
      }))
      .filter(({ file, takers }) => takers.length > 1 || (takers.length === 0 && !notRead.includes(`\`${file}\``)));
    expect(wrong).toEqual([]);
  });

  it.each(unshipped)("$sourceId reads $file", async ({ sourceId, file }) => {
    const reading = await readSourceFile({ repositoryRoot, sourceId, filePath: realFiles.get(file)!, areas });
    expect(describeRefusals(reading)).toEqual([]);
    expect(countRows(reading)).toBe(reading.rowsRead);
    expect(reading.rowsStaged).toBeGreaterThan(0);
  });
});

const describeRefusals = (reading: ReleaseReading) =>
  reading.findings.filter((finding) => finding.severity === "refuse").map(describeFinding);

/** Every row read became something: staged, kept apart or skipped by a declared rule. */
const countRows = ({ rowsByFate: { staged, quarantined, skipped, refused } }: ReleaseReading) =>
  staged + quarantined + skipped + refused;

/** What a reading staged, in the form of facts. */
async function listStaged(
  release: ShippedRelease,
  reading: ReleaseReading,
  keeps: KeepsRow = () => true,
): Promise<CsvRow[]> {
  const source = await loadSource(repositoryRoot, release.source);
  return listRows(reading)
    .filter(keeps)
    .map((row) => toFact(release.release, source.row, row));
}

const factsBySource = new Map<string, readonly CsvRow[]>();

function listFacts(sourceId: string): readonly CsvRow[] {
  const facts = factsBySource.get(sourceId) ?? readFacts(repositoryRoot, sourceId);
  factsBySource.set(sourceId, facts);
  return facts;
}

const listShipped = (release: ShippedRelease) =>
  listFacts(release.source).filter((fact) => fact.release === release.release);

/** Leaves keys, values and statuses: a sample holds the same figures in other cells. */
function withoutPlaces(fact: CsvRow): CsvRow {
  const isPlace = (column: string) => ["table", "cell", "line_number"].includes(column) || column.endsWith("_raw");
  return Object.fromEntries(Object.entries(fact).filter(([column]) => !isPlace(column)));
}

/** Compares as sets and shows a few rows of a difference: ten thousand of them would say less. */
function expectSameRows(found: readonly CsvRow[], expected: readonly CsvRow[]): void {
  const [ours, theirs] = [found, expected].map((rows) => new Set(rows.map((row) => JSON.stringify(row))));
  expect({
    rows: found.length,
    unexpected: [...ours!].filter((row) => !theirs!.has(row)).slice(0, 5),
    missing: [...theirs!].filter((row) => !ours!.has(row)).slice(0, 5),
  }).toEqual({ rows: expected.length, unexpected: [], missing: [] });
}

/** Runs the sample writer of a source and keeps its files in memory. */
async function makeSamples(sourceId: string): Promise<Map<string, Uint8Array>> {
  const file = path.join(repositoryRoot, "scripts", "samples", `${sourceId}.ts`);
  const module = (await import(pathToFileURL(file).href)) as {
    readonly writeSample: (context: SampleContext) => void | Promise<void>;
  };
  const written = new Map<string, Uint8Array>();
  const keep: SampleContext["write"] = (name, content) => void written.set(name, Buffer.from(content));
  await module.writeSample(makeSampleContext(repositoryRoot, sourceId, keep));
  return written;
}

function listNames(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function listFilesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(entries.map((entry) => [entry.name, path.join(entry.parentPath, entry.name)]));
}
