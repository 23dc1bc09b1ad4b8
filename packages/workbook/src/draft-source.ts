import type { AreaRegister } from "@poundwise/contracts";
import { assembleDeclaration, type AssembledDraft, type DraftOptions } from "./draft-declaration.ts";
import { draftSheets, type DraftSheet } from "./draft-sheet.ts";
import { findTables } from "./draft-table.ts";
import { readRelease } from "./read-release.ts";
import type { ReleaseReading } from "./release-reading.ts";
import { TEXT_SHEET_NAME, type Workbook } from "./workbook.ts";

/** A declaration for a file that nobody has described, as data, with what is said about it. */
export interface SourceDraft extends AssembledDraft {
  readonly sourceId: string;
  /** The same file read by the draft. */
  readonly reading: ReleaseReading;
}

const PASSED_OVER =
  /^(contents?|index|cover|notes?|readme|metadata|definitions?|glossary|guidance|introduction|information|about)\b|drop.?down/i;

/**
 * Drafts the declaration of a file: its tables, keys, measures, units, signs and grain, as far as the file shows them.
 * @returns the draft and its reading of the same file, or, when no sheet holds a table, why, sheet by sheet
 */
export function draftSource(options: DraftOptions): SourceDraft | { readonly why: readonly string[] } {
  const { workbook, fileName, areas } = options;
  const { sheets, passed, questions } = findSheets(workbook, areas);
  if (sheets.length === 0) return { why: passed };
  const assembled = assembleDeclaration(options, sheets);
  const reading = readRelease({
    sourceId: options.sourceId,
    source: assembled.declaration,
    fileName,
    workbook,
    ...(areas === null ? {} : { areas }),
  });
  const notes = sheets.map(({ table, name, notes: lines }) =>
    table.sheet.name === TEXT_SHEET_NAME ? `The text: ${lines.join("; ")}.` : `Sheet "${name}": ${lines.join("; ")}.`,
  );
  if (passed.length > 0) notes.push(`Passed over: ${passed.join(", ")}.`);
  return {
    sourceId: options.sourceId,
    ...assembled,
    notes: [...notes, ...assembled.notes],
    questions: [...assembled.questions, ...questions],
    reading,
  };
}

/** Every table of the visible sheets that holds something to read, and why the others are passed over. */
function findSheets(workbook: Workbook, areas: AreaRegister | null) {
  const passed: string[] = [];
  const questions: string[] = [];
  const drafts: DraftSheet[] = [];
  for (const sheet of workbook.sheets) {
    if (sheet.isHidden) {
      passed.push(`"${sheet.name}" (hidden)`);
      continue;
    }
    const found = PASSED_OVER.test(sheet.name) && workbook.sheets.length > 1 ? { why: "its name" } : findTables(sheet);
    if ("why" in found) {
      passed.push(`"${sheet.name}" (${found.why})`);
      continue;
    }
    for (const draft of found.tables.flatMap((table) => draftSheets(table, areas))) {
      if (draft.rowsInScope === 0) passed.push(`"${draft.name}" (no row of its table is in scope)`);
      else if (draft.keys.size === 0 && draft.measures.length === 0) passed.push(`"${draft.name}" (nothing to read)`);
      else drafts.push(draft);
    }
    for (const { row, why } of found.unread) {
      questions.push(
        `Sheet "${sheet.name}": from row ${row} on stands something that the draft does not read (${why}). Is it a table of its own?`,
      );
    }
  }
  // Lists of words beside tables of figures are indexes and explanations.
  const hasFigures = drafts.some(({ measures }) => measures.length > 0);
  const sheets = drafts.filter(({ measures }) => !hasFigures || measures.length > 0);
  for (const draft of drafts) if (!sheets.includes(draft)) passed.push(`"${draft.name}" (words only)`);
  return { sheets, passed, questions };
}
