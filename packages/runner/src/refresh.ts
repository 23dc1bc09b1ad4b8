import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { CheckResult, Finding, Manifest, StagedRelease } from "@poundwise/contracts";
import {
  hashFile,
  listHeldBack,
  listPublications,
  prepareHome,
  publish,
  readCurrent,
  readManifest,
  runChecks,
  withEngine,
  type Engine,
  type Home,
  type PublicationTable,
} from "@poundwise/warehouse";
import {
  buildWarehouse,
  listPublishedTables,
  planWarehouse,
  verifyPlan,
  type BuiltWarehouse,
  type WarehousePlan,
} from "./build-warehouse.ts";
import { listDefinitions, listSyntheticTables, type Catalog } from "./catalog.ts";
import { countMasked } from "./count-masked.ts";
import { landFolder } from "./land-folder.ts";
import { openRun, type RunLedger } from "./run-ledger.ts";
import { stageAll, type StagedAll } from "./stage-all.ts";
import { isRefused } from "./stage-release.ts";

export interface RefreshOptions {
  readonly home: Home;
  readonly catalog: Catalog;
  /** Folders whose files are landed first, besides the inbox: folder → what the ledger says they came from. */
  readonly landFrom: readonly { readonly folder: string; readonly from: string }[];
  /** Build from what had been published by this day (ISO); null = everything. */
  readonly asKnownAt: string | null;
  /** False builds a publication that is kept but that readers do not see. Default true. */
  readonly makeCurrent?: boolean;
  /** Publish although a release was refused. */
  readonly withoutRefused: boolean;
  /** Publish although a table changed without a cause; the reason why. Default null: such a publication is held. */
  readonly acceptUnexplained?: string | null;
  /** Read every stored table and the published database against their hashes, also when nothing has changed. */
  readonly verify?: boolean;
  readonly by: string;
  readonly gitCommit: () => string | null;
  readonly onProgress?: (step: string) => void;
}

export type RefreshOutcome = "published" | "unchanged" | "held";

export interface RefreshResult {
  readonly runId: string;
  readonly outcome: RefreshOutcome;
  /** What readers see now; null only when nothing was ever published. */
  readonly manifest: Manifest | null;
  readonly releases: readonly StagedRelease[];
  /** Findings of refused and unrecognised files; these hold the publication. */
  readonly refusals: readonly Finding[];
  readonly filesLanded: number;
  readonly filesRead: number;
  readonly tablesBuilt: readonly string[];
  /** Stored tables whose bytes were not those that had been written; they were set aside and built anew. */
  readonly damaged: readonly string[];
  readonly checks: readonly CheckResult[];
  readonly rows: {
    readonly read: number;
    readonly staged: number;
    readonly quarantined: number;
    /** Of those in quarantine, the ones somebody accepted to be left out. */
    readonly accepted: number;
    readonly skipped: number;
  };
}

/**
 * The main job: lands what has arrived, reads it, builds what changed, checks it inside the build and publishes, or says
 * that nothing changed, or holds the publication and leaves the previous one up.
 *
 * @throws Fault when the run cannot go on; the ledger then ends with "failed" and nothing was published
 */
export async function refresh(options: RefreshOptions): Promise<RefreshResult> {
  await prepareHome(options.home);
  const ledger = await openRun(options.home, new Date());
  await ledger.record({ event: "started", by: options.by, asKnownAt: options.asKnownAt });
  try {
    const result = await withEngine({}, (engine) => runSteps(options, ledger, engine));
    await ledger.record({ event: "ended", outcome: result.outcome, publication: result.manifest?.id ?? null });
    return result;
  } catch (error) {
    await ledger.record({ event: "failed", message: (error as Error).message });
    throw error;
  }
}

