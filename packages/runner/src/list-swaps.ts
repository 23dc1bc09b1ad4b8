import { existsSync } from "node:fs";
import { Fault, type Manifest, type StagedRelease } from "@poundwise/contracts";
import {
  compareVintages,
  listStagingTableColumns,
  mixVintages,
  sealStored,
  toStorePath,
  type Engine,
  type Home,
  type StagingStates,
  type VintageOverlap,
} from "@poundwise/warehouse";
import { materialiseStaging, selectStaging } from "./select-staging.ts";
import type { Catalog, CatalogSource } from "./catalog.ts";
import { CAUSE_KINDS, type Cause, type CauseKind } from "./change-causes.ts";
import { hashValue } from "./hash-value.ts";

/** One change of staged rows: from now on a source has these. */
export interface Swap {
  readonly cause: Cause;
  readonly source: CatalogSource;
  /** Fingerprint of the source's rows after the swap; they are in the store. */
  readonly fingerprint: string;
}

export interface SwapPlan {
  /** `staging.<source>` → fingerprint, for every declared source: the earlier rows that present code can read. */
  readonly start: ReadonlyMap<string, string>;
  /** Sources whose earlier rows have other columns than today's code expects: they change together with the code. */
  readonly reshaped: readonly string[];
  /** In the order in which they are put in; after the last one all sources are as in the later publication. */
  readonly swaps: readonly Swap[];
}

interface SwapContext {
  readonly home: Home;
  readonly engine: Engine;
  readonly catalog: Catalog;
}

/**
 * What has to be swapped, one source at a time, to come from the staged rows of one publication to those of another.
 * A source whose rows changed for known years and that also has new years is swapped twice.
 * @throws Fault `changes.inputs_gone` when staged rows of either publication are no longer in the store
 */
export async function listSwaps(context: SwapContext, from: Manifest, to: Manifest): Promise<SwapPlan> {
  const start = new Map<string, string>();
  const reshaped: string[] = [];
  const swaps: Swap[] = [];
  for (const source of context.catalog.sources) {
    const table = `staging.${source.id}`;
    const after = to.staging[table] ?? (await storeEmpty(context, source));
    const before = from.staging[table] ?? (await storeEmpty(context, source));
    if (before === after) {
      start.set(table, before);
      continue;
    }
    const states = toStates(context, source, before, after);
    if (await hasOtherColumns(context.engine, source, states.before)) {
      start.set(table, after);
      reshaped.push(source.id);
      continue;
    }
    start.set(table, before);
    swaps.push(...(await splitSwap(context, source, { before, after, states, from, to })));
  }
  const rank = (swap: Swap) => CAUSE_KINDS.indexOf(swap.cause.kind);
  return { start, reshaped, swaps: swaps.sort((a, b) => rank(a) - rank(b)) };
}

interface SourceStates {
  readonly before: string;
  readonly after: string;
  readonly states: StagingStates;
  readonly from: Manifest;
  readonly to: Manifest;
}

async function splitSwap(context: SwapContext, source: CatalogSource, change: SourceStates): Promise<Swap[]> {
  const { before, after, states, from, to } = change;
  const overlap = await compareVintages(context.engine, states);
  const releases = listReleases(overlap.newReleases, to);
  const revision = toCause(source, toRevisionKind(source, overlap, from, to), releases, overlap);
  const isOnlyRevised = overlap.added.length === 0 && overlap.dropped.length === 0;
  if (isOnlyRevised) return [{ cause: revision, source, fingerprint: after }];
  const last = toCause(source, overlap.added.length > 0 ? "new_period" : "withdrawal", releases, overlap);
  if (overlap.changedRows === 0) return [{ cause: last, source, fingerprint: after }];
  const fingerprint = hashValue({ mixed: [before, after], keys: "later rows of shared keys" });
  const path = toStorePath(context.home, `staging.${source.id}`, fingerprint);
  if (!existsSync(path)) {
    await mixVintages(context.engine, states, path);
    const [counted] = await context.engine.readRows("select count(*)::integer as n from read_parquet($1)", [path]);
    await sealStored(path, `staging.${source.id}`, Number(counted!["n"]));
  }
  return [
    { cause: revision, source, fingerprint },
    { cause: last, source, fingerprint: after },
  ];
}

