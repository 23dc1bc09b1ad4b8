import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What the operating system may allow a worker at most. Only Linux can enforce it (`prlimit`). */
export interface WorkerCaps {
  /** Memory of its own (heap and anonymous maps), bytes. */
  readonly memoryBytes: number;
  /** Processor seconds over all threads. */
  readonly cpuSeconds: number;
}

export interface Worker {
  readonly process: ChildProcess;
  /** False where the operating system offers no cap that we can set without privileges. */
  readonly isCapped: boolean;
}

/**
 * Starts one of this package's worker programs: JSON lines in on stdin, JSON lines out on stdout. It gets an empty
 * environment, so no secret of ours can be read from it. Works from the compiled package and from the TypeScript sources.
 *
 * @param name the module beside this one, without extension
 * @param folder working folder of the worker
 */
export function startWorker(name: "verify-worker" | "query-worker", folder: string, caps?: WorkerCaps): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const program = fileURLToPath(new URL(`./${name}${isSource ? ".ts" : ".js"}`, import.meta.url));
  const nodeArguments = [...(isSource ? listSourceFlags() : []), program];
  const prlimit = caps === undefined ? undefined : findPrlimit();
  const [command, commandArguments] =
    caps === undefined || prlimit === undefined
      ? [process.execPath, nodeArguments]
      : [prlimit, [...listCapFlags(caps), process.execPath, ...nodeArguments]];
  const child = spawn(command, commandArguments, {
    cwd: folder,
    // Windows cannot start a program without SystemRoot.
    env: process.platform === "win32" ? { SystemRoot: process.env["SystemRoot"] } : {},
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  return { process: child, isCapped: prlimit !== undefined };
}

// Node cannot read our TypeScript by itself: the loader is given by address, because `folder` is not in the repository.
function listSourceFlags(): string[] {
  const loader = createRequire(import.meta.url).resolve("tsx");
  return ["--conditions=source", "--import", pathToFileURL(loader).href];
}

function findPrlimit(): string | undefined {
  if (process.platform !== "linux") return undefined;
  return ["/usr/bin/prlimit", "/bin/prlimit"].find((candidate) => existsSync(candidate));
}

function listCapFlags(caps: WorkerCaps): string[] {
  // Not `--as`: Node and WebAssembly reserve gigabytes of addresses they never use. `--data` counts what can be written.
  return [`--data=${caps.memoryBytes}`, `--cpu=${caps.cpuSeconds}`, "--core=0"];
}
