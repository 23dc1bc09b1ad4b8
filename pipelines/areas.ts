import { foldAreaName, type AreaRegister, type RegisteredArea, type Row } from "@poundwise/contracts";
import { readOptionalText, readText } from "./index/read-row.ts";

/** The source whose rows make the register that all other sources are checked against. */
export const AREA_REGISTER_SOURCE = "reference_authorities";

/** Makes the register from the rows of `reference_authorities`. Names and numbers point at every code that ever bore them, newest first. */
export function buildAreaRegister(rows: readonly Row[]): AreaRegister {
  const byCode = new Map<string, RegisteredArea>();
  const byName = new Map<string, string[]>();
  const byDfeNumber = new Map<string, readonly string[]>();
  const newestFirst = [...rows].sort((a, b) => compareFrom(b, a));
  for (const row of newestFirst) {
    const area: RegisteredArea = {
      areaCode: readText(row, "area_code"),
      areaName: readText(row, "area_name"),
      validFrom: readOptionalText(row, "valid_from"),
      validTo: readOptionalText(row, "valid_to"),
    };
    byCode.set(area.areaCode, area);
    for (const name of [area.areaName, ...(readOptionalText(row, "other_names")?.split("|") ?? [])]) {
      const folded = foldAreaName(name);
      const codes = byName.get(folded) ?? [];
      if (!codes.includes(area.areaCode)) byName.set(folded, [...codes, area.areaCode]);
    }
    const dfeNumber = readOptionalText(row, "dfe_number");
    if (dfeNumber !== null) byDfeNumber.set(dfeNumber, [...(byDfeNumber.get(dfeNumber) ?? []), area.areaCode]);
  }
  return { byCode, byName, byDfeNumber };
}

function compareFrom(a: Row, b: Row): number {
  const [from, other] = [readOptionalText(a, "valid_from") ?? "", readOptionalText(b, "valid_from") ?? ""];
  return from === other ? 0 : from < other ? -1 : 1;
}
