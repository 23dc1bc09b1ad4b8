import { scaleLinear } from "d3-scale";
import { describeChart } from "./alt-text.ts";
import type { Chart, ChartHeading, ChartTable, Measure } from "./chart.ts";
import { formatFigure, formatSigned, listNames, withUnit } from "./figure-text.ts";
import type { Drawn, Space } from "./frame.ts";
import { frameChart } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { DARK_GREY, definePatterns, OWN, patternFill, RULE, WORSE } from "./palette.ts";
import type { Row } from "./rows.ts";
import { drawRowText, layOutRows } from "./rows.ts";
import { BODY_SIZE, drawCircle, drawDiamond, drawLine, drawRect } from "./svg.ts";
import { measureText } from "./text-width.ts";
import { drawValueAxis } from "./value-axis.ts";

export interface Contribution {
  readonly key: string;
  readonly label: string;
  /** What it adds to (+) or takes from (−) the start; null = not scored, adds nothing. */
  readonly value: number | null;
}

export interface ContributionWaterfallOptions extends ChartHeading {
  readonly measure: Measure;
  /** Usually the group's median. */
  readonly start: { readonly label: string; readonly value: number };
  /** Usually the own area's score. */
  readonly end: { readonly label: string; readonly value: number };
  /** Together exactly the way from start to end, within 1e-9. */
  readonly contributions: readonly Contribution[];
  /** How many contributions are drawn alone; the smaller ones are pooled. Default 10. */
  readonly shown?: number;
}

type KnownContribution = Contribution & { readonly value: number };

interface Step {
  /** Null for the pooled rest. */
  readonly key: string | null;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/**
 * Draws how single contributions lead from one score to another, the largest first, the small ones pooled as
 * "7 others". Additions go right in solid blue, subtractions left in an orange pattern, and each prints its sign.
 *
 * Contributions without a value are listed in the table and a note.
 *
 * @throws RangeError if the contributions do not add up to the difference between end and start within 1e-9
 */
export function contributionWaterfall(options: ContributionWaterfallOptions): Chart {
  const known = options.contributions
    .filter((part): part is KnownContribution => part.value !== null)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.key < b.key ? -1 : 1));
  checkSum(options, known);
  const steps = toSteps(options, known);
  const table = tabulate(options, known);
  const altText = describe(options, known, table);
  const svg = frameChart(options, {
    altText,
    legend: explainMarks(options),
    notes: notesOn(options, steps),
    patterns: definePatterns(options.id, ["fall"]),
    draw: (space) => drawSteps(options, steps, space),
  });
  return { svg, altText, table };
}

function drawSteps(
  { id, measure, start, end }: ContributionWaterfallOptions,
  steps: readonly Step[],
  space: Space,
): Drawn {
  const width = space.right - space.left;
  const top = space.top + 12;
  const pitch = space.bottom === null ? 26 : (space.bottom - 44 - top) / (steps.length + 2);
  const figures = [
    formatFigure(start.value, measure),
    ...steps.map(({ value }) => formatSigned(value, measure)),
    formatFigure(end.value, measure),
  ];
  const figureWidth = Math.max(...figures.map((text) => measureText(text, BODY_SIZE, true)));
  const isEnd = (i: number) => i === 0 || i === steps.length + 1;
  const names = [start.label, ...steps.map(({ label }) => label), end.label].map((name, i) => ({
    name,
    bold: isEnd(i),
  }));
  const { rows, nameWidth, bottom } = layOutRows(names, { top, limit: width * 0.38, pitch });
  const plot = { left: space.left + nameWidth + 14, right: space.right - figureWidth - 14, top, bottom };

  const values = [start.value, end.value, ...steps.flatMap(({ from, to }) => [from, to])];
  const x = scaleLinear()
    .domain([Math.min(...values), Math.max(...values)])
    .range([plot.left + 12, plot.right - 12]);
  const axis = drawValueAxis(x, plot, { title: withUnit(measure), style: measure });
  const [first, last] = [rows[0], rows.at(-1)];
  const svg = [
    axis.svg,
    drawLine({ from: { x: plot.left, y: bottom }, to: { x: plot.right, y: bottom } }, RULE),
    ...steps.map((step, i) => drawStep(id, step, x, rows[i + 1], rows[i + 2])),
    first === undefined ? "" : drawLink(x(start.value), first, rows[1] ?? first),
    first === undefined ? "" : drawStart({ x: x(start.value), y: first.middle }),
    last === undefined ? "" : drawDiamond({ x: x(end.value), y: last.middle }, 9, OWN),
    ...rows.flatMap((row, i) => [
      drawRowText(row, row.lines, { x: space.left, bold: isEnd(i) }),
      drawRowText(row, [figures[i] ?? ""], { x: space.right, anchor: "end", bold: isEnd(i) }),
    ]),
  ];
  return { svg: svg.join(""), bottom: axis.bottom };
}

function drawStep(id: string, { from, to, value }: Step, x: (value: number) => number, row?: Row, next?: Row): string {
  if (row === undefined) return "";
  const box = {
    left: x(Math.min(from, to)),
    right: x(Math.max(from, to)),
    top: row.middle - 8,
    bottom: row.middle + 8,
  };
  // A sum of nothing still shows where it stands.
  if (box.right - box.left < 1) box.right = box.left + 1;
  const bar = value < 0 ? drawRect(box, patternFill(id, "fall"), WORSE) : drawRect(box, OWN, OWN);
  return bar + (next === undefined ? "" : drawLink(x(to), row, next));
}

