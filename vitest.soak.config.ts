import base from "./vitest.config.ts";

// npm run test:soak: the long versions of tests; minutes to hours. Lists are replaced: merging would exclude them again.
export default {
  ...base,
  test: {
    ...base.test,
    include: ["packages/*/**/*.soak.test.ts", "pipelines/**/*.soak.test.ts", "test/**/*.soak.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 3_600_000,
  },
};
