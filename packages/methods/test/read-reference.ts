import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const repoRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const referenceFolder = path.resolve(repoRoot, "..", "shared", "reference");

/** Reference values made with other tools live beside the checkout; where they are absent the comparison is left out, loudly. */
export const hasReference = existsSync(referenceFolder);
if (!hasReference) {
  console.warn(
    "Reference values not found (folder shared/reference beside the checkout): comparisons with other tools are left out.",
  );
}

/** One row of a reference file, by header name. */
export type ReferenceRow = Readonly<Record<string, string>>;

/** Reads `<folder>/<name>.csv`; quoted fields may hold commas and doubled quotes. */
export function readReference(folder: string, name: string): ReferenceRow[] {
  const text = readFileSync(path.join(referenceFolder, folder, `${name}.csv`), "utf8");
  const [header, ...rows] = text.trim().split(/\r?\n/).map(splitLine);
  return rows.map((fields) => Object.fromEntries(header!.map((column, i) => [column, fields[i] ?? ""])));
}

/** A cell as number; empty and the reference tools' NaN both mean "no value". */
export function toNumber(cell: string | undefined): number | null {
  return cell === undefined || cell === "" || cell === "NaN" || cell === "NA" ? null : Number(cell);
}

/** Rows grouped by one column, in order of first appearance. */
export function groupRows(rows: readonly ReferenceRow[], column: string): Map<string, ReferenceRow[]> {
  const groups = new Map<string, ReferenceRow[]>();
  for (const row of rows) {
    const key = row[column]!;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/**
 * Lists where `found` strays from `expected` by more than tolerance * max(1, |expected|); an empty list is agreement.
 * A list, not an assertion, so that a test shows every difference at once.
 */
export function listDifferences(
  found: readonly (number | null)[],
  expected: readonly (number | null)[],
  tolerance = 1e-9,
): string[] {
  if (found.length !== expected.length) return [`length ${found.length} instead of ${expected.length}`];
  return expected.flatMap((value, i) => {
    const actual = found[i]!;
    if (value === null || actual === null) return value === actual ? [] : [`${i}: ${actual} instead of ${value}`];
    return Math.abs(actual - value) <= tolerance * Math.max(1, Math.abs(value))
      ? []
      : [`${i}: ${actual} instead of ${value}`];
  });
}

function splitLine(line: string): string[] {
  const fields = line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g);
  const cells = [...fields].map(([, cell = ""]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
  return line.endsWith(",") ? cells : cells.slice(0, -1);
}
