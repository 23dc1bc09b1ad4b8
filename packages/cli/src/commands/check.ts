import { describeFinding } from "@poundwise/contracts";
import { bindWarehouse } from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { loadCatalog } from "../load-catalog.ts";

/** `poundwise check`: binds every table against empty typed inputs, without data, and says all that is wrong with file and line. */
export async function runCheckCommand(context: CliContext): Promise<ExitCode> {
  const started = performance.now();
  const catalog = await loadCatalog();
  const problems = await bindWarehouse({
    tables: catalog.tables,
    fields: catalog.fields,
    stagingSchemas: new Map(catalog.sources.map(({ id, declaration }) => [id, declaration.row])),
  });
  for (const problem of problems) context.say(describeFinding(problem));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  context.say(
    problems.length === 0
      ? `${catalog.sources.length} sources and ${catalog.tables.length} tables fit together (${seconds} s).`
      : `\n${problems.length} problems in ${catalog.tables.length} tables (${seconds} s).`,
  );
  context.answer({ sources: catalog.sources.length, tables: catalog.tables.length, problems });
  return problems.length === 0 ? EXIT.done : EXIT.failed;
}
