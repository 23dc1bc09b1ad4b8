import { Fault } from "@poundwise/contracts";
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { createContext, EXIT, type CliContext, type ExitCode, type GlobalOptions } from "./cli-context.ts";
import { runChangesCommand } from "./commands/changes.ts";
import { runCheckCommand } from "./commands/check.ts";
import { runDoctorCommand } from "./commands/doctor.ts";
import { runDriftCommand } from "./commands/drift.ts";
import { runLandCommand } from "./commands/land.ts";
import { describeNamedMethod, runMethodCommand } from "./commands/method.ts";
import { runNewCommand } from "./commands/new-source.ts";
import { runPlanCommand } from "./commands/plan.ts";
import { runPublicationsCommand, runRollbackCommand } from "./commands/publications.ts";
import { runQuarantineCommand } from "./commands/quarantine.ts";
import { runQueryCommand } from "./commands/query.ts";
import { runRefreshCommand } from "./commands/refresh.ts";
import { runReportCommand } from "./commands/report.ts";
import { runSourcesCommand } from "./commands/sources.ts";
import { runTestCommand } from "./commands/test.ts";
import { runTraceCommand } from "./commands/trace.ts";

const program = new Command("poundwise")
  .description("From a council's raw files to a published index in which every figure can be followed to its cell.")
  .option("--home <dir>", "where files, tables and publications live (default: POUNDWISE_HOME, else data/)")
  .option("--json", "answer as JSON")
  .option("--debug", "show stack traces")
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 built but held back (a refused release or a blocking check)",
  )
  .exitOverride();

const asKnownAt = () =>
  new Option("--as-known-at <day>", "as it was known on this day (2024-07-01)").argParser(parseDay);
const publication = () => new Option("--publication <n>", "number or id of a publication (default: the current one)");

/** Adds a command; its action gets the context, and its answer becomes the exit code. */
function add(command: Command, action: (context: CliContext, ...args: never[]) => Promise<ExitCode>): void {
  // The global options are accepted after the command's name too, where people write them.
  command
    .option("--home <dir>", "where files, tables and publications live")
    .option("--json", "answer as JSON")
    .option("--debug", "show stack traces")
    .exitOverride()
    .action(async (...args: unknown[]) => {
      const options = { ...program.opts<GlobalOptions>(), ...command.opts<GlobalOptions>() };
      process.exitCode = await action(createContext(options), ...(args.slice(0, -1) as never[]));
    });
  program.addCommand(command);
}

