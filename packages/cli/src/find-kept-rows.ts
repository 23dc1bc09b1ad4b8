import type { StagedRelease } from "@poundwise/contracts";
import {
  listAccepted,
  readDecisions,
  readQuarantine,
  stageAll,
  toRowId,
  type Acceptance,
  type CatalogSource,
} from "@poundwise/runner";
import { findPublication, withEngine, type Home } from "@poundwise/warehouse";
import { loadCatalog } from "./load-catalog.ts";

/** Which rows in quarantine are meant; parts that are absent restrict nothing. */
export interface QuarantineSelection {
  readonly ids: readonly string[];
  readonly source?: string;
  readonly file?: string;
  readonly rule?: string;
  readonly publication?: string;
}

/** One row in quarantine with the file it stands in and the decision about it. */
export interface KeptRow {
  readonly id: string;
  readonly source: string;
  readonly file: string;
  readonly sha256: string;
  readonly sheet: string;
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly code: string;
  readonly reason: string;
  readonly expected: string | null;
  readonly found: string | null;
  readonly amountGbp: number | null;
  readonly record: Readonly<Record<string, string>>;
  readonly acceptance: Acceptance | null;
}

export interface Quarantine {
  readonly rows: readonly KeptRow[];
  readonly releases: readonly StagedRelease[];
  readonly sources: readonly CatalogSource[];
}

/** Finds rows in quarantine: of all that has landed, read where need be, or of one publication. */
export async function findKeptRows(home: Home, selection: QuarantineSelection): Promise<Quarantine> {
  const catalog = await loadCatalog();
  const all =
    selection.publication === undefined
      ? (await withEngine({}, (engine) => stageAll({ home, engine, catalog }))).parts.map(({ release }) => release)
      : (await findPublication(home, selection.publication)).releases;
  const releases = all.filter(
    ({ source, fileName }) =>
      (selection.source === undefined || source === selection.source) &&
      (selection.file === undefined || fileName === selection.file),
  );
  const accepted = listAccepted(await readDecisions(home), new Date().toISOString().slice(0, 10));
  const rows: KeptRow[] = [];
  for (const release of releases) {
    for (const row of await readQuarantine(home, release)) {
      const id = toRowId(release, row);
      if (!isMeant(id, row.code, selection)) continue;
      const { sheet, rowNumber, cells, code, reason, record } = row;
      rows.push({
        ...{ id, source: release.source, file: release.fileName, sha256: release.sha256 },
        ...{ sheet, rowNumber, cells, code, reason, record },
        // Publications of before lack these.
        ...{ expected: row.expected ?? null, found: row.found ?? null, amountGbp: row.amountGbp ?? null },
        acceptance: accepted.get(id) ?? null,
      });
    }
  }
  return { rows, releases, sources: catalog.sources };
}

function isMeant(id: string, code: string, { ids, rule }: QuarantineSelection): boolean {
  if (rule !== undefined && code !== rule) return false;
  return ids.length === 0 || ids.some((start) => start.length >= 6 && id.startsWith(start));
}
