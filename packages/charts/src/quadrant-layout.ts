import type { ScaleLinear } from "d3-scale";
import { scaleLinear } from "d3-scale";
import type { Box, Segment } from "./box.ts";
import { formatFigure, withUnit } from "./figure-text.ts";
import type { Space } from "./frame.ts";
import { QUIET_INK } from "./palette.ts";
import type { PlottedArea, QuadrantScatterOptions } from "./quadrant-options.ts";
import { DEFAULT_WORDS } from "./quadrant-options.ts";
import type { TextLine } from "./svg.ts";
import { BODY_SIZE, LINE_HEIGHT } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";
import type { Tick } from "./value-axis.ts";
import { layOutTicks } from "./value-axis.ts";

/** Where everything but marks and their labels stands in a quadrant scatter. */
export interface QuadrantLayout {
  readonly frame: Box;
  /** Cost to pixels, low cost to the right. */
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly columns: readonly Tick[];
  readonly rows: readonly Tick[];
  readonly costLine: Segment;
  readonly outcomeLine: Segment;
  /** Words of the quarters, which no label may touch. */
  readonly words: readonly TextLine[];
  /** Axis titles and the figures at the ends of the lines; all outside the frame. */
  readonly captions: readonly TextLine[];
  /** Below the title of the cost axis. */
  readonly bottom: number;
}

const SHORTEST_PLOT = 320;
const USUAL_PLOT = 440;
/** Room kept free between the marks and the frame; above and below, the words of the quarters come on top of it. */
const INSET = { x: 16, y: 17 } as const;

/** Sets frame, scales and fixed words; marks never reach the strips along the top and bottom that hold the words. */
export function layOutQuadrant(
  options: QuadrantScatterOptions,
  plotted: readonly PlottedArea[],
  space: Space,
): QuadrantLayout {
  const { cost, outcome, lines, ownInterval, quarterWords = DEFAULT_WORDS } = options;
  const width = space.right - space.left;
  const lineNames = [...wrapText(lines.name, 90, BODY_SIZE), formatFigure(lines.outcome, outcome)];
  const marginRight = Math.max(...lineNames.map((text) => measureText(text, BODY_SIZE))) + 10;
  const outcomeTitle = wrapText(`${withUnit(outcome)} (better outcome at the top)`, width, BODY_SIZE);
  const costTitle = wrapText(`${withUnit(cost)} (lower cost to the right)`, width, BODY_SIZE);
  const wordLimit = (width - marginRight - 60) / 2 - 20;
  const wordLines = Object.values(quarterWords).map(
    (text: string) => wrapText(text, wordLimit, BODY_SIZE, true).length,
  );
  const insetY = INSET.y + Math.max(...wordLines) * LINE_HEIGHT;

  const top = space.top + 28 + outcomeTitle.length * LINE_HEIGHT;
  const underPlot = 32 + costTitle.length * LINE_HEIGHT;
  const bottom = Math.max(top + SHORTEST_PLOT, space.bottom === null ? top + USUAL_PLOT : space.bottom - underPlot);
  const y = scaleLinear()
    .domain(spread([...plotted.map((area) => area.outcome), lines.outcome, ...(ownInterval?.outcome ?? [])]))
    .range([bottom - insetY, top + insetY]);
  const rows = layOutTicks(y, [bottom - 8, top + 8], outcome);
  const left = space.left + Math.max(...rows.map(({ text }) => measureText(text, BODY_SIZE))) + 8;
  const right = space.right - marginRight;
  const x = scaleLinear()
    .domain(spread([...plotted.map((area) => area.cost), lines.cost, ...(ownInterval?.cost ?? [])]))
    .range([right - INSET.x, left + INSET.x]);

  const frame = { left, right, top, bottom };
  const at = { x: x(lines.cost), y: y(lines.outcome) };
  const costText = `${lines.name} ${formatFigure(lines.cost, cost)}`;
  const half = measureText(costText, BODY_SIZE) / 2;
  const stack = (texts: readonly string[], first: TextLine) =>
    texts.map((text, i) => ({ ...first, text, y: first.y + i * LINE_HEIGHT }));
  const middle = (space.left + space.right) / 2;
  return {
    frame,
    x,
    y,
    columns: layOutTicks(x, [left + 8, right - 8], cost),
    rows,
    costLine: { from: { x: at.x, y: top }, to: { x: at.x, y: bottom } },
    outcomeLine: { from: { x: left, y: at.y }, to: { x: right, y: at.y } },
    words: placeWords(quarterWords, frame, wordLimit),
    captions: [
      ...stack(outcomeTitle, { text: "", x: space.left, y: space.top + 16 }),
      ...stack(costTitle, { text: "", x: middle, y: bottom + 36, anchor: "middle" }),
      { text: costText, x: clamp(at.x, left + half, space.right - half), y: top - 6, anchor: "middle" },
      ...stack(lineNames, { text: "", x: right + 6, y: at.y + 4 - ((lineNames.length - 1) * LINE_HEIGHT) / 2 }),
    ],
    bottom: bottom + underPlot - 5,
  };
}

function placeWords(
  words: Required<QuadrantScatterOptions>["quarterWords"],
  frame: Box,
  limit: number,
): readonly TextLine[] {
  const corner = (text: string, isRight: boolean, isBottom: boolean): TextLine[] => {
    const lines = wrapText(text, limit, BODY_SIZE, true);
    const first = isBottom ? frame.bottom - 9 - (lines.length - 1) * LINE_HEIGHT : frame.top + 18;
    return lines.map((line, i) => ({
      text: line,
      x: isRight ? frame.right - 8 : frame.left + 8,
      y: first + i * LINE_HEIGHT,
      anchor: isRight ? "end" : "start",
      bold: true,
      colour: QUIET_INK,
      halo: true,
    }));
  };
  return [
    ...corner(words.highCostHighOutcome, false, false),
    ...corner(words.lowCostHighOutcome, true, false),
    ...corner(words.highCostLowOutcome, false, true),
    ...corner(words.lowCostLowOutcome, true, true),
  ];
}

/** Lowest and highest value, drawn apart when all are equal so that the scale has a width. */
function spread(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const half = low === high ? Math.max(Math.abs(low) * 0.01, 1e-6) : 0;
  return [low - half, high + half];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
