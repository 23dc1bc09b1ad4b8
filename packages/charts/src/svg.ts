import type { Box, Point, Segment } from "./box.ts";
import { DARK_GREY, INK, PAPER } from "./palette.ts";
import { measureText } from "./text-width.ts";

export const FONT_FAMILY = "Arial, Liberation Sans, DejaVu Sans, sans-serif";

export interface TextLine {
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly anchor?: "start" | "middle" | "end";
  /** A white edge round the letters, for text that lies over lines or hollow marks. */
  readonly halo?: boolean;
}

/** Ordinary text: axes, names, legends, notes. */
export const BODY_SIZE = 12;
export const LINE_HEIGHT = 15;

/** Makes any text safe between tags and in quoted attributes; characters XML 1.0 does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}

/** A coordinate as written in the SVG: two decimals, so that the same data give the same bytes on every machine. */
export function px(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A coordinate must be a finite number, found ${value}.`);
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

export function drawText({
  text,
  x,
  y,
  size = BODY_SIZE,
  bold,
  colour = INK,
  anchor = "start",
  halo,
}: TextLine): string {
  const weight = bold ? ` font-weight="bold"` : "";
  const align = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  const edge = halo ? ` stroke="${PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"` : "";
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}"${weight}${align} fill="${colour}"${edge}>${escapeXml(text)}</text>`;
}

/** Draws lines of text below each other; `y` is the baseline of the first. */
export function drawLines(lines: readonly string[], style: Omit<TextLine, "text">, lineHeight = LINE_HEIGHT): string {
  return lines.map((text, i) => drawText({ ...style, text, y: style.y + i * lineHeight })).join("");
}

/** The box a line of text covers, from the top of its capitals to the foot of its descenders. */
export function textBox({ text, x, y, size = BODY_SIZE, bold, anchor = "start" }: TextLine): Box {
  const width = measureText(text, size, bold);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - size * 0.78, bottom: y + size * 0.24 };
}

export function drawRect(box: Box, fill: string, stroke?: string): string {
  const edge = stroke === undefined ? "" : ` stroke="${stroke}"`;
  return (
    `<rect x="${px(box.left)}" y="${px(box.top)}" width="${px(box.right - box.left)}" ` +
    `height="${px(box.bottom - box.top)}" fill="${fill}"${edge}/>`
  );
}

export function drawLine({ from, to }: Segment, stroke: string, width = 1, dash?: string): string {
  const pattern = dash === undefined ? "" : ` stroke-dasharray="${dash}"`;
  return (
    `<line x1="${px(from.x)}" y1="${px(from.y)}" x2="${px(to.x)}" y2="${px(to.y)}" ` +
    `stroke="${stroke}" stroke-width="${width}"${pattern}/>`
  );
}

export function drawCircle({ x, y }: Point, radius: number, fill: string, stroke: string, width = 1.5): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" fill="${fill}" stroke="${stroke}" stroke-width="${width}"/>`;
}

/** The mark of the reader's own area: a diamond with a white edge. `radius` is from the centre to a corner. */
export function drawDiamond({ x, y }: Point, radius: number, fill: string): string {
  const corners = [
    [x, y - radius],
    [x + radius, y],
    [x, y + radius],
    [x - radius, y],
  ];
  return drawPolygon(corners as [number, number][], fill);
}

/** A cross from corner to corner: the mark of a check that fails. */
export function drawCross({ x, y }: Point, radius: number, stroke: string): string {
  const arm = (dy: number) => ({ from: { x: x - radius, y: y - dy }, to: { x: x + radius, y: y + dy } });
  return [arm(radius), arm(-radius)].map((line) => drawLine(line, stroke, 3)).join("");
}

/** A small arrowhead: the figure lies beyond the end of the axis on that side. */
export function drawArrowhead({ x, y }: Point, side: "left" | "right"): string {
  const reach = side === "right" ? 6 : -6;
  return drawPolygon(
    [
      [x, y - 5],
      [x + reach, y],
      [x, y + 5],
    ],
    DARK_GREY,
  );
}

function drawPolygon(corners: readonly (readonly [number, number])[], fill: string): string {
  const points = corners.map(([x, y]) => `${px(x)},${px(y)}`).join(" ");
  return `<polygon points="${points}" fill="${fill}" stroke="${PAPER}" stroke-width="1"/>`;
}
