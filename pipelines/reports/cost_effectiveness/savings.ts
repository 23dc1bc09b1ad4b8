import { savingsBars } from "@poundwise/charts";
import type { ReportBlock, ReportRow, ReportSection, ReportTable, Span } from "@poundwise/contracts";
import type { Evidence, SavingsRow } from "./evidence.ts";
import { MILLIONS, toCell, toSpan } from "./figures.ts";
import { DOCUMENTED_COUNCIL } from "./own-documents.ts";

const MILLION = 1e6;

/** Savings by theme and the gap still to be found, as the council has published them. */
export function showSavings({ savings, council }: Evidence): ReportSection {
  const section = { id: "savings", title: "Savings by theme, and the gap" };
  const years = [...new Set(savings.map(({ financial_year }) => financial_year))].sort();
  const first = years[0];
  const last = years.at(-1);
  if (council.code !== DOCUMENTED_COUNCIL || first === undefined || last === undefined) {
    return {
      ...section,
      blocks: [{ kind: "paragraph", spans: [`No savings document of ${council.name} is held.`] }],
    };
  }
  return {
    ...section,
    blocks: [
      {
        kind: "callout",
        tone: "note",
        title: "the figures are cumulative",
        spans: [
          `Each year's figure is the saving per year reached by then, counted from ${first}. Figures of different years must not be added up. The gap is what is still to be found; it is not a saving. Savings on the dedicated schools grant (DSG, High Needs) do not help the council's own budget.`,
        ],
      },
      ...sayPosition(savings, last),
      { kind: "chart", id: "savings-chart", chart: drawSavings(savings, council.name, years) },
      { kind: "table", table: tabulateSavings(savings, council.name, years) },
    ],
  };
}

/** What the last year of the plan holds: savings, those outside the general fund, and the gap. */
function sayPosition(savings: readonly SavingsRow[], last: string): ReportBlock[] {
  const find = (kind: string) => savings.find((row) => row.financial_year === last && row.line_kind === kind);
  const [total, gap] = [find("total"), find("gap")];
  const schools = savings.find((row) => row.financial_year === last && !row.is_general_fund);
  const say = (row: SavingsRow | undefined): Span =>
    row === undefined || row.cumulative_savings_gbp === null
      ? "[x]"
      : toSpan(-row.cumulative_savings_gbp / MILLION, MILLIONS, traceSavings(row));
  return [
    {
      kind: "paragraph",
      spans: [
        `By ${last} the savings ${total?.delivery_stage === "delivered" ? "delivered" : "delivered and planned"} come to `,
        say(total),
        " a year, of which ",
        say(schools),
        " are on the dedicated schools grant. A gap of ",
        say(gap),
        " is still to be found.",
      ],
    },
  ];
}

function drawSavings(savings: readonly SavingsRow[], councilName: string, years: readonly string[]) {
  const themes = listThemes(savings);
  const last = years.at(-1)!;
  const amount = (row: SavingsRow | undefined) => toMillions(row?.cumulative_savings_gbp ?? null);
  const find = (theme: string, year: string) =>
    savings.find((row) => row.theme === theme && row.financial_year === year);
  const gapOf = (year: string) => savings.find((row) => row.line_kind === "gap" && row.financial_year === year);
  const lastGap = amount(gapOf(last));
  return savingsBars({
    id: "savings-chart",
    title:
      lastGap === null
        ? `${councilName}'s savings by theme to ${last}`
        : `By ${last} a gap of £${lastGap.toFixed(1)}m a year is still to be found`,
    subtitle: `Savings per year by theme, £ million, cumulative from ${years[0]}, not adjusted for prices`,
    source: "curated.savings_position, from the council's productivity plan",
    width: 920,
    height: 560,
    measure: { label: "Savings", unit: "£ million a year", decimals: 1, prefix: "£", suffix: "m" },
    themes: themes.map(({ theme, is_general_fund }) => ({
      key: theme,
      label: theme,
      fund: is_general_fund ? ("general" as const) : ("high_needs" as const),
    })),
    years: years.map((year) => {
      const gap = gapOf(year);
      return {
        year,
        status: find(themes[0]!.theme, year)?.delivery_stage === "delivered" ? "delivered" : "planned",
        amounts: Object.fromEntries(themes.map(({ theme }) => [theme, amount(find(theme, year))])),
        // Nothing is printed for years that are over: no gap, not an unknown one.
        gap: gap?.value_status === "not_applicable" ? 0 : amount(gap),
      };
    }),
    cumulativeFrom: years[0]!,
  });
}

