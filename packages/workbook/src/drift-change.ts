/** What differs between a file and what its source declares or its last release held. */
export interface DriftChange {
  readonly kind:
    | "file_name"
    | "sheet_added"
    | "sheet_dropped"
    | "sheet_renamed"
    | "title_changed"
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

/** A change as a line: where, what. */
export function describeChange({ sheet, says }: DriftChange): string {
  return sheet === undefined ? says : `sheet "${sheet}": ${says}`;
}
