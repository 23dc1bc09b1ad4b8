import { requireSolver } from "./frontier.ts";
import { meanKinds, readAggregation } from "./score-options.ts";
import { fromColumns, idColumn } from "./series.ts";
import type { TableCall, TableMethod } from "./table-method.ts";
import { readWeights, weightsOption } from "./weights.ts";
import { aggregate } from "../aggregate.ts";
import { defaultShareLimits, scoreByBenefitOfTheDoubt } from "../benefit-of-the-doubt.ts";
import { scoreByMazziottaPareto } from "../mazziotta-pareto.ts";
import { scoreByCopeland, scoreByMeanRank } from "../pairwise-scores.ts";
import { rankScores } from "../rank.ts";

export const aggregateMethod: TableMethod = {
  name: "aggregate",
  about: "one score per area from several, and its rank",
  page: "docs/methods/outcome-score.md",
  gives: "id, score, rank",
  columns: [idColumn],
  variables: "scores, higher is better",
  options: [
    {
      name: "method",
      about: "how scores combine; mpi takes z scores",
      default: "arithmetic",
      choices: [...meanKinds, "mpi", "copeland", "rank_mean"],
    },
    { name: "exponent", about: "for method power", default: "2" },
    {
      name: "divisor",
      about: "for mpi: deviation with n - 1 or n",
      default: "sample",
      choices: ["sample", "population"],
    },
    weightsOption,
  ],
  run: (call) => {
    const { names, values } = call.variables();
    const scores = combine(call, values, readWeights(call, names));
    return fromColumns([
      ["id", call.keys("id")],
      ["score", scores],
      ["rank", rankScores(scores)],
    ]);
  },
};

export const benefitOfTheDoubtMethod: TableMethod = {
  name: "benefit-of-the-doubt",
  about: "score under each area's own best weights",
  page: "docs/methods/frontier.md",
  gives: "id, score, reason, share_… of each variable",
  columns: [idColumn],
  variables: "measures above 0, higher is better",
  options: [
    {
      name: "low",
      about: "smallest share of a measure; with high, both or none; usual = half the equal share",
      default: "",
    },
    { name: "high", about: "largest share of a measure; usual = twice the equal share", default: "" },
  ],
  needsSolver: true,
  run: (call) => {
    const { names, values } = call.variables();
    const [low, high] = [call.option("low"), call.option("high")];
    const usual = defaultShareLimits(names.length);
    const limits =
      low === "" && high === ""
        ? null
        : {
            low: low === "usual" ? usual.low : call.number("low"),
            high: high === "usual" ? usual.high : call.number("high"),
          };
    const found = scoreByBenefitOfTheDoubt(values, requireSolver(call), limits);
    return fromColumns([
      ["id", call.keys("id")],
      ["score", found.scores],
      ["reason", found.reasons],
      ...names.map((name, j) => [`share_${name}`, found.shares.map((shares) => shares[j] ?? null)] as const),
    ]);
  },
};

function combine(
  call: TableCall,
  values: readonly (readonly (number | null)[])[],
  weights: readonly number[],
): (number | null)[] {
  const method = call.option("method");
  if (method === "mpi") {
    return [...scoreByMazziottaPareto(values, { divisor: call.option("divisor") as "sample" | "population" }).scores];
  }
  if (method === "copeland") return [...scoreByCopeland(values, weights).scores];
  if (method === "rank_mean") return scoreByMeanRank(values, weights);
  const kind = readAggregation(call, "method");
  return (values[0] ?? []).map((_, area) => {
    const scores = values.map((column) => column[area]!);
    try {
      return aggregate(scores, weights, kind);
    } catch (cause) {
      throw new RangeError(`${call.place(area)}: ${(cause as Error).message}`, { cause });
    }
  });
}
