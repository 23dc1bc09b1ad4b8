import type { ScaleLinear } from "d3-scale";
import { scaleBand, scaleLinear } from "d3-scale";
import type { Box } from "./box.ts";
import type { Chart, Measure } from "./chart.ts";
import { formatFigure, withUnit } from "./figure-text.ts";
import type { Drawn, Space } from "./frame.ts";
import { frameChart } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import {
  DARK_GREY,
  definePatterns,
  GRID,
  INK,
  OUTLINE,
  PAPER,
  patternFill,
  QUIET_INK,
  RULE,
  SERIES,
} from "./palette.ts";
import type { SavingsBarsOptions, SavingsYear } from "./savings-options.ts";
import type { StackedYear, StackPart } from "./savings-stack.ts";
import { poolThemes, stackYear, themesShown } from "./savings-stack.ts";
import { describeSavings, noteSavings, tabulateSavings } from "./savings-words.ts";
import { spreadApart } from "./spread-apart.ts";
import { BODY_SIZE, drawLine, drawLines, drawRect, drawText, LINE_HEIGHT } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";
import { layOutTicks } from "./value-axis.ts";

const LABEL_LIMIT = 180;

/**
 * Draws savings by theme as stacked bars, one per year, with the gap hatched on top and every total printed. Themes
 * are named beside the last bar. High Needs (DSG) savings are dotted, above the general themes, or left out.
 *
 * A theme or gap without a figure is not drawn; that year's total is then "part only" and a note says what is missing.
 *
 * @throws RangeError if there is no year or no theme to draw
 */
export function savingsBars(options: SavingsBarsOptions): Chart {
  const parts = poolThemes(themesShown(options), options.years);
  if (options.years.length === 0 || parts.length === 0) {
    throw new RangeError(`Chart ${options.id}: expected at least one year and one theme to draw.`);
  }
  const bars = options.years.map((year) => stackYear(parts, year));
  const table = tabulateSavings(options, bars);
  const altText = describeSavings(options, bars, table);
  const labels = nameParts(options, parts, bars);
  const step = Math.max(...bars.flatMap((bar) => topLines(bar, options.measure).map(({ width }) => width))) + 6;
  const labelWidth = Math.max(...labels.flatMap(({ lines }) => lines.map((line) => measureText(line, BODY_SIZE))));
  const svg = frameChart(options, {
    altText,
    legend: explainLines(options),
    notes: noteSavings(options, bars),
    patterns: definePatterns(options.id, ["hatch", "dots"]),
    minWidth: Math.ceil(bars.length * step + labelWidth + 130),
    draw: (space) => drawBars(options, parts, bars, labels, labelWidth, space),
  });
  return { svg, altText, table };
}

interface PartLabel {
  /** Where the label points to, in the measure's unit. */
  readonly at: number;
  readonly lines: readonly string[];
}

