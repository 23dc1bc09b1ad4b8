import { scaleLinear } from "d3-scale";
import { describeChart, describeRange } from "./alt-text.ts";
import type { Chart, ChartHeading, ChartTable, Measure } from "./chart.ts";
import { formatFigure, listNames, withUnit } from "./figure-text.ts";
import type { Drawn, Space } from "./frame.ts";
import { frameChart } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { DARK_GREY, OWN, PAPER, RULE, SHADED_ROW } from "./palette.ts";
import type { Row } from "./rows.ts";
import { drawRowText, layOutRows } from "./rows.ts";
import { BODY_SIZE, drawCircle, drawDiamond, drawLine, drawLines, drawRect, drawText, LINE_HEIGHT } from "./svg.ts";
import { measureText, wrapText } from "./text-width.ts";
import { drawValueAxis } from "./value-axis.ts";

export interface RankedArea {
  readonly code: string;
  readonly name: string;
  /** Score, higher = better; null = not scored. */
  readonly score: number | null;
  /** Interval of the score, lower end first; null = none known. */
  readonly scoreInterval: readonly [number, number] | null;
  /** Competition rank, 1 = best, shared by ties; null = unranked. */
  readonly rank: number | null;
  /** Plausible best and worst rank, best first; null = none known. */
  readonly rankInterval: readonly [number, number] | null;
  readonly isOwn: boolean;
  /** Whether the method cannot tell this area apart from the own one; ignored for the own area itself. */
  readonly isLikeOwn: boolean;
}

export interface RankedDotsOptions extends ChartHeading {
  readonly score: Measure;
  /** What the line through each point is, e.g. "5th to 95th percentile of 1,000 runs". */
  readonly intervalName: string;
  readonly areas: readonly RankedArea[];
  /** Vertical line, usually the group's median, and its name. */
  readonly median: { readonly name: string; readonly score: number };
}

type ScoredArea = RankedArea & { readonly score: number };

/**
 * Draws areas from best to worst score, each with its interval, and prints every rank with its plausible range.
 *
 * Areas that cannot be told apart from the own area lie in a shaded band and have filled points. Areas with equal
 * scores stand in order of code and share a rank ("=2"). Areas without a score are listed in the table and a note.
 *
 * @throws RangeError if no area has a score, or more than one is the own area
 */
export function rankedDots(options: RankedDotsOptions): Chart {
  const scored = options.areas
    .filter((area): area is ScoredArea => area.score !== null)
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
  if (scored.length === 0) throw new RangeError(`Chart ${options.id}: no area has a score.`);
  if (options.areas.filter(({ isOwn }) => isOwn).length > 1) {
    throw new RangeError(`Chart ${options.id}: more than one area is marked as the own area.`);
  }
  const table = tabulate(options, scored);
  const altText = describe(options, scored, table);
  const svg = frameChart(options, {
    altText,
    legend: explainMarks(options, scored),
    notes: notesOn(options),
    draw: (space) => drawRows(options, scored, space),
  });
  return { svg, altText, table };
}

