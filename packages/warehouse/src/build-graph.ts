import { Fault } from "@poundwise/contracts";
import { requireDisclosure } from "./require-disclosure.ts";
import type { ReadTable, WarehouseTable } from "./warehouse-table.ts";

export interface TableGraph {
  /** Every table after all it reads; tables that could go in any order are sorted by name. */
  readonly order: readonly WarehouseTable[];
  /** Table → names of what it reads, staging included, sorted. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  /** Table → names of the tables that read it, sorted. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
}

/**
 * What depends on what. Core reads staging and core; curated reads core and curated, and counts of persons only under
 * control (see `requireDisclosure`).
 *
 * @param sources ids of the declared sources, without `staging.`
 * @throws Fault `graph.unknown_table`, `graph.layer`, `graph.cycle` or `disclosure.…`, naming file and line
 */
export function buildGraph(tables: readonly WarehouseTable[], sources: readonly string[]): TableGraph {
  const byName = new Map<string, WarehouseTable>(tables.map((table) => [table.name, table]));
  const known = new Set<string>(byName.keys());
  for (const source of sources) known.add(`staging.${source}`).add(`staging_history.${source}`);
  for (const table of tables) for (const read of table.reads) checkRead(table, read, known);
  requireDisclosure(tables);

  const order: WarehouseTable[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (table: WarehouseTable, path: readonly ReadTable[]): void => {
    if (state.get(table.name) === "done") return;
    if (state.get(table.name) === "open") refuseCycle(table.name, path);
    state.set(table.name, "open");
    for (const read of [...table.reads].sort(byReadName)) {
      const next = byName.get(read.name);
      if (next !== undefined) visit(next, [...path, read]);
    }
    state.set(table.name, "done");
    order.push(table);
  };
  for (const table of [...tables].sort((a, b) => (a.name < b.name ? -1 : 1))) visit(table, []);

  const inputs = new Map(order.map((table) => [table.name as string, table.reads.map((read) => read.name).sort()]));
  const readers = new Map<string, string[]>([...known].sort().map((name) => [name, []]));
  for (const [name, reads] of [...inputs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const read of reads) readers.get(read)!.push(name);
  }
  return { order, inputs, readers };
}

const byReadName = (a: ReadTable, b: ReadTable) => (a.name < b.name ? -1 : 1);

const READABLE: Readonly<Record<string, readonly string[]>> = {
  core: ["staging", "staging_history", "core"],
  curated: ["core", "curated"],
};

function checkRead(table: WarehouseTable, read: ReadTable, known: ReadonlySet<string>): void {
  const at = { file: read.file, line: read.line, table: table.name };
  if (!known.has(read.name)) {
    throw new Fault("graph.unknown_table", `${read.name} does not exist`, {
      at,
      expected: describeNear(read.name, known),
      next: read.name.startsWith("staging")
        ? "Declare the source under pipelines/sources, or correct its name."
        : "Add the table's file, or correct its name.",
    });
  }
  const layer = table.name.split(".")[0]!;
  if (READABLE[layer]!.includes(read.name.split(".")[0]!)) return;
  throw new Fault("graph.layer", `a ${layer} table may not read ${read.name}`, {
    at,
    expected: `tables of ${READABLE[layer]!.join(", ")}`,
    next: layer === "core" ? "Move the table to curated." : "Conform the source in a core table first and read that.",
  });
}

/** Tables with the same last word or the same start, for a message; all of the layer when none is near. */
function describeNear(name: string, known: ReadonlySet<string>): string {
  const [layer, table] = name.split(".") as [string, string];
  const ofLayer = [...known].filter((it) => it.startsWith(`${layer}.`)).sort();
  const near = ofLayer.filter((it) => it.slice(layer.length + 1, layer.length + 5) === table.slice(0, 4));
  const shown = near.length > 0 ? near : ofLayer;
  return shown.length === 0 ? `a table of ${layer}, which has none` : `one of ${shown.slice(0, 8).join(", ")}`;
}

function refuseCycle(name: string, path: readonly ReadTable[]): never {
  const start = path.slice(0, -1).findIndex((read) => read.name === name);
  const steps = path.slice(start + 1);
  const last = path[path.length - 1]!;
  throw new Fault("graph.cycle", "tables read each other in a circle", {
    at: { file: last.file, line: last.line },
    found: [name, ...steps.map((read) => read.name)].join(" → "),
    next: "Take one of these reads out; what both need belongs in a table of its own.",
  });
}
