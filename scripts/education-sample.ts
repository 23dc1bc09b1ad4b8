import { formatCsvLines, type CsvRow } from "./csv-table.ts";
import type { SampleContext } from "./sample-context.ts";

interface EducationSample {
  /** All columns of the release, in its order. */
  readonly columns: readonly string[];
  /** "Reporting year", "Academic year" or "Calendar year". */
  readonly timeIdentifier: string;
  /** What one fact prints in its row, by column; facts of one row of the release meet in one line. */
  readonly fill: (fact: CsvRow) => Readonly<Record<string, string>>;
  /** Rows that the release also has and that are not read, as far as they differ from an empty row. */
  readonly outOfScope?: readonly Readonly<Record<string, string>>[];
}

/**
 * Text of an Explore Education Statistics file from the shipped facts, in the order of the release: one line for each of
 * its rows of which a figure is shipped, and a region. Columns that are not shipped stay empty.
 */
export function toEducationStatisticsCsv(context: SampleContext, release: string, sample: EducationSample): string {
  const rows = new Map<number, Record<string, string>>();
  for (const fact of context.listFacts(release)) {
    const rowNumber = Number(/\d+$/.exec(fact.cell!)![0]);
    const row = rows.get(rowNumber) ?? {
      time_period: printPeriod(fact.period_code!),
      time_identifier: sample.timeIdentifier,
      ...describeArea(context, fact.area_code!),
    };
    rows.set(rowNumber, Object.assign(row, sample.fill(fact)));
  }
  const ordered = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  const shape = ordered[0] ?? {};
  const region = { ...ENGLAND, geographic_level: "Regional", region_code: "E12000004", region_name: "East Midlands" };
  const passedOver = [region, ...(sample.outOfScope ?? [])].map((row): Record<string, string> => {
    const { time_period = "", time_identifier = "" } = shape;
    return { time_period, time_identifier, ...row };
  });
  return formatCsvLines([
    sample.columns,
    ...[...passedOver, ...ordered].map((row) => sample.columns.map((column) => row[column] ?? "")),
  ]);
}

const ENGLAND = { country_code: "E92000001", country_name: "England" };

function describeArea(context: SampleContext, areaCode: string): Record<string, string> {
  if (areaCode === "E92000001") return { ...ENGLAND, geographic_level: "National" };
  const area = context.register.get(areaCode);
  const regionName = area?.region_name ?? "";
  return {
    ...ENGLAND,
    geographic_level: "Local authority",
    region_code: REGION_CODES[regionName] ?? "",
    region_name: regionName,
    old_la_code: area?.dfe_number ?? "",
    new_la_code: areaCode,
    la_name: area?.area_name ?? "",
  };
}

/** "202425" for an academic year, else the year in which the period ends. */
function printPeriod(code: string): string {
  const [, form, start, end] = /^([A-Z]+)(\d{4})(?:-(\d{2}))?$/.exec(code)!;
  if (end === undefined) return start!;
  return form === "AY" ? `${start}${end}` : String(Number(start) + 1);
}

const REGION_CODES: Readonly<Record<string, string>> = {
  "North East": "E12000001",
  "North West": "E12000002",
  "Yorkshire and The Humber": "E12000003",
  "East Midlands": "E12000004",
  "West Midlands": "E12000005",
  "East of England": "E12000006",
  London: "E12000007",
  "South East": "E12000008",
  "South West": "E12000009",
};
