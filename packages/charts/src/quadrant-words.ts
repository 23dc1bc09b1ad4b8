import { describeChart, describeRange } from "./alt-text.ts";
import type { ChartColumn, ChartTable, Measure } from "./chart.ts";
import { formatFigure, listNames } from "./figure-text.ts";
import type { PlottedArea, QuadrantArea, QuadrantScatterOptions } from "./quadrant-options.ts";
import { DEFAULT_WORDS } from "./quadrant-options.ts";

/** Names what is not drawn and which figure it lacks. */
export function noteMissing({ areas, cost, outcome }: QuadrantScatterOptions): string[] {
  const missing = areas
    .filter((area) => area.cost === null || area.outcome === null)
    .map((area) => {
      const lacks = [area.cost === null ? cost.label : null, area.outcome === null ? outcome.label : null];
      return `${area.name} (${listNames(lacks.flatMap((label) => label ?? []))})`;
    });
  return missing.length === 0 ? [] : [`Not drawn because a figure is missing: ${listNames(missing)}.`];
}

/** The words of the quarter an area lies in; strictly above or below, so a value on a line lies in none. */
function quarterOf(
  area: QuadrantArea,
  { lines, quarterWords: words = DEFAULT_WORDS }: QuadrantScatterOptions,
): string | null {
  if (area.cost === null || area.outcome === null) return null;
  if (area.cost === lines.cost || area.outcome === lines.outcome) return "On the line";
  if (area.cost < lines.cost) {
    return area.outcome > lines.outcome ? words.lowCostHighOutcome : words.lowCostLowOutcome;
  }
  return area.outcome > lines.outcome ? words.highCostHighOutcome : words.highCostLowOutcome;
}

function isNearAverage(
  { cost, outcome }: QuadrantArea,
  { nearAverage: near }: QuadrantScatterOptions,
): "Yes" | "No" | null {
  if (near === undefined || cost === null || outcome === null) return null;
  const within = (value: number, [low, high]: readonly [number, number]) => value > low && value < high;
  return within(cost, near.cost) || within(outcome, near.outcome) ? "Yes" : "No";
}

/** Every area with its figures and quarter, then the lines; ends of the interval only for the own area. */
export function tabulateQuadrant(options: QuadrantScatterOptions): ChartTable {
  const { cost, outcome, lines, nearAverage, ownInterval } = options;
  const column = (key: string, measure: Measure, label = measure.label) => ({
    key,
    label,
    numeric: true,
    unit: measure.unit,
  });
  const roles = { own: "Own area", group: "Comparison group", other: "Other area" } as const;
  const columns: ChartColumn[] = [
    { key: "area", label: "Area" },
    { key: "role", label: "Shown as" },
    column("cost", cost),
    column("outcome", outcome),
    { key: "quarter", label: "Quarter" },
  ];
  if (nearAverage !== undefined) columns.push({ key: "near_average", label: "Near average" });
  if (ownInterval?.cost !== undefined) {
    columns.push(column("cost_lower", cost, `${cost.label}, lower end`));
    columns.push(column("cost_upper", cost, `${cost.label}, upper end`));
  }
  if (ownInterval?.outcome !== undefined) {
    columns.push(column("outcome_lower", outcome, `${outcome.label}, lower end`));
    columns.push(column("outcome_upper", outcome, `${outcome.label}, upper end`));
  }
  const cells = [
    ...options.areas.map((area) => {
      const interval = area.role === "own" ? ownInterval : undefined;
      return {
        area: area.name,
        role: roles[area.role],
        cost: area.cost,
        outcome: area.outcome,
        quarter: quarterOf(area, options),
        near_average: isNearAverage(area, options),
        cost_lower: interval?.cost?.[0],
        cost_upper: interval?.cost?.[1],
        outcome_lower: interval?.outcome?.[0],
        outcome_upper: interval?.outcome?.[1],
      };
    }),
    { area: lines.name, role: "Line", cost: lines.cost, outcome: lines.outcome },
  ];
  return {
    caption: `${cost.label} and ${outcome.label}, by area`,
    columns,
    rows: cells.map((row: Record<string, string | number | null | undefined>) =>
      Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])),
    ),
  };
}

export function describeQuadrant(
  options: QuadrantScatterOptions,
  plotted: readonly PlottedArea[],
  table: ChartTable,
): string {
  const { cost, outcome } = options;
  const own = plotted.find(({ role }) => role === "own");
  const costs = describeRange(
    plotted.map((area) => ({ name: area.name, value: area.cost })),
    (value) => formatFigure(value, cost),
  );
  const outcomes = describeRange(
    plotted.map((area) => ({ name: area.name, value: area.outcome })),
    (value) => formatFigure(value, outcome),
  );
  return describeChart({
    kind: "Scatter plot",
    compared: `${cost.label} with ${outcome.label} for ${plotted.length} areas`,
    finding: options.title,
    range: [
      ...(own === undefined
        ? []
        : [
            `${own.name}: ${cost.label} ${formatFigure(own.cost, cost)}, ${outcome.label} ` +
              `${formatFigure(own.outcome, outcome)}, quarter: ${quarterOf(own, options)}`,
          ]),
      `${cost.label} runs ${costs}`,
      `${outcome.label} runs ${outcomes}`,
    ],
    caption: table.caption,
  });
}
