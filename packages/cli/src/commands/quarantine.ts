import { findPublication } from "@poundwise/warehouse";
import { readQuarantine, stageAll } from "@poundwise/runner";
import { withEngine } from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadCatalog } from "../load-catalog.ts";
import { toTextTable } from "../text-table.ts";

export interface QuarantineCommandOptions {
  readonly source?: string;
  readonly publication?: string;
}

/** `poundwise quarantine`: rows kept apart, with file, sheet, cells and reason; of what has landed, or of a publication. */
export async function runQuarantineCommand(context: CliContext, options: QuarantineCommandOptions): Promise<ExitCode> {
  const releases =
    options.publication === undefined
      ? await readLandedReleases(context)
      : (await findPublication(context.home, options.publication)).releases;
  const rows = [];
  for (const release of releases) {
    if (options.source !== undefined && release.source !== options.source) continue;
    for (const row of await readQuarantine(context.home, release)) {
      rows.push({ source: release.source, file: release.fileName, ...row });
    }
  }
  context.say(rows.length === 0 ? "Nothing is in quarantine." : describe(rows));
  context.answer(rows);
  return EXIT.done;
}

async function readLandedReleases(context: CliContext) {
  const catalog = await loadCatalog();
  const staged = await withEngine({}, (engine) => stageAll({ home: context.home, engine, catalog }));
  return staged.parts.map(({ release }) => release);
}

interface QuarantineLine {
  readonly file: string;
  readonly sheet: string;
  readonly cells: readonly string[];
  readonly reason: string;
}

function describe(rows: readonly QuarantineLine[]): string {
  const table = toTextTable(
    ["file", "sheet", "cells", "reason"],
    rows.map((row) => [row.file, row.sheet, row.cells.slice(0, 4).join(" "), row.reason]),
  );
  return `${table}\n\n${rows.length} rows. They are kept and left out of every table; a corrected file brings them back.`;
}
