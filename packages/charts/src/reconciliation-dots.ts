import { scaleLinear } from "d3-scale";
import { describeChart } from "./alt-text.ts";
import type { Chart, ChartHeading, ChartTable } from "./chart.ts";
import { formatFigure, formatSigned, listNames } from "./figure-text.ts";
import type { Drawn, Space } from "./frame.ts";
import { frameChart } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { DARK_GREY, OUTLINE, OWN, PAPER, RULE, SHADED_ROW, WORSE } from "./palette.ts";
import { drawRowText, layOutRows } from "./rows.ts";
import { BODY_SIZE, drawArrowhead, drawCircle, drawCross, drawLine, drawLines, drawRect, LINE_HEIGHT } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";
import { drawValueAxis } from "./value-axis.ts";

export interface ReconciliationCheck {
  readonly key: string;
  /** What is checked, e.g. "2024/25: six themes add to Total". */
  readonly label: string;
  /** Unit of the difference in words, e.g. "£ million"; checks of different units may stand in one chart. */
  readonly unit: string;
  /** Left side minus right side; null = the check compares words, or a side has no figure. */
  readonly difference: number | null;
  /** Largest difference that rounding explains, in the same unit; 0 = must be exact. */
  readonly tolerance: number;
  /** The verdict of whoever checked; null = cannot be checked. Not decided here: hedged figures have other rules. */
  readonly holds: boolean | null;
  /** Decimal places printed for difference and tolerance. */
  readonly decimals: number;
}

export interface ReconciliationDotsOptions extends ChartHeading {
  readonly checks: readonly ReconciliationCheck[];
}

type Checked = ReconciliationCheck & { readonly difference: number };

/** How many tolerances the axis shows on each side of zero. */
const REACH = 3;

/**
 * Draws each check's difference as multiples of its own tolerance, so that checks in pounds and in people share one
 * axis: inside the band around zero a sum holds. A difference beyond the axis stands at its end with an arrowhead.
 *
 * Filled circle and the word "Holds", or cross and the word "Fails"; the difference itself is printed at the right.
 * A check without a difference keeps its row and its word, with no mark, and is named in a note.
 *
 * @throws RangeError if there is no check, or a tolerance is negative
 */
export function reconciliationDots(options: ReconciliationDotsOptions): Chart {
  const { checks, id } = options;
  if (checks.length === 0) throw new RangeError(`Chart ${id}: no check to draw.`);
  for (const { label, tolerance } of checks) {
    if (!(tolerance >= 0))
      throw new RangeError(`Chart ${id}: "${label}" has tolerance ${tolerance}; expected 0 or more.`);
  }
  const table = tabulate(options);
  const altText = describe(options, table);
  const svg = frameChart(options, {
    altText,
    legend: explainMarks(checks),
    notes: notesOn(checks),
    draw: (space) => drawChecks(checks, space),
  });
  return { svg, altText, table };
}

function drawChecks(checks: readonly ReconciliationCheck[], space: Space): Drawn {
  const width = space.right - space.left;
  const figures = checks.map(writeDifference);
  const heading = wrapText("Difference (tolerance)", 130, BODY_SIZE, true);
  const figureWidth = Math.max(
    ...figures.map((text) => measureText(text, BODY_SIZE)),
    ...heading.map((text) => measureText(text, BODY_SIZE, true)),
  );
  const wordWidth = Math.max(...checks.map((check) => measureText(verdictOf(check), BODY_SIZE, true)));
  const top = space.top + 10 + heading.length * LINE_HEIGHT + 4;
  const pitch = space.bottom === null ? 24 : (space.bottom - 44 - top) / checks.length;
  const { rows, nameWidth, bottom } = layOutRows(
    checks.map(({ label }) => ({ name: label })),
    { top, limit: width * 0.36, pitch },
  );
  const plot = { left: space.left + nameWidth + 14, right: space.right - wordWidth - figureWidth - 32, top, bottom };
  const x = scaleLinear()
    .domain([-REACH, REACH])
    .range([plot.left + 14, plot.right - 14]);
  const axis = drawValueAxis(x, plot, { title: "Difference, in multiples of the tolerance", style: {} });
  const figureX = plot.right + 16 + figureWidth;

  const svg = [
    drawRect({ left: x(-1), right: x(1), top, bottom }, SHADED_ROW),
    axis.svg,
    ...rows.map(({ bottom: y }) => drawLine({ from: { x: space.left, y }, to: { x: space.right, y } }, "#EEF0F1")),
    drawLine({ from: { x: x(0), y: top }, to: { x: x(0), y: bottom } }, DARK_GREY, 1.5),
    drawLines(heading, { x: figureX, y: top - 8 - (heading.length - 1) * LINE_HEIGHT, anchor: "end", bold: true }),
    drawLines(["Result"], { x: figureX + 16, y: top - 8, bold: true }),
    ...rows.flatMap((row, i) => {
      const check = checks[i];
      if (check === undefined) return [];
      return [
        drawRowText(row, row.lines, { x: space.left }),
        isChecked(check) ? drawVerdict(check, x, row.middle) : "",
        drawRowText(row, [figures[i] ?? ""], { x: figureX, anchor: "end" }),
        drawRowText(row, [verdictOf(check)], { x: figureX + 16, bold: check.holds === false }),
      ];
    }),
  ];
  return { svg: svg.join(""), bottom: axis.bottom };
}

