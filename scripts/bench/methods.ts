/**
 * Speed of the statistical methods at full size: 150 authorities by 257 indicators, all of it made up. Where R is
 * installed, methods.R does the same and the ratio is printed.
 * npm run bench -- methods
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import {
  bootstrapRanks,
  computeDistances,
  createGenerator,
  drawIndicators,
  findNeighbours,
  loadLinearSolver,
  prepareMonteCarlo,
  rankScores,
  runMonteCarlo,
  scoreByDifference,
  scoreByFrontier,
  scoreOutcomes,
  summariseDraws,
} from "@poundwise/methods";
import type { MonteCarloInput } from "@poundwise/methods";

const size = { areas: 150, indicators: 257, blocks: 9, draws: 10_000, bootstraps: 1000 };
const seed = 20_250_331;
/** Processor seconds of each task that R does too. */
const used = new Map<string, number>();

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
  const outcome = await time(
    "full deterministic index",
    50,
    () => {
      const scored = scoreOutcomes(areas, input.indicators);
      scoreByDifference(
        scored.areas.map(({ score }) => score),
        input.costs,
      );
      return scored;
    },
    "index",
  );
  const scores = outcome.indicators.map((indicator) => indicator.scores);
  const weighted = { scores, weights: outcome.weights };
  await time(
    `bootstrap, ${size.bootstraps} draws`,
    1000,
    () =>
      bootstrapRanks(
        weighted,
        drawIndicators(outcome.weights, size.bootstraps, seed),
        (outcomes) => scoreByDifference(outcomes, input.costs).scores,
      ),
    "bootstrap",
  );
  const context = input.indicators.slice(0, 40).map(({ id, values }) => ({ id, values }));
  await time(
    "neighbours of all areas, 40 variables",
    50,
    () => {
      const { distances } = computeDistances(context);
      return areas.map((_, area) => findNeighbours(distances, areas, area, 15));
    },
    "neighbours",
  );
  const solver = await loadLinearSolver();
  const outputs = outcome.blocks.map((_, b) => outcome.areas.map(({ blockScores }) => blockScores[b]! + 10));
  await time("frontier, 9 outcomes, variable returns", 3000, () =>
    scoreByFrontier({ inputs: [input.costs], outputs }, solver),
  );
  const threads = Math.min(2, availableParallelism());
  const parallel = await time(`Monte Carlo, ${size.draws} draws, ${threads} threads`, 10_000, () =>
    runInThreads(threads),
  );
  const single = await time(
    "the same in one thread",
    Infinity,
    () => runMonteCarlo(prepareMonteCarlo(input), seed, 0, size.draws),
    "monte_carlo",
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
  const headline = scoreByDifference(
    outcome.areas.map(({ score }) => score),
    input.costs,
  );
  compareWithR(input, rankScores(headline.scores));
}

function compareWithR(input: MonteCarloInput, ranks: readonly (number | null)[]): void {
  if (spawnSync("Rscript", ["--version"], { stdio: "ignore" }).error !== undefined) {
    process.stdout.write("R is not installed (Rscript): no comparison.\n");
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "poundwise-bench-"));
  const write = (name: string, rows: readonly (readonly (string | number | null)[])[]) =>
    writeFileSync(
      path.join(folder, name),
      `${rows.map((row) => row.map((cell) => cell ?? "NA").join(",")).join("\n")}\n`,
    );
  const { areas, indicators, costs, previousCosts } = input;
  write("values.csv", [
    indicators.map(({ id }) => id),
    ...areas.map((_, i) => indicators.map(({ values }) => values[i]!)),
  ]);
  write("meta.csv", [
    ["block", "polarity", "has_error"],
    ...indicators.map(({ block, polarity, standardErrors }) => [block, Number(polarity), standardErrors ? 1 : 0]),
  ]);
  write("costs.csv", [["cost", "previous_cost"], ...costs.map((cost, i) => [cost, previousCosts![i]!])]);
  // R takes minutes for ten thousand draws; three hundred are enough to know the time of one.
  const draws = 300;
  const script = path.join(import.meta.dirname, "methods.R");
  const { stdout, stderr, status } = spawnSync("Rscript", [script, folder, String(draws)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Rscript: ${stderr}`);
  const inR = readFileSync(path.join(folder, "ranks.csv"), "utf8").trim().split("\n").slice(1).map(Number);
  rmSync(folder, { recursive: true });
  process.stdout.write(`\nsame index ranks as R: ${inR.every((rank, i) => rank === ranks[i]) ? "yes" : "NO"}\n`);
  for (const line of stdout.trim().split("\n")) {
    const [task, seconds] = line.split(",");
    const factor = task === "monte_carlo" ? size.draws / draws : 1;
    const [r, own] = [Number(seconds) * factor, used.get(task!)!];
    process.stdout.write(
      `${task!.padEnd(14)} processor seconds: R ${r.toFixed(3)}${factor === 1 ? "" : ` (from ${draws} draws)`}, ` +
        `Poundwise ${own.toFixed(3)}, R takes ${(r / own).toFixed(1)} times as long\n`,
    );
  }
}

/** @param task name of the same task in methods.R */
async function time<Result>(
  what: string,
  target: number,
  run: () => Result | Promise<Result>,
  task?: string,
): Promise<Result> {
  // Short tasks are repeated and the best run counts: the first ones also compile, and other programs disturb.
  const repeats = target <= 100 ? 20 : target <= 1000 ? 3 : 1;
  let result: Result | undefined;
  let took = Infinity;
  let processor = Infinity;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    result = await run();
    took = Math.min(took, performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    processor = Math.min(processor, (user + system) / 1e6);
  }
  const verdict = target === Infinity ? "" : `   target ${target} ms: ${took <= target ? "met" : "MISSED"}`;
  if (task !== undefined) used.set(task, processor);
  const times = `${took.toFixed(0).padStart(7)} ms, processor ${(1000 * processor).toFixed(0).padStart(6)} ms`;
  process.stdout.write(`${what.padEnd(44)} ${times}${verdict}\n`);
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
