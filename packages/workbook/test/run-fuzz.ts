import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FuzzTask } from "./fuzz-child.ts";

export interface FuzzResult {
  readonly read: number;
  readonly refused: number;
  /** One for each mutant that was neither read nor refused in words. */
  readonly failures: readonly FuzzFailure[];
  readonly slowest: { readonly milliseconds: number; readonly file: string; readonly recipe: string };
  readonly maxRssMb: number;
}

export interface FuzzFailure {
  readonly number: number;
  readonly file?: string;
  readonly recipe?: string;
  readonly failure: string;
}

interface Line {
  readonly number?: number;
  readonly outcome?: "read" | "refused";
  readonly milliseconds?: number;
  readonly file?: string;
  readonly recipe?: string;
  readonly failure?: string;
  readonly maxRssMb?: number;
}

/**
 * Reads mutants in a process of its own with little memory, and starts another when it hangs or falls over.
 * @param secondsEach longest time for one mutant
 */
export async function runFuzz(task: FuzzTask, secondsEach: number): Promise<FuzzResult> {
  const failures: FuzzFailure[] = [];
  let [read, refused, maxRssMb] = [0, 0, 0];
  let slowest = { milliseconds: -1, file: "", recipe: "" };
  let from = task.from;
  while (from < task.to) {
    let current = from - 1;
    const end = await runChild({ ...task, from }, secondsEach, (line) => {
      if (line.number !== undefined) current = line.number;
      if (line.outcome === "read") read += 1;
      if (line.outcome === "refused") refused += 1;
      if (line.failure !== undefined) failures.push({ ...line, number: current, failure: line.failure });
      if (line.milliseconds !== undefined && line.milliseconds > slowest.milliseconds) {
        slowest = { milliseconds: line.milliseconds, file: line.file ?? "", recipe: line.recipe ?? "" };
      }
      maxRssMb = Math.max(maxRssMb, line.maxRssMb ?? 0);
    });
    if (end === null) break;
    failures.push({ number: current, failure: end });
    from = current + 1;
    // A child that cannot start would be started for ever.
    if (current < task.from) break;
  }
  return { read, refused, failures, slowest, maxRssMb };
}

/** Null when the child did all; else how it ended. */
function runChild(task: FuzzTask, secondsEach: number, take: (line: Line) => void): Promise<string | null> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const script = fileURLToPath(new URL("./fuzz-child.ts", import.meta.url));
  const options = ["--max-old-space-size=400", "--conditions=source", "--import", loader];
  const child = spawn(process.execPath, [...options, script, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  let isHanging = false;
  const giveUp = (): void => {
    isHanging = true;
    child.kill("SIGKILL");
  };
  // Until the first line it loads the sources.
  let timer = setTimeout(giveUp, 60_000);
  child.stderr.on("data", (text: Buffer) => (errors = `${errors}${text.toString()}`.slice(-2000)));
  createInterface({ input: child.stdout }).on("line", (line) => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, secondsEach * 1000);
    take(JSON.parse(line) as Line);
  });
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(null);
      else resolve(isHanging ? `hangs: no answer in ${secondsEach} s` : `ends with ${code ?? signal}: ${errors}`);
    });
  });
}
