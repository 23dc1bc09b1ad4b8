import type { CatalogSource } from "./catalog.ts";

/** Sources of which some layout accepts the file's name, in the order of their ids. */
export function findCandidateSources(fileName: string, sources: readonly CatalogSource[]): CatalogSource[] {
  return sources.filter(({ declaration }) => declaration.layouts.some((layout) => layout.file.test(fileName)));
}
