import { describe, expect, it } from "vitest";
import { screenCoverage } from "./screen-coverage.ts";
import type { CellState } from "./screen-coverage.ts";

/** One row per indicator: "x" present, "." missing, "n" not applicable. */
function screen(rows: readonly string[], blocks: readonly string[] = rows.map(() => "care"), maximumPasses?: number) {
  const states: Record<string, CellState> = { x: "present", ".": "missing", n: "not_applicable" };
  const input = {
    areas: [...rows[0]!].map((_, i) => `A${i}`),
    indicators: rows.map((_, i) => ({ id: `I${i}`, block: blocks[i]! })),
    cells: rows.map((row) => [...row].map((letter) => states[letter]!)),
  };
  return screenCoverage(input, maximumPasses);
}

describe("screening coverage", () => {
  it("keeps an indicator that exactly two thirds of the areas have", () => {
    expect(screen(["xx.", "xxx", "xxx"]).keptIndicators).toEqual([0, 1, 2]);
    expect(screen(["x..", "xxx", "xxx"]).droppedIndicators).toMatchObject([
      { id: "I0", pass: 1, present: 1, expected: 3 },
    ]);
  });

  it("does not hold a service an area does not provide against it", () => {
    const result = screen(["xxxn", "xxxn", "xxxx", "xxxx"], ["housing", "housing", "care", "care"]);
    expect(result.keptAreas).toEqual([0, 1, 2, 3]);
  });

  it("drops an area with under half of a service block although it has two thirds overall", () => {
    const rows = ["xxxx", "xxxx", "xxxx", "xxxx", "xxx.", "xxx.", "xxxx"];
    const result = screen(rows, ["care", "care", "care", "care", "roads", "roads", "roads"]);
    expect(result.droppedAreas).toMatchObject([{ id: "A3", block: "roads", present: 1, expected: 3 }]);
    expect(screen(["xxx", "xxx", "xx.", "xxx"], ["care", "care", "roads", "roads"]).droppedAreas).toEqual([]);
  });

  it("looks again after dropping, because what is left may no longer suffice", () => {
    // I0 goes first; without it A0 falls under two thirds; without A0, I1 does.
    const result = screen(["x...", "xxx.", "..xx", ".xxx", ".xxx"]);
    expect(result.droppedIndicators.map(({ id }) => id)).toContain("I0");
    expect(result.passes).toBeGreaterThan(1);
    expect(result.isStable).toBe(true);
  });

  it("says so when the allowed passes end before nothing changes", () => {
    expect(screen(["x...", "xxx.", "..xx", ".xxx", ".xxx"], undefined, 1).isStable).toBe(false);
  });

  it("drops an area to which nothing applies", () => {
    expect(screen(["xxxn", "xxxn"]).droppedAreas).toMatchObject([{ id: "A3", present: 0, expected: 0 }]);
  });

  it("ends with nothing kept when there is no data", () => {
    expect(screen(["...", "..."])).toMatchObject({ keptAreas: [], keptIndicators: [], isStable: true });
  });
});
