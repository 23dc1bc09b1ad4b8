import type { MaskKind, Scalar } from "@poundwise/contracts";
import type { Problem } from "./findings.ts";
import { maskPersonal, type MaskRule } from "./mask-personal.ts";
import type { Failure } from "./stage-row.ts";

/** Masks what one table gives before anybody sees it, and counts what it masked. */
export interface TableMasker {
  /** A key as staged: masked when its column is declared so. `cell` is where it stands. */
  maskKey(column: string, value: Scalar, cell: string | null): Scalar;
  /** The text of any column, for records of rows kept apart: by the rule of its key, else as a description. */
  maskText(key: string | undefined, text: string): string;
  /** A failure without the personal details that it quotes. */
  maskFailure(failure: Failure): Failure;
  /** One record for each column and rule. */
  listProblems(sheet: string): Problem[];
}

/** Makes the masker of a table; a source that declares nothing to mask keeps every text. */
export function makeTableMasker(mask: Readonly<Record<string, MaskKind>>): TableMasker {
  const isIdle = Object.keys(mask).length === 0;
  const known = new Map<string, ReturnType<typeof maskPersonal>>();
  const counts = new Map<string, { column: string; rule: MaskRule; cells: string[]; count: number }>();
  const apply = (text: string, kind: MaskKind): ReturnType<typeof maskPersonal> => {
    const key = `${kind} ${text}`;
    // The same payees and descriptions come back thousands of times.
    const masked = known.get(key) ?? maskPersonal(text, kind);
    if (known.size < MAX_KNOWN) known.set(key, masked);
    return masked;
  };
  return {
    maskKey: (column, value, cell) => {
      const kind = mask[column];
      if (kind === undefined || typeof value !== "string") return value;
      const masked = apply(value, kind);
      for (const rule of masked.rules) {
        const key = `${column} ${rule}`;
        const entry = counts.get(key) ?? { column, rule, cells: [], count: 0 };
        entry.count += 1;
        if (cell !== null && entry.cells.length < MAX_CELLS) entry.cells.push(cell);
        counts.set(key, entry);
      }
      return masked.text;
    },
    maskText: (key, text) => {
      if (isIdle || text === "") return text;
      return apply(text, (key === undefined ? undefined : mask[key]) ?? "free_text").text;
    },
    maskFailure: (failure) => {
      if (isIdle) return failure;
      const kind = mask[failure.column] ?? "free_text";
      return {
        ...failure,
        reason: maskQuoted(failure.reason, (text) => apply(text, kind).text),
        ...(failure.found === undefined ? {} : { found: maskQuoted(failure.found, (text) => apply(text, kind).text) }),
      };
    },
    listProblems: (sheet) =>
      [...counts.values()].map(({ column, rule, cells, count }) => ({
        code: `mask.${rule}`,
        severity: "record",
        sheet,
        column,
        cells,
        summary: `personal details masked by the rule ${rule}`,
        next: "Nothing to do; the landed file still holds them, so keep its folder closed.",
        count,
      })),
  };
}

const MAX_CELLS = 50;
const MAX_KNOWN = 200_000;

/** Masks what stands between double quotes, where failures quote the file. */
function maskQuoted(sentence: string, mask: (text: string) => string): string {
  return sentence.replace(/"([^"]*)"/g, (_, quoted: string) => `"${mask(quoted)}"`);
}
