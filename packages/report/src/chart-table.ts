import type { FigureFormat, ReportChart, ReportTable } from "@poundwise/contracts";

/**
 * The data table of a chart as a report table. A chart gives unrounded figures without a format, so that the decimals
 * printed follow from the column: none for whole numbers, two from a thousand on, else three.
 */
export function toChartTable(id: string, { table }: ReportChart): ReportTable {
  const columns = table.columns.map(({ key, label, unit, numeric }) => ({
    key,
    label,
    ...(unit === undefined || unit === "" ? {} : { unit }),
    ...(numeric === true ? { format: chooseFormat(table.rows.map((row) => row[key] ?? null)) } : {}),
  }));
  return {
    id: `${id}-data`,
    caption: table.caption,
    columns,
    rows: table.rows.map((row) => ({
      cells: Object.fromEntries(columns.map(({ key }) => [key, { value: row[key] ?? null }])),
    })),
    notes: [],
  };
}

function chooseFormat(values: readonly (string | number | null)[]): FigureFormat {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.every((value) => Number.isInteger(value))) return { decimals: 0 };
  return { decimals: numbers.some((value) => Math.abs(value) >= 1000) ? 2 : 3 };
}
