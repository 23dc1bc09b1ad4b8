import { describe, expect, it } from "vitest";
import { listFiles, realFolder, samplesFolder } from "../test/fuzz-files.ts";
import { runFuzz } from "../test/run-fuzz.ts";

// FUZZ_SEED repeats a run; without it each run tries other mutants.
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000);
const MUTANTS = Number(process.env["FUZZ_MUTANTS"] ?? 3000);
/** Files above this size are read in the second reader's soak test; mutants of them would take hours. */
const MOST_BYTES = 300_000;

describe("spoiled real files and samples", () => {
  it(`are read into well-formed cells or refused in words (seed ${seed})`, async () => {
    const files = [...listFiles(realFolder, MOST_BYTES), ...listFiles(samplesFolder)];
    const result = await runFuzz({ files, seed, from: 0, to: MUTANTS }, 60);
    const { read, refused, slowest, maxRssMb } = result;
    console.warn(`seed ${seed}: ${read} read, ${refused} refused, most memory ${maxRssMb} MB, slowest`, slowest);
    expect(result.failures).toEqual([]);
    expect(maxRssMb).toBeLessThan(1600);
  });
});
