import { readCurrent, readManifest, withEngine } from "@poundwise/warehouse";
import { planWarehouse, stageAll, type Catalog, type PlannedTable } from "@poundwise/runner";
import type { Manifest } from "@poundwise/contracts";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadCatalog } from "../load-catalog.ts";
import { toTextTable } from "../text-table.ts";

/** `poundwise plan`: what a refresh would build and why. Landed files are read into the store; nothing else is touched. */
export async function runPlanCommand(context: CliContext, options: { readonly asKnownAt?: string }): Promise<ExitCode> {
  const catalog = await loadCatalog();
  const current = await readCurrent(context.home);
  const manifest = current === null ? null : await readManifest(context.home, current.id);
  const { plan, staged } = await withEngine({}, async (engine) => {
    const all = await stageAll({ home: context.home, engine, catalog });
    return {
      staged: all,
      plan: planWarehouse({ home: context.home, engine, catalog }, all, options.asKnownAt ?? null),
    };
  });
  const changed = new Set(plan.tables.filter((table) => hasChanged(table, manifest)).map(({ name }) => name));
  const rows = plan.tables
    .filter(({ name }) => changed.has(name))
    .map((table) => ({
      table: table.name,
      action: table.isStored ? "take from the store" : "build",
      why: explain(table.name, catalog, changed, manifest),
    }));
  const isUnchanged = manifest?.planFingerprint === plan.fingerprint;
  context.say(
    isUnchanged || rows.length === 0
      ? `Nothing to do: ${manifest?.id ?? "nothing has landed"} is up to date.`
      : `${toTextTable(
          ["table", "action", "why"],
          rows.map((row) => [row.table, row.action, row.why]),
        )}\n\n${rows.length} of ${plan.tables.length} tables change; the others are shared with ${manifest?.id ?? "nothing"}.`,
  );
  for (const finding of staged.unrecognised) context.say(`Not recognised: ${finding.found}`);
  context.answer({ current: manifest?.id ?? null, isUnchanged, tables: rows });
  return EXIT.done;
}

function hasChanged(table: PlannedTable, manifest: Manifest | null): boolean {
  const published = manifest?.tables[table.name]?.fingerprint ?? manifest?.staging[table.name];
  return published !== table.fingerprint;
}

function explain(name: string, catalog: Catalog, changed: ReadonlySet<string>, manifest: Manifest | null): string {
  if (manifest === null) return "first build";
  if (name.startsWith("staging."))
    return manifest.staging[name] === undefined ? "new source" : "a release has landed, or the declaration changed";
  if (manifest.tables[name] === undefined) return "new table";
  const inputs = (catalog.graph.inputs.get(name) ?? []).filter((input) => changed.has(input));
  return inputs.length > 0 ? `${inputs.join(", ")} changed` : "its query, contract or code changed";
}
