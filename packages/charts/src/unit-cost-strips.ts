import { scaleLinear } from "d3-scale";
import { describeChart, describeRange } from "./alt-text.ts";
import type { Chart, ChartHeading, ChartTable, Measure } from "./chart.ts";
import { formatFigure, listNames } from "./figure-text.ts";
import type { Drawn, Space } from "./frame.ts";
import { frameChart } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { DARK_GREY, FIFTHS, INK, OUTLINE, OWN, PAPER, QUIET_INK, RULE } from "./palette.ts";
import { BODY_SIZE, drawCircle, drawDiamond, drawLine, drawLines, drawRect, drawText, LINE_HEIGHT } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";

export const COST_POSITIONS = ["Very Low", "Low", "Average", "High", "Very High"] as const;
export type CostPosition = (typeof COST_POSITIONS)[number];

export interface CouncilCost {
  readonly code: string;
  readonly name: string;
  /** Unit cost; null = no figure, or the service is not provided. */
  readonly value: number | null;
}

export interface ServiceStrip {
  readonly key: string;
  /** Service as the measure's label, with what it is divided by in the unit, e.g. "£ per resident aged 18 or over". */
  readonly measure: Measure;
  /** All councils of the group, the own one included. */
  readonly councils: readonly CouncilCost[];
  /** Upper ends of the first four fifths, ascending; null where the group is too small for fifths. */
  readonly cuts: readonly [number, number, number, number] | null;
  readonly median: number;
  /** Position of the own council as the method decided it; null = none. */
  readonly position: CostPosition | null;
}

export interface UnitCostStripsOptions extends ChartHeading {
  readonly own: { readonly code: string; readonly name: string };
  readonly services: readonly ServiceStrip[];
}

const STRIP_HEIGHT = 26;

/**
 * Draws one strip per service: a dot for each council, shaded bands for the fifths from very low to very high cost,
 * the own council as a diamond, the median as a tick, and the own figure with its position in words.
 *
 * Each strip runs linearly from its own lowest to its highest cost, so strips are not comparable with each other.
 * A low cost is not called good or bad. Councils without a figure are listed in the table and a note, never drawn.
 *
 * @throws RangeError if there is no service, or a service for which no council has a figure
 */
export function unitCostStrips(options: UnitCostStripsOptions): Chart {
  if (options.services.length === 0) throw new RangeError(`Chart ${options.id}: no service to draw.`);
  for (const { measure, councils } of options.services) {
    if (known(councils).length === 0)
      throw new RangeError(`Chart ${options.id}: no council has a figure for ${measure.label}.`);
  }
  const table = tabulate(options);
  const altText = describe(options, table);
  const svg = frameChart(options, {
    altText,
    legend: explainMarks(options),
    notes: notesOn(options),
    draw: (space) => drawStrips(options, space),
  });
  return { svg, altText, table };
}

function drawStrips({ own, services }: UnitCostStripsOptions, space: Space): Drawn {
  const width = space.right - space.left;
  const named = services.map(({ measure }) => ({
    name: wrapText(measure.label, width * 0.26, BODY_SIZE, true),
    unit: wrapText(measure.unit, width * 0.26, BODY_SIZE),
  }));
  const results = services.map((service) => writeResult(service, own.code));
  const nameWidth = Math.max(
    ...named.flatMap(({ name, unit }) => [
      ...name.map((text) => measureText(text, BODY_SIZE, true)),
      ...unit.map((text) => measureText(text, BODY_SIZE)),
    ]),
  );
  const resultWidth = Math.max(
    ...results.flatMap(({ bold, plain }) => [
      measureText(bold, BODY_SIZE, true),
      ...plain.map((text) => measureText(text, BODY_SIZE)),
    ]),
  );
  const left = space.left + nameWidth + 18;
  const right = space.right - resultWidth - 18;
  const pitch = space.bottom === null ? 0 : (space.bottom - space.top - 10) / services.length;

  const parts: string[] = [];
  let top = space.top + 10;
  services.forEach((service, i) => {
    const { name, unit } = named[i] ?? { name: [], unit: [] };
    const result = results[i] ?? { bold: "", plain: [] };
    const textLines = Math.max(name.length + unit.length, 1 + result.plain.length);
    const height = Math.max(pitch, STRIP_HEIGHT + 38, textLines * LINE_HEIGHT + 18);
    const textTop = top + 20;
    parts.push(
      i === 0 ? "" : drawLine({ from: { x: space.left, y: top }, to: { x: space.right, y: top } }, RULE),
      drawLines(name, { x: space.left, y: textTop, bold: true }),
      drawLines(unit, { x: space.left, y: textTop + name.length * LINE_HEIGHT, colour: QUIET_INK }),
      drawStrip(service, own.code, { left, right, top: top + 9 }),
      drawText({ text: result.bold, x: right + 18, y: textTop, bold: true }),
      drawLines(result.plain, { x: right + 18, y: textTop + LINE_HEIGHT }),
    );
    top += height;
  });
  return { svg: parts.join(""), bottom: top };
}