/** The running total, handed from one row to the next. */
function drawLink(x: number, row: Row, next: Row): string {
  return drawLine({ from: { x, y: row.middle + 8 }, to: { x, y: next.middle - 8 } }, DARK_GREY, 1, "2 2");
}

function drawStart(at: { readonly x: number; readonly y: number }): string {
  return drawCircle(at, 5.5, DARK_GREY, DARK_GREY);
}

function checkSum(
  { id, start, end, contributions }: ContributionWaterfallOptions,
  known: readonly KnownContribution[],
): void {
  if (contributions.length === 0) throw new RangeError(`Chart ${id}: no contribution to draw.`);
  const sum = known.reduce((total, { value }) => total + value, 0);
  const gap = end.value - start.value;
  if (!(Math.abs(sum - gap) <= 1e-9 * Math.max(1, Math.abs(gap)))) {
    throw new RangeError(
      `Chart ${id}: contributions add up to ${sum}, but ${end.label} minus ${start.label} is ${gap}. ` +
        `Add what is missing as a contribution of its own; a waterfall is not drawn with a hidden remainder.`,
    );
  }
}

function toSteps(
  { start, end, shown = 10 }: ContributionWaterfallOptions,
  known: readonly KnownContribution[],
): Step[] {
  // One contribution alone is not pooled: its name takes no more room than "1 other".
  const count = known.length - shown <= 1 ? known.length : shown;
  let total = start.value;
  const steps = known.slice(0, count).map(({ key, label, value }): Step => {
    const from = total;
    total += value;
    return { key, label, from, to: total, value };
  });
  const pooled = known.length - count;
  if (pooled > 0)
    steps.push({ key: null, label: `${pooled} others`, from: total, to: end.value, value: end.value - total });
  return steps;
}

function explainMarks({ id, start, end, measure }: ContributionWaterfallOptions): LegendItem[] {
  const bar = (fill: string, edge: string) => (at: { x: number; y: number }) =>
    drawRect({ left: at.x - 10, right: at.x + 10, top: at.y - 7, bottom: at.y + 7 }, fill, edge);
  return [
    { text: start.label, draw: drawStart },
    { text: `Adds to ${measure.label}`, draw: bar(OWN, OWN) },
    { text: `Takes from ${measure.label}`, draw: bar(patternFill(id, "fall"), WORSE) },
    { text: end.label, draw: (at) => drawDiamond(at, 8, OWN) },
  ];
}

function notesOn(
  { contributions, measure, start, end }: ContributionWaterfallOptions,
  steps: readonly Step[],
): string[] {
  const missing = contributions.filter(({ value }) => value === null).map(({ label }) => label);
  const printed = (value: number) => Math.round(value * 10 ** measure.decimals);
  const adds = steps.reduce((sum, { value }) => sum + printed(value), printed(start.value)) === printed(end.value);
  return [
    ...(adds ? [] : ["The exact contributions add up; the printed ones are rounded and may not."]),
    ...(missing.length === 0 ? [] : [`No figure, so neither added nor taken: ${listNames(missing)}.`]),
  ];
}

function tabulate(options: ContributionWaterfallOptions, known: readonly KnownContribution[]): ChartTable {
  const { measure, start, end, contributions } = options;
  const alone = new Set(toSteps(options, known).map(({ key }) => key));
  const pooled = known.filter(({ key }) => !alone.has(key)).length;
  const missing = contributions.filter(({ value }) => value === null);
  return {
    caption: `Contributions from ${start.label} to ${end.label}`,
    columns: [
      { key: "part", label: "Contribution" },
      { key: "value", label: measure.label, numeric: true, unit: measure.unit },
      { key: "shown", label: "Shown as" },
    ],
    rows: [
      { part: start.label, value: start.value, shown: "Start" },
      ...known.map(({ key, label, value }) => ({
        part: label,
        value,
        shown: alone.has(key) ? "Its own bar" : `Part of ${pooled} others`,
      })),
      ...missing.map(({ label }) => ({ part: label, value: null, shown: "Not drawn, no figure" })),
      { part: end.label, value: end.value, shown: "End" },
    ],
  };
}

function describe(
  options: ContributionWaterfallOptions,
  known: readonly KnownContribution[],
  table: ChartTable,
): string {
  const { measure, start, end, title } = options;
  const name = ({ label, value }: KnownContribution) => `${label} (${formatSigned(value, measure)})`;
  const up = known.filter(({ value }) => value > 0).slice(0, 3);
  const down = known.filter(({ value }) => value < 0).slice(0, 3);
  return describeChart({
    kind: "Waterfall chart",
    compared: `${known.length} contributions to ${measure.label} on the way from ${start.label} to ${end.label}`,
    finding: title,
    range: [
      `${start.label} ${formatFigure(start.value, measure)}, ${end.label} ${formatFigure(end.value, measure)}`,
      up.length === 0 ? "Nothing adds" : `Most is added by ${listNames(up.map(name))}`,
      down.length === 0 ? "Nothing takes away" : `Most is taken by ${listNames(down.map(name))}`,
    ],
    caption: table.caption,
  });
}