function toRevisionKind(
  source: CatalogSource,
  { newReleases, goneReleases }: VintageOverlap,
  from: Manifest,
  to: Manifest,
): CauseKind {
  if (newReleases.length + goneReleases.length > 0) return source.declaration.role ?? "revision";
  const name = `staging.${source.id}`;
  const sameDeclaration = from.definitions?.[name] !== undefined && from.definitions[name] === to.definitions?.[name];
  // The same files under the same declaration read otherwise only when the register of authorities is another.
  return sameDeclaration ? "boundary" : "reading";
}

/** Releases by their hash, with name and day as the publication knew them, oldest first. */
function listReleases(hashes: readonly string[], { releases }: Manifest): StagedRelease[] {
  return releases
    .filter(({ sha256 }) => hashes.includes(sha256))
    .sort((a, b) => ((a.publishedDate ?? "") < (b.publishedDate ?? "") ? -1 : 1));
}

function toCause(
  source: CatalogSource,
  kind: CauseKind,
  releases: readonly StagedRelease[],
  overlap: VintageOverlap,
): Cause {
  const { title } = source.declaration;
  const words: Partial<Record<CauseKind, string>> = {
    reading: `${title}: the same files are read by a changed declaration`,
    mapping: `${title}: the mapping changed`,
    boundary: `${title}: areas are read by a changed register of authorities`,
    denominator: `${title}: the denominators changed`,
    revision: `${title}: figures for known periods were revised`,
    new_period: `${title}: new periods (${listShort(overlap.added)})`,
    withdrawal: `${title}: periods are no longer there (${listShort(overlap.dropped)})`,
  };
  return {
    kind,
    source: source.id,
    title: words[kind]!,
    releases: releases.map(({ fileName, publishedDate, sha256 }) => ({ fileName, publishedDate, sha256 })),
  };
}

const listShort = (keys: readonly string[]) =>
  keys.length <= 4 ? keys.join(", ") : `${keys.slice(0, 3).join(", ")} and ${keys.length - 3} more`;

function toStates({ home }: SwapContext, source: CatalogSource, before: string, after: string): StagingStates {
  const find = (fingerprint: string) => {
    const path = toStorePath(home, `staging.${source.id}`, fingerprint);
    if (existsSync(path)) return path;
    throw new Fault(
      "changes.inputs_gone",
      "the staged rows behind one of the publications are no longer in the store",
      {
        at: { file: path, table: `staging.${source.id}` },
        next: "Build that publication again from landing (refresh --as-known-at its day), then compare.",
      },
    );
  };
  return { before: find(before), after: find(after), vintageBy: source.declaration.vintageBy };
}

async function hasOtherColumns(engine: Engine, source: CatalogSource, path: string): Promise<boolean> {
  const described = await engine.readRows("describe from read_parquet($1)", [path]);
  const found = described.map((row) => `${String(row["column_name"])} ${String(row["column_type"])}`);
  const wanted = listStagingTableColumns(source.declaration.row).map(({ name, type }) => `${name} ${type}`);
  return found.join() !== wanted.join();
}

/** A publication of before a source was declared has no rows of it. */
async function storeEmpty({ home, engine }: SwapContext, source: CatalogSource): Promise<string> {
  const selection = selectStaging(source, [], null);
  const path = toStorePath(home, selection.table, selection.fingerprint);
  if (!existsSync(path)) await sealStored(path, selection.table, await materialiseStaging(engine, selection, path));
  return selection.fingerprint;
}
