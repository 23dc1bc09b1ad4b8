import type { ValueFrom, ValueStatus } from "@poundwise/contracts";
import { matchPattern } from "./fold-text.ts";
import { parseNumber, scaleNumber } from "./parse-number.ts";
import { lacksResult, textOf, type Cell } from "./workbook.ts";

export type ValueOutcome =
  | { readonly value: number | null; readonly status: ValueStatus; readonly raw: string }
  | { readonly code: "cell.not_a_number" | "cell.error" | "cell.no_result"; readonly raw: string };

/** Statuses a number can carry, so that a marker behind a number ("12.3 [p]") qualifies it. */
const QUALIFIES: ReadonlySet<ValueStatus> = new Set(["provisional", "revised", "estimated", "break", "unreliable"]);

/**
 * Reads a value cell: a number with its status, or null with the status that says why.
 * Markers come first, whatever they look like; then answers in words that the rule scores; then numbers; then the rule's
 * pattern; then a number with a marker behind it.
 * @param blank what an empty cell means where the rule does not say
 * @returns the number times the rule's scale, or why it is none
 */
export function readValue(
  cell: Cell | undefined,
  rule: ValueFrom,
  markers: Readonly<Record<string, ValueStatus>>,
  blank: ValueStatus,
): ValueOutcome {
  const text = textOf(cell);
  if (lacksResult(cell)) return { code: "cell.no_result", raw: "" };
  if (cell === undefined || text === "") return { value: null, status: rule.blank ?? blank, raw: "" };
  const raw = cell.raw;
  if (Object.hasOwn(markers, text)) return { value: null, status: markers[text]!, raw };
  if (rule.scores !== undefined && Object.hasOwn(rule.scores, text)) {
    return { value: rule.scores[text]!, status: rule.status ?? "ok", raw };
  }
  if (cell.error !== null) return { code: "cell.error", raw };
  if (typeof cell.value === "boolean") return { code: "cell.not_a_number", raw };
  const plain = typeof cell.value === "number" ? cell.value : parseNumber(text);
  if (plain !== null) return toOutcome(plain, rule, rule.status ?? "ok", raw);
  const part = rule.pattern === undefined ? undefined : matchPattern(rule.pattern, text)?.[1]?.trim();
  if (part !== undefined && Object.hasOwn(markers, part)) return { value: null, status: markers[part]!, raw };
  const inner = part === undefined ? null : parseNumber(part);
  if (inner !== null) return toOutcome(inner, rule, rule.status ?? "ok", raw);
  for (const [marker, status] of Object.entries(markers)) {
    if (marker === "" || !QUALIFIES.has(status) || !text.endsWith(marker)) continue;
    const number = parseNumber(text.slice(0, -marker.length));
    if (number !== null) return toOutcome(number, rule, status, raw);
  }
  return { code: "cell.not_a_number", raw };
}

function toOutcome(number: number, rule: ValueFrom, status: ValueStatus, raw: string): ValueOutcome {
  const value = scaleNumber(number, rule.scale ?? 1);
  return Number.isFinite(value) ? { value, status, raw } : { code: "cell.not_a_number", raw };
}
