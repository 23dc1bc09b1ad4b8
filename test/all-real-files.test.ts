import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Fault } from "@poundwise/contracts";
import { readWorkbook, recogniseByContent } from "@poundwise/workbook";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { loadSource } from "../scripts/read-source.ts";
import { repositoryRoot, sharedFolder } from "./run-cli.ts";

const realData = path.join(sharedFolder, "real-data");
const manifest = path.join(realData, "MANIFEST.csv");
const isThere = existsSync(manifest);
if (!isThere) console.warn(`Skipped: the publishers' own files are not there (${realData}).`);

const files = isThere ? parseCsv(readFileSync(manifest, "utf8")).map((line) => line["file"]!) : [];
const sourceIds = readdirSync(path.join(repositoryRoot, "pipelines", "sources"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replace(/\.ts$/, ""));
const sources = await Promise.all(
  sourceIds.sort().map(async (id) => ({ id, declaration: await loadSource(repositoryRoot, id) })),
);
const page = readFileSync(path.join(repositoryRoot, "docs", "sources", "not-read.md"), "utf8");
const [notRead = ""] = page.split("\n## Parts of files");

// The whole way through the command line is in all-real-files.soak.test.ts.
describe.skipIf(!isThere)("every publisher's file at hand", () => {
  it.each(files)(
    "%s is known by its name and by its content to one source, the same, or the docs say why not",
    async (file) => {
      const fileName = path.basename(file);
      const byName = sources
        .filter(({ declaration }) => declaration.layouts.some((layout) => layout.file.test(fileName)))
        .map(({ id }) => id);
      const byContent = await recognise(path.join(realData, file));
      if (notRead.includes(`| \`${fileName}\``) && byName.length === 0) {
        expect(byContent).toEqual([]);
        return;
      }
      expect(byName).toHaveLength(1);
      expect(byContent).toEqual(byName);
    },
  );
});

async function recognise(filePath: string): Promise<string[]> {
  try {
    const workbook = await readWorkbook(readFileSync(filePath), path.basename(filePath));
    return [...new Set(recogniseByContent(workbook, sources).map(({ sourceId }) => sourceId))];
  } catch (error) {
    if (error instanceof Fault && error.code.startsWith("workbook.")) return [];
    throw error;
  }
}
