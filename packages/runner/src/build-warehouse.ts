import type { TableName } from "@poundwise/contracts";
import {
  buildTable,
  fingerprintTable,
  isIntact,
  readStored,
  sealStored,
  setDamagedAside,
  toStorePath,
  type Engine,
  type Home,
  type WarehouseTable,
} from "@poundwise/warehouse";
import type { Catalog } from "./catalog.ts";
import { hashValue } from "./hash-value.ts";
import { materialiseStaging, selectStaging, type StagingSelection } from "./select-staging.ts";
import type { StagedAll } from "./stage-all.ts";

/** One table of the plan: what it will be, and whether the store has it already. */
export interface PlannedTable {
  readonly name: string;
  readonly fingerprint: string;
  readonly path: string;
  readonly isStored: boolean;
}

export interface WarehousePlan {
  readonly selections: readonly StagingSelection[];
  /** Staging, then every table after its inputs. */
  readonly tables: readonly PlannedTable[];
  /** Equal plans give equal publications. */
  readonly fingerprint: string;
}

/** Works out what every table will be from what has been staged, without building anything. */
export function planWarehouse(
  { home, engine, catalog }: { home: Home; engine: Pick<Engine, "version">; catalog: Catalog },
  staged: StagedAll,
  asKnownAt: string | null,
): WarehousePlan {
  const selections = catalog.sources.map((source) =>
    selectStaging(source, staged.bySource.get(source.id) ?? [], asKnownAt),
  );
  const staging = new Map<string, string>(selections.map(({ table, fingerprint }) => [table, fingerprint]));
  const tables = planTables({ home, engine, catalog }, staging);
  const parts = selections.flatMap(({ chosen }) => chosen.map(({ part }) => part.release.fingerprint)).sort();
  const fingerprints = tables.map(({ name, fingerprint }) => [name, fingerprint]);
  return { selections, tables, fingerprint: hashValue({ tables: fingerprints, parts, asKnownAt }) };
}

/**
 * What every table will be when the staged rows have these fingerprints.
 * @param staging `staging.<source>` → fingerprint, for every declared source
 * @returns staging, then every table after its inputs
 */
export function planTables(
  { home, engine, catalog }: { home: Home; engine: Pick<Engine, "version">; catalog: Catalog },
  staging: ReadonlyMap<string, string>,
): PlannedTable[] {
  const fingerprints = new Map<string, string>(staging);
  for (const table of catalog.graph.order)
    fingerprints.set(table.name, fingerprintOf(table, catalog, engine.version, fingerprints));
  return [...fingerprints].map(([name, fingerprint]): PlannedTable => {
    const file = toStorePath(home, name, fingerprint);
    return { name, fingerprint, path: file, isStored: readStored(file) !== null };
  });
}

/**
 * Reads every stored table of a plan against the hash it was sealed with. Damaged ones are set aside and will be built
 * anew, from landing if need be.
 * @returns the plan as it stands then, and the names of the damaged tables
 */
export async function verifyPlan(plan: WarehousePlan): Promise<{ plan: WarehousePlan; damaged: readonly string[] }> {
  const damaged: string[] = [];
  const tables: PlannedTable[] = [];
  for (const table of plan.tables) {
    const isSound = !table.isStored || (await isIntact(table.path));
    if (!isSound) {
      await setDamagedAside(table.path);
      damaged.push(table.name);
    }
    tables.push(isSound ? table : { ...table, isStored: false });
  }
  return { plan: { ...plan, tables }, damaged };
}

export interface BuiltWarehouse {
  readonly plan: WarehousePlan;
  readonly rows: ReadonlyMap<string, number>;
  readonly builtTables: readonly string[];
}

/**
 * Builds what the store lacks, each table after its inputs. A killed build leaves whole tables behind and goes on from
 * there next time.
 *
 * @param onTable called after each table that was built
 * @throws Fault of the first table that cannot be built
 */
export async function buildWarehouse(
  { engine, catalog }: { engine: Engine; catalog: Catalog },
  plan: WarehousePlan,
  onTable: (name: string, rows: number) => Promise<void> = async () => {},
): Promise<BuiltWarehouse> {
  const paths = new Map(plan.tables.map((table) => [table.name, table.path]));
  const selections = new Map(plan.selections.map((selection) => [selection.table, selection]));
  const byName = new Map<string, WarehouseTable>(catalog.tables.map((table) => [table.name, table]));
  const rows = new Map<string, number>();
  const builtTables: string[] = [];
  for (const planned of plan.tables) {
    if (planned.isStored) {
      rows.set(planned.name, readStored(planned.path)!.rows);
      continue;
    }
    const selection = selections.get(planned.name);
    const count =
      selection !== undefined
        ? await materialiseStaging(engine, selection, planned.path)
        : (
            await buildTable(engine, {
              table: byName.get(planned.name)!,
              fields: catalog.fields,
              inputs: paths,
              path: planned.path,
            })
          ).rows;
    await sealStored(planned.path, planned.name, count);
    rows.set(planned.name, count);
    builtTables.push(planned.name);
    await onTable(planned.name, count);
  }
  return { plan, rows, builtTables };
}

function fingerprintOf(
  table: WarehouseTable,
  catalog: Catalog,
  engineVersion: string,
  inputs: ReadonlyMap<string, string>,
): string {
  return fingerprintTable({
    table,
    fields: catalog.fields,
    engineVersion,
    inputs,
    ...(table.kind === "computed" ? { codeHash: catalog.computedCodeHash } : {}),
  });
}

/** Core and curated tables of a plan, in the order of their names: what a publication holds. */
export function listPublishedTables(plan: WarehousePlan): (PlannedTable & { readonly name: TableName })[] {
  return plan.tables
    .filter((table): table is PlannedTable & { readonly name: TableName } => /^(core|curated)\./.test(table.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
