import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  describeFinding,
  foldAreaName,
  type AreaRegister,
  type RegisteredArea,
  type Scalar,
  type SourceDeclaration,
} from "@poundwise/contracts";
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
  return toAreaRegister(listRows(reading));
}

/** Indexes register rows by code, by every name they bear and by DfE number; of equal names the newest code comes first. */
export function toAreaRegister(rows: readonly Readonly<Record<string, Scalar>>[]): AreaRegister {
  const byCode = new Map<string, RegisteredArea>();
  const byName = new Map<string, string[]>();
  const byDfeNumber = new Map<string, string>();
  const newestFirst = [...rows].sort((a, b) => String(b.valid_from ?? "").localeCompare(String(a.valid_from ?? "")));
  for (const row of newestFirst) {
    const areaCode = String(row.area_code);
    const areaName = String(row.area_name);
    byCode.set(areaCode, {
      areaCode,
      areaName,
      validFrom: row.valid_from === null ? null : String(row.valid_from),
      validTo: row.valid_to === null ? null : String(row.valid_to),
    });
    const names = [areaName, ...String(row.other_names ?? "").split("|")]
      .map(foldAreaName)
      .filter((name) => name !== "");
    for (const name of new Set(names)) byName.set(name, [...(byName.get(name) ?? []), areaCode]);
    const dfeNumber = row.dfe_number === null ? "" : String(row.dfe_number);
    if (dfeNumber !== "" && !byDfeNumber.has(dfeNumber)) byDfeNumber.set(dfeNumber, areaCode);
  }
  return { byCode, byName, byDfeNumber };
}

/** The staged rows of a reading as objects, in the file's order. */
export function listRows(reading: ReleaseReading): Readonly<Record<string, Scalar>>[] {
  const names = reading.columns.map((column) => column.name);
  return Array.from({ length: reading.rowsStaged }, (_, index) =>
    Object.fromEntries(names.map((name) => [name, reading.rows[name]![index]!])),
  );
}
