import { decodeEntities } from "./decode-xml-text.ts";

/** The value of an attribute in the text of a tag, entities put right; null when the tag does not have it. */
export function readAttribute(attributes: string, name: string): string | null {
  if (!attributes.includes(name)) return null;
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match === null ? null : decodeEntities(match[1] ?? match[2] ?? "");
}

/** How often a row or column is repeated; 1 where the tag does not say or says what is no number. */
export function readCount(attributes: string, name: string): number {
  const count = Number(readAttribute(attributes, name) ?? 1);
  return Number.isSafeInteger(count) && count >= 1 ? Math.min(count, 2 ** 31) : 1;
}

/** Whether a row or column is hidden, by hand or by a filter. */
export function isHidden(attributes: string): boolean {
  return /\stable:visibility\s*=\s*["'](?:collapse|filter)["']/.test(attributes);
}
