import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describeFinding, type AreaRegister, type Scalar, type SourceDeclaration } from "@poundwise/contracts";
import { buildAreaRegister } from "../pipelines/areas.ts";
import { readRelease, readWorkbook, type ReleaseReading } from "@poundwise/workbook";

/** The declaration of a source, from pipelines/sources/<source>.ts. */
export async function loadSource(repositoryRoot: string, sourceId: string): Promise<SourceDeclaration> {
  const file = path.join(repositoryRoot, "pipelines", "sources", `${sourceId}.ts`);
  const module = (await import(pathToFileURL(file).href)) as { readonly default: SourceDeclaration };
  return module.default;
}

/** Reads one file as a release of a source, the way a refresh does. */
export async function readSourceFile(options: {
  readonly repositoryRoot: string;
  readonly sourceId: string;
  readonly filePath: string;
  readonly areas?: AreaRegister;
}): Promise<ReleaseReading> {
  const source = await loadSource(options.repositoryRoot, options.sourceId);
  const fileName = path.basename(options.filePath);
  const workbook = await readWorkbook(readFileSync(options.filePath), fileName);
  return readRelease({
    sourceId: options.sourceId,
    source,
    fileName,
    workbook,
    ...(options.areas === undefined ? {} : { areas: options.areas }),
  });
}

/** The authority register of data/reference/authorities.csv, read through its own declaration. */
export async function readAreaRegister(repositoryRoot: string): Promise<AreaRegister> {
  const filePath = path.join(repositoryRoot, "data", "reference", "authorities.csv");
  const reading = await readSourceFile({ repositoryRoot, sourceId: "reference_authorities", filePath });
  const refused = reading.findings.find((finding) => finding.severity === "refuse");
  if (refused !== undefined) throw new RangeError(describeFinding(refused));
  return buildAreaRegister(listRows(reading));
}

/** The staged rows of a reading as objects, in the file's order. */
export function listRows(reading: ReleaseReading): Readonly<Record<string, Scalar>>[] {
  const names = reading.columns.map((column) => column.name);
  return Array.from({ length: reading.rowsStaged }, (_, index) =>
    Object.fromEntries(names.map((name) => [name, reading.rows[name]![index]!])),
  );
}
