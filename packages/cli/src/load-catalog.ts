import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  Fault,
  fieldsSchema,
  listStagingColumns,
  type ComputedTableDefinition,
  type Fields,
  type SourceDeclaration,
  type TableName,
} from "@poundwise/contracts";
import { AREA_REGISTER_SOURCE, buildAreaRegister } from "@poundwise/pipelines/areas";
import { hashValue, type Catalog, type CatalogSource } from "@poundwise/runner";
import { buildGraph, loadTables, toComputedTable, withEngine } from "@poundwise/warehouse";
import { parse as parseYaml } from "yaml";

/** Folder of the repository: content (pipelines, sql, samples) is found from here. */
export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

const builtPipelines = path.join(repositoryRoot, "pipelines", "dist");

/**
 * Reads everything that is declared: sources, tables, fields. Folders are scanned, ids come from file names.
 * @throws Fault naming the file that cannot be used
 */
export async function loadCatalog(): Promise<Catalog> {
  const sources = await loadSources();
  const fields = await loadFields();
  const computed = await Promise.all((await listModules("computed")).map(loadComputed));
  const tables = await withEngine({ threads: 1 }, (engine) =>
    loadTables(engine, { sqlFolder: path.join(repositoryRoot, "sql"), root: repositoryRoot, computed }),
  );
  return {
    sources,
    tables,
    fields,
    graph: buildGraph(
      tables,
      sources.map(({ id }) => id),
    ),
    areaRegister: { sourceId: AREA_REGISTER_SOURCE, build: buildAreaRegister },
    computedCodeHash: await hashComputedCode(),
  };
}

/** Every declared source, sorted by id. */
export async function loadSources(): Promise<CatalogSource[]> {
  const sources: CatalogSource[] = [];
  for (const name of await listModules("sources")) {
    const file = path.join(builtPipelines, "sources", `${name}.js`);
    const declaration = await importDefault<SourceDeclaration>(file);
    const row = listStagingColumns(declaration.row).map(({ schema: _schema, ...column }) => column);
    sources.push({ id: name, declaration, module: pathToFileURL(file).href, hash: hashValue({ ...declaration, row }) });
  }
  return sources;
}

async function loadComputed(name: string) {
  const definition = await importDefault<ComputedTableDefinition>(path.join(builtPipelines, "computed", `${name}.js`));
  return toComputedTable(name as TableName, `pipelines/computed/${name}.ts`, definition);
}

/** The field dictionary. @throws Fault `field.invalid` naming the entry */
export async function loadFields(): Promise<Fields> {
  const file = path.join(repositoryRoot, "sql", "fields.yaml");
  const parsed = fieldsSchema.safeParse(parseYaml(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Fault("field.invalid", `entry "${issue.path.join(".")}": ${issue.message}`, {
    at: { file: "sql/fields.yaml" },
    next: "Give each field a type, a unit and a meaning.",
  });
}

async function listModules(folder: string): Promise<string[]> {
  const names = await readdir(path.join(builtPipelines, folder));
  return names
    .filter((name) => name.endsWith(".js"))
    .map((name) => name.replace(/\.js$/, ""))
    .sort();
}

async function importDefault<T>(file: string): Promise<T> {
  const loaded = (await import(pathToFileURL(file).href)) as { default?: T };
  if (loaded.default === undefined) {
    throw new Fault("catalog.no_default", "the file exports nothing by default", {
      at: { file: path.relative(repositoryRoot, file) },
      next: "End it with export default defineSource(…) or defineComputedTable(…).",
    });
  }
  return loaded.default;
}

/** What computed tables run: the methods and the pipelines' own code. */
async function hashComputedCode(): Promise<string> {
  const hash = createHash("sha256");
  const folders = [
    "packages/methods/dist",
    "pipelines/dist/index",
    "pipelines/dist/computed",
    "pipelines/dist/reconciliation",
  ];
  for (const folder of folders) {
    const full = path.join(repositoryRoot, folder);
    const names = await readdir(full);
    for (const name of names.filter((entry) => entry.endsWith(".js")).sort()) {
      hash.update(`${folder}/${name}\n`).update(await readFile(path.join(full, name)));
    }
  }
  return hash.digest("hex");
}
