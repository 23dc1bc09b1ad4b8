import { readdirSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceDeclaration } from "@poundwise/contracts";
import { readPart } from "../src/unpack-part.ts";
import { readZipDirectory } from "../src/zip-directory.ts";
import { checkReading, type Reader } from "./fuzz-check.ts";
import { makeDraw, mutate, type Original } from "./fuzz-mutate.ts";
import type { RawPart } from "./raw-zip.ts";

// Started by run-fuzz.ts: reads mutants one by one and says on its output which is next, so that the starter knows at which
// it hangs or falls over.
const { files, seed, from, to } = JSON.parse(process.argv[2]!) as FuzzTask;
const sourceFolder = path.resolve(import.meta.dirname, "../../../pipelines/sources");

export interface FuzzTask {
  readonly files: readonly string[];
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

await readMutants();

async function readMutants(): Promise<void> {
  const originals = await Promise.all(files.map(loadOriginal));
  const sources = await loadSources();
  const readers = new Map(originals.map(({ name }) => [name, findReaders(name, sources)]));
  for (let number = from; number < to; number += 1) {
    const draw = makeDraw(seed * 1_000_003 + number);
    const original = originals[draw(originals.length)]!;
    say({ number });
    const { bytes, recipe } = mutate(original, draw);
    const started = performance.now();
    try {
      const outcome = await checkReading(bytes, original.name, readers.get(original.name)!);
      say({ outcome, milliseconds: Math.round(performance.now() - started), file: original.name, recipe });
    } catch (error) {
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      say({ failure, file: original.name, recipe });
    }
  }
  say({ maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) });
}

function say(line: unknown): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function loadOriginal(file: string): Promise<Original> {
  const bytes = readFileSync(file);
  const name = path.basename(file);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { name, bytes, parts: [] };
  const listed = await readZipDirectory(bytes, name, 2 ** 30);
  const parts: RawPart[] = [];
  for (const part of listed) {
    const content = await readPart(part, name);
    parts.push({ name: part.name, content, packed: part.packed, isStored: !part.isDeflated });
  }
  return { name, bytes, parts };
}

async function loadSources(): Promise<readonly Reader[]> {
  const names = readdirSync(sourceFolder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return Promise.all(
    names.map(async (name) => {
      const module = (await import(pathToFileURL(path.join(sourceFolder, name)).href)) as {
        default: SourceDeclaration;
      };
      return { sourceId: path.basename(name, ".ts"), source: module.default };
    }),
  );
}

/** The sources that take a file of this name. */
function findReaders(fileName: string, sources: readonly Reader[]): Reader[] {
  return sources.filter(({ source }) => source.layouts.some((layout) => layout.file.test(fileName)));
}
