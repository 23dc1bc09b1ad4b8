import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadLinearSolver, type LinearSolver } from "./linear-solver.ts";
import { suppressCells, tabulateTwoWay, type CountTable } from "./suppress-cells.ts";

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadLinearSolver();
});

/**
 * The attacker: sees every count that is not hidden and all sums, and knows that hidden counts are 1 or more. Finds the
 * least and the most that each hidden cell can be, by linear programs.
 */
function boundHiddenCells({ counts, relations }: CountTable, isHidden: readonly boolean[]) {
  const hidden = counts.flatMap((count, place) => (isHidden[place]! && count > 0 ? [place] : []));
  const constraints = relations.map(({ total, parts }) => {
    const sign = new Map<number, number>([...parts.map((part) => [part, 1] as const), [total, -1]]);
    const known = [...sign].reduce(
      // Solver variables are counts less one, so that they start at 0.
      (sum, [place, factor]) => sum + factor * (hidden.includes(place) ? 1 : counts[place]!),
      0,
    );
    return { coefficients: hidden.map((place) => sign.get(place) ?? 0), lower: -known, upper: -known };
  });
  return hidden.map((place) => {
    const objective = hidden.map((other) => (other === place ? 1 : 0));
    const least = solver.solve({ goal: "minimise", objective, constraints })!;
    const most = solver.solve({ goal: "maximise", objective, constraints });
    return { place, least: least.objective + 1, most: most === null ? Infinity : most.objective + 1 };
  });
}

const hide = (table: CountTable, threshold?: number) => suppressCells(table, threshold).map((fate) => fate !== "shown");

const twoWay = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })), {
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: rows, maxLength: rows },
  ),
);

/** Answers down, two breakdowns across that share the total column, and a subtotal of the first two answers. */
const surveyTable = fc
  .tuple(fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(1)), { minLength: 5, maxLength: 160 }))
  .map(([people]): CountTable => {
    const columns = [
      () => true,
      ...[0, 1, 2].map(
        (it) =>
          ([, a]: number[]) =>
            a === it,
      ),
    ];
    const groups = [
      ...columns,
      ...[0, 1].map(
        (it) =>
          ([, , b]: number[]) =>
            b === it,
      ),
    ];
    const rows = [...[0, 1, 2, 3].map((it) => [it]), [0, 1], [2, 3], [0, 1, 2, 3]];
    const counts = rows.flatMap((answers) =>
      groups.map((belongs) => people.filter((person) => answers.includes(person[0]) && belongs(person)).length),
    );
    const at = (row: number, column: number) => row * groups.length + column;
    const across = rows.flatMap((_, row) => [
      { total: at(row, 0), parts: [1, 2, 3].map((column) => at(row, column)) },
      { total: at(row, 0), parts: [4, 5].map((column) => at(row, column)) },
    ]);
    const down = groups.flatMap((_, column) => [
      { total: at(4, column), parts: [at(0, column), at(1, column)] },
      { total: at(5, column), parts: [at(2, column), at(3, column)] },
      { total: at(6, column), parts: [at(4, column), at(5, column)] },
    ]);
    return { counts, relations: [...across, ...down] };
  });

describe("suppression of small counts", () => {
  it("hides 1 to 4 and shows 0 and 5", () => {
    const table = { counts: [0, 1, 4, 5], relations: [] };
    expect(suppressCells(table)).toEqual(["shown", "small", "small", "shown"]);
    expect(suppressCells(table, 3)).toEqual(["shown", "small", "shown", "shown"]);
  });

  it("hides three more cells so that a single small count cannot be had by subtraction", () => {
    const table = tabulateTwoWay([
      [3, 40, 20],
      [30, 50, 60],
      [25, 70, 80],
    ]);
    const fates = suppressCells(table);
    expect(fates.filter((fate) => fate === "small")).toHaveLength(1);
    expect(fates.filter((fate) => fate === "complementary")).toHaveLength(3);
    for (const { least, most } of boundHiddenCells(
      table,
      fates.map((fate) => fate !== "shown"),
    )) {
      expect(most - least).toBeGreaterThanOrEqual(1);
    }
  });

  it("does not rest on ones alone: four hidden ones with totals of two would be known", () => {
    const table = tabulateTwoWay([
      [1, 1, 9],
      [1, 1, 9],
      [9, 9, 9],
    ]);
    const bounds = boundHiddenCells(table, hide(table));
    expect(bounds.length).toBeGreaterThan(4);
    for (const { least, most } of bounds) expect(most).toBeGreaterThan(least);
  });

  it("hides what is withheld for another reason, and protects it", () => {
    const table = {
      ...tabulateTwoWay([
        [20, 30],
        [40, 50],
      ]),
      withheld: [0],
    };
    const fates = suppressCells(table);
    expect(fates[0]).toBe("withheld");
    expect(fates.filter((fate) => fate === "complementary")).toHaveLength(3);
  });

  it("hides a lone positive count with its totals", () => {
    const table = tabulateTwoWay([
      [3, 0],
      [0, 0],
    ]);
    expect(hide(table)).toEqual(table.counts.map((count) => count > 0));
  });

  it("refuses counts that are no people and sums that do not hold", () => {
    expect(() => suppressCells({ counts: [1.5], relations: [] })).toThrow("whole number of people");
    expect(() => suppressCells({ counts: [1, 2, 4], relations: [{ total: 2, parts: [0, 1] }] })).toThrow("found 3");
    expect(() => suppressCells({ counts: [1], relations: [{ total: 2, parts: [0] }] })).toThrow("cell 2");
    expect(() => suppressCells({ counts: [1], relations: [] }, 1)).toThrow("threshold");
    expect(() => tabulateTwoWay([[1, 2], [3]])).toThrow("one length");
  });

  it("leaves an attacker who solves the sums of a two-way table room in every hidden cell", () => {
    fc.assert(
      fc.property(twoWay, (rows) => {
        const table = tabulateTwoWay(rows);
        for (const { place, least, most } of boundHiddenCells(table, hide(table))) {
          expect(most - least, `cell ${place} of ${table.counts.join(" ")}`).toBeGreaterThan(1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does so for a survey's subtotals and its breakdowns that share one total", () => {
    fc.assert(
      fc.property(surveyTable, (table) => {
        for (const { place, least, most } of boundHiddenCells(table, hide(table))) {
          expect(most - least, `cell ${place} of ${table.counts.join(" ")}`).toBeGreaterThan(1e-6);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("is the same twice, hides no more when its own result is given back, and shows no small count", () => {
    fc.assert(
      fc.property(twoWay, (rows) => {
        const table = tabulateTwoWay(rows);
        const fates = suppressCells(table);
        expect(suppressCells(table)).toEqual(fates);
        const withheld = fates.flatMap((fate, place) => (fate === "shown" ? [] : [place]));
        expect(hide({ ...table, withheld })).toEqual(fates.map((fate) => fate !== "shown"));
        expect(table.counts.filter((count, place) => fates[place] === "shown" && count > 0 && count < 5)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
