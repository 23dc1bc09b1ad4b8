import { scaleLinear } from "d3-scale";
import type { Box, Segment } from "./box.ts";
import type { Chart } from "./chart.ts";
import { formatFigure, listNames, withUnit } from "./figure-text.ts";
import type { Drawn, Space } from "./frame.ts";
import { frameChart } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { drawLegend } from "./legend.ts";
import { DARK_GREY, GRID, GROUP, NEAR_AVERAGE, OUTLINE, OWN, PAPER, QUIET_INK, RULE } from "./palette.ts";
import type { LabelRequest, Mark, PlacedLabel } from "./place-labels.ts";
import { NUMBERED_RADIUS, placeLabels } from "./place-labels.ts";
import type { PlottedArea, QuadrantArea, QuadrantScatterOptions, QuarterWords } from "./quadrant-options.ts";
import { DEFAULT_WORDS } from "./quadrant-options.ts";
import { describeQuadrant, noteMissing, tabulateQuadrant } from "./quadrant-words.ts";
import {
  BODY_SIZE,
  drawCircle,
  drawDiamond,
  drawLine,
  drawLines,
  drawRect,
  drawText,
  LINE_HEIGHT,
  textBox,
} from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";
import { layOutTicks } from "./value-axis.ts";

const RADIUS = { own: 9, group: 5, other: 4 } as const;
/** Room above and below the marks for the words of the quarters, and at the sides for the marks themselves. */
const INSET = { x: 16, y: 32 } as const;

/**
 * Draws cost against outcome, one mark per area, with low cost to the right: better outcome at lower cost is top right.
 *
 * Areas without one of the two figures are listed in the table and a note, never drawn. The own area and its group are
 * always labelled, by name or by a number with a key; of the others only the extremes, while there is room. An area
 * exactly on a line belongs to no quarter and is said to be on the line.
 *
 * @throws RangeError if no area has both figures, or more than one is the own area
 */
export function quadrantScatter(options: QuadrantScatterOptions): Chart {
  const plotted = options.areas.filter((area): area is PlottedArea => area.cost !== null && area.outcome !== null);
  if (plotted.length === 0) throw new RangeError(`Chart ${options.id}: no area has both a cost and an outcome.`);
  if (options.areas.filter(({ role }) => role === "own").length > 1) {
    throw new RangeError(`Chart ${options.id}: more than one area has the role "own".`);
  }
  const table = tabulateQuadrant(options);
  const altText = describeQuadrant(options, plotted, table);
  const svg = frameChart(options, {
    altText,
    legend: explainMarks(options, plotted),
    notes: noteMissing(options),
    draw: (space) => drawPlot(options, plotted, space),
  });
  return { svg, altText, table };
}

