import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

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
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    // The default leaves one core free, which on the two cores of a small machine doubles the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
