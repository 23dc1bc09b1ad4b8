import {
  listStagingTableColumns,
  selectVintages,
  writeStagingTable,
  type Engine,
  type VintageKey,
} from "@poundwise/warehouse";
import type { CatalogSource } from "./catalog.ts";
import { hashValue } from "./hash-value.ts";
import type { StagedPart } from "./stage-release.ts";

/** Which releases speak for which periods of one source: the rows of `staging.<source>`. */
export interface StagingSelection {
  readonly table: string;
  readonly source: CatalogSource;
  /** Oldest first. */
  readonly chosen: readonly { readonly part: StagedPart; readonly keys: readonly VintageKey[] }[];
  readonly fingerprint: string;
}

/** Chooses the vintages of a source as known on a day. The fingerprint does not depend on when files landed. */
export function selectStaging(
  source: CatalogSource,
  parts: readonly StagedPart[],
  asKnownAt: string | null,
): StagingSelection {
  const byFingerprint = new Map(parts.map((part) => [part.release.fingerprint, part]));
  const chosen = selectVintages(
    parts.map((part) => ({
      fingerprint: part.release.fingerprint,
      sha256: part.release.sha256,
      publishedDate: part.release.publishedDate ?? part.knownDate,
      landedAt: part.landedAt,
      vintageKeys: part.vintageKeys,
    })),
    asKnownAt,
  ).map(({ fingerprint, keys }) => ({ part: byFingerprint.get(fingerprint)!, keys }));
  const fingerprint = hashValue({
    source: source.id,
    declaration: source.hash,
    chosen: chosen.map(({ part, keys }) => ({ part: part.release.fingerprint, keys })),
  });
  return { table: `staging.${source.id}`, source, chosen, fingerprint };
}

/** Writes the selected rows as one Parquet file. @returns the number of rows */
export async function materialiseStaging(engine: Engine, selection: StagingSelection, path: string): Promise<number> {
  const { declaration } = selection.source;
  await writeStagingTable(engine, {
    columns: listStagingTableColumns(declaration.row),
    vintageBy: declaration.vintageBy,
    parts: selection.chosen.map(({ part, keys }) => ({ path: part.path!, keys })),
    path,
  });
  const [counted] = await engine.readRows("select count(*)::integer as row_count from read_parquet($1::varchar)", [
    path,
  ]);
  return Number(counted!["row_count"]);
}
