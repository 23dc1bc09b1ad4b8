import { BODY_SIZE, drawLines, LINE_HEIGHT } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";

/** One line of a chart that is read from top to bottom. */
export interface Row {
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
  /** The row's name, wrapped to the name column. */
  readonly lines: readonly string[];
}

export interface RowLayout {
  readonly rows: readonly Row[];
  readonly nameWidth: number;
  readonly bottom: number;
}

/**
 * Gives each named row its place: the name column is as wide as the longest name but at most `limit`, longer names
 * are wrapped and make their row taller.
 *
 * @param pitch wished height of a row; never less than 20 pixels
 */
export function layOutRows(
  names: readonly { readonly name: string; readonly bold?: boolean }[],
  { top, limit, pitch }: { readonly top: number; readonly limit: number; readonly pitch: number },
): RowLayout {
  const widths = names.map(({ name, bold }) => measureText(name, BODY_SIZE, bold));
  const nameWidth = Math.min(limit, Math.max(0, ...widths));
  let bottom = top;
  const rows = names.map(({ name, bold }) => {
    const lines = wrapText(name, nameWidth + 0.5, BODY_SIZE, bold);
    const rowTop = bottom;
    bottom = rowTop + Math.max(20, pitch, lines.length * LINE_HEIGHT + 5);
    return { top: rowTop, middle: (rowTop + bottom) / 2, bottom, lines };
  });
  return { rows, nameWidth, bottom };
}

/** Draws a row's name, or any lines beside it, centred on the row's height. */
export function drawRowText(
  row: Pick<Row, "middle">,
  lines: readonly string[],
  style: { readonly x: number; readonly bold?: boolean; readonly anchor?: "start" | "middle" | "end" },
): string {
  return drawLines(lines, { ...style, y: row.middle + 4 - ((lines.length - 1) * LINE_HEIGHT) / 2 });
}
