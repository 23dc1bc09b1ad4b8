import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { AreaRegister, Row } from "@poundwise/contracts";
import { AREA_REGISTER_SOURCE, buildAreaRegister } from "@poundwise/pipelines/areas";
import type { CatalogSource } from "@poundwise/runner";
import { readRelease, readWorkbook } from "@poundwise/workbook";
import { repositoryRoot } from "./load-catalog.ts";

/**
 * The authority register that ships in data/reference, for commands that look at a file before anything has landed.
 * @returns null when no source or file of a register is there: areas are then not recognised by name
 */
export async function readShippedRegister(sources: readonly CatalogSource[]): Promise<AreaRegister | null> {
  const source = sources.find(({ id }) => id === AREA_REGISTER_SOURCE);
  if (source === undefined) return null;
  const folder = path.join(repositoryRoot, "data", "reference");
  const fileName = (await readdir(folder)).find((name) =>
    source.declaration.layouts.some((layout) => layout.file.test(name)),
  );
  if (fileName === undefined) return null;
  const workbook = await readWorkbook(await readFile(path.join(folder, fileName)), fileName);
  const reading = readRelease({ sourceId: source.id, source: source.declaration, fileName, workbook });
  const names = reading.columns.map(({ name }) => name);
  const rows = Array.from({ length: reading.rowsStaged }, (_, index): Row =>
    Object.fromEntries(names.map((name) => [name, reading.rows[name]?.[index] ?? null])),
  );
  return buildAreaRegister(rows);
}