function drawPlot(options: QuadrantScatterOptions, plotted: readonly PlottedArea[], space: Space): Drawn {
  const { cost, outcome, lines, nearAverage, ownInterval } = options;
  const lineName = wrapText(lines.name, 90, BODY_SIZE);
  const outcomeLine = [...lineName, formatFigure(lines.outcome, outcome)];
  const marginRight = Math.max(...outcomeLine.map((text) => measureText(text, BODY_SIZE))) + 10;
  const outcomeTitle = wrapText(
    `${withUnit(outcome)} (better outcome at the top)`,
    space.right - space.left,
    BODY_SIZE,
  );

  const top = space.top + 14 + outcomeTitle.length * LINE_HEIGHT + 14;
  const bottom = Math.max(top + 320, space.bottom === null ? top + 440 : space.bottom - 48);
  const y = scaleLinear()
    .domain(spread([...plotted.map((area) => area.outcome), lines.outcome, ...(ownInterval?.outcome ?? [])]))
    .range([bottom - INSET.y, top + INSET.y]);
  const rows = layOutTicks(y, [bottom - 8, top + 8], outcome);
  const left = space.left + Math.max(...rows.map(({ text }) => measureText(text, BODY_SIZE))) + 8;
  const frame: Box = { left, top, right: space.right - marginRight, bottom };
  const x = scaleLinear()
    .domain(spread([...plotted.map((area) => area.cost), lines.cost, ...(ownInterval?.cost ?? [])]))
    .range([frame.right - INSET.x, frame.left + INSET.x]);
  const columns = layOutTicks(x, [frame.left + 8, frame.right - 8], cost);

  const median = {
    cost: { from: { x: x(lines.cost), y: top }, to: { x: x(lines.cost), y: bottom } },
    outcome: { from: { x: left, y: y(lines.outcome) }, to: { x: frame.right, y: y(lines.outcome) } },
  };
  const costLine = `${lines.name} ${formatFigure(lines.cost, cost)}`;
  const half = measureText(costLine, BODY_SIZE) / 2;
  const clampX = Math.min(Math.max(median.cost.from.x, left + half), space.right - half);

  const marks = plotted.map((area): Mark & { readonly area: PlottedArea } => ({
    key: area.code,
    x: x(area.cost),
    y: y(area.outcome),
    radius: RADIUS[area.role],
    hollow: area.role === "other",
    area,
  }));
  const cross = crossOf(options, plotted, x, y);
  const words = placeWords(options.quarterWords ?? DEFAULT_WORDS, frame);
  const placement = placeLabels(requestLabels(marks), {
    frame,
    marks,
    taken: [...words.boxes, ...cross.map(thicken)],
    lines: Object.values(median),
  });
  const key = drawLegend(
    placement.placed.flatMap(({ number, mark }) => {
      const name = plotted.find(({ code }) => code === mark.key)?.name ?? mark.key;
      const draw = ({ x, y }: { x: number; y: number }) =>
        drawText({ text: String(number), x, y: y + 4, anchor: "middle", bold: true });
      return number === null ? [] : [{ text: name, draw }];
    }),
    { left: space.left, right: space.right, top: bottom + 44 },
  );

  const numbered = new Set(placement.placed.filter(({ onMark }) => onMark).map(({ mark }) => mark.key));
  const svg = [
    drawRect(frame, PAPER),
    ...(nearAverage === undefined
      ? []
      : [
          drawBand({ ...frame, left: x(nearAverage.cost[1]), right: x(nearAverage.cost[0]) }, frame),
          drawBand({ ...frame, top: y(nearAverage.outcome[1]), bottom: y(nearAverage.outcome[0]) }, frame),
        ]),
    ...columns.map(({ at }) => drawLine({ from: { x: at, y: top }, to: { x: at, y: bottom } }, GRID)),
    ...rows.map(({ at }) => drawLine({ from: { x: left, y: at }, to: { x: frame.right, y: at } }, GRID)),
    drawRect(frame, "none", RULE),
    ...Object.values(median).map((line) => drawLine(line, DARK_GREY, 1.5, "6 4")),
    words.svg,
    ...columns.map(({ at, text }) => drawText({ text, x: at, y: bottom + 17, anchor: "middle", colour: QUIET_INK })),
    ...rows.map(({ at, text }) => drawText({ text, x: left - 8, y: at + 4, anchor: "end", colour: QUIET_INK })),
    drawLines(outcomeTitle, { x: space.left, y: space.top + 16 }),
    drawText({ text: costLine, x: clampX, y: top - 6, anchor: "middle" }),
    drawLines(outcomeLine, {
      x: frame.right + 6,
      y: y(lines.outcome) + 4 - ((outcomeLine.length - 1) * LINE_HEIGHT) / 2,
    }),
    drawText({
      text: `${withUnit(cost)} (lower cost to the right)`,
      x: (space.left + space.right) / 2,
      y: bottom + 36,
      anchor: "middle",
    }),
    ...["other", "group"].flatMap((role) =>
      marks
        .filter(({ area }) => area.role === role)
        .map((mark) => drawMark(mark, mark.area.role, numbered.has(mark.key))),
    ),
    ...cross.map((line) => drawLine(line, OWN, 2)),
    ...marks.filter(({ area }) => area.role === "own").map((mark) => drawMark(mark, "own", false)),
    ...placement.placed.map(drawLabel),
    key.svg,
  ];
  const unplaced = placement.unplaced.map(({ text }) => text);
  const notes = unplaced.length === 0 ? [] : [`Drawn without a label for want of room: ${listNames(unplaced)}.`];
  return { svg: svg.join(""), bottom: Math.max(key.bottom, bottom + 42), notes };
}

function drawMark(mark: Mark, role: QuadrantArea["role"], numbered: boolean): string {
  if (role === "own") return drawDiamond(mark, mark.radius, OWN);
  if (numbered) return drawCircle(mark, NUMBERED_RADIUS, PAPER, role === "group" ? GROUP : OUTLINE, 2);
  return role === "group"
    ? drawCircle(mark, mark.radius, GROUP, PAPER, 1)
    : drawCircle(mark, mark.radius, PAPER, OUTLINE);
}

function drawLabel({ line, leader, onMark }: PlacedLabel): string {
  const pointer = leader === null ? "" : drawLine(leader, OUTLINE);
  return pointer + drawText({ ...line, halo: !onMark });
}

