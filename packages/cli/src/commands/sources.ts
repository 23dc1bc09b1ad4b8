import { countArrivals, listReceipts } from "@poundwise/warehouse";
import { Fault, type Receipt } from "@poundwise/contracts";
import { describeLimit, findCandidateSources, type CatalogSource } from "@poundwise/runner";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { describeArrival } from "../describe-arrival.ts";
import { loadCatalog } from "../load-catalog.ts";
import { toTextTable } from "../text-table.ts";
import { runSourceFiles, type ListedReceipt } from "./source-files.ts";

/** `poundwise sources [SOURCE]`: every declared source with what has landed for it, or all about one; with --files every landed file. */
export async function runSourcesCommand(
  context: CliContext,
  sourceId: string | undefined,
  options: { readonly files?: boolean },
): Promise<ExitCode> {
  const catalog = await loadCatalog();
  const { sources } = catalog;
  const arrivals = await countArrivals(context.home);
  const receipts = (await listReceipts(context.home)).map((receipt) => ({
    ...receipt,
    arrivals: arrivals.get(`${receipt.sha256} ${receipt.fileName}`) ?? 1,
  }));
  if (sourceId !== undefined) return describeSource(context, sourceId, sources, receipts);
  if (options.files === true) return runSourceFiles(context, catalog, receipts);
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
      ["source", "publisher", "licence", "files", "title"],
      rows.map((row) => [
        ...[row.source, row.publisher, row.licence, row.files],
        row.synthetic ? `${row.title} (SYNTHETIC)` : row.title,
      ]),
    ),
  );
  context.answer(rows);
  return EXIT.done;
}

/** One source with its licence, and how to cite each file of it that has landed. */
function describeSource(
  context: CliContext,
  sourceId: string,
  sources: readonly CatalogSource[],
  receipts: readonly ListedReceipt[],
): ExitCode {
  const source = sources.find(({ id }) => id === sourceId);
  if (source === undefined) {
    throw new Fault("usage.unknown_source", `no source is called ${sourceId}`, {
      next: "List them with: poundwise sources",
    });
  }
  const { title, publisher, page, licence, synthetic, mask, quarantineLimit, grain } = source.declaration;
  const files = receipts.filter(({ fileName }) => findCandidateSources(fileName, [source]).length > 0);
  const citations = files.map((receipt) => ({ ...receipt, file: receipt.fileName, citation: cite(source, receipt) }));
  const lines: [string, string][] = [
    ["Title", synthetic === true ? `${title} (SYNTHETIC)` : title],
    ["Publisher", publisher],
    ["Page", page],
    ["Licence", licence],
    ["One row for", grain.join(", ")],
    ["Masked", mask === undefined ? "nothing declared" : Object.keys(mask).join(", ")],
    ["Quarantine", quarantineLimit === undefined ? "no limit" : `at most ${describeLimit(quarantineLimit)}`],
    ...citations.map(({ file, citation }): [string, string] => ["Cite", `${file}: ${citation}`]),
  ];
  for (const [label, words] of lines) context.say(`${label.padEnd(12)} ${words}`);
  for (const receipt of files) context.say(`\n${describeArrival(receipt, receipt.arrivals).join("\n")}`);
  context.answer({ source: sourceId, title, publisher, page, licence, synthetic: synthetic === true, citations });
  return EXIT.done;
}

function cite({ declaration }: CatalogSource, receipt: Receipt): string {
  const { publisher, title, page, licence } = declaration;
  const day =
    receipt.publishedDate === null
      ? `publication day not known, landed ${receipt.landedAt.slice(0, 10)}`
      : `published ${receipt.publishedDate}`;
  return `${publisher}, ${title} (${day}), ${page}. ${licence}. SHA-256 ${receipt.sha256.slice(0, 12)}.`;
}
