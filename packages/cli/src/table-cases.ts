import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseTableCases, type TableCase } from "@poundwise/contracts";
import type { WarehouseTable } from "@poundwise/warehouse";
import { repositoryRoot } from "./load-catalog.ts";

/** Where the cases of a table stand, relative to the repository: beside its file, or in its folder. */
export function toCasesFile(table: WarehouseTable): string {
  if (table.file.endsWith("_contract.yaml")) return table.file.replace(/_contract\.yaml$/, "_cases.yaml");
  return table.file.replace(/\.(sql|ts)$/, ".cases.yaml");
}

/** The cases of a table; none when it has no file of them. @throws Fault `cases.invalid` */
export async function readTableCases(table: WarehouseTable): Promise<TableCase[]> {
  const file = path.join(repositoryRoot, toCasesFile(table));
  return existsSync(file) ? parseTableCases(await readFile(file, "utf8"), toCasesFile(table)) : [];
}
