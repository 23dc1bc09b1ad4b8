import { foldAreaName, type AreaRegister } from "@poundwise/contracts";
import type { ColumnProfile } from "./draft-columns.ts";
import { toPatternText } from "./draft-words.ts";

const LABEL = /^(?:.* \| )?(?:\d{3} ?- ?)?(?<area>[^|]+)$/;

/**
 * Finds a table turned on its side: most of its columns of figures are headed by authorities, "508 - Somewhere".
 * @returns the columns and a pattern that takes just them, the name as its group `area`; null when headers are no areas
 */
export function findAreasAcross(
  measures: readonly ColumnProfile[],
  all: readonly ColumnProfile[],
  areas: AreaRegister,
): { readonly members: readonly ColumnProfile[]; readonly header: RegExp } | null {
  const members = measures.filter(({ label }) => {
    const name = LABEL.exec(label)?.groups?.["area"];
    return name !== undefined && areas.byName.has(foldAreaName(name));
  });
  if (members.length < 10 || members.length < measures.length * 0.5) return null;
  // Codes stand as headers in matrices of distances; those are names to nobody.
  const others = all.filter((profile) => !members.includes(profile)).map(({ label }) => toPatternText(label));
  const except = others.length === 0 ? "" : `(?!(?:${others.join("|")})$)`;
  return { members, header: new RegExp(`^${except}(?:.* \\| )?(?:\\d{3} ?- ?)?(?<area>[^|]+)$`) };
}