function drawBars(
  options: SavingsBarsOptions,
  parts: readonly StackPart[],
  bars: readonly StackedYear[],
  labels: readonly PartLabel[],
  labelWidth: number,
  space: Space,
): Drawn {
  const { measure, years } = options;
  const title = wrapText(axisTitle(options), space.right - space.left, BODY_SIZE);
  const top = space.top + 12 + title.length * LINE_HEIGHT;
  const bottom = Math.max(top + 260, space.bottom === null ? top + 360 : space.bottom - 46);
  const tops = bars.map(({ savingsTop, year }) =>
    Math.max(savingsTop + (year.gap ?? 0), savingsTop + (year.gapRange?.[1] ?? 0), year.target ?? 0),
  );
  const y = scaleLinear()
    .domain([Math.min(0, ...bars.map(({ lowest }) => lowest)), Math.max(...tops, 1e-9)])
    .range([bottom, top + 2 * LINE_HEIGHT + 10]);
  const ticks = layOutTicks(y, [bottom, top + 8], measure);
  const left = space.left + Math.max(...ticks.map(({ text }) => measureText(text, BODY_SIZE))) + 8;
  const right = space.right - labelWidth - 30;
  const x = scaleBand<string>()
    .domain(years.map(({ year }) => year))
    .range([left, right])
    .paddingInner(0.28)
    .paddingOuter(0.14);
  const width = x.bandwidth();

  const svg = [
    ...ticks.map(({ at }) => drawLine({ from: { x: left, y: at }, to: { x: right, y: at } }, GRID)),
    ...ticks.map(({ at, text }) => drawText({ text, x: left - 8, y: at + 4, anchor: "end", colour: QUIET_INK })),
    drawLines(title, { x: space.left, y: space.top + 18 }),
    ...bars.flatMap((bar) => {
      const from = x(bar.year.year) ?? left;
      return [
        drawBar(options.id, parts, bar, { left: from, right: from + width }, y),
        ...drawTop(bar, measure, from + width / 2, y),
        drawText({ text: bar.year.year, x: from + width / 2, y: bottom + 17, anchor: "middle" }),
      ];
    }),
    drawLine({ from: { x: left, y: y(0) }, to: { x: right, y: y(0) } }, DARK_GREY, 1.5),
    drawStatuses(years, (year) => x(year) ?? left, width, bottom + 25),
    drawPartLabels(labels, y, { from: (x(years.at(-1)?.year ?? "") ?? right) + width, to: right + 24, top, bottom }),
  ];
  return { svg: svg.join(""), bottom: bottom + 44 };
}

function drawBar(
  id: string,
  parts: readonly StackPart[],
  { extents, year, savingsTop }: StackedYear,
  { left, right }: Pick<Box, "left" | "right">,
  y: ScaleLinear<number, number>,
): string {
  const block = (from: number, to: number, fill: string, stroke: string) => {
    const ends = [y(from), y(to)].sort((a, b) => a - b) as [number, number];
    return drawRect({ left, right, top: ends[0], bottom: ends[1] }, fill, stroke);
  };
  const middle = (left + right) / 2;
  const { gap, gapRange, target } = year;
  const whisker = (low: number, high: number) =>
    [
      drawLine({ from: { x: middle, y: y(low) }, to: { x: middle, y: y(high) } }, INK, 2),
      ...[low, high].map((end) =>
        drawLine({ from: { x: middle - 6, y: y(end) }, to: { x: middle + 6, y: y(end) } }, INK, 2),
      ),
    ].join("");
  return [
    ...extents.map((extent, i) => {
      if (extent === null || extent.amount === 0) return "";
      const fill = parts[i]?.isHighNeeds ? patternFill(id, "dots") : (SERIES[i] ?? DARK_GREY);
      return block(extent.from, extent.to, fill, PAPER);
    }),
    gap === null || gap === 0 ? "" : block(savingsTop, savingsTop + gap, patternFill(id, "hatch"), DARK_GREY),
    gapRange === undefined ? "" : whisker(savingsTop + gapRange[0], savingsTop + gapRange[1]),
    target === undefined
      ? ""
      : drawLine({ from: { x: left - 5, y: y(target) }, to: { x: right + 5, y: y(target) } }, INK, 2.5),
  ].join("");
}

/** What stands above a bar: its total in bold and, where there is one, the gap. */
function topLines(
  { savings, total, year }: StackedYear,
  measure: Measure,
): { text: string; bold: boolean; width: number }[] {
  const known = year.gap === null ? savings : total;
  const lines = [
    { text: known === null ? "part only" : formatFigure(known, measure), bold: known !== null },
    ...(year.gap === null || year.gap === 0 ? [] : [{ text: `gap ${formatFigure(year.gap, measure)}`, bold: false }]),
  ];
  return lines.map((line) => ({ ...line, width: measureText(line.text, BODY_SIZE, line.bold) }));
}

