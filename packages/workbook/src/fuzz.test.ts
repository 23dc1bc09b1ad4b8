import { describe, expect, it } from "vitest";
import { listFiles, samplesFolder } from "../test/fuzz-files.ts";
import { runFuzz } from "../test/run-fuzz.ts";

/** The small samples; larger and real files, and more mutants, are for fuzz.soak.test.ts. */
const MOST_BYTES = 16_000;

describe("spoiled files", () => {
  it("are read into well-formed cells or refused in words, by the shipped declarations too", async () => {
    const files = listFiles(samplesFolder, MOST_BYTES).filter((file) => !file.endsWith(".xls"));
    expect(files.length).toBeGreaterThan(5);
    const result = await runFuzz({ files, seed: 20_240_229, from: 0, to: 200 }, 20);
    expect(result.failures).toEqual([]);
    expect(result.read).toBeGreaterThan(50);
    expect(result.refused).toBeGreaterThan(20);
    expect(result.maxRssMb).toBeLessThan(600);
  });
});
