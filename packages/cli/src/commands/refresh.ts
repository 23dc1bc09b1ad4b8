import { spawnSync } from "node:child_process";
import path from "node:path";
import { describeFinding } from "@poundwise/contracts";
import { countMasked, refresh, type RefreshResult } from "@poundwise/runner";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { describeHeadline, readHeadline } from "../headline.ts";
import { loadCatalog, repositoryRoot } from "../load-catalog.ts";
import { findReport, writeReport, type WrittenReport } from "../write-report.ts";

export interface RefreshCommandOptions {
  readonly samples?: boolean;
  readonly report?: boolean;
  readonly asKnownAt?: string;
  readonly withoutRefused?: boolean;
  readonly acceptUnexplained?: string;
  readonly verify?: boolean;
}

/** `poundwise refresh`: the main job, ended by a summary of ten lines. */
export async function runRefreshCommand(context: CliContext, options: RefreshCommandOptions): Promise<ExitCode> {
  const catalog = await loadCatalog();
  const samples = [
    { folder: path.join(repositoryRoot, "data", "reference"), from: "data/reference" },
    { folder: path.join(repositoryRoot, "data", "samples"), from: "data/samples" },
  ];
  const result = await refresh({
    home: context.home,
    catalog,
    landFrom: options.samples === true ? samples : samples.slice(0, 1),
    asKnownAt: options.asKnownAt ?? null,
    withoutRefused: options.withoutRefused === true,
    verify: options.verify === true,
    acceptUnexplained: options.acceptUnexplained ?? null,
    by: context.user,
    gitCommit: readGitCommit,
    onProgress: (step) => context.progress(step),
  });
  let report: WrittenReport | null = null;
  if (options.report === true && result.outcome !== "held" && result.manifest !== null) {
    context.progress("Writing the report");
    // A publication never changes, so a report of it that is there is the report.
    report =
      findReport(context.home, result.manifest.id) ??
      (await writeReport(context.home, { publication: result.manifest.id }));
  }
  context.clearProgress();
  await describeResult(context, result, report);
  return result.outcome === "held" ? EXIT.held : EXIT.done;
}

async function describeResult(context: CliContext, result: RefreshResult, report: WrittenReport | null): Promise<void> {
  const { manifest, rows, checks } = result;
  const headline = manifest === null ? null : await readHeadline(context.home, manifest.id);
  const failing = checks.filter(({ failures }) => failures > 0);
  const recognised = result.releases.filter(isRecognisedByContent);
  const number = (value: number) => value.toLocaleString("en-GB");
  const database = manifest === null ? null : path.join(context.home.published, manifest.database.file);

  context.say(describeOutcome(result));
  context.say(
    `Files        ${number(result.releases.length)} releases in use, ${number(result.filesLanded)} newly landed, ${number(result.filesRead)} read now`,
  );
  context.say(
    `Rows         ${number(rows.read)} read, ${number(rows.skipped)} out of scope, ${number(rows.quarantined)} in quarantine${rows.accepted === 0 ? "" : `, ${number(rows.accepted)} of them accepted`}; ${number(countAllMasked(result))} personal details masked`,
  );
  context.say(
    `Staged       ${number(rows.staged)} rows; ${result.tablesBuilt.length} tables built, the others unchanged`,
  );
  context.say(
    `Checks       ${checks.length - failing.length} of ${checks.length} hold${failing.length === 0 ? "" : `; ${failing.map(({ table, name }) => `${table}: ${name}`).join("; ")}`}`,
  );
  context.say(`Publication  ${manifest === null ? "none yet" : `${manifest.id} of ${manifest.createdAt}`}`);
  context.say(`Headline     ${headline === null ? "no figure" : describeHeadline(headline)}`);
  context.say(`Report       ${report === null ? "write it with: npx poundwise report" : report.html}`);
  context.say(`Workbook     ${report === null ? "comes with the report" : report.workbook}`);
  context.say(`Database     ${database ?? "none yet"}`);
  for (const { source, fileName } of recognised) context.say(`By content   ${fileName} is read as ${source}`);
  if (result.damaged.length > 0) {
    context.say(`\nDamaged in the store, set aside and built anew: ${result.damaged.join(", ")}. Look at the disk.`);
  }
  for (const finding of result.refusals) context.say(`\n${describeFinding(finding)}`);
  if (result.outcome === "held") context.say(`\n${describeHold(result)}`);
  context.answer({
    outcome: result.outcome,
    run: result.runId,
    publication: manifest?.id ?? null,
    rows,
    releases: result.releases.map((release) => ({
      source: release.source,
      fileName: release.fileName,
      layout: release.layout,
      recognisedBy: isRecognisedByContent(release) ? "content" : "name",
      rowsRead: release.rowsRead,
      rowsByFate: release.rowsByFate,
      rowsSkipped: release.rowsSkipped,
      rowsStaged: release.rowsStaged,
      rowsQuarantined: release.rowsQuarantined,
      masked: countMasked(release),
      publishedDate: release.publishedDate,
    })),
    refusals: result.refusals,
    tablesBuilt: result.tablesBuilt,
    damaged: result.damaged,
    failingChecks: failing,
    headline,
    report,
    database,
  });
}

function countAllMasked({ releases }: RefreshResult): number {
  const counts = releases.flatMap((release) => Object.values(countMasked(release)));
  return counts.reduce((sum, count) => sum + count, 0);
}

const isRecognisedByContent = ({ findings }: RefreshResult["releases"][number]) =>
  findings.some(({ code }) => code === "release.recognised_by_content");

function describeOutcome({ outcome, manifest }: RefreshResult): string {
  switch (outcome) {
    case "published":
      return `Published ${manifest!.id}.`;
    case "unchanged":
      return `Nothing has changed: ${manifest!.id} stays.`;
    case "held":
      return `Held: nothing was published${manifest === null ? "" : `, ${manifest.id} stays`}.`;
  }
}

function describeHold({ refusals, checks }: RefreshResult): string {
  if (refusals.length > 0) {
    return "Mend the file and land it again; or publish without it: npx poundwise land --set-aside FILE --reason TEXT (for good), npx poundwise refresh --without-refused (once).";
  }
  const blocking = checks.filter(({ severity, failures }) => severity === "block" && failures > 0);
  return blocking
    .map(
      ({ table, name, failures, examples }) =>
        `${table}: check "${name}" fails for ${failures} rows, e.g. ${JSON.stringify(examples[0] ?? {})}.`,
    )
    .join("\n");
}

/** The commit the code stands at; null outside a repository or without git. */
function readGitCommit(): string | null {
  const git = spawnSync("git", ["rev-parse", "HEAD"], { cwd: repositoryRoot, encoding: "utf8" });
  return git.status === 0 ? git.stdout.trim() : null;
}
