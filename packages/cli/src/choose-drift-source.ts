import { Fault } from "@poundwise/contracts";
import { findCandidateSources, type CatalogSource } from "@poundwise/runner";
import { rankByHeaders, recogniseByContent, type Workbook } from "@poundwise/workbook";

export interface ChosenSource {
  readonly source: CatalogSource;
  /** How it was found, for people; null when its name was given or the file's name says it. */
  readonly how: string | null;
}

/** A changed release keeps most of its headers, and no other source has nearly as many of them. */
const LEAST_SHARE = 0.5;
const LEAST_LEAD = 0.15;

/**
 * The source a file belongs to: the named one, else the one that takes its name, else the one whose layout it fits, else
 * the one most of whose headers it prints.
 * @throws Fault usage.no_source when none or several come into question
 */
export function chooseDriftSource(
  fileName: string,
  workbook: Workbook,
  wanted: string | undefined,
  sources: readonly CatalogSource[],
): ChosenSource {
  if (wanted !== undefined) {
    const source = sources.find(({ id }) => id === wanted);
    if (source !== undefined) return { source, how: null };
    throw noSource(fileName, `no source is called ${wanted}`, "none");
  }
  const named = findCandidateSources(fileName, sources);
  if (named.length === 1) return { source: named[0]!, how: null };
  const among = named.length > 1 ? named : sources;
  const fits = recogniseByContent(workbook, among);
  if (fits.length === 1) {
    const { sourceId, layout } = fits[0]!;
    const how = `recognised by its content, which is that of layout "${layout.name}"`;
    return { source: among.find(({ id }) => id === sourceId)!, how };
  }
  const [best, second] = rankByHeaders(workbook, among);
  const share = (of: typeof best) => (of === undefined ? 0 : of.found / of.declared);
  if (best !== undefined && share(best) >= LEAST_SHARE && share(best) - share(second) >= LEAST_LEAD) {
    const how = `recognised by its headers: ${best.found} of the ${best.declared} of layout "${best.layout}" stand in it`;
    return { source: among.find(({ id }) => id === best.sourceId)!, how };
  }
  const near = [best, second].flatMap((of) =>
    of === undefined ? [] : [`${of.sourceId} (${of.found} of ${of.declared} headers)`],
  );
  if (named.length > 1)
    throw noSource(fileName, "several sources take the file's name", named.map(({ id }) => id).join(", "));
  if (near.length === 0) throw noSource(fileName, "no source recognises the file by its name or its headers", "none");
  throw noSource(fileName, "no one source recognises the file", `most alike ${near.join(" and ")}`);
}

const noSource = (fileName: string, summary: string, found: string): Fault =>
  new Fault("usage.no_source", summary, {
    at: { file: fileName },
    expected: "one declared source",
    found,
    next: "Name the source with --source; poundwise sources lists them. For a file of no source use: poundwise new source FILE",
  });
