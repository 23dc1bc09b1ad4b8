import { describe, expect, it } from "vitest";
import { measureText, wrapText } from "./text-width.ts";

describe("measureText", () => {
  it("adds up the advance widths of the widest font of the list", () => {
    expect(measureText("AA", 10)).toBeCloseTo(13.68);
    expect(measureText("A", 10, true)).toBeGreaterThan(measureText("A", 10));
  });

  it("counts an accented letter as its base letter and an unknown one as the widest", () => {
    expect(measureText("ô", 12)).toBe(measureText("o", 12));
    expect(measureText("漢", 12)).toBe(12);
  });
});

describe("wrapText", () => {
  it("keeps every line within the limit and every word in order", () => {
    const text = "Bournemouth, Christchurch and Poole unitary council area";
    const lines = wrapText(text, 120, 12);
    expect(lines.join(" ")).toBe(text);
    expect(lines.every((line) => measureText(line, 12) <= 120)).toBe(true);
  });

  it("cuts a single word that is wider than its column", () => {
    const lines = wrapText("Llanfairpwllgwyngyll", 60, 12);
    expect(lines.join("")).toBe("Llanfairpwllgwyngyll");
    expect(lines.every((line) => measureText(line, 12) <= 60)).toBe(true);
  });

  it("gives one empty line for no text", () => {
    expect(wrapText("", 60, 12)).toEqual([""]);
  });
});
