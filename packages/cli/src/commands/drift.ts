import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { CatalogSource } from "@poundwise/runner";
import { listReceipts, readLanded } from "@poundwise/warehouse";
import {
  compareRelease,
  describeChange,
  printLayout,
  proposePatch,
  readWorkbook,
  type Drift,
  type NamedWorkbook,
} from "@poundwise/workbook";
import { chooseDriftSource } from "../choose-drift-source.ts";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadSources, repositoryRoot } from "../load-catalog.ts";
import { readInputFile } from "../read-input-file.ts";
import { readShippedRegister } from "../read-register.ts";

export interface DriftCommandOptions {
  readonly source?: string;
  readonly against?: string;
  readonly out?: string;
}

/**
 * `poundwise drift FILE`: what a new release changed against its declaration, and the patch that mends it. Exit code 0 when
 * the declaration reads the file as it is, 3 when it must change first.
 */
export async function runDriftCommand(
  context: CliContext,
  filePath: string,
  options: DriftCommandOptions,
): Promise<ExitCode> {
  const bytes = await readInputFile(filePath);
  const fileName = path.basename(filePath);
  const sources = await loadSources();
  const workbook = await readWorkbook(bytes, fileName);
  const { source, how } = chooseDriftSource(fileName, workbook, options.source, sources);
  const last = await findLast(context, source, fileName, bytes, options.against);
  const drift = compareRelease({
    sourceId: source.id,
    source: source.declaration,
    file: { fileName, workbook },
    last,
    areas: await readShippedRegister(sources),
  });
  const declaration = `pipelines/sources/${source.id}.ts`;
  const text = await readFile(path.join(repositoryRoot, declaration), "utf8");
  const patch = proposePatch(declaration, text, drift.proposed, drift.markers);
  if (options.out !== undefined && patch !== null) await writeFile(options.out, patch);

  context.say(`${fileName} as a release of ${source.id}, layout "${drift.layout}"${how === null ? "" : ` (${how})`}`);
  context.say(last === null ? "No earlier release to compare with.\n" : `Compared with ${last.fileName}.\n`);
  sayChanges(context, drift);
  if (patch !== null) context.say(`\nProposed, to be looked at and then applied with git apply:\n\n${patch}`);
  else if (drift.proposed !== null) {
    const { layout, place } = drift.proposed;
    context.say(`\nProposed as the ${place} entry of layouts in ${declaration}:\n\n${printLayout(layout)}`);
  }
  const isBroken = drift.changes.some(({ breaks }) => breaks);
  context.answer({
    source: source.id,
    recognisedBy: how ?? "name",
    layout: drift.layout,
    against: last?.fileName ?? null,
    changes: drift.changes,
    patch,
    rowsStaged: drift.reading.rowsStaged,
    rowsQuarantined: drift.reading.quarantined.length,
  });
  return isBroken ? EXIT.held : EXIT.done;
}

function sayChanges(context: CliContext, { changes, reading, proposed, markers }: Drift): void {
  const breaking = changes.filter(({ breaks }) => breaks);
  const harmless = changes.filter(({ breaks }) => !breaks);
  if (changes.length === 0) context.say("Nothing differs.");
  if (breaking.length > 0) context.say(`Needs a change of the declaration:`);
  for (const change of breaking) context.say(`- ${describeChange(change)}`);
  if (harmless.length > 0) context.say(`${breaking.length > 0 ? "\n" : ""}Reads as it is, worth knowing:`);
  for (const change of harmless) context.say(`- ${describeChange(change)}`);
  const how = proposed === null && Object.keys(markers).length === 0 ? "As declared" : "With what is proposed";
  context.say(
    `\n${how}, ${reading.rowsStaged.toLocaleString("en-GB")} rows are staged and ${reading.quarantined.length.toLocaleString("en-GB")} rows of the file held back.`,
  );
}

/** The release to compare with: the named file, else the newest landed one with other bytes, else the shipped sample. */
async function findLast(
  context: CliContext,
  source: CatalogSource,
  fileName: string,
  bytes: Uint8Array,
  against: string | undefined,
): Promise<NamedWorkbook | null> {
  if (against !== undefined) return open(await readInputFile(against), path.basename(against));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const receipts = (await listReceipts(context.home)).filter(
    (receipt) =>
      receipt.setAside === null &&
      receipt.sha256 !== sha256 &&
      source.declaration.layouts.some((layout) => layout.file.test(receipt.fileName)),
  );
  const newest = receipts.sort((left, right) => (left.landedAt < right.landedAt ? 1 : -1))[0];
  if (newest !== undefined) return open(await readLanded(context.home, newest), newest.fileName);
  const folder = path.join(repositoryRoot, "data", "samples", source.id);
  const names = existsSync(folder) ? (await readdir(folder)).sort() : [];
  const sample = names.find((name) => name === fileName) ?? names.at(-1);
  return sample === undefined ? null : open(await readFile(path.join(folder, sample)), sample);
}

const open = async (bytes: Uint8Array, fileName: string): Promise<NamedWorkbook> => ({
  fileName,
  workbook: await readWorkbook(bytes, fileName),
});
