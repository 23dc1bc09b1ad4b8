import { Fault, type Finding, type Receipt, type Row } from "@poundwise/contracts";
import { listReceipts, type Engine, type Home } from "@poundwise/warehouse";
import type { Catalog, CatalogSource } from "./catalog.ts";
import { findCandidateSources } from "./choose-source.ts";
import { explainUnrecognised, recogniseFile, type RecognisedAs } from "./recognise-file.ts";
import { listAccepted, readDecisions } from "./quarantine-decisions.ts";
import { startReadAhead, type ExpectedReading, type ReadAheadOptions } from "./read-ahead.ts";
import { isRefused, stageRelease, type StageContext, type StagedPart } from "./stage-release.ts";

export interface StagedAll {
  /** Parts in use by source id, refused ones left out. */
  readonly bySource: ReadonlyMap<string, readonly StagedPart[]>;
  /** Every release that was read, refused ones included, in the order of landing. */
  readonly parts: readonly StagedPart[];
  /** Landed files that no source recognises. */
  readonly unrecognised: readonly Finding[];
}

export interface StageAllContext {
  readonly home: Home;
  readonly engine: Engine;
  readonly catalog: Pick<Catalog, "sources" | "areaRegister">;
  /** When large files are read on threads of their own; the parts and findings are the same. Default: where it helps. */
  readonly readAhead?: ReadAheadOptions;
}

/**
 * Reads every landed file that is not set aside, each with the source that recognises it: by its name, else by its
 * content. The area register is read first, because all other sources are checked against it.
 *
 * @param onPart called after each file, for progress
 */
export async function stageAll(
  { home, engine, catalog, readAhead = {} }: StageAllContext,
  onPart: (part: StagedPart) => Promise<void> = async () => {},
): Promise<StagedAll> {
  const receipts = (await listReceipts(home)).filter((receipt) => receipt.setAside === null);
  const parts: StagedPart[] = [];
  const unrecognised: Finding[] = [];
  const take = async (part: StagedPart): Promise<void> => {
    parts.push(part);
    await onPart(part);
  };

  const registerSource = catalog.sources.filter(({ id }) => id === catalog.areaRegister.sourceId);
  const accepted = listAccepted(await readDecisions(home), new Date().toISOString().slice(0, 10));
  const bare: StageContext = { home, engine, areas: null, areasFingerprint: null, accepted };
  const isRegister = (receipt: Receipt) => findCandidateSources(receipt.fileName, registerSource).length > 0;
  for (const receipt of receipts.filter(isRegister)) await take(await stageByName(bare, receipt, registerSource));

  const known = await readRegister(bare, catalog, parts);
  const others = catalog.sources.filter(({ id }) => id !== catalog.areaRegister.sourceId);
  const toRead = receipts.filter((candidate) => !isRegister(candidate));
  const ahead = startReadAhead(known, listExpected(toRead, others), readAhead);
  const context: StageContext = ahead === null ? known : { ...known, ahead };
  const stage = async (receipt: Receipt): Promise<void> => {
    const candidates = findCandidateSources(receipt.fileName, others);
    const named = candidates.length === 0 ? null : await stageByName(context, receipt, candidates);
    if (named !== null && !isRefused(named.release)) return take(named);
    // A name that misleads, or says nothing: what the file holds may still be what one source knows.
    const fits = await recogniseFile(home, receipt, others);
    const [only] = await stageByContent(context, receipt, fits);
    if (only !== undefined) await take(only);
    else if (named !== null) await take(named);
    else unrecognised.push(explainUnrecognised(receipt, fits, catalog.sources.length));
  };
  try {
    for (const receipt of toRead) await stage(receipt);
  } finally {
    await ahead?.close();
  }
  return { bySource: groupBySource(parts), parts, unrecognised };
}

/** What will be asked for, in this order: each file with the first source that accepts its name. */
function listExpected(receipts: readonly Receipt[], sources: readonly CatalogSource[]): ExpectedReading[] {
  return receipts.flatMap((receipt) => {
    const [source] = findCandidateSources(receipt.fileName, sources);
    return source === undefined ? [] : [{ receipt, source }];
  });
}

/** The one source that reads the file by its content without refusal; nothing when none does, or several do. */
async function stageByContent(
  context: StageContext,
  receipt: Receipt,
  fits: readonly RecognisedAs[],
): Promise<StagedPart[]> {
  const read = new Map<string, StagedPart>();
  for (const { source, layout, keysInName } of fits) {
    if (keysInName.length > 0 || read.has(source.id)) continue;
    const part = await stageRelease(context, source, receipt, layout);
    if (!isRefused(part.release)) read.set(source.id, part);
  }
  return read.size === 1 ? [...read.values()] : [];
}

/** Several sources may accept a name; the one that can read the file takes it. */
async function stageByName(
  context: StageContext,
  receipt: Receipt,
  sources: readonly CatalogSource[],
): Promise<StagedPart> {
  const readings: StagedPart[] = [];
  for (const source of sources) {
    const part = await stageRelease(context, source, receipt);
    if (!isRefused(part.release)) return part;
    readings.push(part);
  }
  // Every candidate refused: the one with the fewest complaints was closest.
  return readings.sort((a, b) => a.release.findings.length - b.release.findings.length)[0]!;
}

async function readRegister(
  bare: StageContext,
  catalog: StageAllContext["catalog"],
  parts: readonly StagedPart[],
): Promise<StageContext> {
  const usable = parts.filter((part) => part.path !== null);
  const newest = usable.sort((a, b) => (rankOf(a) < rankOf(b) ? 1 : -1))[0];
  if (newest === undefined) {
    throw new Fault("register.missing", "no authority register has landed, so no area code can be checked", {
      at: { source: catalog.areaRegister.sourceId },
      next: "Land the register that ships in data/reference: poundwise refresh --samples does it.",
    });
  }
  const rows: Row[] = await bare.engine.readRows("from read_parquet($1::varchar)", [newest.path!]);
  return { ...bare, areas: catalog.areaRegister.build(rows), areasFingerprint: newest.release.fingerprint };
}

const rankOf = (part: StagedPart) =>
  `${part.release.publishedDate ?? part.knownDate ?? part.landedAt.slice(0, 10)}|${part.landedAt}`;

function groupBySource(parts: readonly StagedPart[]): Map<string, StagedPart[]> {
  const groups = new Map<string, StagedPart[]>();
  for (const part of parts) {
    if (part.path === null) continue;
    groups.set(part.release.source, [...(groups.get(part.release.source) ?? []), part]);
  }
  return groups;
}
