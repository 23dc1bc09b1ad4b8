import type { ValueStatus } from "@poundwise/contracts";
import { findLegend } from "./draft-legend.ts";
import { findUsualMeaning } from "./draft-symbols.ts";
import { countOf, listQuoted } from "./draft-words.ts";
import type { Workbook } from "./workbook.ts";

export interface DraftSigns {
  readonly markers: Readonly<Record<string, ValueStatus>>;
  readonly notes: readonly string[];
  readonly questions: readonly string[];
}

/** Longer text among figures is a remark, not a sign, whatever a note says of it. */
const LONGEST_SIGN = 14;

/**
 * What the signs among the figures mean: as the file's own notes say, else as they usually do, with a question where
 * publishers differ.
 * @param signs text → how many cells hold it
 */
export function settleSigns(signs: ReadonlyMap<string, number>, workbook: Workbook): DraftSigns {
  const markers: Record<string, ValueStatus> = {};
  const notes: string[] = [];
  const questions: string[] = [];
  const unknown: string[] = [];
  for (const [sign, count] of signs) {
    const legend = sign.length <= LONGEST_SIGN ? findLegend(workbook, sign.trim()) : null;
    const usual = findUsualMeaning(sign);
    if (legend !== null) {
      markers[sign.trim()] = legend.status;
      notes.push(`"${sign}" is read as ${legend.status}: the file says "${legend.words}".`);
    } else if (usual !== null) {
      markers[sign.trim()] = usual.status;
      if (usual.doubt !== undefined)
        questions.push(
          `"${sign}" (${countOf(count, "cell")}) is read as ${usual.status}; it means ${usual.doubt}. Which is it here?`,
        );
    } else unknown.push(sign);
  }
  if (unknown.length > 0)
    questions.push(
      `Text among figures that has no usual meaning is held back row by row: ${listQuoted(unknown, 10)}. What does it mean?`,
    );
  return { markers, notes, questions };
}
