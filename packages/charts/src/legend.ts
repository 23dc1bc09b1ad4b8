import type { Point } from "./box.ts";
import { BODY_SIZE, drawText } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";

/** One mark and its meaning. */
export interface LegendItem {
  readonly text: string;
  /** Draws the mark centred on a point, at most 20 by 14 pixels. */
  readonly draw: (centre: Point) => string;
  /** Begins a new row, to keep items that belong together on one. */
  readonly startsRow?: boolean;
}

const SWATCH = 28;
const GAP = 18;
const ROW = 20;

/**
 * Sets the legend in rows from the left, each item whole on its row unless it is wider than the chart.
 *
 * @returns the drawing and the lowest pixel it uses
 */
export function drawLegend(
  items: readonly LegendItem[],
  space: { readonly left: number; readonly right: number; readonly top: number },
): { svg: string; bottom: number } {
  const parts: string[] = [];
  let x = space.left;
  let y = space.top + ROW / 2;
  for (const item of items) {
    const width = SWATCH + measureText(item.text, BODY_SIZE);
    if (x > space.left && (item.startsRow || x + width > space.right)) {
      x = space.left;
      y += ROW;
    }
    parts.push(item.draw({ x: x + 10, y }));
    const lines = wrapText(item.text, space.right - x - SWATCH, BODY_SIZE);
    lines.forEach((text, i) => parts.push(drawText({ text, x: x + SWATCH - 2, y: y + 4 + i * 15 })));
    y += (lines.length - 1) * 15;
    x += width + GAP;
  }
  return { svg: parts.join(""), bottom: items.length === 0 ? space.top : y + ROW / 2 };
}
