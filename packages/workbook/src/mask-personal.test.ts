import type { MaskKind } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { DESCRIPTIONS, PARTIES, type LabelledText } from "../test/personal-texts.ts";
import { maskPersonal } from "./mask-personal.ts";

/** Texts whose secrets are all gone, and texts without secrets that came through unchanged. */
function measure(texts: readonly LabelledText[], kind: MaskKind) {
  const judged = texts.map((labelled) => ({ ...labelled, masked: maskPersonal(labelled.text, kind) }));
  const personal = judged.filter(({ secrets }) => secrets.length > 0);
  const touched = judged.filter(({ text, masked }) => masked.text !== text);
  const leaks = personal.filter(({ secrets, masked }) => secrets.some((secret) => masked.text.includes(secret)));
  const needless = touched.filter(({ secrets }) => secrets.length === 0);
  return {
    recall: 1 - leaks.length / personal.length,
    precision: 1 - needless.length / touched.length,
    leaks: leaks.map(({ masked }) => masked.text),
    needless: needless.map(({ masked }) => masked.text),
  };
}

describe("personal details", () => {
  it("are found among labelled payees, with few firms taken for persons", () => {
    const { recall, precision, leaks, needless } = measure(PARTIES, "party");
    console.info(`Payees: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)} of ${PARTIES.length} texts`);
    expect({ leaks, needless }).toEqual({ leaks: [], needless: [] });
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  });

  it("are found in labelled descriptions, with few others touched", () => {
    const { recall, precision, leaks, needless } = measure(DESCRIPTIONS, "free_text");
    const share = `recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`;
    console.info(`Descriptions: ${share} of ${DESCRIPTIONS.length} texts`);
    expect({ leaks, needless }).toEqual({ leaks: [], needless: [] });
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  });

  it("are replaced one by one in a description, and each counts", () => {
    expect(maskPersonal("Refund to Mr J Thimble, 07700 900123, LE99 1ZZ", "free_text")).toEqual({
      text: "Refund to Mr [name], [phone], [postcode]",
      rules: ["phone", "postcode", "titled_name"],
    });
  });

  it("leave the trade of a sole trader unless it is called after its owner", () => {
    expect(maskPersonal("John Farthing T/A Swift Gutters", "party").text).toBe("[name withheld] t/a Swift Gutters");
    expect(maskPersonal("J Thimble trading as Thimble Tiling", "party").text).toBe("[name withheld]");
  });

  it("stay masked when a masked text is masked again", () => {
    for (const [texts, kind] of [
      [PARTIES, "party"],
      [DESCRIPTIONS, "free_text"],
    ] as const) {
      for (const { text } of texts) {
        const once = maskPersonal(text, kind).text;
        expect(maskPersonal(once, kind)).toEqual({ text: once, rules: [] });
      }
    }
  });

  it("take time in line with the length of the text, whatever it holds", () => {
    const hostile = [
      "a.".repeat(20_000),
      "1 ".repeat(20_000),
      "Mr A ".repeat(10_000),
      "John ".repeat(10_000),
      "(0".repeat(20_000),
    ];
    const started = performance.now();
    for (const text of hostile) maskPersonal(text, "free_text");
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
