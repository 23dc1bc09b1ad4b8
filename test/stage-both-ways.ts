import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { AreaRegister, Layout, Row, StagedRelease } from "@poundwise/contracts";
import { readQuarantine, stageRelease, type CatalogSource } from "@poundwise/runner";
import { landFile, prepareHome, resolveHome, type Engine } from "@poundwise/warehouse";
import { HEAD_BYTES, openDelimitedRelease, type QuarantinedRow } from "@poundwise/workbook";

export interface StagedOutcome {
  readonly release: StagedRelease;
  readonly vintageKeys: unknown;
  readonly quarantined: readonly QuarantinedRow[];
  /** Null when the release was refused. */
  readonly rows: readonly Row[] | null;
}

export interface BothWays {
  readonly ordinary: StagedOutcome;
  readonly byEngine: StagedOutcome;
}

/** Whether the rules that read the file leave its plain rows to the engine. */
export function canBeStagedByEngine(
  { id, declaration }: CatalogSource,
  fileName: string,
  bytes: Buffer,
  areas: AreaRegister | null,
): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  const release = openDelimitedRelease({
    sourceId: id,
    source: declaration,
    fileName,
    head,
    ...(areas === null ? {} : { areas }),
  });
  return release !== null;
}

/** Lands one file twice and stages it by the ordinary reader and, whatever its size, by the engine. */
export async function stageBothWays(
  engine: Engine,
  source: CatalogSource,
  file: { readonly name: string; readonly bytes: Uint8Array | string },
  areas: AreaRegister | null = null,
  byContent: Layout | null = null,
): Promise<BothWays> {
  const stage = async (largeFileBytes: number): Promise<StagedOutcome> => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-both-ways-"));
    try {
      const home = resolveHome(folder);
      await prepareHome(home);
      const dropped = path.join(home.inbox, file.name);
      writeFileSync(dropped, file.bytes);
      const arrival = { publishedDate: "2025-05-01", landedBy: "ana", landedAt: "2025-06-01T09:00:00Z" };
      const { receipt } = await landFile(home, dropped, arrival);
      const context = { home, engine, areas, areasFingerprint: null, largeFileBytes };
      const part = await stageRelease(context, source, receipt, byContent);
      const rows = part.path === null ? null : await engine.readRows("from read_parquet($1)", [part.path]);
      const quarantined = await readQuarantine(home, part.release);
      return { release: part.release, vintageKeys: part.vintageKeys, quarantined, rows };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return { ordinary: await stage(Infinity), byEngine: await stage(0) };
}
