import { describe, expect, it } from "vitest";
import { addToCheckSum, addToCheckSumSlowly } from "./check-sum.ts";

const bytes = new TextEncoder().encode("123456789");

describe("the check sum of an archive", () => {
  it("is the published check value for the nine digits, with and without Node's own", () => {
    expect(addToCheckSum(bytes, 0)).toBe(0xcbf43926);
    expect(addToCheckSumSlowly(bytes, 0)).toBe(0xcbf43926);
  });

  it("can be taken piece by piece", () => {
    expect(addToCheckSumSlowly(bytes.subarray(4), addToCheckSumSlowly(bytes.subarray(0, 4), 0))).toBe(0xcbf43926);
  });
});
