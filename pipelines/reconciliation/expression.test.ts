import { describe, expect, it } from "vitest";
import { evaluateExpression, type Figure, type FigureLookup } from "./expression.ts";

const FIGURES: Readonly<Record<string, readonly (number | null)[]>> = {
  "cost(education)": [275_323_000],
  "cost(total).units": [598_070],
  "series(Total)": [-18.7, -39.1, -60.2],
  "series(one)": [-18.7],
  "series(gapped)": [1, null, 3],
  "gap(2020-21)": [null],
  "name(Children's)": [3],
  "parts(x)": [1.5, null, 2],
};

const lookup: FigureLookup = (name, keys, column) => {
  if (!["cost", "series", "gap", "name", "parts"].includes(name)) return null;
  const id = `${name}(${keys.join(", ")})${column === null ? "" : `.${column}`}`;
  return (FIGURES[id] ?? []).map((value): Figure => ({ value, table: name, key: { id }, column: column ?? "value" }));
};

const evaluate = (text: string) => evaluateExpression(text, lookup).value;

describe("an expression over staged figures", () => {
  it("multiplies before it adds and obeys brackets and signs", () => {
    expect(evaluate("2 + 3 * 4")).toBe(14);
    expect(evaluate("(2 + 3) * -4")).toBe(-20);
    expect(evaluate("10 - 4 - 3")).toBe(3);
    expect(evaluate("20 / 4 / 5")).toBe(1);
  });

  it("reads figures by name, keys and column, and lists each one it read", () => {
    const result = evaluateExpression("cost('education') / cost('total').units", lookup);
    expect(result.value).toBeCloseTo(460.352, 3);
    expect(result.figures.map((figure) => [figure.table, figure.column, figure.value])).toEqual([
      ["cost", "value", 275_323_000],
      ["cost", "units", 598_070],
    ]);
  });

  it("takes a quote in a key as two quotes", () => {
    expect(evaluate("name('Children''s')")).toBe(3);
  });

  it("stays missing when a figure it needs is missing or a division is by zero", () => {
    expect(evaluate("gap('2020-21') + 1")).toBeNull();
    expect(evaluate("1 / 0")).toBeNull();
    expect(evaluate("round(gap('2020-21'), 2)")).toBeNull();
  });

  it("passes over missing figures in sums and extremes, and says none when none is left", () => {
    expect(evaluate("sum(parts('x'), 1)")).toBe(4.5);
    expect(evaluate("count(parts('x'))")).toBe(2);
    expect(evaluate("min(parts('x'))")).toBe(1.5);
    expect(evaluate("max(parts('x'))")).toBe(2);
    expect(evaluate("sum(gap('2020-21'))")).toBeNull();
    expect(evaluate("coalesce(gap('2020-21'), 0)")).toBe(0);
  });

  it("finds the largest change of a series, signed, and none in a series with a hole or of one", () => {
    expect(evaluate("max_change(series('Total'))")).toBeCloseTo(-20.4, 10);
    expect(evaluate("max_change(series('gapped'))")).toBeNull();
    expect(evaluate("max_change(series('one'))")).toBeNull();
  });

  it("rounds halves away from zero", () => {
    expect(evaluate("round(1.005, 2)")).toBe(1.01);
    expect(evaluate("abs(0 - 3)")).toBe(3);
  });

  it("refuses a figure that is not staged, so that a typing slip is never zero", () => {
    expect(() => evaluate("cost('eduction')")).toThrow(/cost\('eduction'\).*Correct the name or the keys/s);
    expect(() => evaluate("price('education')")).toThrow(/not staged/);
  });

  it("refuses several figures where one number is needed", () => {
    expect(() => evaluate("series('Total') + 1")).toThrow(/Expected one number. Found 3 figures/);
  });

  it.each([
    ["2 +", /at character 4.*Found the end/s],
    ["2 3", /an operator or the end/],
    ["cost(education)", /a text in single quotes/],
    ["cost('education'", /Expected ","|Expected "\)"/],
    ["process.exit(1)", /cannot be read/],
    ["2 ** 3", /a number, a figure or a bracket/],
    ["cost('a').", /a column name/],
    ["2 ; 3", /a number, a text in single quotes/],
  ])("refuses %s and says where", (text, message) => {
    expect(() => evaluate(text)).toThrow(message);
  });
});
