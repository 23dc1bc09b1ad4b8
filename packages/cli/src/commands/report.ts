import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { resolvePublication, type PublicationOptions } from "../resolve-publication.ts";
import { writeReport } from "../write-report.ts";

export interface ReportCommandOptions extends PublicationOptions {
  readonly council?: string;
  readonly group?: string;
  readonly out?: string;
}

/** `poundwise report [name]`: writes the page and the workbook of one publication. */
export async function runReportCommand(
  context: CliContext,
  name: string | undefined,
  options: ReportCommandOptions,
): Promise<ExitCode> {
  const manifest = await resolvePublication(context, options);
  const { council, group, out } = options;
  const written = await writeReport(context.home, {
    publication: manifest.id,
    ...(name === undefined ? {} : { name }),
    ...(council === undefined ? {} : { council }),
    ...(group === undefined ? {} : { group }),
    ...(out === undefined ? {} : { out }),
  });
  context.say(`Report from ${manifest.id}${manifest.asKnownAt === null ? "" : `, as known at ${manifest.asKnownAt}`}`);
  context.say(`  ${written.html}\n  ${written.workbook}`);
  context.answer({ publication: manifest.id, ...written });
  return EXIT.done;
}
