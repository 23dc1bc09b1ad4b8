/** What differs between a file and what its source declares or its last release held. */
export interface DriftChange {
  readonly kind:
    | "file_name"
    | "sheet_added"
    | "sheet_dropped"
    | "sheet_renamed"
    | "title_changed"
    | "title_moved"
    | "header_moved"
    | "header_changed"
    | "column_added"
    | "column_dropped"
    | "column_renamed"
    | "columns_reordered"
    | "type_changed"
    | "unit_changed"
    | "symbol_new"
    | "area_new"
    | "area_closed"
    | "area_gone"
    | "not_mended";
  readonly sheet?: string;
  /** As the declaration or the last release has it. */
  readonly before?: string;
  readonly now?: string;
  /** How alike two names and the cells under them are, 0 to 1. */
  readonly score?: number;
  /** The release cannot be read, or would be read wrongly, unless the declaration changes. */
  readonly breaks: boolean;
  /** The change in a sentence, without its sheet. */
  readonly says: string;
}

/** Changes said once: of tables on one sheet each finds the same, and a renamed column or sheet is no new one. */
export function foldChanges(changes: readonly DriftChange[]): DriftChange[] {
  const isRenamed = ({ kind, sheet, now }: DriftChange) =>
    changes.some(
      (other) =>
        other.now === now &&
        ((kind === "column_added" && other.kind === "column_renamed" && other.sheet === sheet) ||
          (kind === "sheet_added" && other.kind === "sheet_renamed")),
    );
  const seen = new Set<string>();
  return changes.filter((change) => {
    const { kind, sheet, before, now, says } = change;
    const key = JSON.stringify(kind === "column_renamed" ? [kind, sheet, before, now] : [kind, sheet, says]);
    if (isRenamed(change) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A change as a line: where, what. */
export function describeChange({ sheet, says }: DriftChange): string {
  return sheet === undefined ? says : `sheet "${sheet}": ${says}`;
}
