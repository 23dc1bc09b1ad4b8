/** A piece of a source file: text that is never broken, or items between brackets that stand on one line when they fit. */
export type SourceText = string | SourceList;

export interface SourceList {
  readonly open: string;
  readonly close: string;
  /** A name before a value is `[name, value]`. */
  readonly items: readonly (SourceText | readonly [string, SourceText])[];
  /** Blanks inside the brackets of a single line, as objects have. */
  readonly isPadded: boolean;
  /** Never on one line: a list of objects. */
  readonly breaks?: boolean;
}

const WIDTH = 120;

/**
 * Writes a piece of TypeScript as the project's formatter would: 120 columns, two blanks, trailing commas.
 * @param indent blanks before the line it starts on
 * @param before characters already on that line after the indent
 * @param after characters that will follow on its last line
 */
export function printSource(piece: SourceText, indent: number, before: number, after: number): string {
  if (typeof piece === "string") return piece;
  if (piece.items.length === 0) return piece.open + piece.close;
  const flat = printFlat(piece);
  if (flat !== null && indent + before + flat.length + after <= WIDTH) return flat;
  const inner = " ".repeat(indent + 2);
  const lines = piece.items.map((item) => {
    if (!isNamed(item)) return `${inner}${printSource(item, indent + 2, 0, 1)},`;
    const [name, value] = item;
    const start = `${name}: `;
    const printed = printSource(value, indent + 2, start.length, 1);
    // The formatter leaves the value on the line of a name no longer than an indent.
    const isTooLong =
      typeof value === "string" && name.length > 2 && indent + 2 + start.length + value.length + 1 > WIDTH;
    return isTooLong ? `${inner}${name}:\n${inner}  ${printed},` : `${inner}${start}${printed},`;
  });
  return `${piece.open}\n${lines.join("\n")}\n${" ".repeat(indent)}${piece.close}`;
}

/** An object of the named pieces; undefined ones are left out. */
export function toObject(entries: readonly (readonly [string, SourceText | undefined])[]): SourceList {
  const items = entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { open: "{", close: "}", items, isPadded: true };
}

/** An array; of several objects with several entries each, always over several lines, as the formatter does. */
export function toArray(items: readonly SourceText[]): SourceList {
  const breaks =
    items.length > 1 && items.every((item) => typeof item !== "string" && item.items.length > 1 && item.open === "{");
  return { open: "[", close: "]", items, isPadded: false, breaks };
}

/** A text as a literal, in the quotation marks that need fewer escapes, as the formatter chooses them. */
export function quoteText(text: string): string {
  const json = JSON.stringify(text);
  const [doubles, singles] = [text.split('"').length, text.split("'").length];
  if (doubles <= singles) return json;
  return `'${json.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

/** A property name, quoted only where it must be. */
export const toPropertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** An object whose names are data; when one must be quoted only that one is. */
export const toRecord = (entries: readonly (readonly [string, SourceText])[]): SourceList =>
  toObject(entries.map(([name, value]) => [toPropertyName(name), value]));

function printFlat(piece: SourceText): string | null {
  if (typeof piece === "string") return piece;
  if (piece.items.length === 0) return piece.open + piece.close;
  if (piece.breaks === true) return null;
  const parts: string[] = [];
  for (const item of piece.items) {
    const flat = printFlat(isNamed(item) ? item[1] : item);
    if (flat === null) return null;
    parts.push(isNamed(item) ? `${item[0]}: ${flat}` : flat);
  }
  const pad = piece.isPadded ? " " : "";
  return `${piece.open}${pad}${parts.join(", ")}${pad}${piece.close}`;
}

const isNamed = (item: SourceText | readonly [string, SourceText]): item is readonly [string, SourceText] =>
  Array.isArray(item);
