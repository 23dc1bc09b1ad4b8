/** Letters of a 1-based column as spreadsheets show it: 1 is "A", 27 is "AA". */
export function toColumnLetters(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return `${before === 0 ? "" : toColumnLetters(before)}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
