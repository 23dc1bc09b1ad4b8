import { listPublications, rollbackTo } from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { toTextTable } from "../text-table.ts";

/** `poundwise publications`: what has been published, newest first, and which one readers see. */
export async function runPublicationsCommand(context: CliContext): Promise<ExitCode> {
  const listed = await listPublications(context.home);
  const rows = listed.map(({ manifest, isCurrent, isAvailable }) => ({
    id: manifest.id,
    seq: manifest.seq,
    createdAt: manifest.createdAt,
    asKnownAt: manifest.asKnownAt,
    isCurrent,
    isAvailable,
    tables: Object.keys(manifest.tables).length,
    failingChecks: manifest.checks.filter(({ failures }) => failures > 0).length,
    gitCommit: manifest.gitCommit,
  }));
  context.say(
    rows.length === 0
      ? "Nothing has been published yet. Start with: npx poundwise refresh --samples"
      : toTextTable(
          ["", "no.", "publication", "created", "as known at", "tables", "warnings"],
          rows.map((row) => [
            row.isCurrent ? "▶" : "",
            row.seq,
            row.id,
            row.createdAt,
            row.asKnownAt ?? "everything",
            row.tables,
            row.failingChecks,
          ]),
        ),
  );
  context.answer(rows);
  return EXIT.done;
}

/** `poundwise rollback N --reason TEXT`: readers see an earlier publication again; nothing is built or deleted. */
export async function runRollbackCommand(
  context: CliContext,
  choice: string,
  options: { readonly reason: string },
): Promise<ExitCode> {
  const manifest = await rollbackTo(context.home, toPublicationChoice(choice), {
    by: context.user,
    reason: options.reason,
  });
  context.say(`Readers now see ${manifest.id} of ${manifest.createdAt}. Roll forward the same way.`);
  context.answer({ id: manifest.id, seq: manifest.seq });
  return EXIT.done;
}

/** "12" is a number, anything else an id. */
export function toPublicationChoice(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}