function drawRows({ score, areas, median }: RankedDotsOptions, scored: readonly ScoredArea[], space: Space): Drawn {
  const width = space.right - space.left;
  const ranks = scored.map((area) => writeRank(area, areas));
  const heading = wrapText("Rank and its plausible range", 110, BODY_SIZE, true);
  const rankWidth = Math.max(
    ...ranks.map((text) => measureText(text, BODY_SIZE, true)),
    ...heading.map((text) => measureText(text, BODY_SIZE, true)),
  );
  const top = space.top + 12 + heading.length * LINE_HEIGHT + 4;
  const pitch = space.bottom === null ? 22 : (space.bottom - 44 - top) / scored.length;
  const names = scored.map(({ name, isOwn }) => ({ name, bold: isOwn }));
  const { rows, nameWidth, bottom } = layOutRows(names, { top, limit: width * 0.34, pitch });

  const plot = { left: space.left + nameWidth + 14, right: space.right - rankWidth - 16, top, bottom };
  const ends = [median.score, ...scored.flatMap((area) => [area.score, ...(area.scoreInterval ?? [])])];
  const x = scaleLinear()
    .domain([Math.min(...ends), Math.max(...ends)])
    .range([plot.left + 10, plot.right - 10]);
  const axis = drawValueAxis(x, plot, { title: `${withUnit(score)} (better to the right)`, style: score });
  const medianText = `${median.name} ${formatFigure(median.score, score)}`;
  const half = measureText(medianText, BODY_SIZE) / 2;
  const medianX = Math.min(Math.max(x(median.score), plot.left + half), plot.right - half);

  const svg = [
    ...shadedRuns(rows, scored).map(({ top, bottom }) =>
      drawRect({ left: space.left - 4, right: space.right + 4, top, bottom }, SHADED_ROW),
    ),
    axis.svg,
    drawLine({ from: { x: plot.left, y: bottom }, to: { x: plot.right, y: bottom } }, RULE),
    drawLine(
      { from: { x: x(median.score), y: top - 4 }, to: { x: x(median.score), y: bottom } },
      DARK_GREY,
      1.5,
      "6 4",
    ),
    drawText({ text: medianText, x: medianX, y: top - 8, anchor: "middle" }),
    drawLines(heading, { x: space.right, y: top - 8 - (heading.length - 1) * LINE_HEIGHT, anchor: "end", bold: true }),
    ...rows.flatMap((row, i) => {
      const area = scored[i];
      if (area === undefined) return [];
      return [
        drawRowText(row, row.lines, { x: space.left, bold: area.isOwn }),
        drawInterval(area, x, row.middle),
        drawPoint(area, { x: x(area.score), y: row.middle }),
        drawRowText(row, [ranks[i] ?? ""], { x: space.right, anchor: "end", bold: area.isOwn }),
      ];
    }),
  ];
  return { svg: svg.join(""), bottom: axis.bottom };
}

/** Neighbouring rows of the own area and its equals, as one band each. */
function shadedRuns(rows: readonly Row[], scored: readonly ScoredArea[]): { top: number; bottom: number }[] {
  const runs: { top: number; bottom: number }[] = [];
  rows.forEach(({ top, bottom }, i) => {
    if (!scored[i]?.isOwn && !scored[i]?.isLikeOwn) return;
    const open = runs.at(-1);
    if (open?.bottom === top) open.bottom = bottom;
    else runs.push({ top, bottom });
  });
  return runs;
}

function drawInterval({ scoreInterval, isOwn }: ScoredArea, x: (value: number) => number, y: number): string {
  if (scoreInterval === null) return "";
  const [from, to] = scoreInterval.map(x) as [number, number];
  const stroke = isOwn ? OWN : DARK_GREY;
  const ends = [from, to].map((at) =>
    drawLine({ from: { x: at, y: y - 3.5 }, to: { x: at, y: y + 3.5 } }, stroke, 1.5),
  );
  return drawLine({ from: { x: from, y }, to: { x: to, y } }, stroke, isOwn ? 2.5 : 1.5) + ends.join("");
}

function drawPoint(
  { isOwn, isLikeOwn }: Pick<RankedArea, "isOwn" | "isLikeOwn">,
  at: { x: number; y: number },
): string {
  if (isOwn) return drawDiamond(at, 8.5, OWN);
  return isLikeOwn ? drawCircle(at, 4.5, DARK_GREY, DARK_GREY) : drawCircle(at, 4.5, PAPER, DARK_GREY);
}

/** "4 (2 to 9)"; "=4" when the rank is shared. A rank is never printed without its range or a word on it. */
function writeRank({ rank, rankInterval }: RankedArea, areas: readonly RankedArea[]): string {
  if (rank === null) return "unranked";
  const shared = areas.filter((other) => other.rank === rank).length > 1 ? "=" : "";
  if (rankInterval === null) return `${shared}${rank} (no range)`;
  return `${shared}${rank} (${rankInterval[0]} to ${rankInterval[1]})`;
}

