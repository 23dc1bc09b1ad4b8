import { existsSync } from "node:fs";
import { Fault, type Manifest } from "@poundwise/contracts";
import { compareTables, toStorePath, type Difference, type Engine, type Home } from "@poundwise/warehouse";
import { buildWarehouse, planTables } from "./build-warehouse.ts";
import { listDefinitions, type Catalog } from "./catalog.ts";
import type { Cause, Change, ChangeStep, Changes } from "./change-causes.ts";
import { listSwaps, type SwapPlan } from "./list-swaps.ts";

export interface ExplainOptions {
  /** Tables to compare; default: every curated table that either publication has. */
  readonly tables?: readonly string[];
  readonly onProgress?: (step: string) => void;
}

interface Context {
  readonly home: Home;
  readonly engine: Engine;
  readonly catalog: Catalog;
}

/** Table → Parquet file. */
type State = ReadonlyMap<string, string>;

/**
 * Explains every figure that two publications have differently: beginning with the earlier one, today's code is put in,
 * then one source at a time in the order of CAUSE_KINDS, and after each the tables are built anew; what moved in a step
 * has that cause. The steps end at the later publication as it lies in the store, so nothing can fall between them.
 *
 * @throws Fault `changes.inputs_gone` when a table or staged rows of either publication are no longer in the store
 */
export async function explainChanges(
  context: Context,
  from: Manifest,
  to: Manifest,
  options: ExplainOptions = {},
): Promise<Changes> {
  const say = options.onProgress ?? (() => {});
  const tables = options.tables ?? listCurated(from, to);
  const plan = await listSwaps(context, from, to);
  const causes: Cause[] = [];
  const states: State[] = [toPublishedState(context, from, tables)];
  const addState = (cause: Cause, state: State) => {
    const last = states.at(-1)!;
    if (tables.every((name) => last.get(name) === state.get(name))) return;
    causes.push(cause);
    states.push(state);
  };

  const staging = new Map(plan.start);
  say("Building the earlier publication with today's code");
  addState(toCodeCause(context, from, plan), await buildState(context, staging));
  for (const swap of plan.swaps) {
    say(swap.cause.title);
    staging.set(`staging.${swap.source.id}`, swap.fingerprint);
    addState(swap.cause, await buildState(context, staging));
  }
  addState(toCodeCause(context, to, { ...plan, reshaped: [] }), toPublishedState(context, to, tables));

  say("Comparing");
  const changes: Change[] = [];
  for (const table of tables) changes.push(...(await explainTable(context, table, states)));
  return {
    from: from.id,
    to: to.id,
    ...nameUnexplained(causes, changes),
    newTables: tables.filter((table) => from.tables[table] === undefined),
    goneTables: tables.filter((table) => to.tables[table] === undefined),
  };
}

function listCurated(from: Manifest, to: Manifest): string[] {
  const names = new Set([...Object.keys(from.tables), ...Object.keys(to.tables)]);
  return [...names].filter((name) => name.startsWith("curated.")).sort();
}

function toPublishedState({ home }: Context, manifest: Manifest, tables: readonly string[]): State {
  return new Map(
    tables.flatMap((name) => {
      const published = manifest.tables[name];
      if (published === undefined) return [];
      const path = toStorePath(home, name, published.fingerprint);
      if (existsSync(path)) return [[name, path] as const];
      throw new Fault("changes.inputs_gone", "a table of one of the publications is no longer in the store", {
        at: { file: path, table: name },
        next: "Build that publication again from landing (refresh --as-known-at its day), then compare.",
      });
    }),
  );
}

async function buildState(context: Context, staging: ReadonlyMap<string, string>): Promise<State> {
  const tables = planTables(context, staging);
  await buildWarehouse(context, { selections: [], tables, fingerprint: "" });
  return new Map(tables.map(({ name, path }) => [name, path]));
}

/** Why today's code and a publication made from the same rows differ: definitions, engine, or nothing that is known. */
function toCodeCause({ engine, catalog }: Context, manifest: Manifest, { reshaped }: SwapPlan): Cause {
  const { definitions } = manifest;
  const now = listDefinitions(catalog);
  const names = new Set([...Object.keys(definitions ?? {}), ...Object.keys(now)]);
  const changed =
    definitions === undefined
      ? []
      : [...names].filter((name) => !name.startsWith("staging.") && definitions[name] !== now[name]);
  const words = [
    ...(definitions === undefined ? [`how tables were made was not yet recorded with ${manifest.id}`] : []),
    ...(changed.length > 0 ? [`changed: ${changed.join(", ")}`] : []),
    ...(reshaped.length > 0 ? [`read into other columns: ${reshaped.join(", ")}`] : []),
    ...(manifest.engine.version === engine.version ? [] : [`DuckDB ${manifest.engine.version} and ${engine.version}`]),
  ];
  return words.length > 0
    ? { kind: "method", source: null, title: `Method or code: ${words.join("; ")}`, releases: [] }
    : UNEXPLAINED;
}

const UNEXPLAINED: Cause = {
  kind: "unexplained",
  source: null,
  title: "Unexplained: neither a source nor the code differs",
  releases: [],
};

async function explainTable({ engine, catalog }: Context, table: string, states: readonly State[]): Promise<Change[]> {
  const contract = catalog.tables.find(({ name }) => name === table)?.contract;
  if (contract === undefined || !states[0]!.has(table) || !states.at(-1)!.has(table)) return [];
  const { grain, columns } = contract;
  const compare = (before: string, after: string) =>
    before === after
      ? Promise.resolve([])
      : compareTables(engine, { grain, columns: columns.filter((name) => !grain.includes(name)), before, after });
  const steps = new Map<string, ChangeStep[]>();
  for (let index = 1; index < states.length; index += 1) {
    for (const difference of await compare(states[index - 1]!.get(table)!, states[index]!.get(table)!)) {
      const id = toId(difference.key, difference.column);
      steps.set(id, [...(steps.get(id) ?? []), toStep(difference, index - 1)]);
    }
  }
  const totals = await compare(states[0]!.get(table)!, states.at(-1)!.get(table)!);
  return totals.map(({ key, column, kind, before, after }) => ({
    table,
    key: Object.fromEntries(grain.map((name, position) => [name, key[position]!])),
    column,
    kind,
    before,
    after,
    // A row that left and came back in between has no steps of its own columns: the causes are those of the row.
    steps: steps.get(toId(key, column)) ?? steps.get(toId(key, null)) ?? [],
  }));
}

const toId = (key: readonly string[], column: string | null) => JSON.stringify([key, column]);

function toStep({ before, after, kind }: Difference, cause: number): ChangeStep {
  const isNumber = kind === "moved" && isNumeric(before) && isNumeric(after);
  return { cause, before, after, delta: isNumber ? Number(after) - Number(before) : null };
}

const isNumeric = (text: string | null) => text !== null && text !== "" && Number.isFinite(Number(text));

/** A change without any step has no cause that could be found: it gets the one that says so. */
function nameUnexplained(causes: readonly Cause[], changes: readonly Change[]): Pick<Changes, "causes" | "changes"> {
  if (changes.every(({ steps }) => steps.length > 0)) return { causes, changes };
  const known = causes.findIndex(({ kind }) => kind === "unexplained");
  const cause = known === -1 ? causes.length : known;
  const step = (change: Change): ChangeStep => ({ cause, before: change.before, after: change.after, delta: null });
  return {
    causes: known === -1 ? [...causes, UNEXPLAINED] : causes,
    changes: changes.map((change) => (change.steps.length > 0 ? change : { ...change, steps: [step(change)] })),
  };
}
