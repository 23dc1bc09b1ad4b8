import { formatCsvLines } from "../csv-table.ts";
import type { SampleContext } from "../sample-context.ts";

/** A made-up plan of a made-up county: running totals in thousands, savings in brackets, a total behind each service. */
export function writeSample(context: SampleContext): void {
  context.write(
    "anyshire-savings-2025-26-cumulative SYNTHETIC.csv",
    formatCsvLines([
      ["Anyshire County Council, savings 2025/26 to 2027/28 - SYNTHETIC, made up by a program", "", "", "", "", ""],
      ["Reference", "Department", "Description", "2025/26 £000", "2026/27 £000", "2027/28 £000"],
      ["AC1", "Adults", "Review of high-cost placements", "(1,200)", "(2,650)", "(2,650)"],
      ["AC2", "", "Growth in reablement, to avoid care at home", "350", "350", "350"],
      ["", "", "Total Adults", "(850)", "(2,300)", "(2,300)"],
      ["ET1", "Environment and Transport", "Street lighting dimmed after midnight", "(140)", "(410)", "(410)"],
      ["ET2", "", "Waste sites open five days a week", "", "(275)", "(275)"],
      ["", "", "Total Environment and Transport", "(140)", "(685)", "(685)"],
      ["", "", "Grand total", "(990)", "(2,985)", "(2,985)"],
    ]),
  );
}
