import type { AreaRegister, Fields, Row, SourceDeclaration } from "@poundwise/contracts";
import { fingerprintDefinition, type TableGraph, type WarehouseTable } from "@poundwise/warehouse";

export interface CatalogSource {
  /** File name of the declaration without ending: `mhclg_revenue_outturn`. */
  readonly id: string;
  readonly declaration: SourceDeclaration;
  /** Address of the module that exports the declaration, for threads to import it again; absent for one made in memory. */
  readonly module?: string;
  /** Changes when anything that the declaration says changes. */
  readonly hash: string;
}

/** Everything that is declared: what can be read, what is built from it, and in which order. */
export interface Catalog {
  /** Sorted by id. */
  readonly sources: readonly CatalogSource[];
  readonly tables: readonly WarehouseTable[];
  readonly graph: TableGraph;
  readonly fields: Fields;
  readonly areaRegister: { readonly sourceId: string; readonly build: (rows: readonly Row[]) => AreaRegister };
  /** Hash of the code that computed tables run; part of their fingerprints. */
  readonly computedCodeHash: string;
}

/** Names of the tables that have a synthetic source somewhere above them. */
export function listSyntheticTables(catalog: Catalog): ReadonlySet<string> {
  const synthetic = new Set(
    catalog.sources.filter(({ declaration }) => declaration.synthetic === true).map(({ id }) => `staging.${id}`),
  );
  for (const table of catalog.graph.order) {
    if (catalog.graph.inputs.get(table.name)!.some((input) => synthetic.has(input))) synthetic.add(table.name);
  }
  return synthetic;
}

/** How everything is made now: table → hash of its definition, `staging.<source>` → hash of the declaration. */
export function listDefinitions(catalog: Catalog): Record<string, string> {
  const { fields, computedCodeHash } = catalog;
  const tables = catalog.tables.map((table) => {
    const code = table.kind === "computed" ? { codeHash: computedCodeHash } : {};
    return [table.name, fingerprintDefinition({ table, fields, ...code })] as const;
  });
  const sources = catalog.sources.map(({ id, hash }) => [`staging.${id}`, hash] as const);
  return Object.fromEntries([...sources, ...tables]);
}
