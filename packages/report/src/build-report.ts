import type { ReportContext, ReportDefinition, ReportDocument } from "@poundwise/contracts";
import { checkDocument } from "./check-document.ts";

/**
 * Builds one report from one publication and checks that it can be rendered.
 *
 * @throws Fault report.invalid, or what the report's own reading throws
 */
export async function buildReport<Db>(
  definition: ReportDefinition<Db>,
  context: ReportContext<Db>,
): Promise<ReportDocument> {
  const document = await definition.build(context);
  checkDocument(document);
  return document;
}
