import { spawn } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export const repositoryRoot = path.resolve(import.meta.dirname, "..");
export const sharedFolder = path.resolve(repositoryRoot, "..", "shared");
export const samplesFolder = path.join(repositoryRoot, "data", "samples");
const main = path.join(repositoryRoot, "packages", "cli", "dist", "main.js");

export interface CliAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a user would, with its own home. `nodeOptions` go before the script. */
export async function runCli(
  home: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<CliAnswer> {
  const child = spawn(process.execPath, [...nodeOptions, main, ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, POUNDWISE_HOME: home, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

/** Runs a command with --json and reads its answer. */
export async function askCli<T>(home: string, args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await runCli(home, [...args, "--json"]);
  if (code !== 0) throw new Error(`poundwise ${args.join(" ")} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** Rows of a query over the current publication. */
export async function queryRows(
  home: string,
  sql: string,
): Promise<Record<string, string | number | boolean | null>[]> {
  const answer = await askCli<{ rows: Record<string, string | number | boolean | null>[] }>(home, ["query", sql]);
  return answer.rows;
}

export function makeHome(name: string): string {
  return mkdtempSync(path.join(os.tmpdir(), `poundwise-${name}-`));
}

/** A copy of a home, to spoil. */
export function copyHome(home: string, name: string): string {
  const copy = makeHome(name);
  cpSync(home, copy, { recursive: true });
  return copy;
}
