/** Header text as compared: every run of white space (line breaks, no-break spaces) is one space, ends trimmed, case kept. */
export function foldText(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Whether folded text is the wanted header: equal to a string, or matched by a pattern. */
export function matchesHeader(label: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? label === foldText(wanted) : matchPattern(wanted, label) !== null;
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
