import { mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

// npm run test:soak: the long versions of tests; minutes to hours.
export default mergeConfig(base, {
  test: {
    include: ["packages/*/**/*.soak.test.ts", "pipelines/**/*.soak.test.ts", "test/**/*.soak.test.ts"],
    testTimeout: 3_600_000,
  },
});
