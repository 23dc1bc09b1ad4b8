/** A table whose first row is its header; cells may hold anything but line breaks. */
export function toTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(" | ")} |`;
  return [line(header), `| ${header.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}

const escapeCell = (cell: string): string => cell.replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|");

/** Text as printed elsewhere: a code span, whatever marks it holds. */
export function toCode(text: string): string {
  if (text.trim() === "") return "(empty)";
  const plain = text.replace(/\s*\n\s*/g, " ");
  return plain.includes("`") ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}

/** "a, b and c". */
export function toList(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)!}`;
}

/** Words from outside as text of a page: what Markdown would take for a mark is escaped. */
export const toText = (text: string): string =>
  text.replace(/([\\`*[\]<>])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (mark) => `\\${mark}`);

/** Sections of a page, empty ones left out. */
export function toPage(title: string, sections: readonly (string | null)[]): string {
  const kept = sections.filter((section) => section !== null && section !== "");
  return [`# ${title}`, GENERATED, ...kept, ""].join("\n\n").replace(/\n+$/, "\n");
}

/** Marks a page that `npm run generate` writes, and removes when what it is about is gone. */
export const GENERATED = "<!-- Written by npm run generate. Change what it describes, not this page. -->";
