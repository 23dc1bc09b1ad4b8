import { formatCsv } from "../csv-table.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = [
  "claim_id",
  "document",
  "section",
  "subject",
  "measure",
  "period",
  "unit",
  "value",
  "bound",
  "as_printed",
  "note",
];

/** One row per figure, as a clerk lists them from the documents. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const rows = context.listFacts(release).map((fact) => ({ ...fact, value: fact.claim_value_raw! }));
    context.write(file, formatCsv(COLUMNS, rows));
  }
}
