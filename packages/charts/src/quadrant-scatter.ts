import type { Box, Segment } from "./box.ts";
import type { Chart } from "./chart.ts";
import { listNames } from "./figure-text.ts";
import type { Drawn, Space } from "./frame.ts";
import { frameChart } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { drawLegend } from "./legend.ts";
import { DARK_GREY, GRID, GROUP, NEAR_AVERAGE, OUTLINE, OWN, PAPER, QUIET_INK, RULE } from "./palette.ts";
import type { LabelRequest, Mark, PlacedLabel } from "./place-labels.ts";
import { NUMBERED_RADIUS, placeLabels } from "./place-labels.ts";
import type { PlottedArea, QuadrantArea, QuadrantScatterOptions } from "./quadrant-options.ts";
import type { QuadrantLayout } from "./quadrant-layout.ts";
import { layOutQuadrant } from "./quadrant-layout.ts";
import { describeQuadrant, noteMissing, tabulateQuadrant } from "./quadrant-words.ts";
import { drawCircle, drawDiamond, drawLine, drawRect, drawText, textBox } from "./svg.ts";

/** A mark that knows its area. */
type AreaMark = Mark & { readonly area: PlottedArea };

const RADIUS = { own: 9, group: 5, other: 4 } as const;
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
  const layout = layOutQuadrant(options, plotted, space);
  const { frame, x, y, columns, rows, costLine, outcomeLine, words, captions } = layout;
  const marks = plotted.map((area): AreaMark => ({
    key: area.code,
    x: x(area.cost),
    y: y(area.outcome),
    radius: RADIUS[area.role],
    hollow: area.role === "other",
    area,
  }));
  const cross = crossOf(options, plotted, layout);
  const { placed, unplaced } = placeLabels(requestLabels(marks), {
    frame,
    marks,
    taken: [...words.map(textBox), ...cross.map(thicken)],
    lines: [costLine, outcomeLine],
  });
  const key = drawLegend(explainNumbers(placed, plotted), { ...space, top: layout.bottom + 4 });
  const numbered = new Set(placed.filter(({ onMark }) => onMark).map(({ mark }) => mark.key));
  const drawRole = (role: QuadrantArea["role"]) =>
    marks.filter(({ area }) => area.role === role).map((mark) => drawMark(mark, role, numbered.has(mark.key)));

  const svg = [
    drawNearAverage(options, layout),
    ...columns.map(({ at }) => drawLine({ from: { x: at, y: frame.top }, to: { x: at, y: frame.bottom } }, GRID)),
    ...rows.map(({ at }) => drawLine({ from: { x: frame.left, y: at }, to: { x: frame.right, y: at } }, GRID)),
    drawRect(frame, "none", RULE),
    ...[costLine, outcomeLine].map((line) => drawLine(line, DARK_GREY, 1.5, "6 4")),
    ...[...words, ...captions].map((line) => drawText(line)),
    ...columns.map(({ at, text }) =>
      drawText({ text, x: at, y: frame.bottom + 17, anchor: "middle", colour: QUIET_INK }),
    ),
    ...rows.map(({ at, text }) => drawText({ text, x: frame.left - 8, y: at + 4, anchor: "end", colour: QUIET_INK })),
    ...drawRole("other"),
    ...drawRole("group"),
    ...cross.map((line) => drawLine(line, OWN, 2)),
    ...drawRole("own"),
    ...placed.map(drawLabel),
    key.svg,
  ];
  const notes =
    unplaced.length === 0
      ? []
      : [`Drawn without a label for want of room: ${listNames(unplaced.map(({ text }) => text))}.`];
  return { svg: svg.join(""), bottom: key.bottom, notes };
}

/** The key to numbers that stand for names. */
function explainNumbers(placed: readonly PlacedLabel[], plotted: readonly PlottedArea[]): LegendItem[] {
  return placed.flatMap(({ number, mark }) =>
    number === null
      ? []
      : [
          {
            text: plotted.find(({ code }) => code === mark.key)?.name ?? mark.key,
            draw: ({ x, y }) => drawText({ text: String(number), x, y: y + 4, anchor: "middle", bold: true }),
          },
        ],
  );
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
function requestLabels(marks: readonly AreaMark[]): LabelRequest[] {
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
      mayCarryNumber: mark.area.role !== "own",
    }));
}

function crossOf(
  { ownInterval }: QuadrantScatterOptions,
  plotted: readonly PlottedArea[],
  { x, y }: QuadrantLayout,
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

function drawNearAverage({ nearAverage }: QuadrantScatterOptions, { frame, x, y }: QuadrantLayout): string {
  if (nearAverage === undefined) return "";
  const bands: Box[] = [
    { ...frame, left: x(nearAverage.cost[1]), right: x(nearAverage.cost[0]) },
    { ...frame, top: y(nearAverage.outcome[1]), bottom: y(nearAverage.outcome[0]) },
  ];
  return bands
    .map((band) => ({
      left: Math.max(band.left, frame.left),
      right: Math.min(band.right, frame.right),
      top: Math.max(band.top, frame.top),
      bottom: Math.min(band.bottom, frame.bottom),
    }))
    .filter(({ left, right, top, bottom }) => left < right && top < bottom)
    .map((band) => drawRect(band, NEAR_AVERAGE))
    .join("");
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
