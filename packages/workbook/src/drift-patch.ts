import type { Layout, ValueStatus } from "@poundwise/contracts";
import { toLayoutText } from "./layout-text.ts";
import { printSource, quoteText, toPropertyName } from "./source-text.ts";

interface Edit {
  /** Index of the first line it replaces. */
  readonly line: number;
  readonly removed: number;
  readonly inserted: readonly string[];
}

const CONTEXT = 3;

/** A layout to be added, before all others or behind them: the first that takes a file reads it. */
export interface ProposedLayout {
  readonly layout: Layout;
  readonly place: "first" | "last";
}

/**
 * The change to a source file that adds a layout, and signs to its markers, as a unified diff.
 * @param file path of the source file as the diff names it
 * @param proposed null when only signs are added
 * @returns null when the file writes `layouts` or `markers` in a way that has no place for an entry
 */
export function proposePatch(
  file: string,
  source: string,
  proposed: ProposedLayout | null,
  markers: Readonly<Record<string, ValueStatus>>,
): string | null {
  const lines = source.split("\n");
  const edits: Edit[] = [];
  if (Object.keys(markers).length > 0) {
    const edit = addMarkers(lines, markers);
    if (edit === null) return null;
    edits.push(edit);
  }
  if (proposed !== null) {
    const edit = addLayout(lines, proposed);
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits.length === 0 ? null : toDiff(file, lines, edits);
}

/** A layout as it would stand in a source file, for a file that has no place for it. */
export const printLayout = (layout: Layout): string => printSource(toLayoutText(layout, null), 0, 0, 1);

function addLayout(lines: readonly string[], { layout, place }: ProposedLayout): Edit | null {
  const line = lines.findIndex((text) => /^ {2}layouts: /.test(text));
  const text = lines[line];
  if (text === undefined) return null;
  const entry = `    ${printSource(toLayoutText(layout, null), 4, 0, 1)},`.split("\n");
  if (/^ {2}layouts: \[$/.test(text)) {
    const end = lines.findIndex((other, index) => index > line && /^ {2}\],$/.test(other));
    if (place === "last" && end < 0) return null;
    return { line: place === "first" ? line + 1 : end, removed: 0, inserted: entry };
  }
  const inline = /^ {2}layouts: \[(.+)\],$/.exec(text)?.[1];
  const expression = /^ {2}layouts: ([\w.]+(?:\([^()]*\))?),$/.exec(text)?.[1];
  const held = inline ?? (expression === undefined ? undefined : `...${expression}`);
  if (held === undefined) return null;
  const inserted = place === "first" ? [...entry, `    ${held},`] : [`    ${held},`, ...entry];
  return { line, removed: 1, inserted: ["  layouts: [", ...inserted, "  ],"] };
}

function addMarkers(lines: readonly string[], markers: Readonly<Record<string, ValueStatus>>): Edit | null {
  const line = lines.findIndex((text) => /^ {2}markers: /.test(text));
  const text = lines[line];
  if (text === undefined) return null;
  const entries = Object.entries(markers).map(([sign, status]) => `${toPropertyName(sign)}: ${quoteText(status)}`);
  if (text.endsWith("{")) return { line: line + 1, removed: 0, inserted: entries.map((entry) => `    ${entry},`) };
  const inline = /^ {2}markers: \{ ?(.*?) ?\},$/.exec(text)?.[1];
  const expression = /^ {2}markers: ([\w.]+),$/.exec(text)?.[1];
  const held = inline ?? (expression === undefined ? undefined : `...${expression}`);
  if (held === undefined) return null;
  const all = [...(held === "" ? [] : [held]), ...entries];
  const flat = `  markers: { ${all.join(", ")} },`;
  return {
    line,
    removed: 1,
    inserted: flat.length <= 120 ? [flat] : ["  markers: {", ...all.map((entry) => `    ${entry},`), "  },"],
  };
}

/** Edits in the order of their lines as hunks with three lines around them; edits close together share a hunk. */
function toDiff(file: string, lines: readonly string[], edits: readonly Edit[]): string {
  const ordered = [...edits].sort((left, right) => left.line - right.line);
  const hunks: Edit[][] = [];
  for (const edit of ordered) {
    const before = hunks.at(-1)?.at(-1);
    if (before !== undefined && edit.line - (before.line + before.removed) <= 2 * CONTEXT) hunks.at(-1)!.push(edit);
    else hunks.push([edit]);
  }
  let shift = 0;
  const texts = hunks.map((hunk) => {
    const start = Math.max(0, hunk[0]!.line - CONTEXT);
    const last = hunk.at(-1)!;
    const end = Math.min(lines.length, last.line + last.removed + CONTEXT);
    const body: string[] = [];
    let at = start;
    for (const { line, removed, inserted } of hunk) {
      body.push(...lines.slice(at, line).map((text) => ` ${text}`));
      body.push(...lines.slice(line, line + removed).map((text) => `-${text}`), ...inserted.map((text) => `+${text}`));
      at = line + removed;
    }
    // The text behind the last line feed is no line.
    const stop = end === lines.length && lines.at(-1) === "" ? end - 1 : end;
    body.push(...lines.slice(at, stop).map((text) => ` ${text}`));
    const [old, now] = ["+", "-"].map((sign) => body.filter((text) => !text.startsWith(sign)).length);
    const head = `@@ -${start + 1},${old} +${start + 1 + shift},${now} @@`;
    shift += now! - old!;
    return [head, ...body].join("\n");
  });
  return [`--- a/${file}`, `+++ b/${file}`, ...texts, ""].join("\n");
}
