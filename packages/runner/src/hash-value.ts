import { createHash } from "node:crypto";

/** SHA-256, hex, of a value's canonical text: keys sorted, patterns as their source, functions as their text. */
export function hashValue(value: unknown): string {
  return createHash("sha256").update(toCanonicalText(value)).digest("hex");
}

function toCanonicalText(value: unknown): string {
  if (value === undefined) return "undefined";
  if (value === null || typeof value === "number" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `function:${JSON.stringify(String(value))}`;
  if (value instanceof RegExp) return `pattern:${JSON.stringify(String(value))}`;
  if (Array.isArray(value)) return `[${value.map(toCanonicalText).join(",")}]`;
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${toCanonicalText(item)}`).join(",")}}`;
}
