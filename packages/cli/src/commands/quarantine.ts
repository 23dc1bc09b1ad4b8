import { Fault, type StagedRelease } from "@poundwise/contracts";
import { describeLimit, measureQuarantine, type CatalogSource } from "@poundwise/runner";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { findKeptRows, type KeptRow, type Quarantine, type QuarantineSelection } from "../find-kept-rows.ts";
import { toTextTable } from "../text-table.ts";
import { runQuarantineDecision } from "./quarantine-decision.ts";
import { runQuarantineReplay } from "./quarantine-replay.ts";

export interface QuarantineCommandOptions extends Omit<QuarantineSelection, "ids"> {
  readonly why?: string;
  readonly until?: string;
}

/** `poundwise quarantine [list|show|replay|accept|withdraw]`: rows kept apart, of what has landed or of a publication. */
export async function runQuarantineCommand(
  context: CliContext,
  action: string,
  ids: readonly string[],
  options: QuarantineCommandOptions,
): Promise<ExitCode> {
  const selection = { ...options, ids };
  switch (action) {
    case "list":
      return list(context, await findKeptRows(context.home, selection));
    case "show":
      return show(context, await findKeptRows(context.home, selection));
    case "replay":
      return runQuarantineReplay(context, selection);
    case "accept":
    case "withdraw":
      return runQuarantineDecision(context, action, selection, options);
    default:
      throw new Fault("usage.unknown_action", `quarantine cannot ${action}`, {
        expected: "list, show, replay, accept or withdraw",
        next: "See: poundwise quarantine --help",
      });
  }
}

/** Counts by file and rule against the source's limit, with the pounds concerned. */
function list(context: CliContext, { rows, releases, sources }: Quarantine): ExitCode {
  const groups = groupByRule(rows);
  const lines = [...groups.values()].map((group) => {
    const size = measureQuarantine(group);
    const accepted = group.filter(({ acceptance }) => acceptance !== null).length;
    const { source, file, code, reason } = group[0]!;
    return [source, file, code, size.rows, size.amountGbp, accepted, reason];
  });
  if (rows.length === 0) context.say("Nothing is in quarantine.");
  else {
    context.say(toTextTable(["source", "file", "rule", "rows", "pounds", "accepted", "for example"], lines));
    const total = measureQuarantine(rows);
    const pounds = total.amountGbp === null ? "" : `, £${total.amountGbp.toLocaleString("en-GB")}`;
    context.say(
      `\n${total.rows} rows${pounds}. They are kept and left out of every table; a corrected file brings them back.`,
    );
    for (const line of listLimits(releases, rows, sources)) context.say(line);
    context.say("Each with its cells and texts: npx poundwise quarantine show");
  }
  context.answer(rows);
  return EXIT.done;
}

function show(context: CliContext, { rows }: Quarantine): ExitCode {
  for (const row of rows) {
    const { id, source, file, sheet, rowNumber, cells, code, reason, amountGbp, acceptance, record } = row;
    context.say(`${id}  ${source}, ${file}, sheet "${sheet}", row ${rowNumber} (${cells.join(" ")})`);
    context.say(`  ${code}: ${reason}`);
    if (amountGbp !== null) context.say(`  £${amountGbp.toLocaleString("en-GB")}`);
    context.say(
      `  ${Object.entries(record)
        .map(([header, text]) => `${header}: ${text}`)
        .join(" | ")}`,
    );
    if (acceptance !== null)
      context.say(`  Accepted by ${acceptance.by} on ${acceptance.at.slice(0, 10)}: ${acceptance.why}`);
  }
  if (rows.length === 0) context.say("Nothing is in quarantine.");
  context.answer(rows);
  return EXIT.done;
}

function groupByRule(rows: readonly KeptRow[]): Map<string, KeptRow[]> {
  const groups = new Map<string, KeptRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.source, row.file, row.code]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** How near each release is to its source's limit. */
function listLimits(
  releases: readonly StagedRelease[],
  rows: readonly KeptRow[],
  sources: readonly CatalogSource[],
): string[] {
  return releases.flatMap((release) => {
    const limit = sources.find(({ id }) => id === release.source)?.declaration.quarantineLimit;
    const own = rows.filter(({ sha256, source }) => sha256 === release.sha256 && source === release.source);
    if (limit === undefined || own.length === 0) return [];
    const open = measureQuarantine(own.filter(({ acceptance }) => acceptance === null));
    const isOver = release.findings.some(({ code }) => code === "quarantine.over_limit");
    const verdict = isOver ? "over the limit, so the release is refused" : "within the limit";
    return [
      `${release.fileName}: ${open.rows} of ${release.rowsRead} rows count, ${verdict} (${describeLimit(limit)}).`,
    ];
  });
}