function explainMarks({ intervalName, areas }: RankedDotsOptions, scored: readonly ScoredArea[]): LegendItem[] {
  const own = areas.find(({ isOwn }) => isOwn);
  const whisker = ({ x, y }: { x: number; y: number }) =>
    drawLine({ from: { x: x - 10, y }, to: { x: x + 10, y } }, DARK_GREY, 1.5);
  const items: LegendItem[] = [];
  if (own !== undefined) items.push({ text: own.name, draw: (at) => drawPoint(own, at) });
  if (own !== undefined && scored.some(({ isOwn, isLikeOwn }) => !isOwn && isLikeOwn)) {
    items.push({
      text: `Shaded: cannot be told apart from ${own.name}`,
      draw: (at) =>
        drawRect({ left: at.x - 10, right: at.x + 10, top: at.y - 7, bottom: at.y + 7 }, SHADED_ROW, RULE) +
        drawPoint({ isOwn: false, isLikeOwn: true }, at),
    });
  }
  if (scored.some(({ isOwn, isLikeOwn }) => !isOwn && !isLikeOwn)) {
    items.push({ text: "Other areas", draw: (at) => drawPoint({ isOwn: false, isLikeOwn: false }, at) });
  }
  if (scored.some(({ scoreInterval }) => scoreInterval !== null)) items.push({ text: intervalName, draw: whisker });
  return items;
}

function notesOn({ areas, score }: RankedDotsOptions): string[] {
  const missing = areas.filter((area) => area.score === null).map(({ name }) => name);
  const bare = areas.filter((area) => area.score !== null && area.scoreInterval === null).map(({ name }) => name);
  return [
    ...(missing.length === 0 ? [] : [`Not drawn, no figure for ${score.label}: ${listNames(missing)}.`]),
    ...(bare.length === 0 ? [] : [`No interval known: ${listNames(bare)}.`]),
  ];
}

function tabulate(options: RankedDotsOptions, scored: readonly ScoredArea[]): ChartTable {
  const { score, areas, median, intervalName } = options;
  const own = areas.find(({ isOwn }) => isOwn);
  const unscored = areas.filter((area) => area.score === null).sort((a, b) => (a.code < b.code ? -1 : 1));
  const figure = (key: string, label: string) => ({ key, label, numeric: true, unit: score.unit });
  return {
    caption: `${score.label} and rank, by area, best first`,
    columns: [
      { key: "area", label: "Area" },
      figure("score", score.label),
      figure("score_lower", `${score.label}, lower end (${intervalName})`),
      figure("score_upper", `${score.label}, upper end (${intervalName})`),
      { key: "rank", label: "Rank", numeric: true },
      { key: "rank_best", label: "Best plausible rank", numeric: true },
      { key: "rank_worst", label: "Worst plausible rank", numeric: true },
      ...(own === undefined ? [] : [{ key: "like_own", label: `Cannot be told apart from ${own.name}` }]),
    ],
    rows: [
      ...[...scored, ...unscored].map((area) => ({
        area: area.name,
        score: area.score,
        score_lower: area.scoreInterval?.[0] ?? null,
        score_upper: area.scoreInterval?.[1] ?? null,
        rank: area.rank,
        rank_best: area.rankInterval?.[0] ?? null,
        rank_worst: area.rankInterval?.[1] ?? null,
        ...(own === undefined
          ? {}
          : { like_own: area.isOwn || area.score === null ? null : area.isLikeOwn ? "Yes" : "No" }),
      })),
      {
        area: median.name,
        score: median.score,
        score_lower: null,
        score_upper: null,
        rank: null,
        rank_best: null,
        rank_worst: null,
        ...(own === undefined ? {} : { like_own: null }),
      },
    ],
  };
}

function describe(options: RankedDotsOptions, scored: readonly ScoredArea[], table: ChartTable): string {
  const { score, areas, median, title } = options;
  const own = scored.find(({ isOwn }) => isOwn);
  const like = scored.filter(({ isOwn, isLikeOwn }) => !isOwn && isLikeOwn).length;
  const range = describeRange(
    scored.map(({ name, score: value }) => ({ name, value })),
    (value) => formatFigure(value, score),
  );
  return describeChart({
    kind: "Dot plot with intervals",
    compared: `${score.label} of ${scored.length} areas, best first`,
    finding: title,
    range: [
      ...(own === undefined
        ? []
        : [
            `${own.name}: ${formatFigure(own.score, score)}, rank and plausible range ${writeRank(own, areas)} of ` +
              `${scored.length}, cannot be told apart from ${like} other ${like === 1 ? "area" : "areas"}`,
          ]),
      `${score.label} runs ${range}; ${median.name} ${formatFigure(median.score, score)}`,
    ],
    caption: table.caption,
  });
}