add(
  new Command("refresh")
    .description("land what has arrived, build what changed, check, publish")
    .option("--samples", "land the shipped sample releases first")
    .option("--report", "write the report afterwards")
    .option("--without-refused", "publish although a release was refused")
    .option("--verify", "read stored and published files against their hashes, and build damaged ones anew")
    .option("--accept-unexplained <reason>", "publish although a table changed without a cause; kept with the check")
    .addOption(asKnownAt()),
  runRefreshCommand,
);
add(new Command("plan").description("what a refresh would build, and why").addOption(asKnownAt()), runPlanCommand);
add(new Command("check").description("bind all sources and tables without data"), runCheckCommand);
add(
  new Command("land")
    .description("keep files unchanged and note their arrival")
    .argument("[paths...]", "files, folders and patterns (*.csv, **/*.xlsx) to land")
    .addOption(new Option("--published <day>", "day the publisher released them").argParser(parseDay))
    .addOption(
      new Option("--known <day>", "earliest day they can have been known, when that is not known").argParser(parseDay),
    )
    .option("--url <address>", "address the one file was fetched from; secrets in it are not kept")
    .option("--page <address>", "page that linked it")
    .option("--headers <file>", "JSON file with the headers of the answer (etag, last-modified, content-type are kept)")
    .addOption(
      new Option("--fetched-at <instant>", "when it was fetched (2025-01-06T09:00:00Z; default: now)").argParser(
        parseInstant,
      ),
    )
    .option("--set-aside <file>", "take a landed file out of use (name or hash)")
    .option("--reason <text>", "why, with --set-aside")
    .option("--put-back <file>", "take a file into use again"),
  runLandCommand,
);
add(
  new Command("sources")
    .description("declared sources, their licences and what has landed; with a source all about it")
    .argument("[source]", "id of one source")
    .option("--files", "list every landed file"),
  runSourcesCommand,
);
add(
  new Command("quarantine")
    .description("rows kept apart: list (default), show, replay, accept or withdraw")
    .argument(
      "[action]",
      "list counts by rule; show rows; replay compares with the reading before; accept decides",
      "list",
    )
    .argument("[rows...]", "ids of rows, or their first six digits")
    .option("--source <id>", "only of this source")
    .option("--file <name>", "only of files of this name")
    .option("--rule <code>", "only rows kept apart by this rule (area.closed)")
    .option("--why <text>", "why they are accepted or no longer are; kept")
    .addOption(new Option("--until <day>", "last day on which an acceptance holds").argParser(parseDay))
    .addOption(publication()),
  runQuarantineCommand,
);
add(
  new Command("new")
    .description("describe a file that no source reads yet: writes a draft of its declaration")
    .addArgument(new Argument("<what>", "what to draft").choices(["source"]))
    .argument("<file>", "workbook or delimited text")
    .option("--publisher <name>", "publisher, the first part of the source's name")
    .option("--series <name>", "series, the second part")
    .option("--out <file>", "where to write the draft (default: pipelines/sources/<publisher>_<series>.ts)"),
  runNewCommand,
);
add(
  new Command("drift")
    .description("compare a new release with its declaration, and propose the patch that mends what changed")
    .argument("<file>", "workbook or delimited text")
    .option("--source <id>", "the source it belongs to (default: the one that knows its name, content or headers)")
    .option("--against <file>", "an earlier release (default: the newest landed, else the shipped sample)")
    .option("--out <file>", "write the patch to a file")
    .addHelpText("after", "\nExit code 0: the declaration reads the file as it is. 3: it must change first."),
  runDriftCommand,
);
add(
  new Command("query")
    .description("ask the published tables")
    .argument("<sql>", "one select over core.…, curated.… and poundwise.…")
    .addOption(new Option("--limit <rows>", "most rows to answer").argParser(parseCount))
    .option("--csv", "answer as CSV")
    .addOption(publication())
    .addOption(asKnownAt()),
  runQueryCommand,
);
add(
  new Command("trace")
    .description("follow a figure to its cells and make it again")
    .argument("<table>", "for example curated.unit_cost")
    .option("--where <pairs>", "column=value,… (area=E10000018,service=adult_social_care)")
    .option("--column <name>", "the figure's column")
    .addOption(publication())
    .addOption(asKnownAt()),
  runTraceCommand,
);
add(
  new Command("method")
    .description("one statistical method on a table of yours, giving a table; guide: docs/guides/methods-cli.md")
    .argument("[name]", "which method (see --list)")
    .option("--input <file>", "CSV or JSON with a header; - reads standard input")
    .option("--input2 <file>", "the method's first further table")
    .option("--input3 <file>", "its second")
    .option("--table <name=file>", "a further table by name; may be repeated", collect)
    .option("--option <name=value>", "a choice of the method; may be repeated", collect)
    .option("--out <file>", "write the answer to a file")
    .option("--list", "list the methods")
    .option("--describe", "columns, options, result and formula page of the method")
    .addHelpText("after", ({ command }) => describeNamedMethod(command.args[0])),
  runMethodCommand,
);
add(
  new Command("test")
    .description("build tables from the small cases beside them, and compare")
    .argument("[table]", "only this table (default: all that have cases)")
    .option("--add-from <pairs>", "write a published row and what it was made from down as a case (column=value,…)")
    .option("--case <text>", "what the new case shows, with --add-from")
    .option("--out <file>", "file of cases to add to, with --add-from (default: the one beside the table)")
    .addOption(publication())
    .addOption(asKnownAt()),
  runTestCommand,
);
add(new Command("publications").description("what has been published"), runPublicationsCommand);
add(
  new Command("rollback")
    .description("let readers see an earlier publication again")
    .argument("<publication>", "number or id")
    .requiredOption("--reason <text>", "why; kept in the log"),
  runRollbackCommand,
);
add(
  new Command("changes")
    .description("what differs between two publications, and why")
    .argument("[from]", "number or id of the earlier publication (default: the one before)")
    .argument("[to]", "number or id of the later one (default: the current one)")
    .option("--table <name>", "only this table, core tables too (default: all curated tables)")
    .option("--area <code>", "only rows of one authority (E10000018)")
    .option("--csv <file>", "write every change with its causes to a file"),
  runChangesCommand,
);
add(
  new Command("report")
    .description("write a report as page and workbook")
    .argument("[name]", "name of a report (default: cost_effectiveness)")
    .option("--council <code>", "GSS code of the council (default: E10000018)")
    .option("--group <id>", "comparator group (default: two_tier_counties)")
    .option("--out <dir>", "folder for the files")
    .addOption(publication())
    .addOption(asKnownAt()),
  runReportCommand,
);
add(new Command("doctor").description("look at machine and home, change nothing"), runDoctorCommand);

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function parseDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!isDay) throw new InvalidArgumentError("Write a day as 2024-07-01.");
  return text;
}

function parseInstant(text: string): string {
  const isInstant =
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isInstant) throw new InvalidArgumentError("Write an instant as 2025-01-06T09:00:00Z.");
  return new Date(text).toISOString();
}

function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Write a whole number above 0.");
  return Number(text);
}

// A reader such as head may close the pipe early; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.done);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = describeFailure(error);
}

function describeFailure(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const wantsDebug = process.argv.includes("--debug");
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Fault ? error.code : "unexpected";
  const unexpected =
    error instanceof Fault
      ? ""
      : " This is a fault of Poundwise itself; run again with --debug and report what it prints.";
  if (process.argv.includes("--json"))
    process.stdout.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
  process.stderr.write(`${message}${unexpected}\n`);
  if (wantsDebug && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
  return code.startsWith("usage.") ? EXIT.usage : EXIT.failed;
}
