import type { Changes } from "@poundwise/runner";

const COLUMNS = [
  "table",
  "row",
  "column",
  "kind",
  "before",
  "after",
  "delta",
  "cause_kind",
  "source",
  "cause",
] as const;

/**
 * The changes as RFC 4180 text: one line for each cause of each change, in the order of tables, rows, columns and causes.
 * `before` and `after` are those of the step, with full precision; `delta` is after − before in the column's unit.
 */
export function toChangesCsv({ causes, changes }: Changes): string {
  const lines = changes.flatMap(({ table, key, column, kind, steps }) =>
    steps.map(({ cause, before, after, delta }) => {
      const { kind: causeKind, source, title } = causes[cause]!;
      const row = Object.entries(key).map(([name, value]) => `${name}=${value}`);
      return [
        table,
        row.join("; "),
        column ?? "",
        kind,
        before ?? "",
        after ?? "",
        delta ?? "",
        causeKind,
        source ?? "",
        title,
      ];
    }),
  );
  return [COLUMNS, ...lines].map((line) => `${line.map(toCell).join(",")}\r\n`).join("");
}

function toCell(value: string | number): string {
  const text = String(value);
  // Text that starts like a formula must stay text in a spreadsheet; numbers may start with a minus sign.
  const safe = /^[=+@\t\r]/.test(text) || (text.startsWith("-") && Number.isNaN(Number(text))) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
