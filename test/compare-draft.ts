import type { ReleaseReading } from "@poundwise/workbook";
import { listFigures, type DraftTrial } from "./try-draft.ts";

/** How a draft reads a file beside the declaration that the project ships for it. */
export interface DraftComparison {
  readonly file: string;
  readonly rowsStaged: number;
  /** Rows of the file held back, of all that were read. */
  readonly heldBack: number;
  readonly questions: number;
  readonly refused: string | null;
  /** Cells that the shipped declaration stages, and those among them that the draft stages too. */
  readonly cells: number;
  readonly found: number;
  /** Cells that both read as the same number, or both as no number. */
  readonly equal: number;
  /** Cells of another size in a column whose unit the draft claims to know: wrong without a question. */
  readonly silentlyWrong: readonly string[];
  /** Cells that are a number for one and a sign for the other. */
  readonly otherKind: readonly string[];
  readonly hasArea: boolean;
}

const KNOWS_UNIT = /(?:^|_)(?:gbp|pct|share|count|days|weeks|hours|tonnes|kg|fte|per_[a-z0-9]+)$/;

/** @param shipped the same file read by the shipped declaration; null when none takes it */
export function compareDraft(
  file: string,
  { draft, reading }: DraftTrial,
  shipped: ReleaseReading | null,
): DraftComparison {
  const own = new Map(listFigures(reading).map((figure) => [figure.at, figure]));
  let [cells, found, equal] = [0, 0, 0];
  const silentlyWrong: string[] = [];
  const otherKind: string[] = [];
  const seen = new Set<string>();
  for (const { at, figure } of shipped === null ? [] : listFigures(shipped)) {
    if (seen.has(at)) continue;
    seen.add(at);
    cells += 1;
    const other = own.get(at);
    if (other === undefined) continue;
    found += 1;
    if (typeof figure !== typeof other.figure)
      otherKind.push(`${at}: ${String(figure)}, drafted ${String(other.figure)}`);
    else if (typeof figure === "string" || isNear(figure, Number(other.figure))) equal += 1;
    else if (KNOWS_UNIT.test(String(other.keys["unit"] ?? other.column)))
      silentlyWrong.push(`${at} (${other.column}): ${figure}, drafted ${String(other.figure)}`);
  }
  const refusal = reading.findings.find(({ severity }) => severity === "refuse");
  return {
    file,
    rowsStaged: reading.rowsStaged,
    heldBack: reading.rowsRead === 0 ? 0 : reading.rowsByFate.quarantined / reading.rowsRead,
    questions: draft.questions.length,
    refused: refusal === undefined ? null : refusal.code,
    cells,
    found,
    equal,
    silentlyWrong,
    otherKind,
    hasArea: draft.declaration.areaColumn !== undefined,
  };
}

const isNear = (left: number, right: number): boolean => Math.abs(left - right) <= Math.abs(left) * 1e-9;

/** The comparisons as lines of a table, for people. */
export function printComparisons(comparisons: readonly DraftComparison[]): string {
  const share = (part: number, whole: number) => (whole === 0 ? "-" : `${Math.floor((100 * part) / whole)}%`);
  const lines = comparisons.map((of) =>
    [
      of.file.slice(0, 60).padEnd(60),
      (of.refused ?? String(of.rowsStaged)).padStart(9),
      share(of.heldBack, 1).padStart(6),
      share(of.found, of.cells).padStart(6),
      share(of.equal, of.found).padStart(6),
      String(of.silentlyWrong.length).padStart(6),
      String(of.questions).padStart(4),
    ].join(" "),
  );
  return ["file".padEnd(60) + "      rows   held  found  equal  wrong asks", ...lines].join("\n");
}
