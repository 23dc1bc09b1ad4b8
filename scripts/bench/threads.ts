/**
 * Two large workbooks through staging, on one thread and on two: payments as a council publishes them, 350,000 rows of
 * 12 cells each, from the landed file to the Parquet part. Each run is a process of its own.
 * npm run bench -- threads
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writePaymentsWorkbook } from "../reading/payments-workbook.ts";

const ROWS = 350_000;
const ROUNDS = 3;
/** How many times as fast two threads must be. */
const TARGET = 1.5;
const root = fileURLToPath(new URL("../../", import.meta.url));

interface Measured {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakMb: number;
  readonly rows: number;
  /** Hash of everything in the store. */
  readonly store: string;
}

const folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-bench-threads-"));
try {
  await compare();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  const files = [1, 2].map((quarter) => path.join(folder, `trial-spending-2024-25-q${quarter}.xlsx`));
  for (const [index, file] of files.entries()) await writePaymentsWorkbook(file, { rows: ROWS, seed: index + 1 });
  print(
    `two workbooks of ${ROWS} rows, ${files.map((file) => `${(statSync(file).size / 1e6).toFixed(0)} MB`).join(" and ")}\n`,
  );
  const runs = new Map<number, Measured[]>([1, 2].map((threads) => [threads, []]));
  // In turns, so that what else the machine does disturbs both alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [threads, measured] of runs) measured.push(stageIn(threads, files));
  }
  print("| threads | best s | median s | processor s | peak MB |\n| ---: | ---: | ---: | ---: | ---: |");
  for (const [threads, measured] of runs) {
    const seconds = measured.map((run) => run.seconds).sort((a, b) => a - b);
    const processor = Math.min(...measured.map((run) => run.processorSeconds));
    const peak = Math.max(...measured.map((run) => run.peakMb));
    const cells = [seconds[0]!, seconds[Math.floor(ROUNDS / 2)]!, processor].map((it) => it.toFixed(1));
    print(`| ${threads} | ${cells.join(" | ")} | ${peak.toFixed(0)} |`);
  }
  const all = [...runs.values()].flat();
  judge(`the same bytes of ${all[0]!.rows} rows from each run`, new Set(all.map(({ store }) => store)).size === 1);
  const [one, two] = [...runs.values()].map((measured) => Math.min(...measured.map((run) => run.seconds)));
  judge(`two threads at least ${TARGET} times as fast, measured ${(one! / two!).toFixed(2)}`, one! / two! >= TARGET);
}

function stageIn(threads: number, files: readonly string[]): Measured {
  const home = mkdtempSync(path.join(folder, "home-"));
  const script = path.join(root, "scripts", "reading", "stage-once.mjs");
  const register = path.join(root, "data", "reference", "authorities.csv");
  const run = spawnSync(process.execPath, [script, String(threads), home, register, ...files], { encoding: "utf8" });
  rmSync(home, { recursive: true, force: true });
  if (run.status !== 0) throw new Error(`staging on ${threads} threads failed: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout) as Measured;
}

function judge(what: string, isMet: boolean): void {
  print(`${isMet ? "met" : "MISSED"}: ${what}`);
  if (!isMet) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
