import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import type { AreaRegister, SourceDeclaration } from "@poundwise/contracts";
import { Fault } from "@poundwise/contracts";
import { printDraft, readRelease, readWorkbook, type ReleaseReading } from "@poundwise/workbook";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSource, readAreaRegister } from "../scripts/read-source.ts";
import { compareDraft, printComparisons, type DraftComparison } from "./compare-draft.ts";
import { repositoryRoot, sharedFolder } from "./run-cli.ts";
import { makeDraftTrials, type DraftTrials } from "./try-draft.ts";

const realData = path.join(sharedFolder, "real-data");
const isThere = existsSync(realData);
if (!isThere) console.warn(`Skipped: the publishers' own files are not there (${realData}).`);

let areas: AreaRegister;
let trials: DraftTrials;
let sources: readonly { readonly id: string; readonly declaration: SourceDeclaration }[];
beforeAll(async () => {
  areas = await readAreaRegister(repositoryRoot);
  trials = makeDraftTrials(areas);
  const names = readdirSync(path.join(repositoryRoot, "pipelines", "sources")).map((name) => name.replace(/\.ts$/, ""));
  sources = await Promise.all(names.map(async (id) => ({ id, declaration: await loadSource(repositoryRoot, id) })));
});
afterAll(() => trials.end());

/** Forms, dictionaries and extracts without a header of their own: what a draft makes of them is little. */
const UNTIDY = /Blackburn|lait_data_dictionary|CTB_Form|ctr_|CTR_|dh_4058989|Notes-Table|MANIFEST|NOTES/;

describe.skipIf(!isThere)("drafts of the publishers' own files", () => {
  it("load, compile, stage every tidy file, and are never silent about a unit that they get wrong", async () => {
    const comparisons: DraftComparison[] = [];
    const texts: string[] = [];
    for (const filePath of listFiles(realData)) {
      const fileName = path.basename(filePath);
      const bytes = readFileSync(filePath);
      const trial = await trials.run(fileName, bytes).catch((error: unknown) => {
        // Files of another kind are refused in words; anything else is a fault of the draft.
        if (error instanceof Fault) return null;
        throw error;
      });
      if (trial === null) continue;
      if ("why" in trial) throw new Error(`${fileName}: ${trial.why.join("; ")}`);
      texts.push(printDraft(trial.draft));
      comparisons.push(compareDraft(path.relative(realData, filePath), trial, await readAsShipped(fileName, bytes)));
    }
    console.info(printComparisons(comparisons));
    const wrong = comparisons.filter(({ silentlyWrong }) => silentlyWrong.length > 0);
    console.info(wrong.map(({ file, silentlyWrong }) => `${file}: ${silentlyWrong.slice(0, 2).join("; ")}`).join("\n"));

    const tidy = comparisons.filter(({ file }) => !UNTIDY.test(file));
    for (const { file, refused, rowsStaged } of tidy) {
      expect(refused, file).toBeNull();
      expect(rowsStaged, file).toBeGreaterThan(0);
    }
    const [cells, found] = [
      tidy.reduce((sum, one) => sum + one.cells, 0),
      tidy.reduce((sum, one) => sum + one.found, 0),
    ];
    expect(found / cells).toBeGreaterThan(0.9);
    expect(wrong.map(({ file }) => file)).toEqual([]);
    expect(compile(texts)).toBe("");
  });
});

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(full) : [full];
  });
  return files.filter((file) => !/MANIFEST|NOTES/.test(file)).sort();
}

/** The file read by the first shipped declaration that takes it whole. */
async function readAsShipped(fileName: string, bytes: Uint8Array): Promise<ReleaseReading | null> {
  for (const { id, declaration } of sources) {
    if (!declaration.layouts.some(({ file }) => file.test(fileName))) continue;
    const workbook = await readWorkbook(bytes, fileName);
    const reading = readRelease({ sourceId: id, source: declaration, fileName, workbook, areas });
    if (reading.rowsStaged > 0) return reading;
  }
  return null;
}

/** What the compiler says of the drafts as source files; nothing when they are sound. */
function compile(texts: readonly string[]): string {
  const root = mkdtempSync(path.join(os.tmpdir(), "poundwise-compile-"));
  try {
    mkdirSync(path.join(root, "sources"));
    symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(root, "node_modules"));
    texts.forEach((text, index) => writeFileSync(path.join(root, "sources", `draft_${index}.ts`), text));
    const base = path.join(repositoryRoot, "tsconfig.base.json");
    const options = { noEmit: true, skipLibCheck: true, customConditions: ["source"] };
    writeFileSync(
      path.join(root, "tsconfig.json"),
      JSON.stringify({ extends: base, compilerOptions: options, include: ["sources"] }),
    );
    execFileSync(process.execPath, [path.join(repositoryRoot, "node_modules", "typescript", "bin", "tsc"), "-p", root]);
    return "";
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout ?? error);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
