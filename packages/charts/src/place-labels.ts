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

const LABEL_SIZE = 12;
const NUMBER_SIZE = 11;
const NEAR = [3, 14, 28] as const;
const FAR = [3, 14, 28, 42, 56, 70, 84] as const;
const DIRECTIONS = [0, 180, 270, 90, 315, 45, 225, 135] as const;

/**
 * Places labels so that none overlaps a mark, another label, a leader line or the frame. Greedy, in the order given
 * (first = most important), in three passes: (1) 8 directions at 3 distances, clear of everything, with a leader line
 * from the second distance on; (2) required labels only: the same, but hollow marks may be covered; (3) a number on or
 * near the mark, for a numbered key.
 */
export function placeLabels(requests: readonly LabelRequest[], around: Surroundings): Placement {
  const placed: PlacedLabel[] = [];
  const attempt = (request: LabelRequest, rules: Rules): boolean => {
    const found = findPlace(request, rules, around, placed);
    if (found !== null) placed.push(found);
    return found !== null;
  };

  const crowded = requests.filter((request) => !attempt(request, { cover: false, distances: NEAR, number: null }));
  const stuck = crowded
    .filter(({ required }) => required)
    .filter((request) => !attempt(request, { cover: true, distances: NEAR, number: null }));

  const unplaced: LabelRequest[] = [];
  let number = 1;
  for (const request of stuck) {
    const rules = { cover: true, distances: FAR, number };
    const onMark = numberOnMark(request, number, around, placed);
    if (onMark !== null) placed.push(onMark);
    if (onMark !== null || attempt(request, rules)) number += 1;
    else unplaced.push(request);
  }
  return { placed, unplaced };
}

interface Rules {
  readonly cover: boolean;
  readonly distances: readonly number[];
  readonly number: number | null;
}

function findPlace(
  request: LabelRequest,
  rules: Rules,
  around: Surroundings,
  placed: readonly PlacedLabel[],
): PlacedLabel | null {
  const { mark } = request;
  const blocking = around.marks.filter((other) => other.key !== mark.key && !(rules.cover && other.hollow));
  const marks = blocking.map((other) => boxAround(other, other.radius));
  let best: { readonly label: PlacedLabel; readonly cost: number } | null = null;

  rules.distances.forEach((distance, ring) => {
    DIRECTIONS.forEach((degrees, turn) => {
      const label = candidate(request, rules.number, distance, degrees);
      const crossings = around.lines.filter((line) => segmentMeetsBox(line, label.box)).length;
      const cost = ring * 10 + turn + crossings * 12;
      if ((best === null || cost < best.cost) && isClear(label, marks, around, placed)) best = { label, cost };
    });
  });
  return (best as { readonly label: PlacedLabel } | null)?.label ?? null;
}

function isClear(
  label: PlacedLabel,
  marks: readonly Box[],
  around: Surroundings,
  placed: readonly PlacedLabel[],
): boolean {
  const { box, leader } = label;
  if (!boxInside(box, around.frame)) return false;
  // The mark a label belongs to is not among `marks`: it may stand closer to that one than to any other.
  if (boxesOverlap(box, boxAround(label.mark, label.mark.radius))) return false;
  for (const other of marks) {
    if (boxesOverlap(box, other, 1) || (leader !== null && segmentMeetsBox(leader, other))) return false;
  }
  for (const words of around.taken) {
    if (boxesOverlap(box, words, 2) || (leader !== null && segmentMeetsBox(leader, words))) return false;
  }
  return placed.every(
    (other) =>
      !boxesOverlap(box, other.box, 2) &&
      !(leader !== null && segmentMeetsBox(leader, other.box)) &&
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
  { mark }: LabelRequest,
  number: number,
  around: Surroundings,
  placed: readonly PlacedLabel[],
): PlacedLabel | null {
  const size = NUMBER_SIZE;
  const line: TextLine = {
    text: String(number),
    x: mark.x,
    y: mark.y + size * 0.37,
    size,
    anchor: "middle",
    bold: true,
  };
  const box = boxAround(mark, NUMBERED_RADIUS);
  const solid = around.marks.filter((other) => other.key !== mark.key && !other.hollow);
  const label = { mark: { ...mark, radius: 0 }, line, box, leader: null, number, onMark: true };
  const marks = solid.map((other) => boxAround(other, other.radius));
  return isClear({ ...label, mark: { ...mark, x: -1e6, radius: 0 } }, marks, around, placed)
    ? { ...label, mark }
    : null;
}
