import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Fault, type SourceDeclaration } from "@poundwise/contracts";
import { AREA_REGISTER_SOURCE, buildAreaRegister } from "@poundwise/pipelines/areas";
import { hashValue, stageAll, type CatalogSource, type StageAllContext, type StagedAll } from "@poundwise/runner";
import { landFile, listReceipts, prepareHome, resolveHome, withEngine, type Home } from "@poundwise/warehouse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

type ReadAheadOptions = NonNullable<StageAllContext["readAhead"]>;

const ONE: ReadAheadOptions = { threads: 1 };
const TWO: ReadAheadOptions = { threads: 2, leastBytes: 0 };
const root = fileURLToPath(new URL("..", import.meta.url));
/** Text, xlsx, xls and ods, with masked names, markers and areas to look up among them. */
const SOURCES = ["council_payments", "finance_budget_monitoring", "moj_send_appeals", "ons_population_estimates"];
const folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-threads-"));
let sources: readonly CatalogSource[];

beforeAll(async () => {
  sources = await Promise.all([...SOURCES, AREA_REGISTER_SOURCE].map(loadSource));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function loadSource(id: string): Promise<CatalogSource> {
  const module = pathToFileURL(path.join(root, "pipelines", "sources", `${id}.ts`)).href;
  const { default: declaration } = (await import(module)) as { default: SourceDeclaration };
  const { row: _row, ...rest } = declaration;
  return { id, declaration, module, hash: hashValue(rest) };
}

/** The register, and of each source its samples. */
function listSampleFiles(ids: readonly string[]): string[] {
  const listFiles = (id: string) => {
    const samples = path.join(root, "data", "samples", id);
    return readdirSync(samples)
      .sort()
      .map((name) => path.join(samples, name));
  };
  return [path.join(root, "data", "reference", "authorities.csv"), ...ids.flatMap(listFiles)];
}

/** A workbook cut off in the middle, payments with a day that is none, and a name that promises what is not there. */
function writeBadFiles(workbook: string): string[] {
  const whole = readFileSync(workbook);
  const payments = "Supplier Name,Payment Date,Net Amount\nAcorn Limited,tomorrow,10\nOak Limited,31/03/2025,20\n";
  const files = {
    "mye24tablesew.xlsx": whole.subarray(0, whole.length / 2),
    "trial-spending-2024-25.csv": payments,
    "trial-spending-2025-26.xlsx": whole,
  };
  return Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  });
}

async function land(name: string, files: readonly string[]): Promise<Home> {
  const home = resolveHome(path.join(folder, name));
  await prepareHome(home);
  for (const [index, file] of files.entries()) {
    const landedAt = `2025-06-01T09:00:${String(index).padStart(2, "0")}Z`;
    await landFile(home, file, { publishedDate: null, landedBy: "ana", landedAt });
  }
  return home;
}

/** What staging gives, and the names of the files in the order in which their parts were told of. */
async function stage(home: Home, readAhead: ReadAheadOptions): Promise<{ all: StagedAll; told: readonly string[] }> {
  const catalog = { sources, areaRegister: { sourceId: AREA_REGISTER_SOURCE, build: buildAreaRegister } };
  const told: string[] = [];
  const all = await withEngine({}, (engine) =>
    stageAll({ home, engine, catalog, readAhead }, async ({ release }) => void told.push(release.fileName)),
  );
  return { all, told };
}

/** Path within the store → bytes. */
function readStore({ store }: Home): Map<string, Buffer> {
  const names = readdirSync(store, { recursive: true, encoding: "utf8" }).filter((name) => /\.[a-z]+$/.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(path.join(store, name))]));
}

const withinStore = ({ parts }: StagedAll) =>
  parts.map((part) => ({ ...part, path: part.path === null ? null : path.basename(part.path) }));

describe("large files, read on threads of their own", () => {
  it("give byte for byte the parts of one thread, refusals, quarantine and findings included", async () => {
    const samples = listSampleFiles(SOURCES);
    const files = [...samples, ...writeBadFiles(samples.find((file) => file.endsWith("mye23tablesew.xlsx"))!)];
    const homes = [await land("one thread", files), await land("two threads", files)] as const;
    const one = await stage(homes[0], ONE);
    const two = await stage(homes[1], TWO);

    const [expected, found] = [readStore(homes[0]), readStore(homes[1])];
    expect(expected.size).toBeGreaterThan(2 * samples.length);
    expect([...found.keys()]).toEqual([...expected.keys()]);
    for (const [name, bytes] of expected) expect(found.get(name)?.equals(bytes), name).toBe(true);
    expect(withinStore(two.all)).toEqual(withinStore(one.all));
    expect(two.all.unrecognised).toEqual(one.all.unrecognised);
    expect(two.told).toEqual(one.told);
    const codes = one.all.parts.flatMap(({ release }) => release.findings.map(({ code }) => code));
    expect(codes).toEqual(expect.arrayContaining(["workbook.truncated", "key.invalid"]));

    const again = await stage(homes[1], TWO);
    expect(two.all.parts.every(({ wasRead }) => wasRead)).toBe(true);
    expect(again.all.parts.some(({ wasRead }) => wasRead)).toBe(false);
  }, 180_000);

  it("tell of a fault of ours in the words of one thread", async () => {
    const home = await land("damaged", listSampleFiles(["finance_budget_monitoring", "council_payments"]));
    for (const { fileName, sha256 } of await listReceipts(home)) {
      if (fileName === "authorities.csv") continue;
      const landed = path.join(home.landing, sha256);
      chmodSync(landed, 0o600);
      writeFileSync(landed, "Changed since it landed.\n");
    }
    const fail = (options: ReadAheadOptions) => stage(home, options).catch((error: unknown) => error);
    const [here, there] = [await fail(ONE), await fail(TWO)];
    expect(here).toBeInstanceOf(Fault);
    expect(there).toBeInstanceOf(Fault);
    expect({ ...(there as Fault) }).toEqual({ ...(here as Fault) });
    expect((there as Fault).message).toBe((here as Fault).message);
  }, 180_000);
});
