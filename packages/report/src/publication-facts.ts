import type { Manifest, PublicationFacts, ReportSource } from "@poundwise/contracts";

/** What a report says about a source; the declarations under pipelines/sources have all of it. */
export type DeclaredSource = Pick<ReportSource, "title" | "publisher" | "page" | "licence">;

/**
 * The facts about a publication that a report prints.
 *
 * @param sources declared sources by id; a release whose source is no longer declared keeps its id as its title
 * @returns only sources of which rows were staged, by id; files in the order of their publication, then name
 */
export function toPublicationFacts(
  manifest: Manifest,
  sources: Readonly<Record<string, DeclaredSource>>,
): PublicationFacts {
  const used = manifest.releases.filter(({ rowsStaged }) => rowsStaged > 0);
  const ids = [...new Set(used.map(({ source }) => source))].sort();
  return {
    id: manifest.id,
    createdAt: manifest.createdAt,
    asKnownAt: manifest.asKnownAt,
    engine: `DuckDB ${manifest.engine.version}`,
    gitCommit: manifest.gitCommit,
    sources: ids.map((id) => {
      const { title, publisher, page, licence } = sources[id] ?? UNDECLARED;
      return {
        id,
        title: title === "" ? id : title,
        publisher,
        page,
        licence,
        files: used
          .filter(({ source }) => source === id)
          .map(({ fileName, publishedDate }) => ({ name: fileName, publishedDate }))
          .sort((a, b) => compare(a.publishedDate ?? "", b.publishedDate ?? "") || compare(a.name, b.name)),
      };
    }),
    syntheticTables: Object.keys(manifest.tables)
      .filter((name) => manifest.tables[name]?.synthetic === true)
      .sort(),
  };
}

const UNDECLARED: DeclaredSource = {
  title: "",
  publisher: "not declared",
  page: "not declared",
  licence: "not declared",
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
