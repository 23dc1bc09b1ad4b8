import type { InputRows } from "@poundwise/contracts";
import { readOptionalText, readText } from "./read-row.ts";

/** The authorities of one comparator group on one day, and the codes under which their figures may be printed. */
export interface GroupFrame {
  readonly groupId: string;
  /** In code order. */
  readonly areaCodes: readonly string[];
  /** Authority → codes with the same boundary, its own first. */
  readonly printedCodes: ReadonlyMap<string, readonly string[]>;
}

/**
 * Members of a group on a day. Membership and codes are both dated: Cumbria is a county until 31 March 2023.
 *
 * @param onDate ISO day, normally the end of the financial year of the cost input
 */
export function frameGroup(members: InputRows, areas: InputRows, groupId: string, onDate: string): GroupFrame {
  const inForce = new Set(areas.filter((row) => coversDay(row, onDate)).map((row) => readText(row, "area_code")));
  const areaCodes = members
    .filter((row) => row["group_id"] === groupId && coversDay(row, onDate))
    .map((row) => readText(row, "area_code"))
    .filter((code) => inForce.has(code))
    .sort();
  const byBoundary = new Map<string, string[]>();
  for (const row of areas) {
    const boundary = readText(row, "boundary_code");
    byBoundary.set(boundary, [...(byBoundary.get(boundary) ?? []), readText(row, "area_code")]);
  }
  const boundaryOf = new Map(areas.map((row) => [readText(row, "area_code"), readText(row, "boundary_code")]));
  const printedCodes = new Map(
    areaCodes.map((code) => {
      const peers = byBoundary.get(boundaryOf.get(code)!) ?? [];
      return [code, [code, ...peers.filter((peer) => peer !== code).sort()]] as const;
    }),
  );
  return { groupId, areaCodes, printedCodes };
}

function coversDay(row: InputRows[number], day: string): boolean {
  const from = readOptionalText(row, "valid_from_date");
  const to = readOptionalText(row, "valid_to_date");
  return (from === null || from <= day) && (to === null || to >= day);
}
