import type { ChartHeading } from "./chart.ts";
import type { LegendItem } from "./legend.ts";
import { drawLegend } from "./legend.ts";
import { INK, PAPER, QUIET_INK } from "./palette.ts";
import { BODY_SIZE, drawLines, escapeXml, FONT_FAMILY, LINE_HEIGHT, px } from "./svg.ts";
import { wrapText } from "./text-width.ts";

/** Where a chart may draw, below the heading and legend. */
export interface Space {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Lowest pixel to use so that the chart keeps the wished height; null when no height is wished. */
  readonly bottom: number | null;
}

export interface Drawn {
  readonly svg: string;
  readonly bottom: number;
  /** Notes that are only known after drawing. */
  readonly notes?: readonly string[];
}

const MARGIN = 16;
const TITLE_SIZE = 18;
const SUBTITLE_SIZE = 13;
const DEFAULT_WIDTH = 760;
const NARROWEST = 480;

/**
 * Puts a drawing into its frame: title and subtitle, legend, the drawing, notes, source; and makes it one accessible
 * image (`role="img"` named by `<title>` and `<desc>`). Long texts are wrapped, so the height follows from the words.
 *
 * @throws RangeError if the id cannot be an XML id, a required text is empty or the width is not a positive number
 */
export function frameChart(
  heading: ChartHeading,
  content: {
    readonly altText: string;
    readonly legend: readonly LegendItem[];
    readonly notes: readonly string[];
    readonly patterns?: string;
    readonly draw: (space: Space) => Drawn;
    /** Narrowest width at which the drawing's own labels fit. */
    readonly minWidth?: number;
  },
): string {
  const width = frameWidth(heading, content.minWidth);
  const right = width - MARGIN;
  const title = wrapText(heading.title, right - MARGIN, TITLE_SIZE, true);
  const subtitle = wrapText(heading.subtitle, right - MARGIN, SUBTITLE_SIZE);
  const titleTop = MARGIN + TITLE_SIZE;
  const subtitleTop = titleTop + (title.length - 1) * 23 + 22;
  const headingBottom = subtitleTop + (subtitle.length - 1) * 17 + 10;
  const legend = drawLegend(content.legend, { left: MARGIN, right, top: headingBottom });

  const footHeight = layFoot(content.notes, heading.source, right - MARGIN).length * LINE_HEIGHT + 22;
  const drawn = content.draw({
    left: MARGIN,
    right,
    top: legend.bottom,
    bottom: heading.height === undefined ? null : heading.height - footHeight,
  });
  const foot = layFoot([...content.notes, ...(drawn.notes ?? [])], heading.source, right - MARGIN);
  const height = Math.ceil(drawn.bottom + foot.length * LINE_HEIGHT + 22);

  const { id } = heading;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${height}" viewBox="0 0 ${px(width)} ${height}"`,
    ` role="img" aria-labelledby="${id}-title ${id}-desc" font-family="${FONT_FAMILY}">`,
    `<title id="${id}-title">${escapeXml(heading.title)}</title>`,
    `<desc id="${id}-desc">${escapeXml(content.altText)}</desc>`,
    content.patterns === undefined ? "" : `<defs>${content.patterns}</defs>`,
    `<rect width="${px(width)}" height="${height}" fill="${PAPER}"/>`,
    drawLines(title, { x: MARGIN, y: titleTop, size: TITLE_SIZE, bold: true, colour: INK }, 23),
    drawLines(subtitle, { x: MARGIN, y: subtitleTop, size: SUBTITLE_SIZE, colour: QUIET_INK }, 17),
    legend.svg,
    drawn.svg,
    drawLines(foot, { x: MARGIN, y: drawn.bottom + 20, colour: QUIET_INK }),
    `</svg>`,
  ].join("");
}

/** The width a chart is drawn at: what its heading asks for, or more when its labels need it. */
function frameWidth(heading: ChartHeading, minWidth = 0): number {
  const { id, title, subtitle, source, width = DEFAULT_WIDTH } = heading;
  if (!/^[A-Za-z][\w-]*$/.test(id)) {
    throw new RangeError(`Chart id "${id}": expected a letter followed by letters, digits, "-" or "_".`);
  }
  for (const [name, text] of Object.entries({ title, subtitle, source })) {
    if (text.trim() === "")
      throw new RangeError(`Chart ${id}: the ${name} is empty; a chart is never shown without it.`);
  }
  if (!(width > 0)) throw new RangeError(`Chart ${id}: width is ${width}; expected a positive number of pixels.`);
  return Math.max(width, NARROWEST, minWidth);
}

function layFoot(notes: readonly string[], source: string, limit: number): string[] {
  return [...notes, `Source: ${source}`].flatMap((text) => wrapText(text, limit, BODY_SIZE));
}
