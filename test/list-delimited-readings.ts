import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { AreaRegister } from "@poundwise/contracts";
import { hashValue, type CatalogSource } from "@poundwise/runner";
import { readShippedRegister } from "../packages/cli/src/read-register.ts";
import { loadSource } from "../scripts/read-source.ts";
import { repositoryRoot, samplesFolder, sharedFolder } from "./run-cli.ts";
import { canBeStagedByEngine } from "./stage-both-ways.ts";

export interface DelimitedReading {
  readonly name: string;
  readonly id: string;
  readonly bytes: Buffer;
  readonly source: CatalogSource;
}

/**
 * The shipped and the publishers' delimited files that a source knows by name and the engine can stage, each with each such
 * source.
 * @param maxBytes of a longer file only the whole lines within it are given
 */
export async function listDelimitedReadings(
  maxBytes: number,
): Promise<{ readonly readings: readonly DelimitedReading[]; readonly areas: AreaRegister | null }> {
  const ids = readdirSync(path.join(repositoryRoot, "pipelines", "sources"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.replace(/\.ts$/, ""));
  const sources: CatalogSource[] = await Promise.all(
    ids.map(async (id) => ({ id, declaration: await loadSource(repositoryRoot, id), hash: hashValue(id) })),
  );
  const areas = await readShippedRegister(sources);
  const realData = path.join(sharedFolder, "real-data");
  if (!existsSync(realData)) console.warn(`Skipped: the publishers' own files are not there (${realData}).`);
  const folders = [samplesFolder, path.join(repositoryRoot, "data", "reference"), realData];
  const readings = folders
    .flatMap((folder) => [...listDelimited(folder)])
    .flatMap((file) => {
      const name = path.basename(file);
      const whole = readFileSync(file);
      const bytes = whole.length > maxBytes ? whole.subarray(0, whole.lastIndexOf(10, maxBytes) + 1) : whole;
      return sources
        .filter(({ declaration }) => declaration.layouts.some((layout) => layout.file.test(name)))
        .filter((source) => canBeStagedByEngine(source, name, bytes, areas))
        .map((source) => ({ name, id: source.id, bytes, source }));
    });
  return { readings, areas };
}

function* listDelimited(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) yield* listDelimited(full);
    else if (/\.(csv|txt|tsv)$/i.test(name)) yield full;
  }
}
