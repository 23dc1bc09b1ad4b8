import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describeFinding, Fault } from "@poundwise/contracts";
import { draftSource, printDraft, readWorkbook, recogniseByContent } from "@poundwise/workbook";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadSources, repositoryRoot } from "../load-catalog.ts";
import { readInputFile } from "../read-input-file.ts";
import { readShippedRegister } from "../read-register.ts";

export interface NewSourceOptions {
  readonly publisher?: string;
  readonly series?: string;
  readonly out?: string;
}

/** `poundwise new source FILE`: looks at a file that nobody has described and writes a draft of its declaration. */
export async function runNewCommand(
  context: CliContext,
  _what: "source",
  file: string,
  options: NewSourceOptions,
): Promise<ExitCode> {
  const bytes = await readInputFile(file);
  const fileName = path.basename(file);
  const publisher = options.publisher ?? "";
  const sourceId = `${toId(publisher) || "draft"}_${toId(options.series ?? "") || toSeries(fileName)}`;
  const out = path.resolve(options.out ?? path.join(repositoryRoot, "pipelines", "sources", `${sourceId}.ts`));
  if (existsSync(out)) {
    throw new Fault("usage.exists", "a file of this name is there already, and is left as it is", {
      at: { file: path.relative(process.cwd(), out) },
      next: "Name another with --series or --out. For a new release of a described source use: poundwise drift FILE",
    });
  }
  const sources = await loadSources();
  const workbook = await readWorkbook(bytes, fileName);
  const known = recogniseByContent(workbook, sources).map(({ sourceId, layout }) => ({
    sourceId,
    layout: layout.name,
  }));
  const areas = await readShippedRegister(sources);
  const draft = draftSource({ workbook, fileName, sourceId, publisher, areas });
  if ("why" in draft) {
    throw new Fault("draft.no_table", "no sheet holds a table that could be described", {
      at: { file: fileName },
      expected: "a row of labels over rows of data",
      found: draft.why.join(", "),
      next: "Open the file: a form, a picture or a page of notes cannot be a source. Copy its table to a sheet of its own if it has one.",
    });
  }
  await mkdir(path.dirname(out), { recursive: true });
  await writeFile(out, printDraft(draft), { flag: "wx" });

  const { reading, declaration, notes, questions } = draft;
  const shown = path.relative(process.cwd(), out);
  for (const { sourceId, layout } of known) {
    context.say(
      `${sourceId} reads this file already (layout "${layout}"). For a new release of it use: poundwise drift FILE\n`,
    );
  }
  context.say(`Wrote ${shown.startsWith("..") ? out : shown}\n`);
  for (const note of notes) context.say(note);
  context.say(
    `\nRead with it, ${fileName} gives ${reading.rowsStaged.toLocaleString("en-GB")} rows, one for each ${declaration.grain.join(", ")}; ` +
      `${reading.quarantined.length.toLocaleString("en-GB")} rows of the file are held back.`,
  );
  for (const finding of reading.findings) context.say(`  ${describeFinding(finding)}`);
  context.say(`\nTo be decided:\n${questions.map((question) => `- ${question}`).join("\n")}`);
  context.answer({
    source: sourceId,
    file: out,
    readAlreadyBy: known.map(({ sourceId }) => sourceId),
    rowsStaged: reading.rowsStaged,
    rowsQuarantined: reading.quarantined.length,
    grain: declaration.grain,
    notes,
    questions,
    findings: reading.findings,
  });
  return reading.findings.some(({ severity }) => severity === "refuse") ? EXIT.held : EXIT.done;
}

const toId = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");

/** The words of a file's name without years, days and numbers of versions. */
function toSeries(fileName: string): string {
  const words = toId(fileName.replace(/(\.[a-z]+)+$/i, "")).split("_");
  const kept = words.filter((word) => /[a-z]/.test(word) && !/^(v\d+|q\d|final|revised|data|table|copy)$/.test(word));
  return kept.join("_") || "series";
}
