import { Fault, formatPounds } from "@poundwise/contracts";
import { describeLimit, measureQuarantine } from "@poundwise/runner";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { countOf } from "../count-of.ts";
import { findKeptRows, type KeptRow, type Quarantine, type QuarantineSelection } from "../find-kept-rows.ts";
import { toPlainText, toTextTable } from "../text-table.ts";
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
  const rules = [...groupByRule(rows).values()].map((group) => {
    const { source, file, code, reason } = group[0]!;
    const size = measureQuarantine(group);
    const accepted = measureQuarantine(group.filter(({ acceptance }) => acceptance !== null)).rows;
    return { source, file, code, ...size, accepted, example: reason };
  });
  const total = measureQuarantine(rows);
  const files = listLimits(releases, rows, sources);
  context.answer({ total, rules, files });
  if (rows.length === 0) {
    context.say("Nothing is in quarantine.");
    return EXIT.done;
  }
  const lines = rules.map((rule) => [
    ...[rule.source, rule.file, rule.code, rule.rows],
    ...[rule.amountGbp === null ? null : formatPounds(rule.amountGbp), rule.accepted, rule.example],
  ]);
  context.say(toTextTable(["source", "file", "rule", "rows", "pounds", "accepted", "for example"], lines));
  const pounds = total.amountGbp === null ? "" : `, ${formatPounds(total.amountGbp)}`;
  context.say(
    `\n${countOf(total.rows, "row")}${pounds}. They are kept and left out of every table; a corrected file brings them back.`,
  );
  for (const file of files) {
    const verdict = file.isOver ? "OVER the limit, so the release is refused" : "within the limit";
    const open = file.openGbp === null ? "" : ` with ${formatPounds(file.openGbp)}`;
    context.say(`${file.file}: ${file.open} of ${file.rowsRead} rows${open} count, ${verdict} (${file.limit}).`);
  }
  context.say("Each with its cells and texts: npx poundwise quarantine show");
  return EXIT.done;
}

function show(context: CliContext, { rows }: Quarantine): ExitCode {
  for (const row of rows) for (const line of describeKeptRow(row)) context.say(toPlainText(line));
  if (rows.length === 0) context.say("Nothing is in quarantine.");
  context.answer(rows);
  return EXIT.done;
}

function describeKeptRow(row: KeptRow): string[] {
  const { id, source, file, sheet, rowNumber, cells, code, reason, expected, found, amountGbp, acceptance, record } =
    row;
  const wanted = expected === null ? [] : [`expected ${expected}`];
  const stood = found === null ? [] : [`found ${found}`];
  return [
    `${id}  ${source}, ${file}, sheet "${sheet}", row ${rowNumber} (${cells.join(" ")})`,
    `  ${code}: ${expected === null && found === null ? reason : [...wanted, ...stood].join("; ")}`,
    ...(amountGbp === null ? [] : [`  ${formatPounds(amountGbp)}`]),
    `  ${Object.entries(record)
      .map(([header, text]) => `${header}: ${text}`)
      .join(" | ")}`,
    ...(acceptance === null ? [] : [`  ${describeAcceptance(acceptance)}`]),
  ];
}

function describeAcceptance({ by, at, until, why }: NonNullable<KeptRow["acceptance"]>): string {
  return `Accepted by ${by} on ${at.slice(0, 10)}${until === null ? "" : `, until ${until}`}: ${why}`;
}

function groupByRule(rows: readonly KeptRow[]): Map<string, KeptRow[]> {
  const groups = new Map<string, KeptRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.source, row.file, row.code]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

interface FileLimit {
  readonly source: string;
  readonly file: string;
  readonly rowsRead: number;
  /** Rows that nobody accepted, and their pounds. */
  readonly open: number;
  readonly openGbp: number | null;
  /** The source's limit, in words. */
  readonly limit: string;
  readonly isOver: boolean;
}

/** How near each release is to its source's limit. */
function listLimits(
  releases: Quarantine["releases"],
  rows: readonly KeptRow[],
  sources: Quarantine["sources"],
): FileLimit[] {
  return releases.flatMap((release) => {
    const limit = sources.find(({ id }) => id === release.source)?.declaration.quarantineLimit;
    const own = rows.filter(({ sha256, source }) => sha256 === release.sha256 && source === release.source);
    if (limit === undefined || own.length === 0) return [];
    const open = measureQuarantine(own.filter(({ acceptance }) => acceptance === null));
    return [
      {
        ...{ source: release.source, file: release.fileName, rowsRead: release.rowsRead },
        ...{ open: open.rows, openGbp: open.amountGbp, limit: describeLimit(limit) },
        isOver: release.findings.some(({ code }) => code === "quarantine.over_limit"),
      },
    ];
  });
}
