import { chainOptions, indicatorTables, longColumns, readLong, scoreLong, screenLong } from "./figures-of-areas.ts";
import { fromColumns } from "./series.ts";
import type { ResultTable, TableCall, TableCell, TableMethod } from "./table-method.ts";
import type { OutcomeScores } from "../outcome-score.ts";
import { rankScores } from "../rank.ts";

export const screenCoverageMethod: TableMethod = {
  name: "screen-coverage",
  about: "which indicators and areas have enough figures",
  page: "docs/methods/outcome-score.md",
  gives: "kind, id, is_kept, reason, pass, block",
  columns: longColumns,
  options: [],
  tables: indicatorTables,
  run: (call) => {
    const { areas, indicators } = readLong(call);
    const found = screenLong(areas, indicators);
    const rows = (kind: string, ids: readonly string[], dropped: typeof found.droppedAreas) =>
      ids.map((id): TableCell[] => {
        const drop = dropped.find((item) => item.id === id);
        return [kind, id, drop === undefined, drop?.reason ?? null, drop?.pass ?? null, drop?.block ?? null];
      });
    return {
      columns: ["kind", "id", "is_kept", "reason", "pass", "block"],
      rows: [
        ...rows(
          "indicator",
          indicators.map(({ id }) => id),
          found.droppedIndicators,
        ),
        ...rows("area", areas, found.droppedAreas),
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
  tables: indicatorTables,
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
