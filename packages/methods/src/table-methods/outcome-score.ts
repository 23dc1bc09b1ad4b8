import { screenCoverage } from "../screen-coverage.ts";
import type { CellState } from "../screen-coverage.ts";
import { chainOptions, chainTables, scoreLong } from "./chain.ts";
import { indicatorTables, longColumns, readLong } from "./figures-of-areas.ts";
import { fromColumns } from "./series.ts";
import type { ResultTable, TableCall, TableCell, TableMethod } from "./table-method.ts";
import type { OutcomeScores } from "../outcome-score.ts";
import { rankScores } from "../rank.ts";

export const screenCoverageMethod: TableMethod = {
  name: "screen-coverage",
  about: "which indicators and areas have enough figures",
  page: "docs/methods/outcome-score.md",
  gives: "kind, id, n_missing, availability, is_kept, reason, pass, block",
  columns: longColumns,
  options: [],
  tables: indicatorTables,
  run: (call) => {
    const { areas, indicators, states } = readLong(call);
    const found = screenCoverage({ areas, indicators, cells: states });
    const byArea = areas.map((_, i) => states.map((row) => row[i]!));
    const describe = (
      kind: string,
      ids: readonly string[],
      cells: readonly (readonly CellState[])[],
      dropped: typeof found.droppedAreas,
    ) =>
      ids.map((id, k): TableCell[] => {
        const drop = dropped.find((item) => item.id === id);
        const missing = cells[k]!.filter((state) => state === "missing").length;
        const expected = cells[k]!.filter((state) => state !== "not_applicable").length;
        const share = expected === 0 ? null : (expected - missing) / expected;
        const why = [drop === undefined, drop?.reason ?? null, drop?.pass ?? null, drop?.block ?? null];
        return [kind, id, missing, share, ...why];
      });
    const ids = indicators.map(({ id }) => id);
    return {
      columns: ["kind", "id", "n_missing", "availability", "is_kept", "reason", "pass", "block"],
      rows: [
        ...describe("indicator", ids, states, found.droppedIndicators),
        ...describe("area", areas, byArea, found.droppedAreas),
      ],
    };
  },
};

export const outcomeScoreMethod: TableMethod = {
  name: "outcome-score",
  about: "outcome score of every area, from raw figures",
  page: "docs/methods/outcome-score.md",
  gives: "area, every block, outcome, rank, reason; or area, indicator, score and more",
  columns: longColumns,
  options: [
    ...chainOptions,
    {
      name: "table",
      about: "what to give",
      default: "scores",
      choices: ["scores", "indicators", "contributions", "treated"],
    },
  ],
  tables: chainTables,
  run: (call) => answerOutcome(call, scoreLong(call).outcome),
};

function answerOutcome(call: TableCall, outcome: OutcomeScores): ResultTable {
  const { areas, blocks, indicators, treatedCells } = outcome;
  const wanted = call.option("table");
  if (wanted === "treated") {
    const rows = treatedCells.map(({ area, indicator, before, after }) => [area, indicator, before, after]);
    return { columns: ["area", "indicator", "before", "after"], rows };
  }
  if (wanted === "scores") {
    const scores = areas.map(({ score }) => score);
    return fromColumns([
      ["area", areas.map(({ area }) => area)],
      ...blocks.map((block, b) => [block, areas.map(({ blockScores }) => blockScores[b]!)] as const),
      ["outcome", scores],
      ["rank", rankScores(scores)],
      ["reason", areas.map(({ reason }) => reason)],
    ]);
  }
  const rows = indicators.flatMap(({ id, reason, scores }, j) =>
    areas.map(({ area, weights, contributions }, i): TableCell[] =>
      wanted === "indicators"
        ? [area, id, scores[i]!, reason]
        : [area, id, scores[i]!, weights[j]!, contributions?.[j] ?? null],
    ),
  );
  const last = wanted === "indicators" ? ["reason"] : ["weight", "contribution"];
  return { columns: ["area", "indicator", "score", ...last], rows };
}