/** Own area first, then its group from the most crowded mark to the loneliest, then the extremes of the others. */
function requestLabels(marks: readonly (Mark & { readonly area: PlottedArea })[]): LabelRequest[] {
  const crowd = (mark: Mark) => marks.filter((other) => Math.hypot(other.x - mark.x, other.y - mark.y) < 60).length;
  const others = marks.filter(({ area }) => area.role === "other");
  const extremes = new Set(
    [(mark: Mark) => mark.x, (mark: Mark) => -mark.x, (mark: Mark) => mark.y, (mark: Mark) => -mark.y].flatMap((side) =>
      [...others].sort((a, b) => side(b) - side(a) || (a.key < b.key ? -1 : 1)).slice(0, 1),
    ),
  );
  const order = { own: 0, group: 1, other: 2 } as const;
  return marks
    .filter((mark) => mark.area.role !== "other" || extremes.has(mark))
    .map((mark) => ({ mark, crowd: crowd(mark) }))
    .sort(
      (a, b) =>
        order[a.mark.area.role] - order[b.mark.area.role] || b.crowd - a.crowd || (a.mark.key < b.mark.key ? -1 : 1),
    )
    .map(({ mark }) => ({
      mark,
      text: mark.area.name,
      bold: mark.area.role === "own",
      required: mark.area.role !== "other",
    }));
}

function placeWords(words: QuarterWords, frame: Box): { svg: string; boxes: Box[] } {
  const side = (text: string, end: boolean, bottom: boolean) => ({
    text,
    x: end ? frame.right - 8 : frame.left + 8,
    y: bottom ? frame.bottom - 9 : frame.top + 18,
    anchor: end ? ("end" as const) : ("start" as const),
    bold: true,
    colour: QUIET_INK,
    halo: true,
  });
  const lines = [
    side(words.highCostHighOutcome, false, false),
    side(words.lowCostHighOutcome, true, false),
    side(words.highCostLowOutcome, false, true),
    side(words.lowCostLowOutcome, true, true),
  ];
  return { svg: lines.map(drawText).join(""), boxes: lines.map(textBox) };
}

function crossOf(
  { ownInterval }: QuadrantScatterOptions,
  plotted: readonly PlottedArea[],
  x: (value: number) => number,
  y: (value: number) => number,
): Segment[] {
  const own = plotted.find(({ role }) => role === "own");
  if (own === undefined || ownInterval === undefined) return [];
  const { cost, outcome } = ownInterval;
  const at = { x: x(own.cost), y: y(own.outcome) };
  return [
    ...(cost === undefined ? [] : [{ from: { x: x(cost[0]), y: at.y }, to: { x: x(cost[1]), y: at.y } }]),
    ...(outcome === undefined ? [] : [{ from: { x: at.x, y: y(outcome[0]) }, to: { x: at.x, y: y(outcome[1]) } }]),
  ];
}

function thicken({ from, to }: Segment): Box {
  return {
    left: Math.min(from.x, to.x) - 1,
    right: Math.max(from.x, to.x) + 1,
    top: Math.min(from.y, to.y) - 1,
    bottom: Math.max(from.y, to.y) + 1,
  };
}

function drawBand(band: Box, frame: Box): string {
  const left = Math.max(band.left, frame.left);
  const right = Math.min(band.right, frame.right);
  const top = Math.max(band.top, frame.top);
  const bottom = Math.min(band.bottom, frame.bottom);
  return left < right && top < bottom ? drawRect({ left, right, top, bottom }, NEAR_AVERAGE) : "";
}

/** Lowest and highest value, drawn apart when all are equal so that the scale has a width. */
function spread(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const half = low === high ? Math.max(Math.abs(low) * 0.01, 1e-6) : 0;
  return [low - half, high + half];
}

function explainMarks(options: QuadrantScatterOptions, plotted: readonly PlottedArea[]): LegendItem[] {
  const has = (role: QuadrantArea["role"]) => plotted.some((area) => area.role === role);
  const own = plotted.find(({ role }) => role === "own");
  const { nearAverage, ownInterval } = options;
  const items: LegendItem[] = [];
  if (own !== undefined) {
    const interval = ownInterval === undefined ? "" : ` with its ${ownInterval.name}`;
    const arms = ownInterval === undefined ? [] : [[10, 0] as const, [0, 7] as const];
    items.push({
      text: own.name + interval,
      draw: ({ x, y }) =>
        arms
          .map(([dx, dy]) => drawLine({ from: { x: x - dx, y: y - dy }, to: { x: x + dx, y: y + dy } }, OWN, 2))
          .join("") + drawDiamond({ x, y }, ownInterval === undefined ? 8 : 5, OWN),
    });
  }
  if (has("group")) items.push({ text: "Comparison group", draw: (at) => drawMark(legendMark(at, 5), "group", false) });
  if (has("other")) items.push({ text: "Other areas", draw: (at) => drawMark(legendMark(at, 4), "other", false) });
  if (nearAverage !== undefined) {
    items.push({
      text: `Near average: ${nearAverage.rule}`,
      draw: ({ x, y }) => drawRect({ left: x - 10, right: x + 10, top: y - 7, bottom: y + 7 }, NEAR_AVERAGE, RULE),
    });
  }
  return items;
}

function legendMark(at: { readonly x: number; readonly y: number }, radius: number): Mark {
  return { ...at, key: "", radius, hollow: false };
}
