import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

// One folder for what all test files of a run share; test/remove-run-folder.ts takes it away at the end.
const runFolder = (process.env["POUNDWISE_TEST_RUN"] ??= mkdtempSync(path.join(os.tmpdir(), "poundwise-test-run-")));

// Tests run against the TypeScript sources: the "source" condition of each workspace's exports.
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "node", "import", "default"] } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "packages/*/test/**/*.test.ts",
      "pipelines/**/*.test.ts",
      "sql/**/*.test.ts",
      "scripts/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.soak.test.ts"],
    env: { POUNDWISE_TEST_RUN: runFolder },
    globalSetup: ["test/remove-run-folder.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: "forks",
    // The default leaves one core free, which on the two cores of a small machine doubles the time.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
  },
});
