import type { ValueFrom } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { readValue } from "./cell-value.ts";
import type { Cell } from "./workbook.ts";

const toCell = (value: string): Cell => ({ value, raw: value, error: null, format: null, formula: null, note: null });

describe("an answer in words", () => {
  const rule: ValueFrom = {
    column: "answer_score",
    header: "How satisfied are you?",
    scores: { "Very satisfied": 5, "Very dissatisfied": 1 },
    scale: 1000,
  };
  const markers = { "Prefer not to say": "not_available" } as const;

  it("becomes the number it stands for, not scaled, and keeps its words as raw", () => {
    expect(readValue(toCell("  Very satisfied "), rule, markers, "missing")).toEqual({
      value: 5,
      status: "ok",
      raw: "  Very satisfied ",
    });
  });

  it("gives way to a marker and to blank", () => {
    expect(readValue(toCell("Prefer not to say"), rule, markers, "missing")).toMatchObject({ status: "not_available" });
    expect(readValue(undefined, rule, markers, "missing")).toEqual({ value: null, status: "missing", raw: "" });
  });

  it("is no number when the scale lacks it, whatever its case", () => {
    expect(readValue(toCell("very satisfied"), rule, markers, "missing")).toMatchObject({ code: "cell.not_a_number" });
  });
});
