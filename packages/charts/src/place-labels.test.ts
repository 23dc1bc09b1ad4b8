import { describe, expect, it } from "vitest";
import { makeSequence } from "../test/counties.ts";
import type { Box } from "./box.ts";
import { boxAround, boxesOverlap, boxInside, segmentMeetsBox } from "./box.ts";
import type { LabelRequest, Mark, PlacedLabel } from "./place-labels.ts";
import { placeLabels } from "./place-labels.ts";

const FRAME = { left: 0, top: 0, right: 600, bottom: 400 };

function mark(key: string, x: number, y: number, hollow = false): Mark {
  return { key, x, y, radius: 5, hollow };
}

function request(of: Mark, required = true): LabelRequest {
  return { mark: of, text: `County ${of.key}`, bold: false, required, mayCarryNumber: true };
}

function place(marks: readonly Mark[], requests: readonly LabelRequest[], taken: readonly Box[] = []) {
  return placeLabels(requests, { frame: FRAME, marks, taken, lines: [] });
}

function expectClear(placed: readonly PlacedLabel[], marks: readonly Mark[]): void {
  placed.forEach((label, i) => {
    expect(boxInside(label.box, FRAME)).toBe(true);
    for (const other of placed.slice(i + 1)) expect(boxesOverlap(label.box, other.box)).toBe(false);
    for (const other of placed) {
      if (other !== label && other.leader !== null) expect(segmentMeetsBox(other.leader, label.box)).toBe(false);
    }
    const solid = marks.filter(({ key, hollow }) => !hollow && key !== label.mark.key);
    for (const other of solid) expect(boxesOverlap(label.box, boxAround(other, other.radius))).toBe(false);
  });
}

describe("placeLabels", () => {
  it("puts a lonely label to the right of its mark, without a leader line", () => {
    const a = mark("a", 300, 200);
    const { placed } = place([a], [request(a)]);
    expect(placed[0]).toMatchObject({ leader: null, number: null, line: { anchor: "start" } });
  });

  it("turns a label at the right edge inwards", () => {
    const a = mark("a", 590, 200);
    expect(place([a], [request(a)]).placed[0]?.line.anchor).toBe("end");
  });

  it("draws a leader line to a label that is pushed out", () => {
    const a = mark("a", 300, 200);
    // Words at both sides leave room above and below, but only from the second distance on.
    const words = [
      { left: 240, right: 292, top: 186, bottom: 214 },
      { left: 308, right: 360, top: 186, bottom: 214 },
    ];
    const { placed } = place([a], [request(a)], words);
    expect(placed[0]).toMatchObject({ number: null, line: { anchor: "middle" } });
    expect(placed[0]?.leader).not.toBeNull();
  });

  it("covers hollow marks only when nothing else is left, and never for an optional label", () => {
    const a = mark("a", 300, 200);
    const crowd: Mark[] = [];
    for (let x = 150; x <= 450; x += 12) {
      for (let y = 120; y <= 280; y += 12) crowd.push(mark(`${x}-${y}`, x + 3, y + 3, true));
    }
    const marks = [a, ...crowd];
    expect(place(marks, [request(a, false)]).placed).toEqual([]);
    expect(place(marks, [request(a)]).placed[0]).toMatchObject({ number: null });
  });

  it("numbers a required label that has no place for its name", () => {
    const a = mark("a", 300, 200);
    const wall: Mark[] = [];
    for (let x = 100; x <= 500; x += 14) {
      for (let y = 60; y <= 340; y += 14) {
        if (Math.hypot(x - 300, y - 200) > 18) wall.push(mark(`${x}-${y}`, x, y));
      }
    }
    const { placed, unplaced } = place([a, ...wall], [request(a)]);
    expect(placed[0]).toMatchObject({ number: 1, line: { text: "1", size: 11 } });
    expect(unplaced).toEqual([]);
  });

  it("names what it cannot even number instead of hiding it", () => {
    const marks = Array.from({ length: 200 }, (_, i) => mark(`m${i}`, 300 + (i % 10), 200 + Math.floor(i / 10)));
    const { placed, unplaced } = place(
      marks,
      marks.map((of) => request(of)),
    );
    expect(placed.length + unplaced.length).toBe(200);
    expect(unplaced.length).toBeGreaterThan(0);
    expectClear(placed, []);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("never lets labels overlap in a random cloud (%i)", (seed) => {
    const next = makeSequence(seed);
    const clump = () => (next() + next() + next()) / 3;
    const marks = Array.from({ length: 40 * seed }, (_, i) =>
      mark(`m${i}`, 20 + 560 * clump(), 20 + 360 * clump(), i >= 25),
    );
    const wanted = marks.slice(0, 30).map((of, i) => request(of, i < 25));
    const { placed, unplaced } = place(marks, wanted);
    expectClear(placed, marks);
    const answered = new Set([...placed.map(({ mark: of }) => of.key), ...unplaced.map(({ mark: of }) => of.key)]);
    expect(marks.slice(0, 25).every(({ key }) => answered.has(key))).toBe(true);
    expect(unplaced).toEqual([]);
  });
});
