import type { Box, Point, Segment } from "./box.ts";
import { boxAround, boxesOverlap, boxInside, segmentMeetsBox, segmentsCross } from "./box.ts";
import type { TextLine } from "./svg.ts";
import { textBox } from "./svg.ts";

/** A drawn mark, as seen by labels: a square of twice the radius. */
export interface Mark extends Point {
  readonly key: string;
  readonly radius: number;
  /** A label with a white edge may cover a hollow mark when nothing else is left. */
  readonly hollow: boolean;
}

export interface LabelRequest {
  readonly mark: Mark;
  readonly text: string;
  readonly bold: boolean;
  /** Named beside its mark, or by a number with a key; an optional label is left out when there is no room. */
  readonly required: boolean;
  /** Whether the mark can be drawn as a ring with the number inside. */
  readonly mayCarryNumber: boolean;
}

export interface Surroundings {
  readonly frame: Box;
  readonly marks: readonly Mark[];
  /** Words and lines that no label may touch. */
  readonly taken: readonly Box[];
  /** Reference lines: crossed only when no clear place is left. */
  readonly lines: readonly Segment[];
}

export interface PlacedLabel {
  readonly mark: Mark;
  readonly line: TextLine;
  readonly box: Box;
  /** From the mark to a label that was pushed out; null when the label sits beside its mark. */
  readonly leader: Segment | null;
  /** The number that stands for the name, explained in the key; null when the name itself is drawn. */
  readonly number: number | null;
  /** Whether the number stands in the middle of its mark. */
  readonly onMark: boolean;
}

export interface Placement {
  readonly placed: readonly PlacedLabel[];
  /** Required labels for which not even a number found room, to be named in a note. */
  readonly unplaced: readonly LabelRequest[];
}

/** Radius of a mark that carries its number. */
export const NUMBERED_RADIUS = 10;

const ATTEMPTS = 6;
const LABEL_SIZE = 12;
const NUMBER_SIZE = 11;
const NEAR = [3, 14, 28] as const;
const DIRECTIONS = [0, 180, 270, 90, 315, 45, 225, 135] as const;
/** A number is small: it may go further out, and between the eight directions. */
const FAR = [3, 14, 28, 42, 56, 70, 84, 98, 112] as const;
const MORE_DIRECTIONS = [...DIRECTIONS, ...Array.from({ length: 16 }, (_, i) => 15 + 45 * (i % 8) + (i < 8 ? 0 : 15))];

/**
 * Places labels so that none overlaps a mark, another label, a leader line or the frame. Greedy, in the order given
 * (first = most important), in three passes: (1) 8 directions at 3 distances, clear of everything, with a leader line
 * from the second distance on; (2) required labels only: the same, but hollow marks may be covered; (3) a number on or
 * near the mark, for a numbered key. When names are left over, all is tried again with those right after the first,
 * and the attempt that names most is kept.
 */
export function placeLabels(requests: readonly LabelRequest[], around: Surroundings): Placement {
  let order = requests;
  let latest = placeInOrder(order, around);
  let best = latest;
  for (let attempt = 1; attempt < ATTEMPTS && lackOf(best) > 0; attempt++) {
    const lacking = new Set([
      ...latest.unplaced.map(({ mark }) => mark.key),
      ...latest.placed.filter(({ number }) => number !== null).map(({ mark }) => mark.key),
    ]);
    const [first, ...rest] = order;
    if (first === undefined) break;
    const isLacking = ({ mark }: LabelRequest) => lacking.has(mark.key);
    order = [first, ...rest.filter(isLacking), ...rest.filter((request) => !isLacking(request))];
    latest = placeInOrder(order, around);
    if (lackOf(latest) < lackOf(best)) best = latest;
  }
  return best;
}

/** How far an attempt falls short: a label with neither name nor number weighs more than any count of numbers. */
function lackOf({ placed, unplaced }: Placement): number {
  return unplaced.length * 1000 + placed.filter(({ number }) => number !== null).length;
}

function placeInOrder(requests: readonly LabelRequest[], around: Surroundings): Placement {
  const placed: PlacedLabel[] = [];
  const attempt = (request: LabelRequest, rules: Rules): boolean => {
    const found = findPlace(request, rules, around, placed);
    if (found !== null) placed.push(found);
    return found !== null;
  };
  const crowded = requests.filter((request) => !attempt(request, { ...NAMED, cover: false }));
  const stuck = crowded
    .filter(({ required }) => required)
    .filter((request) => !attempt(request, { ...NAMED, cover: true }));

  const unplaced: LabelRequest[] = [];
  let number = 1;
  for (const request of stuck) {
    const onMark = numberOnMark(request, number, around, placed);
    if (onMark !== null) placed.push(onMark);
    const rules = { directions: MORE_DIRECTIONS, distances: FAR, cover: true, number };
    // In the middle of a dense cloud every line out crosses some mark; it still begins at its own.
    const done = onMark !== null || attempt(request, rules) || attempt(request, { ...rules, leaderMayCross: true });
    if (done) number += 1;
    else unplaced.push(request);
  }
  return { placed, unplaced };
}

