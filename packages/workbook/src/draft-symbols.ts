import type { ValueStatus } from "@poundwise/contracts";
import { CELL_ERRORS } from "./workbook.ts";

interface Meaning {
  readonly status: ValueStatus;
  /** Publishers differ: what the sign can mean elsewhere. */
  readonly doubt?: string;
}

const USUAL: Readonly<Record<string, Meaning>> = {
  c: { status: "suppressed" },
  z: { status: "not_applicable" },
  x: { status: "not_available", doubt: "suppressed in older files, unreliable in some surveys" },
  low: { status: "low" },
  k: { status: "low" },
  u: { status: "unreliable" },
  w: { status: "not_available" },
  n: { status: "not_available" },
  o: { status: "not_available" },
  p: { status: "provisional" },
  r: { status: "revised" },
  e: { status: "estimated" },
  b: { status: "break" },
  supp: { status: "suppressed" },
  suppressed: { status: "suppressed" },
  redacted: { status: "suppressed" },
  "*": { status: "suppressed" },
  "**": { status: "suppressed" },
  "~": { status: "low" },
  ":": { status: "not_available" },
  ".": { status: "not_applicable", doubt: "not available in some files" },
  "..": { status: "not_available", doubt: "suppressed in some files" },
  "...": { status: "not_available" },
  "-": { status: "not_available", doubt: "zero or a negligible number in some files" },
  "–": { status: "not_available", doubt: "zero or a negligible number in some files" },
  "—": { status: "not_available", doubt: "zero or a negligible number in some files" },
  "--": { status: "not_available" },
  "n/a": { status: "not_applicable", doubt: "not available in some files" },
  na: { status: "not_applicable", doubt: "not available in some files" },
  "n.a.": { status: "not_applicable", doubt: "not available in some files" },
  nil: { status: "not_available", doubt: "zero in some files" },
  none: { status: "not_available" },
  null: { status: "missing" },
  missing: { status: "missing" },
  "no data": { status: "missing" },
  "not available": { status: "not_available" },
  "not applicable": { status: "not_applicable" },
  "#n/a": { status: "not_available", doubt: "a failed look-up" },
};

/** What a sign usually means to publishers; brackets and case do not count. Null: not known, or a formula that failed. */
export function findUsualMeaning(sign: string): Meaning | null {
  const text = sign.trim().toLowerCase();
  if (text !== "#n/a" && CELL_ERRORS.has(sign.trim())) return null;
  const inner = /^[[(](.+)[\])]$/.exec(text)?.[1] ?? text;
  const usual = USUAL[text] ?? USUAL[inner] ?? null;
  // In brackets the letters are those of the government's guidance, and mean one thing.
  return usual !== null && /^\[[a-z]+\]$/.test(text) ? { status: usual.status } : usual;
}
