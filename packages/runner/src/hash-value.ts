import { hashCanonical, type Canonical } from "@poundwise/warehouse";

/** SHA-256, hex, of any declared value: patterns count as their source, functions as their text, key order not at all. */
export function hashValue(value: unknown): string {
  return hashCanonical(toCanonical(value));
}

function toCanonical(value: unknown): Canonical {
  if (typeof value === "function") return `function:${String(value)}`;
  if (value instanceof RegExp) return `pattern:${String(value)}`;
  if (Array.isArray(value)) return value.map(toCanonical);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCanonical(item)]));
  }
  return value as Canonical;
}
