/**
 * Speed and memory of the spreadsheet reader beside others, each in a process of its own that looks at every cell:
 * 200,000 rows of 12 cells as xlsx and as ods, 1,000,000 rows in passing, and two workbooks at once.
 * npm run bench -- reading
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { writeLargeOds, writeLargeXlsx } from "../reading/large-workbook.ts";
import { installCalamine, installPackages } from "../reading/other-readers.ts";

const ROWS = 200_000;
const MANY_ROWS = 1_000_000;
const ROUNDS = 3;
const OURS = "poundwise";
const IN_PASSING = "poundwise, in passing";
const CALAMINE = "calamine (Rust, through Python)";
const scripts = fileURLToPath(new URL("../reading/", import.meta.url));

interface Measured {
  readonly seconds: number;
  /** Of all threads, in the program and in the system for it. */
  readonly processorSeconds: number;
  readonly peakMb: number;
  readonly seen: { readonly cells: number };
}

interface Target {
  readonly reader: string;
  /** How many times as long as ours it must take at least. */
  readonly atLeast: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "poundwise-reading-"));
try {
  await compareReaders();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compareReaders(): Promise<void> {
  const xlsx = path.join(folder, "ledger.xlsx");
  const ods = path.join(folder, "ledger.ods");
  await writeLargeXlsx({ file: xlsx, rows: ROWS });
  await writeLargeOds({ file: ods, rows: ROWS });
  const packages = path.join(folder, "packages");
  const hasPackages = installPackages(packages);
  if (!hasPackages) print("hucre and read-excel-file are left out: no registry to install them from.\n");
  const python = installCalamine(path.join(folder, "python"));
  if (python === null) print("calamine is left out: no Python with pip.\n");

  const measure = (reader: string, file: string): Measured =>
    reader === CALAMINE
      ? measureIn(python!, [path.join(scripts, "read_once.py"), file])
      : measureIn(process.execPath, ["--max-old-space-size=8192", path.join(scripts, "read-once.mjs"), reader, file, packages]); // prettier-ignore

  printTable(`xlsx, ${ROWS} rows of 12 cells (${toMb(xlsx)})`, xlsx, measure, [
    { reader: IN_PASSING, atLeast: 0 },
    { reader: "exceljs workbook", atLeast: 10 },
    { reader: "exceljs stream", atLeast: 4 },
    { reader: "sheetjs", atLeast: 4 },
    ...(hasPackages ? ["hucre", "hucre with styles", "read-excel-file"] : []).map((reader) => ({ reader, atLeast: 4 })),
    ...(python === null ? [] : [{ reader: CALAMINE, atLeast: 1 / 1.3 }]),
  ]);
  printTable(`ods, the same sheet (${toMb(ods)})`, ods, measure, [
    { reader: IN_PASSING, atLeast: 0 },
    { reader: "sheetjs", atLeast: 10 },
    ...(python === null ? [] : [{ reader: CALAMINE, atLeast: 0 }]),
  ]);
  await compareThreads([xlsx, ods]);

  const many = path.join(folder, "many.xlsx");
  await writeLargeXlsx({ file: many, rows: MANY_ROWS });
  print(`\n### xlsx, ${MANY_ROWS} rows of 12 cells (${toMb(many)})\n`);
  print("| reader | seconds | peak MB |\n| --- | ---: | ---: |");
  for (const reader of [IN_PASSING, OURS]) {
    const { seconds, peakMb } = measure(reader, many);
    print(`| ${reader} | ${seconds.toFixed(1)} | ${peakMb.toFixed(0)} |`);
    if (reader === IN_PASSING) judge("peak memory under 700 MB", peakMb < 700);
  }
}

/** Readers take turns, so that what else the machine does disturbs all of them alike. */
function printTable(
  title: string,
  file: string,
  measure: (reader: string, file: string) => Measured,
  targets: readonly Target[],
): void {
  const runs = new Map<string, Measured[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const reader of [OURS, ...targets.map((target) => target.reader)]) {
      runs.set(reader, [...(runs.get(reader) ?? []), measure(reader, file)]);
    }
  }
  const ours = summarise(runs.get(OURS)!);
  print(`\n### ${title}\n`);
  print("| reader | best s | median s | processor s | peak MB | times ours: best | median | processor | cells |");
  print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const [reader, measured] of runs) {
    const { best, median, processor, peakMb, cells } = summarise(measured);
    const ratios = [best / ours.best, median / ours.median, processor / ours.processor]
      .map((ratio) => ratio.toFixed(1))
      .join(" | ");
    const times = [best, median, processor].map((seconds) => seconds.toFixed(2)).join(" | ");
    print(`| ${reader} | ${times} | ${peakMb.toFixed(0)} | ${ratios} | ${cells} |`);
  }
  print("");
  for (const { reader, atLeast } of targets.filter((target) => target.atLeast > 0)) {
    // Processor time is what other programs on the machine disturb least.
    const ratio = summarise(runs.get(reader)!).processor / ours.processor;
    const wanted = `at least ${atLeast.toFixed(2)} times our processor time`;
    judge(`${reader}: ${wanted}, measured ${ratio.toFixed(2)}`, ratio >= atLeast);
  }
}

function summarise(runs: readonly Measured[]) {
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  return {
    best: seconds[0]!,
    median: seconds[Math.floor(seconds.length / 2)]!,
    processor: Math.min(...runs.map((run) => run.processorSeconds)),
    peakMb: Math.max(...runs.map((run) => run.peakMb)),
    cells: runs[0]!.seen.cells,
  };
}

/** The same two files, one after the other and each on a thread. */
async function compareThreads(files: readonly string[]): Promise<void> {
  let after = Infinity;
  let atOnce = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    let start = performance.now();
    for (const file of files) await readOnThread(file);
    after = Math.min(after, performance.now() - start);
    start = performance.now();
    await Promise.all(files.map(readOnThread));
    atOnce = Math.min(atOnce, performance.now() - start);
  }
  print("\n### two workbooks, the xlsx and the ods\n");
  print(`one after the other ${(after / 1000).toFixed(2)} s, at once on two threads ${(atOnce / 1000).toFixed(2)} s`);
  judge(`two threads: ${(after / atOnce).toFixed(2)} times as fast`, after / atOnce > 1.2);
}

function readOnThread(file: string): Promise<void> {
  const worker = new Worker(path.join(scripts, "read-once.mjs"), { argv: [OURS, file], execArgv: [], stdout: true });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
}

function measureIn(command: string, commandArguments: readonly string[]): Measured {
  const run = spawnSync(command, commandArguments, { encoding: "utf8", maxBuffer: 1 << 20 });
  if (run.status !== 0) throw new Error(`${commandArguments.join(" ")} failed: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout) as Measured;
}

function judge(what: string, isMet: boolean): void {
  print(`${isMet ? "met" : "MISSED"}: ${what}`);
  if (!isMet) process.exitCode = 1;
}

function toMb(file: string): string {
  return `${(statSync(file).size / 1e6).toFixed(0)} MB packed`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
