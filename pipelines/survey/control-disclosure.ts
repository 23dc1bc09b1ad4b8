import { guardSmallBase, suppressCells, type CountRelation } from "@poundwise/methods";
import type { ResultCounts } from "./result-counts.ts";

/** What readers see of one result: its base, and the case with all figures made from it. */
export interface CellVerdict {
  readonly base: "shown" | "disclosure";
  /** small_base: too few respondents to report. disclosure: the count, or another that it would reveal, is small. */
  readonly case: "shown" | "small_base" | "disclosure";
}

/**
 * Decides which results may be shown. All results of one question in one year are judged together, because they add up:
 * answers to favourable answers and to the base, and the points of each banner to all respondents.
 *
 * @param threshold smallest count of persons that may be shown beside 0
 * @returns a verdict for every result given
 */
export function controlDisclosure(results: readonly ResultCounts[], threshold: number): Map<ResultCounts, CellVerdict> {
  const questions = new Map<string, ResultCounts[]>();
  for (const result of results) {
    const key = `${result.surveyYear}|${result.questionId}`;
    const group = questions.get(key);
    if (group === undefined) questions.set(key, [result]);
    else group.push(result);
  }
  return new Map([...questions.values()].flatMap((question) => [...judgeQuestion(question, threshold)]));
}

/** A row of the question's table: one count for each banner point, published or implied by those that are. */
interface TableRow {
  readonly id: string;
  /** In the order of the points. */
  readonly counts: readonly number[];
}

function judgeQuestion(results: readonly ResultCounts[], threshold: number): Map<ResultCounts, CellVerdict> {
  const points = [...new Set(results.map(toPoint))].sort((a, b) =>
    a === WHOLE ? -1 : b === WHOLE ? 1 : a < b ? -1 : 1,
  );
  const { rows, sums } = tabulate(results, points);
  const at = (row: string, point: number) => rows.findIndex(({ id }) => id === row) * points.length + point;
  const relations = [
    ...points.flatMap((_, point) =>
      sums.map(({ total, parts }): CountRelation => ({
        total: at(total, point),
        parts: parts.map((part) => at(part, point)),
      })),
    ),
    ...rows.flatMap(({ id }) =>
      listBanners(points).map((banner): CountRelation => ({
        total: at(id, 0),
        parts: banner.map((point) => at(id, point)),
      })),
    ),
  ];
  const counts = rows.flatMap((row) => row.counts);
  const costs = rows.flatMap(({ id, counts: row }) =>
    row.map((count, point) => count * (ROW_COSTS[id] ?? 1) * (point === 0 ? WHOLE_COST : 1)),
  );
  const placeOf = (result: ResultCounts) => at(result.measureId, points.indexOf(toPoint(result)));
  const baseOf = (result: ResultCounts) => at(BASE, points.indexOf(toPoint(result)));
  const isSmallBase = (result: ResultCounts) => guardSmallBase(result.baseCount) === "suppressed";

  let withheld = results.filter(isSmallBase).map(placeOf);
  for (;;) {
    const isShown = suppressCells({ counts, relations, withheld, costs }, threshold).map((fate) => fate === "shown");
    // A share beside its count would tell a base that is hidden, so such shares go too, and the rest is judged again.
    const telling = results.filter((result) => !isShown[baseOf(result)]! && isShown[placeOf(result)]!).map(placeOf);
    if (telling.some((place) => !withheld.includes(place))) {
      withheld = [...withheld, ...telling];
      continue;
    }
    return new Map(
      results.map((result) => [
        result,
        {
          base: isShown[baseOf(result)]! ? "shown" : "disclosure",
          case: isSmallBase(result) ? "small_base" : isShown[placeOf(result)]! ? "shown" : "disclosure",
        },
      ]),
    );
  }
}

const BASE = "base";
const FAVOURABLE = "favourable";
const OTHER = "other answers";
/** What readers lose, beside one answer of one point: a base takes its whole column along, the whole is the headline. */
const ROW_COSTS: Readonly<Record<string, number>> = { [BASE]: 50, [FAVOURABLE]: 10, [OTHER]: 10 };
const WHOLE_COST = 100;
const WHOLE = "all|all";
const toPoint = (result: ResultCounts) => `${result.banner}|${result.bannerPoint}`;

/** The rows that a reader sees or can form by subtraction, and how they add up within each banner point. */
function tabulate(results: readonly ResultCounts[], points: readonly string[]) {
  const measures = new Map<string, (ResultCounts | undefined)[]>();
  for (const result of results) {
    const row = measures.get(result.measureId) ?? points.map(() => undefined);
    row[points.indexOf(toPoint(result))] = result;
    measures.set(result.measureId, row);
  }
  const rows: TableRow[] = [...measures].map(([id, cells]) => ({
    id,
    counts: cells.map((cell, point) => {
      if (cell === undefined) throw new RangeError(`${id} has no count for ${points[point]}.`);
      return cell.caseCount;
    }),
  }));
  const base = [...measures.values()][0]!.map((cell) => cell!.baseCount);
  const answers = rows.filter(({ id }) => id !== FAVOURABLE);
  const less = (from: readonly number[], taken: readonly TableRow[]) =>
    from.map((count, point) => taken.reduce((left, row) => left - row.counts[point]!, count));
  const table = [...rows, { id: BASE, counts: base }];
  if (!results[0]!.isOneOfMany) {
    // Each option is a question of its own: ticked or not.
    const unticked = answers.map((row) => ({ id: `not ${row.id}`, counts: less(base, [row]) }));
    const sums = answers.map(({ id }) => ({ total: BASE, parts: [id, `not ${id}`] }));
    return { rows: [...table, ...unticked], sums };
  }
  const silent = { id: "no answer", counts: less(base, answers) };
  const partition = [...answers, ...(silent.counts.some((count) => count > 0) ? [silent] : [])];
  const extra = partition.slice(answers.length);
  const favourable = rows.find(({ id }) => id === FAVOURABLE);
  if (favourable === undefined) {
    return { rows: [...table, ...extra], sums: [{ total: BASE, parts: partition.map(({ id }) => id) }] };
  }
  const isFavourable = (id: string) => measures.get(id)?.[0]?.isFavourable === true;
  const other = { id: OTHER, counts: less(base, [favourable]) };
  return {
    rows: [...table, ...extra, other],
    sums: [
      { total: FAVOURABLE, parts: partition.filter(({ id }) => isFavourable(id)).map(({ id }) => id) },
      { total: OTHER, parts: partition.filter(({ id }) => !isFavourable(id)).map(({ id }) => id) },
      { total: BASE, parts: [FAVOURABLE, OTHER] },
    ],
  };
}

/** The points of each banner but the whole, as places. */
function listBanners(points: readonly string[]): number[][] {
  const banners = new Map<string, number[]>();
  for (const [place, point] of points.entries()) {
    if (point === WHOLE) continue;
    const banner = point.slice(0, point.indexOf("|"));
    banners.set(banner, [...(banners.get(banner) ?? []), place]);
  }
  return [...banners.values()];
}