function tabulateSavings(savings: readonly SavingsRow[], councilName: string, years: readonly string[]): ReportTable {
  const lines = [
    ...listThemes(savings).map(({ theme }) => ({ theme, label: theme })),
    ...["total", "gap", "grand_total"].flatMap((kind) => {
      const row = savings.find((candidate) => candidate.line_kind === kind);
      return row === undefined ? [] : [{ theme: row.theme, label: LINE_LABELS[kind] ?? row.theme }];
    }),
  ];
  return {
    id: "savings-table",
    caption: `${councilName}: savings by theme, £ million a year, cumulative from ${years[0]}; positive is a saving`,
    columns: [
      { key: "theme", label: "Theme" },
      ...years.map((year) => ({ key: year, label: year, format: { decimals: 1 } })),
    ],
    rows: lines.map(({ theme, label }): ReportRow => ({
      cells: {
        theme: { value: label },
        ...Object.fromEntries(
          years.map((year) => {
            const row = savings.find((candidate) => candidate.theme === theme && candidate.financial_year === year);
            const isNotApplicable = row?.value_status === "not_applicable";
            const value = toMillions(row?.cumulative_savings_gbp ?? null);
            const isTraced = row !== undefined && row.line_kind !== "theme" && year === years.at(-1);
            const cell = isTraced ? toCell(value, traceSavings(row)) : { value };
            return [year, isNotApplicable ? { ...cell, missing: "not_applicable" as const } : cell];
          }),
        ),
      },
    })),
    notes: [
      "Printed as negative figures in the council's document; the sign is turned here so that a saving is positive.",
      `Delivered up to ${lastDelivered(savings)}; planned after that.`,
    ],
    traceHint: {
      table: "curated.savings_position",
      where: { theme: "THEME", financial_year: "YEAR" },
      column: "cumulative_savings_gbp",
    },
  };
}

const LINE_LABELS: Readonly<Record<string, string>> = {
  total: "All themes",
  gap: "Gap still to be found",
  grand_total: "All themes and gap",
};

/** Themes in the order of the newest year's amounts, largest first. */
function listThemes(savings: readonly SavingsRow[]): SavingsRow[] {
  const themes = savings.filter(({ line_kind }) => line_kind === "theme");
  const last = themes
    .map(({ financial_year }) => financial_year)
    .sort()
    .at(-1);
  return themes
    .filter(({ financial_year }) => financial_year === last)
    .sort((a, b) => (a.cumulative_savings_gbp ?? 0) - (b.cumulative_savings_gbp ?? 0) || (a.theme < b.theme ? -1 : 1));
}

function lastDelivered(savings: readonly SavingsRow[]): string {
  const years = savings.filter(({ delivery_stage }) => delivery_stage === "delivered").map((row) => row.financial_year);
  return years.sort().at(-1) ?? "no year";
}

/** Published negative pounds → positive millions. */
function toMillions(cumulativeGbp: number | null): number | null {
  return cumulativeGbp === null ? null : cumulativeGbp === 0 ? 0 : -cumulativeGbp / MILLION;
}

function traceSavings({ theme, financial_year }: SavingsRow) {
  return {
    table: "curated.savings_position" as const,
    where: { theme, financial_year },
    column: "cumulative_savings_gbp",
  };
}
