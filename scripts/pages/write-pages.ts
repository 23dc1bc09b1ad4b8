import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Catalog } from "@poundwise/runner";
import { GENERATED } from "./markdown.ts";
import { writeSourceIndex, writeSourcePage } from "./source-page.ts";
import { writeTableIndex, writeTablePage } from "./table-page.ts";

/** Pages by their path below the repository. */
export type Pages = ReadonlyMap<string, string>;

/**
 * Writes a page for every source and every table, and an index of each. Pages written before about things that are gone
 * are removed; pages by people stay.
 */
export async function writePages(root: string, catalog: Catalog): Promise<void> {
  const pages = await makePages(root, catalog);
  for (const folder of ["docs/sources", "docs/tables"]) {
    const full = path.join(root, folder);
    await mkdir(full, { recursive: true });
    for (const name of await readdir(full)) {
      const isOurs = name.endsWith(".md") && (await readFile(path.join(full, name), "utf8")).includes(GENERATED);
      if (isOurs && !pages.has(`${folder}/${name}`)) await rm(path.join(full, name));
    }
  }
  for (const [file, text] of pages) await writeFile(path.join(root, file), text);
}

/** Every page that is made from the declarations and contracts. */
export async function makePages(root: string, catalog: Catalog): Promise<Pages> {
  const pages = new Map<string, string>();
  const readersOf = (id: string) =>
    [
      ...new Set(["staging", "staging_history"].flatMap((layer) => catalog.graph.readers.get(`${layer}.${id}`) ?? [])),
    ].sort();
  for (const source of catalog.sources) {
    const page = writeSourcePage(source, {
      fields: catalog.fields,
      comment: await readComment(path.join(root, "pipelines", "sources", `${source.id}.ts`)),
      samples: await listSamples(path.join(root, "data", "samples", source.id)),
      readers: readersOf(source.id),
    });
    pages.set(`docs/sources/${source.id}.md`, page);
  }
  const byHand = (await readdir(path.join(root, "docs", "sources"))).filter((name) => /^not-read.*\.md$/.test(name));
  pages.set("docs/sources/README.md", writeSourceIndex(catalog.sources, readersOf, byHand.sort()));
  for (const table of catalog.tables) pages.set(`docs/tables/${table.name}.md`, writeTablePage(table, catalog));
  pages.set("docs/tables/README.md", writeTableIndex(catalog));
  return pages;
}

/** What a source file says above its declaration, as one paragraph; "" when it says nothing. */
async function readComment(file: string): Promise<string> {
  const text = (await readFile(file, "utf8")).replace(/\r\n/g, "\n");
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport default/.exec(text)?.[1] ?? "";
  return comment
    .replace(/^\s*\* ?/gm, " ")
    .replace(/\s+/g, " ")
    .trim();
}

async function listSamples(folder: string): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).sort() : [];
}