interface Rules {
  readonly directions: readonly number[];
  readonly cover: boolean;
  readonly distances: readonly number[];
  readonly number: number | null;
  /** Whether a leader line may pass over the marks of others. */
  readonly leaderMayCross?: boolean;
}

const NAMED = { directions: DIRECTIONS, distances: NEAR, number: null };

function findPlace(
  request: LabelRequest,
  rules: Rules,
  around: Surroundings,
  placed: readonly PlacedLabel[],
): PlacedLabel | null {
  const { mark } = request;
  const marks = around.marks
    .filter((other) => other.key !== mark.key && !(rules.cover && other.hollow))
    .map((other) => boxAround(other, other.radius));
  // A label may stand closer to its own mark than to any other, but not on it.
  const solid = { near: [boxAround(mark, mark.radius)], marks, crossed: rules.leaderMayCross ? [] : marks };
  let best: PlacedLabel | null = null;
  let lowest = Infinity;
  for (const [ring, distance] of rules.distances.entries()) {
    for (const [turn, degrees] of rules.directions.entries()) {
      const label = candidate(request, rules.number, distance, degrees);
      const crossings = around.lines.filter((line) => segmentMeetsBox(line, label.box)).length;
      const cost = ring * 30 + turn + crossings * 36;
      if (cost < lowest && isClear(label, solid, around, placed)) {
        best = label;
        lowest = cost;
      }
    }
  }
  return best;
}

interface Solid {
  /** No label may overlap these. */
  readonly near: readonly Box[];
  /** No label may come within a pixel of these. */
  readonly marks: readonly Box[];
  /** No leader line may cross these. */
  readonly crossed: readonly Box[];
}

function isClear(
  { box, leader }: PlacedLabel,
  solid: Solid,
  around: Surroundings,
  placed: readonly PlacedLabel[],
): boolean {
  const hits = (boxes: readonly Box[], gap: number) => boxes.some((other) => boxesOverlap(box, other, gap));
  const crosses = (boxes: readonly Box[]) => leader !== null && boxes.some((other) => segmentMeetsBox(leader, other));
  if (!boxInside(box, around.frame) || hits(solid.near, 0) || hits(solid.marks, 1) || hits(around.taken, 2))
    return false;
  if (crosses(solid.crossed) || crosses(around.taken) || crosses(placed.map((other) => other.box))) return false;
  return placed.every(
    (other) =>
      !boxesOverlap(box, other.box, 2) &&
      !(other.leader !== null && segmentMeetsBox(other.leader, box)) &&
      !(leader !== null && other.leader !== null && segmentsCross(leader, other.leader)),
  );
}

function candidate(request: LabelRequest, number: number | null, distance: number, degrees: number): PlacedLabel {
  const { mark } = request;
  const dx = Math.cos((degrees * Math.PI) / 180);
  const dy = Math.sin((degrees * Math.PI) / 180);
  const touch = { x: mark.x + dx * mark.radius, y: mark.y + dy * mark.radius };
  const end = { x: touch.x + dx * distance, y: touch.y + dy * distance };
  const size = number === null ? LABEL_SIZE : NUMBER_SIZE;
  const anchor = dx > 0.3 ? "start" : dx < -0.3 ? "end" : "middle";
  // Baselines that put the label's box below, above or level with the end of its leader.
  const y = dy > 0.9 ? end.y + size * 0.78 : dy < -0.9 ? end.y - size * 0.24 : end.y + size * 0.27;
  const line: TextLine = {
    text: number === null ? request.text : String(number),
    x: end.x,
    y,
    size,
    anchor,
    bold: request.bold || number !== null,
  };
  const leader = distance > NEAR[0] ? { from: touch, to: { x: end.x - dx * 2, y: end.y - dy * 2 } } : null;
  return { mark, line, box: textBox(line), leader, number, onMark: false };
}

function numberOnMark(
  { mark, mayCarryNumber }: LabelRequest,
  number: number,
  around: Surroundings,
  placed: readonly PlacedLabel[],
): PlacedLabel | null {
  const line: TextLine = {
    text: String(number),
    x: mark.x,
    y: mark.y + NUMBER_SIZE * 0.37,
    size: NUMBER_SIZE,
    anchor: "middle",
    bold: true,
  };
  const label = { mark, line, box: boxAround(mark, NUMBERED_RADIUS), leader: null, number, onMark: true };
  const marks = around.marks
    .filter((other) => other.key !== mark.key && !other.hollow)
    .map((other) => boxAround(other, other.radius));
  return mayCarryNumber && isClear(label, { near: [], marks, crossed: [] }, around, placed) ? label : null;
}
