import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { makeHome, repositoryRoot, runCli, sharedFolder } from "./run-cli.ts";

const realData = path.join(sharedFolder, "real-data");
const manifest = path.join(realData, "MANIFEST.csv");
const isThere = existsSync(manifest);
if (!isThere) console.warn(`Skipped: the publishers' own files are not there (${realData}).`);
const files = isThere ? parseCsv(readFileSync(manifest, "utf8")).map((line) => line["file"]!) : [];
const page = readFileSync(path.join(repositoryRoot, "docs", "sources", "not-read.md"), "utf8");
const [notRead = ""] = page.split("\n## Parts of files");
const isListed = (fileName: string) => notRead.includes(`| \`${fileName}\``);

interface Answer {
  readonly releases: readonly {
    readonly source: string;
    readonly fileName: string;
    readonly recognisedBy: "name" | "content";
    readonly rowsStaged: number;
  }[];
  readonly refusals: readonly { readonly code: string; readonly at: { readonly file?: string } }[];
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function readAll(name: string, folder: string): Promise<Answer> {
  const home = makeHome(name);
  folders.push(home);
  expect((await runCli(home, ["land", folder])).code).toBe(0);
  // Files that nobody reads hold the publication; the reading is what counts here.
  return JSON.parse((await runCli(home, ["refresh", "--json"])).stdout) as Answer;
}

describe.skipIf(!isThere)("the publishers' files, landed as a folder", () => {
  it("are each staged without being told their source, or listed in the docs", async () => {
    const { releases, refusals } = await readAll("all-real", realData);
    const staged = new Set(releases.filter(({ rowsStaged }) => rowsStaged > 0).map(({ fileName }) => fileName));
    const names = files.map((file) => path.basename(file));
    expect(names.filter((name) => !staged.has(name)).filter((name) => !isListed(name))).toEqual([]);
    const refused = refusals.map(({ code, at }) => `${code} ${at.file ?? ""}`).sort();
    const expected = ["MANIFEST.csv", "NOTES.md", ...names.filter(isListed)];
    expect(refused).toEqual(expected.map((name) => `release.unrecognised ${name}`).sort());
  }, 600_000);

  it("give the same rows under names that say nothing, or ask for the name that says the year", async () => {
    const named = await readAll("all-real-named", realData);
    const renamed = makeHome("all-real-renamed");
    folders.push(renamed);
    const original = new Map<string, string>();
    mkdirSync(path.join(renamed, "downloads"));
    for (const [index, file] of files.entries()) {
      const name = `download (${index})${path.extname(file)}`;
      original.set(name, path.basename(file));
      cpSync(path.join(realData, file), path.join(renamed, "downloads", name));
    }
    expect(readdirSync(path.join(renamed, "downloads"))).toHaveLength(files.length);
    const { releases, refusals } = await readAll("all-real-unnamed", path.join(renamed, "downloads"));

    const toRow = ({ source, rowsStaged }: Answer["releases"][number], fileName: string) => ({
      source,
      fileName,
      rowsStaged,
    });
    const read = releases.filter(({ recognisedBy }) => recognisedBy === "content");
    const expected = new Map(named.releases.map((release) => [release.fileName, toRow(release, release.fileName)]));
    const found = read.map((release) => toRow(release, original.get(release.fileName)!));
    expect(found).toEqual(found.map(({ fileName }) => expected.get(fileName)));
    const asked = refusals.filter(({ code }) => code === "release.name_needed").map(({ at }) => at.file!);
    const others = refusals
      .filter(({ code }) => code !== "release.name_needed")
      .map(({ at }) => original.get(at.file!)!);
    expect(others.sort()).toEqual([...original.values()].filter(isListed).sort());
    expect(read.length + asked.length + others.length).toBe(files.length);
    // Most say their year themselves.
    expect(read.length).toBeGreaterThan(asked.length);
  }, 1_200_000);
});
