import { formatCsvLines } from "../csv-table.ts";
import type { SampleContext } from "../sample-context.ts";

const WIDTH = 18;
const HEADER = [
  "",
  "Financial year",
  "",
  "per cent change on previous year",
  "Cash £ million\nNon-Season-ally Adjusted",
  "Cash £ million\nSeasonally Adjusted",
  "",
  "Calendar year",
  "2022 = 100",
  "per cent change on previous year",
  "Cash £ million\nNon-Seasonally Adjusted",
];

/** The financial-year table in full, the calendar-year table beside it with its headers only. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const facts = context.listFacts(release);
    const base = facts[0]!.price_base_year!;
    const isForecast = (status: string) => status !== "ok";
    const lines = [
      ["", "GDP DEFLATORS AT MARKET PRICES, AND MONEY GDP"],
      [],
      ["", "Sample in the layout of the release: index numbers as published, money GDP and calendar years left out."],
      ["", "Crown copyright, Open Government Licence v3.0."],
      ["", "Financial year", "", "", "", "", "", "Calendar year"],
      [
        "",
        "",
        "GDP deflator at market prices ",
        "",
        "Money GDP (3), (4)",
        "",
        "",
        "",
        "GDP deflator at market prices ",
      ],
      HEADER.map((label, column) => (column === 2 ? `${base} = 100` : label)),
      ...facts.map((fact) => [
        "",
        isForecast(fact.deflator_index_status!) ? `${fact.financial_year} (1), (2)` : fact.financial_year!,
        fact.deflator_index_raw!,
      ]),
      ["", "Sources and footnotes:"],
      ["", "GDP Deflator:", "ONS series L8GG by financial year; forecasts of the OBR."],
      ["", "Footnotes:"],
      ["", "(1)", "Forecast years have a change on the previous year only."],
      ["", "(2)", "Money GDP of forecast years is a forecast."],
    ];
    const padded = lines.map((cells) => [...cells, ...Array<string>(WIDTH - cells.length).fill("")]);
    context.write(file, `\uFEFF${formatCsvLines(padded)}`);
  }
}
