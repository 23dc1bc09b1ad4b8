/**
 * A large general ledger through landing and staging, against DuckDB reading the same file into Parquet by itself.
 * npm run bench -- ledger; POUNDWISE_BENCH_MB sets the size of the file, 1000 unless it is said.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { landFile, openEngine, prepareHome, resolveHome } from "@poundwise/warehouse";
import { hashValue, stageRelease } from "@poundwise/runner";
import declaration from "../../pipelines/sources/finance_general_ledger.ts";
import { writeLedger } from "./ledger-file.ts";

const FILE_NAME = "GL extract 2024-25 bench.csv";
const TARGET = 1.6;
const BYTES = Number(process.env["POUNDWISE_BENCH_MB"] ?? 1000) * 1e6;

interface Measured {
  readonly what: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const [task, folder] = process.argv.slice(2);
if (folder === undefined) await compare();
else {
  // Each task is a process of its own, so that the peak of memory is its own too.
  if (task === "write") process.stdout.write(JSON.stringify(writeLedger(path.join(folder, FILE_NAME), BYTES)));
  if (task === "bare") await measure("bare DuckDB, typed, into Parquet", () => readBare(folder));
  if (task === "ours") await measureOurs(folder);
}

async function compare(): Promise<void> {
  const work = mkdtempSync(path.join(os.tmpdir(), "poundwise-bench-ledger-"));
  try {
    const { rows } = JSON.parse(runTask("write", work)[0]!) as { rows: number };
    const megabytes = Math.round(statSync(path.join(work, FILE_NAME)).size / 1e6);
    process.stdout.write(`${megabytes} MB, ${rows.toLocaleString("en-GB")} lines\n`);
    const results = ["bare", "ours"].flatMap((name) => runTask(name, work).map((line) => JSON.parse(line) as Measured));
    for (const { what, seconds, cpuSeconds, peakMegabytes } of results) {
      process.stdout.write(
        `${what.padEnd(40)} ${seconds.toFixed(1).padStart(6)} s ${cpuSeconds.toFixed(1).padStart(6)} s of processor ` +
          `${peakMegabytes.toFixed(0).padStart(6)} MB at most\n`,
      );
    }
    const [bare, ...ours] = results;
    const sum = (pick: (it: Measured) => number) => ours.reduce((all, it) => all + pick(it), 0);
    const ratio = sum((it) => it.seconds) / bare!.seconds;
    const cpuRatio = sum((it) => it.cpuSeconds) / bare!.cpuSeconds;
    process.stdout.write(
      `landing and staging take ${ratio.toFixed(2)} times as long as bare DuckDB, ${cpuRatio.toFixed(2)} times the ` +
        `processor time; target ${TARGET}: ${ratio <= TARGET ? "met" : "MISSED"}\n`,
    );
    if (ratio > TARGET) process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function runTask(name: string, work: string): string[] {
  const run = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, name, work], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`The task ${name} ended with ${run.status ?? run.signal}.`);
  return run.stdout.split("\n").filter((line) => line !== "");
}

async function measure(what: string, work: () => Promise<void>): Promise<void> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const used = process.cpuUsage(cpu);
  const measured: Measured = {
    what,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

async function readBare(work: string): Promise<void> {
  const engine = await openEngine();
  const text = ["Journal", "Cost centre", "Cost centre name", "Subjective", "Subjective name", "Narrative"];
  const columns = [
    ["Journal", "VARCHAR"],
    ["Line", "INTEGER"],
    ["Period", "INTEGER"],
    ["Posted", "DATE"],
    ...text.slice(1).map((name) => [name, "VARCHAR"]),
    ["Debit", "DOUBLE"],
    ["Credit", "DOUBLE"],
  ].map(([name, type]) => `'${name!}': '${type!}'`);
  await engine.run(
    `copy (from read_csv('${path.join(work, FILE_NAME)}', auto_detect = false, header = false, skip = 3, delim = ',',
      quote = '"', escape = '"', dateformat = '%d/%m/%Y', ignore_errors = true, columns = {${columns.join(", ")}}))
      to '${path.join(work, "bare.parquet")}' (format parquet, compression zstd, row_group_size 122880)`,
  );
  engine.close();
}

async function measureOurs(work: string): Promise<void> {
  const home = resolveHome(path.join(work, "home"));
  await prepareHome(home);
  const arrival = { publishedDate: null, landedBy: "bench", landedAt: "2025-06-01T09:00:00Z" };
  let receipt: Awaited<ReturnType<typeof landFile>>["receipt"] | undefined;
  await measure("landing: copy, hash, ledger", async () => {
    ({ receipt } = await landFile(home, path.join(work, FILE_NAME), arrival));
  });
  const { row: _row, ...rest } = declaration;
  const source = { id: "finance_general_ledger", declaration, hash: hashValue(rest) };
  await measure("staging: typed, addressed, quarantine", async () => {
    const engine = await openEngine();
    const part = await stageRelease({ home, engine, areas: null, areasFingerprint: null }, source, receipt!);
    engine.close();
    const { rowsByFate, findings } = part.release;
    if (part.path === null) throw new Error(JSON.stringify(findings));
    process.stderr.write(`rows by fate: ${JSON.stringify(rowsByFate)}\n`);
  });
}
