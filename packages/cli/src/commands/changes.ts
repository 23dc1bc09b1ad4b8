import { existsSync } from "node:fs";
import { Fault, type Manifest } from "@poundwise/contracts";
import { explainChanges, listUnexplained, type Changes } from "@poundwise/runner";
import {
  findPublication,
  listPublications,
  toStorePath,
  withEngine,
  writeFileDurably,
  type Engine,
} from "@poundwise/warehouse";
import { toChangesCsv } from "../changes-csv.ts";
import { describeChanges } from "../changes-text.ts";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadCatalog } from "../load-catalog.ts";
import { toPublicationChoice } from "./publications.ts";

export interface ChangesCommandOptions {
  readonly table?: string;
  readonly area?: string;
  readonly csv?: string;
}

/**
 * `poundwise changes [FROM] [TO]`: every figure that differs between two publications, its size and its cause. Without
 * arguments the current one is compared with the one before. Ends with exit code 3 when a change has no cause.
 */
export async function runChangesCommand(
  context: CliContext,
  from: string | undefined,
  to: string | undefined,
  options: ChangesCommandOptions,
): Promise<ExitCode> {
  const later = await findPublication(context.home, to === undefined ? "current" : toPublicationChoice(to));
  const earlier =
    from === undefined
      ? await findBefore(context, later)
      : await findPublication(context.home, toPublicationChoice(from));
  const catalog = await loadCatalog();
  const table = options.table === undefined ? undefined : requireTable(options.table, earlier, later);
  const { all, areaNames } = await withEngine({}, async (engine) => ({
    areaNames: await readAreaNames(context, engine, later),
    all: await explainChanges({ home: context.home, engine, catalog }, earlier, later, {
      ...(table === undefined ? {} : { tables: [table] }),
      onProgress: (step) => context.progress(step),
    }),
  }));
  context.clearProgress();
  const changes = options.area === undefined ? all : onlyArea(all, options.area);
  if (options.csv !== undefined) await writeFileDurably(options.csv, toChangesCsv(changes));
  const tellsRows = options.area !== undefined || options.table !== undefined;
  context.say(describeChanges(changes, { fields: catalog.fields, areaNames, tellsRows }));
  if (options.csv !== undefined) context.say(`\nWritten to ${options.csv}.`);
  context.answer(changes);
  return listUnexplained(changes).length === 0 ? EXIT.done : EXIT.held;
}

function onlyArea(changes: Changes, area: string): Changes {
  return { ...changes, changes: changes.changes.filter(({ key }) => key["area_code"] === area) };
}

/** Names as the later publication has them; a code that named two authorities in turn has the newer name. */
async function readAreaNames(context: CliContext, engine: Engine, manifest: Manifest): Promise<Map<string, string>> {
  const areas = manifest.tables["core.areas"];
  if (areas === undefined) return new Map();
  const file = toStorePath(context.home, "core.areas", areas.fingerprint);
  if (!existsSync(file)) return new Map();
  const rows = await engine.readRows(
    "select area_code, area_name from read_parquet($1) order by valid_from_date nulls first",
    [file],
  );
  return new Map(rows.map((row) => [String(row["area_code"]), String(row["area_name"])]));
}

function requireTable(name: string, ...publications: readonly Manifest[]): string {
  const known = new Set(publications.flatMap(({ tables }) => Object.keys(tables)));
  if (known.has(name)) return name;
  throw new Fault("usage.table", `neither publication has a table ${name}`, {
    expected: `one of ${[...known].sort().join(", ")}`,
    next: "Correct --table.",
  });
}

/** The newest publication of before that readers have seen or could see. */
async function findBefore(context: CliContext, later: Manifest): Promise<Manifest> {
  const before = (await listPublications(context.home)).find(
    ({ manifest }) => manifest.seq < later.seq && manifest.asKnownAt === later.asKnownAt,
  );
  if (before !== undefined) return before.manifest;
  throw new Fault("changes.nothing_before", `there is no publication before ${later.id} to compare it with`, {
    at: { file: context.home.published },
    next: "Name two publications: poundwise changes 3 4. List them with: poundwise publications",
  });
}
