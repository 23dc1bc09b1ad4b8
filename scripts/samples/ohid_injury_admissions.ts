import { formatCsvLines, type CsvRow } from "../csv-table.ts";
import type { SampleContext } from "../sample-context.ts";

const COLUMNS = [
  ...[
    "Indicator ID",
    "Indicator Name",
    "Parent Code",
    "Parent Name",
    "Area Code",
    "Area Name",
    "Area Type",
    "Sex",
    "Age",
  ],
  ...["Category Type", "Category", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit"],
  ...["Lower CI 99.8 limit", "Upper CI 99.8 limit", "Count", "Denominator", "Value note", "Recent Trend"],
  ...["Compared to England value or percentiles", "Compared to percentiles", "Time period Sortable", "New data"],
  ...["Compared to goal", "Time period range"],
];

const ENGLAND_AS_PARENT = { "Parent Code": "E92000001", "Parent Name": "England" };

/**
 * Every period: persons of each authority, and England twice, as the download has it. One deprivation group and one row
 * for boys stand for the many that are not read.
 */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const lines = [...context.listFacts(release)].sort(byRow).flatMap((fact) => {
      const line = toLine(fact, context);
      if (fact.area_code !== "E92000001") return [line];
      const asMember: Record<string, string> = { ...line, ...ENGLAND_AS_PARENT };
      const decile = { ...line, Category: "Most deprived decile", "Category Type": "deprivation deciles in England" };
      const boys = { ...line, Sex: "Male" };
      return [line, ...[decile, boys].map(withoutFigures), asMember];
    });
    context.write(file, formatCsvLines([COLUMNS, ...lines.map((line) => COLUMNS.map((column) => line[column] ?? ""))]));
  }
}

function toLine(fact: CsvRow, context: SampleContext): Record<string, string> {
  const isEngland = fact.area_code === "E92000001";
  const years = fact.period_code!.replace(/^FY/, "").replace("-", "/");
  return {
    "Indicator ID": "90284",
    "Indicator Name":
      "Hospital admissions caused by unintentional and deliberate injuries in children (aged 0 to 14 years)",
    ...(isEngland ? {} : ENGLAND_AS_PARENT),
    "Area Code": fact.area_code!,
    "Area Name": context.register.get(fact.area_code!)?.area_name ?? "",
    "Area Type": isEngland ? "England" : "Counties & UAs (from Apr 2023)",
    Sex: "Persons",
    Age: "<15 yrs",
    "Time period": years,
    Value: fact.indicator_value_raw!,
    "Lower CI 95.0 limit": fact.lower_value_raw!,
    "Upper CI 95.0 limit": fact.upper_value_raw!,
    Denominator: fact.base_count_raw!,
    "Value note": fact.note!,
    "Time period Sortable": `${years.slice(0, 4)}0000`,
    "Time period range": "1y",
  };
}

function withoutFigures(line: Record<string, string>): Record<string, string> {
  return { ...line, Value: "", "Lower CI 95.0 limit": "", "Upper CI 95.0 limit": "", Denominator: "" };
}

const byRow = (a: CsvRow, b: CsvRow) => Number(/\d+/.exec(a.cell!)![0]) - Number(/\d+/.exec(b.cell!)![0]);
