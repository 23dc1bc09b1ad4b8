import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { AreaRegister, SourceDeclaration } from "@poundwise/contracts";
import {
  compareRelease,
  proposePatch,
  readRelease,
  readWorkbook,
  type Drift,
  type ReleaseReading,
} from "@poundwise/workbook";
import { expect } from "vitest";
import { listRows, loadSource } from "../scripts/read-source.ts";
import type { DriftKind } from "./drift-kinds.ts";
import type { DriftSubject } from "./drift-sources.ts";
import { printFile, takeApart, type PrintedFile } from "./next-year.ts";
import { repositoryRoot, samplesFolder } from "./run-cli.ts";

export interface DriftTrials {
  /** Makes up the next release of a subject, compares it, applies what is proposed, and holds it to what must come of it. */
  readonly run: (subject: DriftSubject, kind: DriftKind) => Promise<void>;
  readonly end: () => void;
}

/** A temporary folder in which declarations are patched and loaded. */
export function makeDriftTrials(areas: AreaRegister): DriftTrials {
  const folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-drift-"));
  return {
    run: (subject, kind) => tryDrift(folder, areas, subject, kind),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function tryDrift(folder: string, areas: AreaRegister, subject: DriftSubject, kind: DriftKind): Promise<void> {
  const source = await loadSource(repositoryRoot, subject.source);
  const bytes = readFileSync(path.join(samplesFolder, subject.source, subject.file));
  const now: PrintedFile = kind.change(takeApart(subject.file, bytes), subject);
  const [file, last] = [
    { fileName: now.fileName, workbook: await readWorkbook(printFile(now), now.fileName) },
    { fileName: subject.file, workbook: await readWorkbook(bytes, subject.file) },
  ];
  const read = (declaration: SourceDeclaration, from: typeof file): ReleaseReading =>
    readRelease({ sourceId: subject.source, source: declaration, ...from, areas });
  const drift = compareRelease({ sourceId: subject.source, source, file, last, areas });
  const before = toFigures(read(source, last));

  const caught = drift.changes.filter((change) => kind.caught.includes(change.kind));
  expect(caught, JSON.stringify(drift.changes)).not.toEqual([]);
  if (kind.breaks) expect(caught.some(({ breaks }) => breaks)).toBe(true);
  // A sheet or column that changed is named with its sheet.
  for (const change of caught)
    if (/^(column|header|title)_/.test(change.kind)) expect(change.sheet).toEqual(expect.any(String));

  if (kind.outcome === "refused") {
    expect(drift.proposed).toBeNull();
    expect(drift.changes.map((change) => change.kind)).toContain("not_mended");
    return;
  }
  const changesDeclaration = drift.proposed !== null || Object.keys(drift.markers).length > 0;
  const mended = changesDeclaration ? await applyPatch(folder, subject.source, drift) : source;
  const after = toFigures(read(mended, file));
  expect(toFigures(read(mended, last)), "the last release, read with the patch").toEqual(before);
  if (kind.outcome === "same") expect(after).toEqual(before);
  else {
    expect(after.length).toBeGreaterThan(0);
    expect(after).not.toEqual(before);
  }
  if (kind.outcome === "apart") expect(drift.proposed).toBeNull();
  if (kind.outcome === "signs") expect(after.filter((row) => !before.includes(row)).join(" ")).toContain('"low"');
}

/** Writes the declaration elsewhere, applies the patch there with git, and loads what comes of it. */
async function applyPatch(folder: string, sourceId: string, drift: Drift): Promise<SourceDeclaration> {
  const file = `pipelines/sources/${sourceId}.ts`;
  const text = readFileSync(path.join(repositoryRoot, file), "utf8");
  const patch = proposePatch(file, text, drift.proposed, drift.markers);
  expect(patch).not.toBeNull();
  const root = mkdtempSync(path.join(folder, "tree-"));
  mkdirSync(path.join(root, "pipelines", "sources"), { recursive: true });
  for (const name of ["rows", "layouts"]) {
    symlinkSync(path.join(repositoryRoot, "pipelines", name), path.join(root, "pipelines", name));
  }
  symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(root, "node_modules"));
  writeFileSync(path.join(root, file), text);
  writeFileSync(path.join(root, "drift.patch"), patch!);
  execFileSync("git", ["apply", "drift.patch"], { cwd: root });
  const module = (await import(pathToFileURL(path.join(root, file)).href)) as { readonly default: SourceDeclaration };
  return module.default;
}

/** Rows without the places of their cells, which a change moves, and without the noise of binary fractions, sorted. */
function toFigures(reading: ReleaseReading): string[] {
  const isPlace = (name: string) => /_cell$|_raw$|^row_number$|^line_number$|^file_name$|^sheet$/.test(name);
  return listRows(reading)
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .filter(([name]) => !isPlace(name))
          .map(([name, value]) => [name, typeof value === "number" ? Number(value.toPrecision(9)) : value]),
      ),
    )
    .sort();
}