function drawStrip(
  { councils, cuts, median, measure }: ServiceStrip,
  ownCode: string,
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
): string {
  const values = known(councils).map(({ value }) => value);
  const low = Math.min(...values, median);
  const high = Math.max(...values, median);
  const x = scaleLinear()
    .domain([low, high])
    .range([left + 12, right - 12]);
  const bottom = top + STRIP_HEIGHT;
  const middle = (top + bottom) / 2;
  const edges = cuts === null ? [] : [left, ...cuts.map((cut) => Math.min(Math.max(x(cut), left), right)), right];
  const bands = FIFTHS.map((fill, i) => {
    const from = edges[i];
    const to = edges[i + 1];
    // A one-pixel white gap parts the bands where print loses the shades.
    return from === undefined || to === undefined || to - from < 1
      ? ""
      : drawRect({ left: from, right: to - (i < 4 ? 1 : 0), top, bottom }, fill);
  });
  const own = known(councils).find(({ code }) => code === ownCode);
  const ends = low === high ? [low] : [low, high];
  return [
    ...bands,
    drawRect({ left, right, top, bottom }, "none", OUTLINE),
    ...known(councils)
      .filter(({ code }) => code !== ownCode)
      .map(({ value }) => drawCircle({ x: x(value), y: middle }, 3.5, PAPER, DARK_GREY, 1.25)),
    drawLine({ from: { x: x(median), y: top - 5 }, to: { x: x(median), y: bottom + 5 } }, INK, 2.5),
    own === undefined ? "" : drawDiamond({ x: x(own.value), y: middle }, 9, OWN),
    ...ends.map((value, i) =>
      drawText({
        text: formatFigure(value, measure),
        x: i === 0 ? left : right,
        y: bottom + 17,
        anchor: i === 0 ? "start" : "end",
        colour: QUIET_INK,
      }),
    ),
  ].join("");
}

function writeResult(
  { councils, measure, median, position }: ServiceStrip,
  ownCode: string,
): { bold: string; plain: string[] } {
  const own = known(councils).find(({ code }) => code === ownCode);
  return {
    bold: own === undefined ? "No figure" : formatFigure(own.value, measure),
    plain: [position ?? "No position", `Median ${formatFigure(median, measure)}`],
  };
}

function explainMarks({ own, services }: UnitCostStripsOptions): LegendItem[] {
  const bands = services.some(({ cuts }) => cuts !== null)
    ? COST_POSITIONS.map((text, i) => ({
        text,
        startsRow: i === 0,
        draw: ({ x, y }: { x: number; y: number }) =>
          drawRect({ left: x - 10, right: x + 10, top: y - 7, bottom: y + 7 }, FIFTHS[i] ?? PAPER, OUTLINE),
      }))
    : [];
  return [
    { text: own.name, draw: (at) => drawDiamond(at, 8, OWN) },
    { text: "Other councils", draw: (at) => drawCircle(at, 3.5, PAPER, DARK_GREY, 1.25) },
    { text: "Median", draw: ({ x, y }) => drawLine({ from: { x, y: y - 8 }, to: { x, y: y + 8 } }, INK, 2.5) },
    ...bands,
  ];
}

function notesOn({ services }: UnitCostStripsOptions): string[] {
  const missing = services.flatMap(({ measure, councils }) => {
    const names = councils.filter(({ value }) => value === null).map(({ name }) => name);
    return names.length === 0 ? [] : [`${measure.label} – ${listNames(names)}`];
  });
  const unbanded = services.filter(({ cuts }) => cuts === null).map(({ measure }) => measure.label);
  return [
    "Each strip has its own linear scale from its lowest to its highest cost; strips cannot be compared with each other.",
    ...(unbanded.length === 0 ? [] : [`No fifths are shown, the group is too small: ${listNames(unbanded)}.`]),
    ...(missing.length === 0 ? [] : [`Not drawn, no figure: ${missing.join("; ")}.`]),
  ];
}

function tabulate({ own, services }: UnitCostStripsOptions): ChartTable {
  return {
    caption: "Unit cost by service and council, with the upper ends of the fifths",
    columns: [
      { key: "service", label: "Service" },
      { key: "unit", label: "Unit" },
      { key: "council", label: "Council or line" },
      { key: "value", label: "Unit cost", numeric: true },
      { key: "position", label: `Position of ${own.name}` },
    ],
    rows: services.flatMap(({ measure, councils, cuts, median, position }) => {
      const row = (council: string, value: number | null, place: string | null = null) => ({
        service: measure.label,
        unit: measure.unit,
        council,
        value,
        position: place,
      });
      return [
        ...councils.map(({ code, name, value }) => row(name, value, code === own.code ? position : null)),
        row("Median", median),
        ...(cuts ?? []).map((cut, i) => row(`Upper end of ${COST_POSITIONS[i]}`, cut)),
      ];
    }),
  };
}

function describe(options: UnitCostStripsOptions, table: ChartTable): string {
  const { own, services, title } = options;
  const councils = new Set(services.flatMap(({ councils }) => known(councils).map(({ code }) => code)));
  return describeChart({
    kind: "Strip plot",
    compared: `unit costs of ${services.length} ${services.length === 1 ? "service" : "services"} across ${councils.size} councils`,
    finding: title,
    range: services.map((service) => {
      const { measure, councils } = service;
      const { bold, plain } = writeResult(service, own.code);
      const range = describeRange(
        known(councils).map(({ name, value }) => ({ name, value })),
        (value) => formatFigure(value, measure),
      );
      return `${measure.label} (${measure.unit}): ${own.name} ${bold}, ${plain.join(", ")}; councils run ${range}`;
    }),
    caption: table.caption,
  });
}

function known(councils: readonly CouncilCost[]): (CouncilCost & { readonly value: number })[] {
  return councils.filter((council): council is CouncilCost & { readonly value: number } => council.value !== null);
}
