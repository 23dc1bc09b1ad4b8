import { readFileSync } from "node:fs";
import path from "node:path";
import { parseCsv, type CsvRow } from "./csv-table.ts";
import { readFacts } from "./facts.ts";
import { readReleases, type ShippedRelease } from "./releases.ts";

/** What a sample writer gets: facts in, files out. It reads nothing else, so the samples hold nothing but shipped facts. */
export interface SampleContext {
  /** The shipped releases of this source, in the order of data/facts/releases.csv. */
  readonly releases: readonly ShippedRelease[];
  /** Facts of one release of this source, in file order; columns as in data/facts/<source>.csv. */
  listFacts(release: string): readonly CsvRow[];
  /** Facts of another source, for names that the release prints and the row type does not keep. */
  listFactsOf(sourceId: string): readonly CsvRow[];
  /** Names, numbers and regions that a release prints beside its figures: the authority register by code. */
  readonly register: ReadonlyMap<string, CsvRow>;
  /** Writes data/samples/<source>/<file>. */
  write(fileName: string, content: Uint8Array | string): void;
}

/** The context of one source over data/facts and data/reference; `write` says where its files go. */
export function makeSampleContext(
  repositoryRoot: string,
  sourceId: string,
  write: SampleContext["write"],
): SampleContext {
  const register = readFileSync(path.join(repositoryRoot, "data", "reference", "authorities.csv"), "utf8");
  return {
    releases: readReleases(repositoryRoot).filter((release) => release.source === sourceId),
    listFacts: (release) => readFacts(repositoryRoot, sourceId).filter((fact) => fact.release === release),
    listFactsOf: (other) => readFacts(repositoryRoot, other),
    register: new Map(parseCsv(register).map((area) => [area.area_code!, area])),
    write,
  };
}

/**
 * Gathers facts that stand in one row of a file: one group for each distinct value of `column`, in order of appearance.
 */
export function groupFacts(facts: readonly CsvRow[], column: string): Map<string, readonly CsvRow[]> {
  const groups = new Map<string, CsvRow[]>();
  for (const fact of facts) {
    const key = fact[column]!;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  return groups;
}
