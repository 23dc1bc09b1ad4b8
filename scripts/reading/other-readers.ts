import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";

const PACKAGES = ["hucre@1.0.0", "read-excel-file@9.3.17"];
const CALAMINE = "python-calamine==0.9.1";

/**
 * Installs the readers that are compared and are no dependency of ours into a folder of their own.
 * @returns whether they are there; false without a registry
 */
export function installPackages(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  const options = ["--prefix", folder, "--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
  return runs("npm", ["install", ...options, ...PACKAGES]);
}

/**
 * Makes a Python environment with calamine, which reads workbooks in Rust.
 * @returns its interpreter; null where Python or its registry is not at hand
 */
export function installCalamine(folder: string): string | null {
  if (!runs("python3", ["-m", "venv", folder])) return null;
  const python = path.join(folder, "bin", "python");
  return runs(python, ["-m", "pip", "install", "--quiet", CALAMINE]) ? python : null;
}

function runs(command: string, commandArguments: readonly string[]): boolean {
  const result = spawnSync(command, commandArguments, { stdio: "ignore", timeout: 180_000 });
  return result.error === undefined && result.status === 0;
}
