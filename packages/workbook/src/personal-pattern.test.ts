import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonal } from "./mask-personal.ts";
import { makePersonalPattern } from "./personal-pattern.ts";

/** The pattern as JavaScript writes it: case is given up for the whole, so that it fits more than the engine's does. */
const pattern = new RegExp(makePersonalPattern().replaceAll("(?i:", "(?:"), "i");

const piece = fc.oneof(
  fc.constantFrom(
    "Mrs E Thimble",
    "Jane Smith",
    "JOHN PAUL SMITH",
    "dr. who",
    "07700 900123",
    "+44 (0) 1164 960000",
    "AB 12 34 56 C",
    "d.o.b. 1/2/1990",
    "born on 3 May 1980",
    "12-34-56 account 12345678",
    "a.b+c@example.org",
    "LE1 7RH",
    "sw1a 2aa",
  ),
  fc.constantFrom("grit", "INV 123456", "order", "-", ",", "(", ")", "7", "Ltd"),
  fc.string({ unit: "grapheme-ascii", maxLength: 6 }),
);

describe("the pattern for personal details", () => {
  it("fits every description that is masked", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.constantFrom(" ", "", "; "), (pieces, joint) => {
        const text = pieces.join(joint);
        if (maskPersonal(text, "free_text").rules.length > 0) expect(text).toMatch(pattern);
      }),
      { numRuns: 2000 },
    );
  });

  it("passes over plain descriptions", () => {
    expect("monthly recharge INV123456").not.toMatch(pattern);
  });
});
