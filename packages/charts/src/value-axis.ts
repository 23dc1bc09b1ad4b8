import type { ScaleLinear } from "d3-scale";
import type { Box } from "./box.ts";
import type { Measure } from "./chart.ts";
import { formatFigure } from "./figure-text.ts";
import { GRID, QUIET_INK } from "./palette.ts";
import { BODY_SIZE, drawLine, drawLines, drawText, LINE_HEIGHT } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";

type Scale = ScaleLinear<number, number>;

export interface Tick {
  readonly value: number;
  readonly at: number;
  readonly text: string;
}

/** What an axis drawn under a plot takes besides the scale. */
export interface AxisWords {
  readonly title: string;
  /** How tick values are written; their decimals follow from the step, not from the measure. */
  readonly style: Pick<Measure, "prefix" | "suffix">;
}

/**
 * Draws a horizontal axis under a plot: light grid lines, tick labels and the axis title in words.
 *
 * @returns the drawing and its lowest pixel
 */
export function drawValueAxis(scale: Scale, plot: Box, { title, style }: AxisWords): { svg: string; bottom: number } {
  const labels = layOutTicks(scale, [plot.left, plot.right], style).map(({ at, text }) => {
    const half = measureText(text, BODY_SIZE) / 2;
    // A label at the edge of the plot is moved in, so that it stays out of the columns on either side.
    const x = Math.min(Math.max(at, plot.left + half - 6), plot.right - half + 6);
    return (
      drawLine({ from: { x: at, y: plot.top }, to: { x: at, y: plot.bottom } }, GRID) +
      drawText({ text, x, y: plot.bottom + 17, anchor: "middle", colour: QUIET_INK })
    );
  });
  const lines = wrapText(title, plot.right - plot.left, BODY_SIZE);
  const centre = (plot.left + plot.right) / 2;
  return {
    svg: labels.join("") + drawLines(lines, { x: centre, y: plot.bottom + 36, anchor: "middle" }),
    bottom: plot.bottom + 36 + (lines.length - 1) * LINE_HEIGHT + 6,
  };
}

/** Round values inside a pixel range, in as many steps as leave 10 pixels between their labels. */
export function layOutTicks(
  scale: Scale,
  [from, to]: readonly [number, number],
  style: Pick<Measure, "prefix" | "suffix">,
): Tick[] {
  const ends = [scale.invert(from), scale.invert(to)].sort((a, b) => a - b);
  const shown = scale.copy().domain(ends);
  for (let count = 8; count > 0; count--) {
    const ticks = writeTicks(scale, shown.ticks(count), style);
    const clear = ticks.every(({ at, text }, i) => {
      const next = ticks[i + 1];
      if (next === undefined) return true;
      const widths = measureText(text, BODY_SIZE) + measureText(next.text, BODY_SIZE);
      return Math.abs(next.at - at) - widths / 2 >= 10;
    });
    if (clear) return ticks;
  }
  return writeTicks(scale, shown.ticks(1).slice(0, 1), style);
}

/** Writes tick values with just the decimals their step needs. */
export function writeTicks(scale: Scale, values: readonly number[], style: Pick<Measure, "prefix" | "suffix">): Tick[] {
  const decimals = Math.max(0, ...values.map((value) => (String(Number(value.toFixed(6))).split(".")[1] ?? "").length));
  return values.map((value) => ({ value, at: scale(value), text: formatFigure(value, { ...style, decimals }) }));
}
