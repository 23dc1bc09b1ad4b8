import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "./normalise.ts";

const values = fc.array(fc.option(fc.integer({ min: -1e6, max: 1e6 }), { nil: null }), { maxLength: 30 });

describe("normalising", () => {
  it("scores distance to a fixed reference, and is invalid when the reference is the lowest value", () => {
    expect(normalise([2, 4, 8], { id: "dist_ref", reference: 6 }).scores).toEqual([0, 0.5, 1.5]);
    expect(normalise([2, 4], { id: "dist_ref", reference: 2 }).reasons).toEqual([
      "invalid_for_method",
      "invalid_for_method",
    ]);
  });

  it("counts nothing past a target, and is invalid for a target below everyone", () => {
    expect(normalise([2, 4, 8], { id: "dist_target", target: 6 }).scores).toEqual([0, 0.5, 1]);
    expect(normalise([2, 4], { id: "dist_target", target: 1 }).reasons[0]).toBe("invalid_for_method");
  });

  it("takes a fraction of the best only where higher is better", () => {
    expect(normalise([2, 4, 8], { id: "frac_best" }).scores).toEqual([0.25, 0.5, 1]);
    expect(normalise([2, 4, 8], { id: "frac_best" }, -1).reasons[0]).toBe("invalid_for_method");
  });

  it("places even a single area between fixed goalposts, which is why they compare over time", () => {
    expect(normalise([15, 5, 25], { id: "goalposts", low: 10, high: 20 }).scores).toEqual([50, 0, 100]);
    expect(normalise([15], { id: "goalposts", low: 10, high: 20 }).scores).toEqual([50]);
    expect(() => normalise([15], { id: "goalposts", low: 20, high: 10 })).toThrow(/low below high/);
  });

  it("gives the best quarter four points", () => {
    expect(normalise([10, 40, 20, 30], { id: "quartile_points" }).scores).toEqual([1, 4, 2, 3]);
  });

  it("takes the noise of binary digits for no variation", () => {
    expect(normalise([0.3, 0.1 + 0.2, 0.3], { id: "zscore" }).reasons).toEqual([
      "no_variation",
      "no_variation",
      "no_variation",
    ]);
  });

  it("gives every null a reason, no reason to a score, and z scores with mean 0 and deviation 1", () => {
    fc.assert(
      fc.property(values, (list) => {
        const { scores, reasons } = normalise(list, { id: "zscore" });
        for (const [i, score] of scores.entries()) expect(score === null).toBe(reasons[i] !== null);
        const present = scores.filter((score) => score !== null);
        if (present.length === 0) return;
        const squares = present.reduce((sum, z) => sum + z * z, 0);
        expect(Math.abs(present.reduce((sum, z) => sum + z, 0))).toBeLessThan(1e-4);
        expect(squares / (present.length - 1)).toBeCloseTo(1, 4);
      }),
    );
  });
});
