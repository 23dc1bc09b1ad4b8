import { requireSameLength, requireUnique } from "./present-values.ts";
import type { ReasonCode } from "./reason.ts";

/** What an area has for an indicator. `not_applicable` (it does not provide the service) never counts against it. */
export type CellState = "present" | "missing" | "not_applicable";

export interface CoverageInput {
  readonly areas: readonly string[];
  readonly indicators: readonly { readonly id: string; readonly block: string }[];
  /** `cells[indicator][area]`, in the order of the two lists above. */
  readonly cells: readonly (readonly CellState[])[];
}

export interface DroppedItem {
  readonly id: string;
  /** Position in the input list. */
  readonly index: number;
  readonly reason: ReasonCode;
  /** The pass, from 1, in which it went. */
  readonly pass: number;
  readonly present: number;
  readonly expected: number;
  /** The service block that was too thin, when that was the cause. */
  readonly block: string | null;
}

export interface CoverageResult {
  /** Positions in the input lists, ascending. */
  readonly keptAreas: readonly number[];
  readonly keptIndicators: readonly number[];
  readonly droppedAreas: readonly DroppedItem[];
  readonly droppedIndicators: readonly DroppedItem[];
  readonly passes: number;
  /** False when the last allowed pass still dropped something. */
  readonly isStable: boolean;
}

/**
 * Decides which indicators and areas have enough data to take part, before any mean, deviation or rank is computed.
 * Drops indicators with values for under two thirds of the areas, then areas with values for under two thirds of the
 * indicators that apply to them or under half of any service block, and repeats until nothing changes.
 *
 * @param input areas, indicators and the state of every cell
 * @param maximumPasses default 10
 * @returns kept positions and every dropped item with its counts; dropped means reported as not ranked, never imputed
 * @throws RangeError on a repeated area or indicator id, or cells that do not match the lists
 * Source: JRC COIN Tool practice (about 65 %); COINr screens at two thirds. Exactly two thirds passes.
 */
export function screenCoverage(input: CoverageInput, maximumPasses = 10): CoverageResult {
  requireValidInput(input);
  let areas = [...input.areas.keys()];
  let indicators = [...input.indicators.keys()];
  const droppedAreas: DroppedItem[] = [];
  const droppedIndicators: DroppedItem[] = [];
  for (let pass = 1; pass <= maximumPasses; pass += 1) {
    const thinIndicators = indicators.flatMap((index) => findThinIndicator(input, index, areas, pass));
    indicators = without(indicators, thinIndicators);
    const thinAreas = areas.flatMap((index) => findThinArea(input, index, indicators, pass));
    areas = without(areas, thinAreas);
    droppedIndicators.push(...thinIndicators);
    droppedAreas.push(...thinAreas);
    if (thinIndicators.length + thinAreas.length === 0) {
      return {
        keptAreas: areas,
        keptIndicators: indicators,
        droppedAreas,
        droppedIndicators,
        passes: pass,
        isStable: true,
      };
    }
  }
  const kept = { keptAreas: areas, keptIndicators: indicators };
  return { ...kept, droppedAreas, droppedIndicators, passes: maximumPasses, isStable: false };
}

function findThinIndicator(input: CoverageInput, index: number, areas: readonly number[], pass: number): DroppedItem[] {
  const present = areas.filter((area) => input.cells[index]![area] === "present").length;
  if (isAtLeastTwoThirds(present, areas.length)) return [];
  const { id } = input.indicators[index]!;
  return [{ id, index, reason: "below_coverage", pass, present, expected: areas.length, block: null }];
}

function findThinArea(input: CoverageInput, index: number, indicators: readonly number[], pass: number): DroppedItem[] {
  const applicable = indicators.filter((indicator) => input.cells[indicator]![index] !== "not_applicable");
  const count = (list: readonly number[]) => list.filter((i) => input.cells[i]![index] === "present").length;
  const drop = (list: readonly number[], block: string | null): DroppedItem[] => [
    {
      id: input.areas[index]!,
      index,
      reason: "below_coverage",
      pass,
      present: count(list),
      expected: list.length,
      block,
    },
  ];
  if (!isAtLeastTwoThirds(count(applicable), applicable.length)) return drop(applicable, null);
  for (const block of new Set(applicable.map((i) => input.indicators[i]!.block))) {
    const inBlock = applicable.filter((i) => input.indicators[i]!.block === block);
    if (2 * count(inBlock) < inBlock.length) return drop(inBlock, block);
  }
  return [];
}

/** Whole numbers, so that exactly two thirds passes; nothing out of nothing is no coverage. */
function isAtLeastTwoThirds(present: number, expected: number): boolean {
  return expected > 0 && 3 * present >= 2 * expected;
}

function without(indices: readonly number[], dropped: readonly DroppedItem[]): number[] {
  const gone = new Set(dropped.map((item) => item.index));
  return indices.filter((index) => !gone.has(index));
}

function requireValidInput({ areas, indicators, cells }: CoverageInput): void {
  requireUnique(areas, "area");
  requireUnique(
    indicators.map((indicator) => indicator.id),
    "indicator",
  );
  requireSameLength(indicators.length, cells.length, "cells: one row per indicator");
  for (const [i, row] of cells.entries()) {
    requireSameLength(areas.length, row.length, `cells of indicator "${indicators[i]!.id}"`);
  }
}
