import { listReceipts } from "@poundwise/warehouse";
import { findCandidateSources } from "@poundwise/runner";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadCatalog } from "../load-catalog.ts";
import { toTextTable } from "../text-table.ts";

/** `poundwise sources`: every declared source with what has landed for it; with --files every landed file. */
export async function runSourcesCommand(context: CliContext, options: { readonly files?: boolean }): Promise<ExitCode> {
  const { sources } = await loadCatalog();
  const receipts = await listReceipts(context.home);
  if (options.files === true) {
    const rows = receipts.map((receipt) => ({
      ...receipt,
      source:
        findCandidateSources(receipt.fileName, sources)
          .map(({ id }) => id)
          .join(" or ") || "(no source)",
    }));
    context.say(
      toTextTable(
        ["file", "source", "published", "landed", "hash", "set aside"],
        rows.map((row) => [
          row.fileName,
          row.source,
          row.publishedDate,
          row.landedAt.slice(0, 10),
          row.sha256.slice(0, 12),
          row.setAside,
        ]),
      ),
    );
    context.answer(rows);
    return EXIT.done;
  }
  const rows = sources.map(({ id, declaration }) => ({
    source: id,
    title: declaration.title,
    publisher: declaration.publisher,
    licence: declaration.licence,
    synthetic: declaration.synthetic === true,
    page: declaration.page,
    files: receipts.filter((receipt) =>
      findCandidateSources(receipt.fileName, sources).some((source) => source.id === id),
    ).length,
  }));
  context.say(
    toTextTable(
      ["source", "publisher", "files", "title"],
      rows.map((row) => [row.source, row.publisher, row.files, row.synthetic ? `${row.title} (SYNTHETIC)` : row.title]),
    ),
  );
  context.answer(rows);
  return EXIT.done;
}
