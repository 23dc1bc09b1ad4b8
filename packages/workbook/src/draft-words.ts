/**
 * A text as a column name of a row type: "Total budget cost (£000)" is total_budget_cost. At most 48 characters, cut at a word.
 * @returns "column" when nothing of the text can stand in a name
 */
export function toColumnWords(text: string): string {
  const words = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/['’]/g, "")
    .replace(/&/g, " and ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "");
  let name = "";
  for (const word of words) {
    const longer = name === "" ? word.slice(0, 48) : `${name}_${word}`;
    if (longer.length > 48) break;
    name = longer;
  }
  if (name === "") return "column";
  return /^[a-z]/.test(name) ? name : `n_${name}`.slice(0, 48);
}

/** The lowest part of a header of several rows. */
export const toLowestPart = (label: string): string => label.split(" | ").at(-1)!;

/** The name itself, or the name with the first free number behind it; the answer is added to `taken`. */
export function toFreeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}_${number}`;
  taken.add(free);
  return free;
}

/** Text as a regular expression that matches it, other white space than one blank by any white space. */
export function toPatternText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, (run) => (run === " " ? " " : "\\s+"));
}

/** "1 row", "3 rows". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}

/** The first few texts in quotation marks and how many more there are. */
export function listQuoted(texts: readonly string[], most = 6): string {
  const shown = texts.slice(0, most).map((text) => `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`);
  return shown.join(", ") + (texts.length > most ? ` and ${texts.length - most} more` : "");
}
