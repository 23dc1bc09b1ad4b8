/** Header text as compared: every run of white space (line breaks, no-break spaces) is one space, ends trimmed, case kept. */
export function foldText(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A label without the references to notes at its end ("Outcome [note 1] [note 2]"), which change from year to year. */
export function dropNoteMarks(label: string): string {
  return label.replace(/( ?\[notes? [\d, and]+\])+$/i, "");
}

/** Whether folded text is the wanted header, as printed or without its references to notes: equal to a string, or matched by a pattern. */
export function matchesHeader(label: string, wanted: string | RegExp): boolean {
  if (typeof wanted !== "string") return matchHeaderPattern(wanted, label) !== null;
  const text = foldText(wanted);
  return label === text || dropNoteMarks(label) === text;
}

/** A header pattern on a label as printed, else on the label without its references to notes. */
export function matchHeaderPattern(pattern: RegExp, label: string): RegExpExecArray | null {
  return matchPattern(pattern, label) ?? matchPattern(pattern, dropNoteMarks(label));
}

/** Matches from the start whatever the pattern's flags: a global pattern keeps a position between uses. */
export function matchPattern(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = 0;
  return pattern.exec(text);
}

/** A header or pattern as messages print it. */
export function describeWanted(wanted: string | RegExp): string {
  return typeof wanted === "string" ? `"${foldText(wanted)}"` : String(wanted);
}
