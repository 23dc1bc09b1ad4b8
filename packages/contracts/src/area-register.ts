/** What is known about an authority throughout its life; made from the authority register. */
export interface AreaRegister {
  /** GSS code → what it is and when it is in force. */
  readonly byCode: ReadonlyMap<string, RegisteredArea>;
  /** Folded name (see `foldAreaName`) → codes that ever bore it, newest first. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** DfE three-digit number → codes that ever bore it, newest first: the number outlives a change of code. */
  readonly byDfeNumber: ReadonlyMap<string, readonly string[]>;
}

export interface RegisteredArea {
  readonly areaCode: string;
  readonly areaName: string;
  /** ISO day; null: since before records. */
  readonly validFrom: string | null;
  /** ISO day, last day in force; null: still in force. */
  readonly validTo: string | null;
}

/** Folds spellings of one authority's name: case, punctuation, "&", "County Council", "CC", "UA", trailing marks. */
export function foldAreaName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/\[[^\]]*\]|\([^)]*\)/g, " ")
    .replace(/&/g, " and ")
    .replace(/[.,’'`-]/g, " ")
    .replace(
      /\b(county council|city council|borough council|metropolitan borough|council|cc|ua|mbc|lb|london borough of|royal borough of|city of|county of)\b/g,
      " ",
    )
    .replace(/\s+/g, " ")
    .trim();
}