async function runSteps(options: RefreshOptions, ledger: RunLedger, engine: Engine): Promise<RefreshResult> {
  const { home, catalog } = options;
  const say = options.onProgress ?? (() => {});
  say("Landing files");
  const landed = await landAll(options);
  await ledger.record({ event: "landed", files: landed.length, new: landed.filter(({ isNew }) => isNew).length });

  const staged = await stageAll({ home, engine, catalog }, async (part) => {
    if (!part.wasRead) return;
    say(`Reading ${part.release.fileName}`);
    const { findings } = part.release;
    const masked = countMasked(part.release);
    await ledger.record({ event: "staged", release: { ...part.release, findings: findings.length }, masked });
  });
  const refusals = listRefusals(staged);
  const planned = planWarehouse({ home, engine, catalog }, staged, options.asKnownAt);
  const base = describeInputs(ledger, staged, refusals, landed.filter(({ isNew }) => isNew).length);

  const manifest = await findComparable(options, planned);
  const isSame = manifest !== null && manifest.planFingerprint === planned.fingerprint;
  if (options.verify === true) say("Reading the store against its hashes");
  const { plan, damaged } =
    isSame && options.verify !== true ? { plan: planned, damaged: [] } : await verifyPlan(planned);
  if (damaged.length > 0) await ledger.record({ event: "damaged", tables: damaged });
  if (isSame && (await isDatabaseSound(home, manifest, options.verify === true))) {
    const repaired = plan.tables.some(({ isStored }) => !isStored)
      ? await buildWarehouse({ engine, catalog }, plan)
      : null;
    const outcome = refusals.length > 0 && !options.withoutRefused ? ("held" as const) : ("unchanged" as const);
    await ledger.record({ event: outcome, publication: manifest.id, refusals, repaired: repaired?.builtTables ?? [] });
    return { ...base, outcome, manifest, tablesBuilt: repaired?.builtTables ?? [], damaged, checks: manifest.checks };
  }

  const built = await buildWarehouse({ engine, catalog }, plan, async (name, rows) => {
    say(`Built ${name} (${rows} rows)`);
    await ledger.record({ event: "built", table: name, rows });
  });
  if (refusals.length > 0 && !options.withoutRefused) {
    await ledger.record({ event: "held", refusals });
    return { ...base, outcome: "held", manifest, tablesBuilt: built.builtTables, damaged, checks: [] };
  }
  say("Checking and publishing");
  const published = await publishBuilt(options, ledger, built, staged, manifest);
  return { ...base, ...published, tablesBuilt: built.builtTables, damaged };
}

/** What the plan is compared with: the current publication, or an earlier one kept for the same day. */
async function findComparable({ home, makeCurrent }: RefreshOptions, plan: WarehousePlan): Promise<Manifest | null> {
  if (makeCurrent === false) {
    const kept = (await listPublications(home)).find(
      ({ manifest, isAvailable }) => isAvailable && manifest.planFingerprint === plan.fingerprint,
    );
    return kept?.manifest ?? null;
  }
  const current = await readCurrent(home);
  return current === null ? null : readManifest(home, current.id);
}

/** Whether the published database is there as it was written; its bytes are read only when that is asked for. */
async function isDatabaseSound(home: Home, { database }: Manifest, readsBytes: boolean): Promise<boolean> {
  const file = path.join(home.published, database.file);
  if (!existsSync(file) || statSync(file).size !== database.bytes) return false;
  return !readsBytes || (await hashFile(file)) === database.sha256;
}

async function landAll({ home, landFrom, by }: RefreshOptions) {
  const landedAt = new Date().toISOString();
  const landed = [];
  for (const { folder, from } of landFrom)
    landed.push(...(await landFolder(home, folder, { landedBy: by, landedAt, from })));
  landed.push(...(await landFolder(home, home.inbox, { landedBy: by, landedAt })));
  return landed;
}

function listRefusals(staged: StagedAll): Finding[] {
  const refused = staged.parts.filter(({ release }) => isRefused(release));
  return [
    ...refused.flatMap(({ release }) => release.findings.filter(({ severity }) => severity === "refuse") as Finding[]),
    ...staged.unrecognised,
  ];
}

