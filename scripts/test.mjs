// npm test: all tests, or those whose path contains an argument. Ends with one plain line of counts.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeReady, repositoryRoot } from "./ready.mjs";

try {
  makeReady();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

const folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-test-"));
const resultFile = path.join(folder, "result.json");
const vitest = path.join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
const run = spawnSync(
  process.execPath,
  [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${resultFile}`, ...process.argv.slice(2)],
  { cwd: repositoryRoot, stdio: "inherit" },
);
const result = JSON.parse(readFileSync(resultFile, "utf8"));
rmSync(folder, { recursive: true, force: true });
const skipped = result.numPendingTests + result.numTodoTests;
process.stdout.write(`\n${result.numPassedTests} passed, ${result.numFailedTests} failed, ${skipped} skipped\n`);
process.exit(run.status ?? 1);
