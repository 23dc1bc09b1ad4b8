import { Fault, formatPounds } from "@poundwise/contracts";
import { measureQuarantine, recordDecision } from "@poundwise/runner";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { countOf } from "../count-of.ts";
import { findKeptRows, type QuarantineSelection } from "../find-kept-rows.ts";

/**
 * `poundwise quarantine accept|withdraw`: records that rows are rightly left out (who, why, until when), or no longer are.
 * Accepted rows stay out of every table; they no longer warn and no longer count against the source's limit.
 */
export async function runQuarantineDecision(
  context: CliContext,
  action: "accept" | "withdraw",
  selection: QuarantineSelection,
  { why, until }: { readonly why?: string; readonly until?: string },
): Promise<ExitCode> {
  const { ids, source, file, rule } = selection;
  if (ids.length === 0 && source === undefined && file === undefined && rule === undefined) {
    throw new Fault("usage.no_rows", "no rows were named", {
      expected: "ids of rows, or --source, --file or --rule",
      next: "See the rows with: poundwise quarantine show",
    });
  }
  if (why === undefined || why.trim() === "") {
    throw new Fault("usage.no_reason", "a decision needs its reason", { next: 'Say it with: --why "…"' });
  }
  if (until !== undefined && until < new Date().toISOString().slice(0, 10)) {
    throw new Fault("usage.day_past", "the last day of the acceptance is past, so it would never hold", {
      found: until,
      next: "Give a day to come with --until, or leave it out.",
    });
  }
  const { rows } = await findKeptRows(context.home, selection);
  const meant = rows.filter(({ acceptance }) => (action === "accept" ? true : acceptance !== null));
  if (meant.length === 0) {
    throw new Fault("quarantine.no_such_rows", `no rows in quarantine fit, so there is nothing to ${action}`, {
      next: "See the rows with: poundwise quarantine show",
    });
  }
  const decision = {
    action,
    rows: [...new Set(meant.map(({ id }) => id))].sort(),
    at: new Date().toISOString(),
    by: context.user,
    why: why.trim(),
    until: until ?? null,
  };
  await recordDecision(context.home, decision);
  const size = measureQuarantine(meant);
  const pounds = size.amountGbp === null ? "" : `, ${formatPounds(size.amountGbp)}`;
  const words = action === "accept" ? "Accepted" : "No longer accepted";
  const limit = until === undefined ? "" : `, until ${until}`;
  context.say(
    `${words} by ${context.user}${limit}: ${countOf(size.rows, "row")}${pounds}. They stay out of every table.`,
  );
  context.answer(decision);
  return EXIT.done;
}
