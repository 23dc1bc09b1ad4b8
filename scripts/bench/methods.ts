/**
 * Speed of the statistical methods at full size: 150 authorities by 257 indicators, all of it made up.
 * npm run bench -- methods
 */
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import {
  bootstrapRanks,
  computeDistances,
  createGenerator,
  drawIndicators,
  findNeighbours,
  loadLinearSolver,
  prepareMonteCarlo,
  runMonteCarlo,
  scoreByDifference,
  scoreByFrontier,
  scoreOutcomes,
  summariseDraws,
} from "@poundwise/methods";
import type { MonteCarloInput } from "@poundwise/methods";

const size = { areas: 150, indicators: 257, blocks: 9, draws: 10_000, bootstraps: 1000 };
const seed = 20_250_331;

/** A thread does not inherit the loader that reads TypeScript, so it starts by registering it. */
const startTypeScript = `
  import("tsx/esm/api").then(({ tsImport }) => tsImport(${JSON.stringify(import.meta.url)}, ${JSON.stringify(import.meta.url)}));
`;

if (isMainThread) await runAll();
else {
  const { from, to } = workerData as { readonly from: number; readonly to: number };
  parentPort!.postMessage(runMonteCarlo(prepareMonteCarlo(makeInput()), seed, from, to));
}

async function runAll(): Promise<void> {
  const input = makeInput();
  const areas = input.areas;
  const outcome = await time("full deterministic index", 50, () => {
    const scored = scoreOutcomes(areas, input.indicators);
    scoreByDifference(
      scored.areas.map(({ score }) => score),
      input.costs,
    );
    return scored;
  });
  const scores = outcome.indicators.map((indicator) => indicator.scores);
  const weighted = { scores, weights: outcome.weights };
  await time(`bootstrap, ${size.bootstraps} draws`, 1000, () =>
    bootstrapRanks(
      weighted,
      drawIndicators(outcome.weights, size.bootstraps, seed),
      (outcomes) => scoreByDifference(outcomes, input.costs).scores,
    ),
  );
  const context = input.indicators.slice(0, 40).map(({ id, values }) => ({ id, values }));
  await time("neighbours of all areas, 40 variables", 50, () => {
    const { distances } = computeDistances(context);
    return areas.map((_, area) => findNeighbours(distances, areas, area, 15));
  });
  const solver = await loadLinearSolver();
  const outputs = outcome.blocks.map((_, b) => outcome.areas.map(({ blockScores }) => blockScores[b]! + 10));
  await time("frontier, 9 outcomes, variable returns", 3000, () =>
    scoreByFrontier({ inputs: [input.costs], outputs }, solver),
  );
  const threads = Math.min(2, availableParallelism());
  const parallel = await time(`Monte Carlo, ${size.draws} draws, ${threads} threads`, 10_000, () =>
    runInThreads(threads),
  );
  const single = await time("the same in one thread", Infinity, () =>
    runMonteCarlo(prepareMonteCarlo(input), seed, 0, size.draws),
  );
  const isSame = Buffer.compare(Buffer.from(parallel.buffer), Buffer.from(single.buffer)) === 0;
  process.stdout.write(`same ranks from ${threads} threads as from one: ${isSame ? "yes" : "NO"}\n`);
  await time("summary of the draws", Infinity, () =>
    summariseDraws(
      single,
      areas.map(() => 1),
    ),
  );
  if (!isSame) process.exitCode = 1;
}

async function time<Result>(what: string, target: number, run: () => Result | Promise<Result>): Promise<Result> {
  // Short tasks are repeated and the best run counts: the first ones also compile, and other programs disturb.
  const repeats = target <= 100 ? 20 : target <= 1000 ? 3 : 1;
  let result: Result | undefined;
  let took = Infinity;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const start = performance.now();
    result = await run();
    took = Math.min(took, performance.now() - start);
  }
  const verdict = target === Infinity ? "" : `   target ${target} ms: ${took <= target ? "met" : "MISSED"}`;
  process.stdout.write(`${what.padEnd(44)} ${took.toFixed(0).padStart(7)} ms${verdict}\n`);
  if (took > target) process.exitCode = 1;
  return result!;
}

async function runInThreads(threads: number): Promise<Uint16Array> {
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, k) => {
      const share = (part: number) => Math.floor((size.draws * part) / threads);
      const workerData = { from: share(k), to: share(k + 1) };
      const worker = new Worker(startTypeScript, { eval: true, workerData });
      return new Promise<Uint16Array>((resolve, reject) => {
        worker.once("message", resolve);
        worker.once("error", reject);
      });
    }),
  );
  const all = new Uint16Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

/** Every factor varies: gaps, long tails, standard errors for a third of the indicators, two cost years, budget shares. */
function makeInput(): MonteCarloInput {
  const generator = createGenerator(1);
  const codes = Array.from({ length: size.areas }, (_, i) => `E${String(i).padStart(8, "0")}`);
  const quality = codes.map(() => generator.nextShare());
  const indicators = Array.from({ length: size.indicators }, (_, j) => {
    const isSkewed = j % 10 === 0;
    const values = quality.map((level) => {
      const noise = generator.nextShare() + generator.nextShare() + level;
      if (generator.nextShare() < 0.03) return null;
      return isSkewed ? Math.exp(2 * noise) : 100 * (noise / 3);
    });
    return {
      id: `i${j}`,
      block: `block ${j % size.blocks}`,
      polarity: j % 3 === 0 ? (-1 as const) : (1 as const),
      values,
      ...(j % 3 === 1 ? { standardErrors: values.map((value) => (value === null ? null : 2)) } : {}),
    };
  });
  const costs = codes.map(() => 800 + 400 * generator.nextShare());
  const blockNames = Array.from({ length: size.blocks }, (_, b) => `block ${b}`);
  return {
    areas: codes,
    indicators,
    costs,
    previousCosts: costs.map((cost) => cost * (0.95 + 0.1 * generator.nextShare())),
    budgetShares: Object.fromEntries(blockNames.map((name) => [name, 1 / size.blocks])),
  };
}
