import { rmSync } from "node:fs";

/** Takes away what the test files of this run shared, when the last has ended. */
export function teardown(): void {
  const folder = process.env["POUNDWISE_TEST_RUN"];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
