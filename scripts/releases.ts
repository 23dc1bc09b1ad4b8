import { readFileSync } from "node:fs";
import path from "node:path";
import { parseCsv } from "./csv-table.ts";

/** One release whose figures are shipped: a line of data/facts/releases.csv, kept by hand. */
export interface ShippedRelease {
  /** Short id, e.g. mhclg_rsx_2022-23. */
  readonly release: string;
  /** Source id: the declaration's file name under pipelines/sources. */
  readonly source: string;
  /** The publisher's file name, also the name of our sample. */
  readonly file: string;
  readonly title: string;
  readonly publisher: string;
  readonly period: string;
  /** ISO day, or "" when the file does not say. */
  readonly published_date: string;
  /**
   * Where the publication day is not stated: the earliest day on which the release can have been known, the end of its
   * newest period (for settlements and plans the first day they govern); "" otherwise.
   */
  readonly known_date: string;
  /** How the day is known. */
  readonly published_basis: string;
  readonly licence: string;
  readonly page: string;
  /** Name of a scope in facts-scope.ts, or "transcribed" for figures taken from a printed document. */
  readonly kept: string;
}

const COLUMNS = [
  "release",
  "source",
  "file",
  "title",
  "publisher",
  "period",
  "published_date",
  "known_date",
  "published_basis",
  "licence",
  "page",
  "kept",
] as const;

/**
 * The shipped releases, in the file's order.
 * @throws RangeError when a column is missing or a release id occurs twice.
 */
export function readReleases(repositoryRoot: string): ShippedRelease[] {
  const file = path.join(repositoryRoot, "data", "facts", "releases.csv");
  const rows = parseCsv(readFileSync(file, "utf8"));
  const seen = new Set<string>();
  return rows.map((row) => {
    const absent = COLUMNS.filter((column) => row[column] === undefined);
    if (absent.length > 0) throw new RangeError(`data/facts/releases.csv lacks the columns ${absent.join(", ")}.`);
    if (seen.has(row.release!)) throw new RangeError(`data/facts/releases.csv names release ${row.release} twice.`);
    seen.add(row.release!);
    return row as unknown as ShippedRelease;
  });
}
