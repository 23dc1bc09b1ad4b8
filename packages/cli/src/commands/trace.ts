import { existsSync } from "node:fs";
import { Fault, type Manifest, type TableName } from "@poundwise/contracts";
import type { Catalog } from "@poundwise/runner";
import {
  collectCells,
  countArrivals,
  listReceipts,
  toStorePath,
  traceFigure,
  withEngine,
  type Trace,
  type TracedCell,
  type TracedRow,
} from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { describeArrival } from "../describe-arrival.ts";
import { loadCatalog } from "../load-catalog.ts";
import { parseWhere } from "../parse-where.ts";
import { resolvePublication, type PublicationOptions } from "../resolve-publication.ts";

export interface TraceCommandOptions extends PublicationOptions {
  readonly where?: string;
  readonly column?: string;
}

/** `poundwise trace TABLE --where key=value,… --column c`: formula, rows and cells behind a figure, and the figure made again. */
export async function runTraceCommand(
  context: CliContext,
  table: string,
  options: TraceCommandOptions,
): Promise<ExitCode> {
  const manifest = await resolvePublication(context, options);
  const catalog = await loadCatalog();
  const trace = await withEngine({}, (engine) =>
    traceFigure(
      {
        engine,
        tables: new Map(catalog.tables.map((entry) => [entry.name, entry])),
        pathOf: (name) => findStored(context, catalog, manifest, name),
      },
      { table: table as TableName, where: parseWhere(options.where ?? ""), column: options.column ?? null },
    ),
  );
  describeTrace(context, table, trace, catalog);
  const cells = collectCells(trace);
  const files = await listFiles(context, cells);
  for (const line of describeRederivations(trace)) context.say(line);
  context.say("");
  for (const { receipt, arrivals } of files.slice(0, SHOWN_ROWS))
    for (const line of describeArrival(receipt, arrivals)) context.say(line);
  if (files.length > SHOWN_ROWS) context.say(`… and ${files.length - SHOWN_ROWS} files more (all of them with --json)`);
  context.answer({ publication: manifest.id, ...trace, cells, files: files.map(({ receipt }) => receipt) });
  return trace.rederivations.every(({ agrees }) => agrees) ? EXIT.done : EXIT.failed;
}

function findStored(context: CliContext, _catalog: Catalog, manifest: Manifest, name: string): string | null {
  const fingerprint = manifest.tables[name]?.fingerprint ?? manifest.staging[name];
  if (fingerprint === undefined) return null;
  const file = toStorePath(context.home, name, fingerprint);
  if (existsSync(file)) return file;
  throw new Fault("trace.not_stored", `the rows of ${name} in ${manifest.id} are no longer in the store`, {
    at: { file },
    next: "Restore the store from a backup, or trace a newer publication.",
  });
}

const SHOWN_ROWS = 8;

function describeTrace(context: CliContext, table: string, trace: Trace, catalog: Catalog): void {
  const contract = catalog.tables.find(({ name }) => name === table)!.contract;
  const key = contract.grain.map((name) => `${name}=${String(trace.row[name])}`).join(", ");
  context.say(
    `${table}${trace.column === null ? "" : `.${trace.column}`} = ${trace.column === null ? "(row)" : String(trace.value)}`,
  );
  context.say(`  for ${key}`);
  if (trace.column !== null) {
    const field = catalog.fields[trace.column];
    if (field !== undefined) context.say(`  ${field.about} Unit: ${field.unit}.`);
    if (trace.how !== null) context.say(`  Formula: ${trace.how}`);
  }
  if (trace.otherMatches > 0)
    context.say(`  (${trace.otherMatches} more rows fit; name more of ${contract.grain.join(", ")} to choose)`);
  context.say("");
  describeInputs(context, trace, catalog, "");
  const cells = collectCells(trace);
  context.say(
    `\n${cells.length} ${cells.length === 1 ? "cell" : "cells"} in ${new Set(cells.map(({ file }) => file)).size} files stand behind it.`,
  );
}

/** How the files behind the cells came to us; a name that landed with other bytes too is another file. */
async function listFiles(context: CliContext, cells: readonly TracedCell[]) {
  const behind = new Set(cells.map(({ release, file }) => `${release} ${file}`));
  const arrivals = await countArrivals(context.home);
  const receipts = await listReceipts(context.home);
  return receipts.flatMap((receipt) => {
    const key = `${receipt.sha256} ${receipt.fileName}`;
    return behind.has(key) ? [{ receipt, arrivals: arrivals.get(key) ?? 1 }] : [];
  });
}

function describeRederivations({ rederivations }: Trace): string[] {
  const differing = rederivations.filter(({ agrees }) => !agrees);
  if (differing.length > 0) {
    return differing.map(
      ({ column, from, value, published }) =>
        `${column} made again from ${from}: ${String(value)} — NOT the published figure ${String(published)}.`,
    );
  }
  const [only] = rederivations;
  return rederivations.length === 1
    ? [`Made again from ${only!.from}: ${String(only!.value)} — the same figure.`]
    : [`All ${rederivations.length} columns of the row made again: the same figures.`];
}

function describeInputs(context: CliContext, traced: TracedRow, catalog: Catalog, indent: string): void {
  for (const input of traced.inputs) {
    context.say(`${indent}from ${input.table}: ${input.rowCount} ${input.rowCount === 1 ? "row" : "rows"}`);
    for (const row of input.rows.slice(0, SHOWN_ROWS)) {
      if (row.cells.length > 0) for (const cell of row.cells) context.say(`${indent}  ${describeCell(cell)}`);
      else {
        context.say(`${indent}  ${describeRow(row, catalog)}`);
        describeInputs(context, row, catalog, `${indent}    `);
      }
    }
    const hidden = input.rowCount - Math.min(input.rows.length, SHOWN_ROWS);
    if (hidden > 0) context.say(`${indent}  … and ${hidden} more (all of them with --json)`);
  }
}

function describeCell(cell: TracedCell): string {
  if (cell.column === null) return `${cell.file}, sheet "${cell.sheet}", ${cell.cell}`;
  const value = cell.value === null ? `no number (${cell.status})` : String(cell.value);
  return `${cell.file}, sheet "${cell.sheet}", ${cell.cell}: printed "${cell.raw ?? ""}", read as ${cell.column} = ${value}`;
}

/** The row's key and its numbers; what only repeats the row above is left out. */
function describeRow(traced: TracedRow, catalog: Catalog): string {
  const { grain } = catalog.tables.find(({ name }) => name === traced.table)!.contract;
  const numbers = Object.keys(traced.row).filter(
    (name) => typeof traced.row[name] === "number" && !grain.includes(name),
  );
  return [...grain, ...numbers.slice(0, 5)].map((name) => `${name}=${String(traced.row[name])}`).join("  ");
}
