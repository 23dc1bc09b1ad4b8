import { describe, expect, it } from "vitest";
import { parsePeriod, toPeriodSpan } from "./period.ts";

describe("a period named by its last year", () => {
  it("is the financial year that ends in March of that year", () => {
    expect(parsePeriod("2025", "financial_year_ending")).toBe("FY2024-25");
  });
  it("is the academic year that ends in August of that year", () => {
    expect(parsePeriod("2016", "academic_year_ending")).toBe("AY2015-16");
  });
  it("keeps two digits when the century turns", () => {
    expect(parsePeriod("2000", "financial_year_ending")).toBe("FY1999-00");
  });
});

describe("a financial year printed by its first and last month", () => {
  it("is read when it runs from April to March of the next year", () => {
    expect(parsePeriod("April 2024 to March 2025", "financial_year")).toBe("FY2024-25");
    expect(parsePeriod("April 2024 to March 2026", "financial_year")).toBeNull();
    expect(parsePeriod("April 2024 to March 2025", "academic_year")).toBeNull();
  });
});

describe("a snapshot on 30 September", () => {
  it("is one day", () => {
    expect(parsePeriod("2025", "september_snapshot")).toBe("SEP2025");
    expect(toPeriodSpan("SEP2025")).toEqual({
      periodType: "snapshot",
      startDate: "2025-09-30",
      endDate: "2025-09-30",
    });
  });
});
