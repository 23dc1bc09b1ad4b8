/**
 * Colours of the Government Analysis Function palette, in the order that keeps 3:1 between neighbours and to white.
 * Never more than four of them in one chart, and never as the colour of text.
 */
export const SERIES = ["#12436D", "#28A197", "#801650", "#F46A25"] as const;

export const INK = "#0B0C0C";
export const QUIET_INK = "#484949";
export const DARK_GREY = "#3D3D3D";
export const OUTLINE = "#6F777B";
export const RULE = "#B1B4B6";
export const GRID = "#E3E5E7";
export const NEAR_AVERAGE = "#EBECED";
export const SHADED_ROW = "#E1E9F1";
export const PAPER = "#FFFFFF";

export const OWN = SERIES[0];
export const GROUP = SERIES[1];
export const WORSE = SERIES[3];

/** Tints of dark blue from lowest to highest fifth: dark grey marks keep 3:1 on each, and grey print keeps the order. */
export const FIFTHS = ["#F3F6FA", "#E2EAF2", "#CCDAE7", "#B5C9DC", "#9EB8D1"] as const;

export type PatternName = "hatch" | "dots" | "fall";

/** The `<pattern>` elements a chart uses, with ids that begin with the chart's own; for areas that must survive grey print. */
export function definePatterns(chartId: string, names: readonly PatternName[]): string {
  return names
    .map((name) => {
      const { size, turn, background, figure } = PATTERNS[name];
      const transform = turn === 0 ? "" : ` patternTransform="rotate(${turn})"`;
      return (
        `<pattern id="${chartId}-${name}" patternUnits="userSpaceOnUse" width="${size}" height="${size}"${transform}>` +
        `<rect width="${size}" height="${size}" fill="${background}"/>${figure}</pattern>`
      );
    })
    .join("");
}

export function patternFill(chartId: string, name: PatternName): string {
  return `url(#${chartId}-${name})`;
}

const PATTERNS: Record<PatternName, { size: number; turn: number; background: string; figure: string }> = {
  hatch: { size: 7, turn: 45, background: PAPER, figure: `<rect width="1.6" height="7" fill="${DARK_GREY}"/>` },
  dots: { size: 6, turn: 0, background: "#D9DBDD", figure: `<circle cx="3" cy="3" r="1.5" fill="${DARK_GREY}"/>` },
  fall: { size: 7, turn: -45, background: PAPER, figure: `<rect width="4" height="7" fill="${SERIES[3]}"/>` },
};