function describeInputs(ledger: RunLedger, staged: StagedAll, refusals: readonly Finding[], filesLanded: number) {
  const releases = staged.parts.map(({ release }) => release);
  const total = (count: (release: StagedRelease) => number) =>
    releases.reduce((sum, release) => sum + count(release), 0);
  return {
    runId: ledger.runId,
    releases,
    refusals,
    filesLanded,
    filesRead: staged.parts.filter(({ wasRead }) => wasRead).length,
    rows: {
      read: total((release) => release.rowsRead),
      staged: total((release) => release.rowsStaged),
      quarantined: total((release) => release.rowsQuarantined),
      accepted: total((release) => release.rowsAccepted ?? 0),
      skipped: total((release) => Object.values(release.rowsSkipped).reduce((sum, count) => sum + count, 0)),
    },
  };
}

async function publishBuilt(
  { home, catalog, asKnownAt, makeCurrent, acceptUnexplained, by, gitCommit }: RefreshOptions,
  ledger: RunLedger,
  built: BuiltWarehouse,
  staged: StagedAll,
  previous: Manifest | null,
): Promise<Pick<RefreshResult, "outcome" | "manifest" | "checks">> {
  const result = await publish(home, {
    tables: describeTables(catalog, built),
    staging: listStaging(built.plan),
    definitions: listDefinitions(catalog),
    asKnownAt,
    makeCurrent: makeCurrent !== false,
    planFingerprint: built.plan.fingerprint,
    previous,
    acceptUnexplained: acceptUnexplained ?? null,
    gitCommit: gitCommit(),
    runId: ledger.runId,
    releases: staged.parts.map(({ release }) => release),
    publishedBy: by,
    runChecks: async (engine) => {
      const checks: CheckResult[] = [];
      const newest = findNewestDay(built.plan);
      for (const table of catalog.graph.order) checks.push(...(await runChecks(engine, table, catalog.fields, newest)));
      return checks;
    },
  });
  const checks = result.held ? result.checks : result.manifest.checks;
  await ledger.record({
    event: "checked",
    checks: checks.length,
    failing: checks.filter(({ failures }) => failures > 0),
  });
  if (result.held) {
    await ledger.record({ event: "held", publication: previous?.id ?? null });
    return { outcome: "held", manifest: previous, checks };
  }
  await ledger.record({ event: "published", publication: result.manifest.id });
  return { outcome: "published", manifest: result.manifest, checks };
}

/** The day on which the newest release in use was published, or where none is known, could be known. */
function findNewestDay(plan: WarehousePlan): string {
  const parts = plan.selections.flatMap(({ chosen }) => chosen.map(({ part }) => part));
  return parts.reduce((newest, { release, knownDate, landedAt }) => {
    const day = release.publishedDate ?? knownDate ?? landedAt.slice(0, 10);
    return day > newest ? day : newest;
  }, "0001-01-01");
}

function describeTables(catalog: Catalog, built: BuiltWarehouse): PublicationTable[] {
  const synthetic = listSyntheticTables(catalog);
  const heldBack = listHeldBack(catalog.tables);
  const contracts = new Map<string, Catalog["tables"][number]>(catalog.tables.map((table) => [table.name, table]));
  return listPublishedTables(built.plan).map((table): PublicationTable => {
    const { contract } = contracts.get(table.name)!;
    return {
      name: table.name,
      parquetPath: table.path,
      fingerprint: table.fingerprint,
      rows: built.rows.get(table.name)!,
      synthetic: synthetic.has(table.name),
      isHeldBack: heldBack.has(table.name),
      comment: contract.about,
      columnComments: Object.fromEntries(
        contract.columns.map((name) => [name, `${catalog.fields[name]!.about} Unit: ${catalog.fields[name]!.unit}.`]),
      ),
    };
  });
}

function listStaging(plan: WarehousePlan): Record<string, string> {
  return Object.fromEntries(plan.selections.map(({ table, fingerprint }) => [table, fingerprint]));
}
