import { runQuery, type QueryCell } from "@poundwise/warehouse";
import { resolvePublication, type PublicationOptions } from "../resolve-publication.ts";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { toTextTable } from "../text-table.ts";

export interface QueryCommandOptions extends PublicationOptions {
  readonly limit?: number;
  readonly csv?: boolean;
}

/** `poundwise query SQL`: one select over the published tables, in a process of its own that can touch nothing else. */
export async function runQueryCommand(
  context: CliContext,
  sql: string,
  options: QueryCommandOptions,
): Promise<ExitCode> {
  const manifest = await resolvePublication(context, options);
  const answer = await runQuery(context.home, {
    sql,
    publication: manifest.id,
    ...(options.limit === undefined ? {} : { limits: { rows: options.limit } }),
  });
  const names = answer.columns.map(({ name }) => name);
  const rows = answer.rows.map((row) => row.map(toScalar));
  if (options.csv === true) context.say(toCsv(names, rows));
  else if (answer.rows.length === 1) context.say(describeOneRow(names, rows[0]!));
  else context.say(toTextTable(names, rows));
  if (options.csv !== true) {
    context.say(
      `\n${answer.rows.length} ${answer.rows.length === 1 ? "row" : "rows"}${answer.isTruncated ? " (more were cut off; raise --limit)" : ""} of ${answer.publicationId}`,
    );
  }
  context.answer({
    publication: answer.publicationId,
    columns: answer.columns,
    rows: answer.rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))),
    isTruncated: answer.isTruncated,
  });
  return EXIT.done;
}

/** Lists and structs print as JSON. */
function toScalar(cell: QueryCell): string | number | boolean | null {
  return typeof cell === "object" && cell !== null ? JSON.stringify(cell) : cell;
}

/** A wide single row reads better down the page. */
function describeOneRow(names: readonly string[], row: readonly (string | number | boolean | null)[]): string {
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name, index) => `${name.padEnd(width)}  ${row[index] ?? ""}`).join("\n");
}

function toCsv(names: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return [names, ...rows].map((row) => row.map(toCsvCell).join(",")).join("\n");
}

function toCsvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  // A spreadsheet would run text that starts like a formula; a leading apostrophe keeps it text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