function drawVerdict(check: Checked, x: (value: number) => number, y: number): string {
  const multiple = toMultiple(check);
  const at = { x: x(Math.min(Math.max(multiple, -REACH), REACH)), y };
  const beyond =
    Math.abs(multiple) > REACH
      ? drawArrowhead({ x: at.x + Math.sign(multiple) * 7, y }, multiple > 0 ? "right" : "left")
      : "";
  return drawMark(check.holds, at) + beyond;
}

function drawMark(holds: boolean | null, at: { readonly x: number; readonly y: number }): string {
  if (holds === null) return drawCircle(at, 4.5, PAPER, OUTLINE);
  return holds ? drawCircle(at, 5, OWN, PAPER, 1) : drawCross(at, 5, WORSE);
}

/** A check that allows no difference at all is met at zero or missed beyond any axis. */
function toMultiple({ difference, tolerance }: Checked): number {
  if (tolerance === 0) return difference === 0 ? 0 : Math.sign(difference) * Infinity;
  return difference / tolerance;
}

function isChecked(check: ReconciliationCheck): check is Checked {
  return check.difference !== null;
}

function verdictOf({ holds }: ReconciliationCheck): string {
  return holds === null ? "Not checked" : holds ? "Holds" : "Fails";
}

function writeDifference({ difference, tolerance, decimals }: ReconciliationCheck): string {
  if (difference === null) return "no figure";
  const allowed = tolerance === 0 ? "(exact)" : `(±${formatFigure(tolerance, { decimals })})`;
  return `${formatSigned(difference, { decimals })} ${allowed}`;
}

function explainMarks(checks: readonly ReconciliationCheck[]): LegendItem[] {
  const beyond = checks.some((check) => isChecked(check) && Math.abs(toMultiple(check)) > REACH);
  const items: LegendItem[] = [
    { text: "Holds", draw: (at) => drawMark(true, at) },
    { text: "Fails", draw: (at) => drawMark(false, at) },
    {
      text: "Within tolerance",
      draw: ({ x, y }) => drawRect({ left: x - 10, right: x + 10, top: y - 7, bottom: y + 7 }, SHADED_ROW, RULE),
    },
  ];
  if (beyond) items.push({ text: "Beyond the axis", draw: ({ x, y }) => drawArrowhead({ x: x - 3, y }, "right") });
  return items;
}

function notesOn(checks: readonly ReconciliationCheck[]): string[] {
  const bare = checks.filter((check) => !isChecked(check)).map(({ label }) => label);
  const units = [...new Set(checks.map(({ unit }) => unit))];
  return [
    `Differences are left side minus right side, in ${listNames(units)}${units.length > 1 ? " (the table gives the unit of each)" : ""}.`,
    ...(bare.length === 0 ? [] : [`Not drawn, no difference in figures: ${bare.join("; ")}.`]),
  ];
}

function tabulate({ checks }: ReconciliationDotsOptions): ChartTable {
  return {
    caption: "Checks of published figures: difference, tolerance and result",
    columns: [
      { key: "check", label: "Check" },
      { key: "difference", label: "Difference", numeric: true },
      { key: "tolerance", label: "Tolerance", numeric: true },
      { key: "unit", label: "Unit" },
      { key: "result", label: "Result" },
    ],
    rows: checks.map((check) => ({
      check: check.label,
      difference: check.difference,
      tolerance: check.tolerance,
      unit: check.unit,
      result: verdictOf(check),
    })),
  };
}

function describe({ checks, title }: ReconciliationDotsOptions, table: ChartTable): string {
  const failing = checks.filter((check) => verdictOf(check) === "Fails");
  const holding = checks.filter((check) => verdictOf(check) === "Holds");
  const worst = failing.filter(isChecked).sort((a, b) => Math.abs(toMultiple(b)) - Math.abs(toMultiple(a)))[0];
  return describeChart({
    kind: "Dot plot",
    compared: `the differences of ${checks.length} checks with their tolerances`,
    finding: title,
    range: [
      `${holding.length} hold, ${failing.length} fail, ${checks.length - holding.length - failing.length} could not be checked`,
      ...(worst === undefined
        ? []
        : [`The furthest from its tolerance is ${worst.label}: ${writeDifference(worst)} ${worst.unit}`]),
    ],
    caption: table.caption,
  });
}
