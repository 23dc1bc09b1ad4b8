import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber, scaleNumber } from "./parse-number.ts";

describe("a printed number", () => {
  it.each([
    ["0", 0],
    ["1,234.5", 1234.5],
    ["12,345,678", 12_345_678],
    [" 7 ", 7],
    ["\u00a07\u00a0", 7],
    ["£12", 12],
    ["-£1,200", -1200],
    ["£-1,200", -1200],
    ["(£1,200)", -1200],
    ["(1,234)", -1234],
    ["1,234-", -1234],
    ["\u22123.5", -3.5],
    ["+4", 4],
    ["45.2%", 45.2],
    ["(3%)", -3],
    [".5", 0.5],
    ["1.5E+03", 1500],
    ["-0", 0],
  ])("is read from %j as %d", (printed, number) => {
    expect(parseNumber(printed)).toBe(number);
  });

  it.each([
    "",
    " ",
    "-",
    "–",
    ".",
    "[c]",
    "1,23",
    "1,2345",
    "12,34,567",
    "1.2.3",
    "1 234",
    "5-7",
    "7.5 (7.5)",
    "--5",
    "-5-",
    "(-5)",
    "((5))",
    "1e999",
    "NaN",
    "Infinity",
    "0x10",
    "£",
    "%",
    "12p",
    "1,234,",
    "1..2",
    "12-3",
    "1 2",
    "--1",
    "\u0661\u0662",
    "0x1F",
    "1_000",
    "-Infinity",
    "£1.2m",
    "1.2.3.4",
    "1,234.5,6",
    "1e",
    "e5",
    "1e5.5",
    "£-",
    "(1",
    "1)",
    "1%%",
    "N/K",
    "31/02/2024",
    "1\n2",
    "½",
    "1²",
  ])("is not seen in %j", (printed) => {
    expect(parseNumber(printed)).toBeNull();
  });

  it("survives being printed with grouping, in pounds, negative or as a percentage", () => {
    const amounts = fc.integer({ min: -1e12, max: 1e12 }).map((pence) => pence / 100);
    fc.assert(
      fc.property(amounts, (amount) => {
        const size = Math.abs(amount).toLocaleString("en-GB", { maximumFractionDigits: 2 });
        const wanted = amount === 0 ? 0 : amount;
        const forms =
          amount < 0
            ? [`-${size}`, `(${size})`, `${size}-`, `-£${size}`, `\u2212${size}%`]
            : [size, `£${size}`, `+${size}`, ` ${size}% `];
        for (const form of [...forms, String(amount)]) expect(parseNumber(form)).toBe(wanted);
      }),
    );
  });

  it("is read back exactly as JavaScript prints it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(parseNumber(String(number))).toBe(number === 0 ? 0 : number);
      }),
    );
  });

  it("has the digits that are printed and no others, however a good text is spoiled", () => {
    const printed = fc
      .tuple(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom("", "£", "-", "(", "+"),
        fc.constantFrom("", "%", "-", ")"),
      )
      .map(([size, before, after]) => before + (size / 100).toLocaleString("en-GB") + after);
    const spoiled = fc
      .tuple(printed, fc.nat(20), fc.constantFrom(..."0.,-+£%()e x_/:'\u0661"), fc.nat(2))
      .map(([text, place, sign, removed]) => text.slice(0, place) + sign + text.slice(place + removed));
    fc.assert(
      fc.property(fc.oneof(spoiled, printed), (text) => {
        const number = parseNumber(text);
        if (number === null) return;
        const digits = text.replace(/[£,%()\s]/g, "").replace(/^[-+]|-$/g, "");
        expect(digits).toMatch(/^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/);
        expect(Math.abs(number)).toBe(Number(digits));
        expect(text).not.toMatch(/\d\s+[\d.,]|,\d{0,2}(\D|$)|,\d{4}|\d{4,},/);
        expect(number < 0).toBe(number !== 0 && /[-(]/.test(text.replace(/e-/, "e")));
      }),
      { numRuns: 3000 },
    );
  });

  it("is a finite number or nothing, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const number = parseNumber(text);
        expect(number === null || Number.isFinite(number)).toBe(true);
      }),
    );
  });
});

describe("a scaled number", () => {
  it.each([
    [115865.9595, 1000, 115_865_959.5],
    [1.767153393, 1_000_000, 1_767_153.393],
    [545043.8008348317, 1000, 545_043_800.8348317],
    [0.28, 100, 28],
    [-4.35, 100, -435],
    [28, 0.01, 0.28],
    [7, 1, 7],
    [1.1, 3, 3.3],
    [0, 1000, 0],
    [1e-7, 1000, 1e-4],
  ])("%d times %d is %d, without binary noise", (number, scale, expected) => {
    expect(scaleNumber(number, scale)).toBe(expected);
  });

  it("shifts the decimal point and nothing else", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 9 }), (digits, places) => {
        const number = Number(`${digits}e-${places}`);
        const wanted = digits === 0 ? 0 : Number(`${digits}e${3 - places}`);
        expect(scaleNumber(number, 1000)).toBe(wanted);
      }),
    );
  });
});
