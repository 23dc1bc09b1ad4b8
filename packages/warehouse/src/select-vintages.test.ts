import { describe, expect, it } from "vitest";
import { selectVintages, type VintagePart } from "./select-vintages.ts";

const part = (
  fingerprint: string,
  publishedDate: string | null,
  years: string[],
  landedAt = "2025-01-10T00:00:00Z",
): VintagePart => ({
  fingerprint,
  sha256: fingerprint,
  publishedDate,
  landedAt,
  vintageKeys: years.map((year) => [year]),
});

describe("the release that speaks for a year", () => {
  const first = part("first", "2023-11-30", ["2021-22", "2022-23"]);
  const revised = part("revised", "2024-06-01", ["2022-23"]);
  const next = part("next", "2024-11-28", ["2023-24"]);

  it("is the newest that carries the year; older years keep theirs", () => {
    expect(selectVintages([next, revised, first], null)).toEqual([
      { fingerprint: "first", keys: [["2021-22"]] },
      { fingerprint: "revised", keys: [["2022-23"]] },
      { fingerprint: "next", keys: [["2023-24"]] },
    ]);
  });

  it("is the one that was known on the day asked for, that day included", () => {
    expect(selectVintages([first, revised, next], "2024-05-31")).toEqual([
      { fingerprint: "first", keys: [["2021-22"], ["2022-23"]] },
    ]);
    expect(selectVintages([first, revised, next], "2024-06-01").map((it) => it.fingerprint)).toEqual([
      "first",
      "revised",
    ]);
    expect(selectVintages([first], "2023-11-29")).toEqual([]);
  });

  it("drops out when newer releases speak for all its years", () => {
    const whole = part("whole", "2025-01-01", ["2021-22", "2022-23"]);
    expect(selectVintages([first, whole], null)).toEqual([{ fingerprint: "whole", keys: [["2021-22"], ["2022-23"]] }]);
  });

  it("counts from the landing day where no published date is known", () => {
    const undated = part("undated", null, ["2022-23"], "2024-03-05T23:59:00Z");
    expect(selectVintages([first, undated], "2024-03-05")[1]).toEqual({ fingerprint: "undated", keys: [["2022-23"]] });
    expect(selectVintages([first, undated], "2024-03-04")).toHaveLength(1);
  });

  it("replaces a whole series when the source has no vintage columns", () => {
    const whole = (name: string, date: string): VintagePart => ({ ...part(name, date, []), vintageKeys: [[]] });
    expect(selectVintages([whole("b", "2024-01-02"), whole("a", "2024-01-01")], null)).toEqual([
      { fingerprint: "b", keys: [[]] },
    ]);
  });

  it("does not depend on the order in which parts are given, also among equals", () => {
    const equals = [
      part("a", "2024-01-01", ["x"], "2024-02-01T00:00:00Z"),
      part("b", "2024-01-01", ["x"], "2024-02-02T00:00:00Z"),
      part("c", "2024-01-01", ["x"], "2024-02-02T00:00:00Z"),
      part("d", null, ["x"], "2024-01-01T09:00:00Z"),
    ];
    for (const order of [equals, [...equals].reverse(), [equals[2]!, equals[0]!, equals[3]!, equals[1]!]]) {
      expect(selectVintages(order, null)).toEqual([{ fingerprint: "c", keys: [["x"]] }]);
    }
  });
});
