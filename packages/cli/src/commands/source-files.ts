import { Fault, type Receipt, type StagedRelease } from "@poundwise/contracts";
import { countMasked, findCandidateSources, isRefused, stageAll, type Catalog } from "@poundwise/runner";
import { withEngine, type Home } from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { toTextTable } from "../text-table.ts";

/** A landed file with how often it arrived. */
export type ListedReceipt = Receipt & { readonly arrivals: number };

/**
 * `poundwise sources --files`: every landed file, and what became of its rows: read = used + in quarantine + skipped by a
 * declared rule + refused.
 */
export async function runSourceFiles(
  context: CliContext,
  catalog: Catalog,
  receipts: readonly ListedReceipt[],
): Promise<ExitCode> {
  const readings = await readAll(context.home, catalog);
  const rows = receipts.map((receipt) => {
    const reading = readings.get(toKey(receipt)) ?? null;
    const named = findCandidateSources(receipt.fileName, catalog.sources).map(({ id }) => id);
    return {
      ...receipt,
      source: reading?.source ?? (named.join(" or ") || "(no source)"),
      reading: reading === null ? null : describeReading(reading),
    };
  });
  const headers = ["file", "source", "published", "landed", "arrivals", "hash"];
  context.say(
    toTextTable(
      [...headers, "read", "used", "quarantine", "skipped", "refused", "remark"],
      rows.map(({ reading, ...row }) => [
        ...[row.fileName, row.source, row.publishedDate, row.landedAt.slice(0, 10), row.arrivals],
        ...[row.sha256.slice(0, 12), reading?.rowsRead ?? null, ...listFates(reading), remark(row, reading)],
      ]),
    ),
  );
  context.answer(rows);
  return EXIT.done;
}

type Reading = ReturnType<typeof describeReading>;

function describeReading(release: StagedRelease) {
  const { layout, rowsRead, rowsByFate, rowsSkipped, rowsAccepted = 0 } = release;
  const refusals = release.findings.filter(({ severity }) => severity === "refuse").map(({ code }) => code);
  const masked = countMasked(release);
  return { layout, rowsRead, rowsByFate, rowsSkipped, rowsAccepted, masked, isRefused: isRefused(release), refusals };
}

function listFates(reading: Reading | null): (number | null)[] {
  const fates = reading?.rowsByFate;
  if (fates === undefined) return [null, null, null, null];
  // A release can be refused after it was read, for what is in quarantine: none of its rows is used then.
  const isLate = reading?.isRefused === true && fates.refused === 0;
  const [used, refused] = isLate ? [0, fates.staged] : [fates.staged, fates.refused];
  return [used, fates.quarantined, fates.skipped, refused];
}

function remark({ setAside }: Receipt, reading: Reading | null): string | null {
  if (setAside !== null) return `set aside: ${setAside}`;
  return reading === null || reading.refusals.length === 0 ? null : [...new Set(reading.refusals)].join(", ");
}

const toKey = ({ sha256, fileName }: Pick<Receipt, "sha256" | "fileName">) => `${sha256} ${fileName}`;

/** Files by their readings, read now where need be; none before the area register has landed. */
async function readAll(home: Home, catalog: Catalog): Promise<Map<string, StagedRelease>> {
  try {
    const { parts } = await withEngine({}, (engine) => stageAll({ home, engine, catalog }));
    return new Map(parts.map(({ release }) => [toKey(release), release]));
  } catch (error) {
    if (error instanceof Fault && error.code === "register.missing") return new Map();
    throw error;
  }
}