function drawTop(bar: StackedYear, measure: Measure, x: number, y: (value: number) => number): string[] {
  const { gap, gapRange, target } = bar.year;
  const highest = Math.max(bar.savingsTop + (gap ?? 0), bar.savingsTop + (gapRange?.[1] ?? 0), target ?? 0);
  const lines = topLines(bar, measure);
  return lines.map(({ text, bold }, i) =>
    drawText({ text, bold, x, y: y(highest) - 7 - (lines.length - 1 - i) * LINE_HEIGHT, anchor: "middle", halo: true }),
  );
}

/** A rule under each stretch of years of one status, with its name. */
function drawStatuses(years: readonly SavingsYear[], at: (year: string) => number, width: number, y: number): string {
  const stretches: { status: string; first: string; last: string }[] = [];
  for (const { year, status } of years) {
    const open = stretches.at(-1);
    if (open?.status === status) open.last = year;
    else stretches.push({ status, first: year, last: year });
  }
  return stretches
    .map(({ status, first, last }) => {
      const from = at(first);
      const to = at(last) + width;
      return (
        drawLine({ from: { x: from, y }, to: { x: to, y } }, OUTLINE) +
        drawText({ text: status, x: (from + to) / 2, y: y + 15, anchor: "middle", colour: QUIET_INK })
      );
    })
    .join("");
}

function nameParts(
  { measure }: SavingsBarsOptions,
  parts: readonly StackPart[],
  bars: readonly StackedYear[],
): PartLabel[] {
  const last = bars.at(-1);
  if (last === undefined) return [];
  const label = (text: string, at: number, amount: number | null) => ({
    at,
    lines: wrapText(
      `${text} ${amount === null ? "(no figure)" : formatFigure(amount, measure)}`,
      LABEL_LIMIT,
      BODY_SIZE,
    ),
  });
  const named = parts.map(({ label: text }, i) => {
    const extent = last.extents[i] ?? null;
    return label(text, extent === null ? last.savingsTop : (extent.from + extent.to) / 2, extent?.amount ?? null);
  });
  const { gap } = last.year;
  return gap === null ? named : [...named, label("Gap, no saving found yet:", last.savingsTop + gap / 2, gap)];
}

function drawPartLabels(
  labels: readonly PartLabel[],
  y: (value: number) => number,
  column: { readonly from: number; readonly to: number; readonly top: number; readonly bottom: number },
): string {
  const ordered = labels.map((label) => ({ ...label, y: y(label.at) })).sort((a, b) => a.y - b.y);
  const middles = spreadApart(
    ordered.map(({ y: wished, lines }) => ({ wished, size: lines.length * LINE_HEIGHT + 4 })),
    column,
  );
  return ordered
    .map(({ y: from, lines }, i) => {
      const to = middles[i] ?? from;
      return (
        drawLine({ from: { x: column.from + 1, y: from }, to: { x: column.to - 4, y: to } }, RULE) +
        drawLines(lines, { x: column.to, y: to + 4 - ((lines.length - 1) * LINE_HEIGHT) / 2 })
      );
    })
    .join("");
}

function axisTitle({ measure, cumulativeFrom }: SavingsBarsOptions): string {
  return cumulativeFrom === null ? withUnit(measure) : `${withUnit(measure)}, cumulative since ${cumulativeFrom}`;
}

function explainLines({ years }: SavingsBarsOptions): LegendItem[] {
  const items: LegendItem[] = [];
  if (years.some(({ target }) => target !== undefined)) {
    items.push({
      text: "Target",
      draw: ({ x, y }) => drawLine({ from: { x: x - 10, y }, to: { x: x + 10, y } }, INK, 2.5),
    });
  }
  if (years.some(({ gapRange }) => gapRange !== undefined)) {
    items.push({
      text: "Plausible range of the gap",
      draw: ({ x, y }) =>
        drawLine({ from: { x, y: y - 8 }, to: { x, y: y + 8 } }, INK, 2) +
        [y - 8, y + 8]
          .map((end) => drawLine({ from: { x: x - 5, y: end }, to: { x: x + 5, y: end } }, INK, 2))
          .join(""),
    });
  }
  return items;
}
