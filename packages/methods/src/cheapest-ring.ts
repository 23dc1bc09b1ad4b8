import type { CountRelation } from "./recoverable-cells.ts";

/**
 * The cheapest ring of cells through one cell: each neighbouring pair shares a sum, so that counts can be moved round the
 * ring and every sum still holds. Hiding the whole ring therefore protects the cell.
 *
 * Only cells that stand in exactly two sums can be links: moving any other would disturb a third sum.
 *
 * @param costs cost of each cell; null = cannot be a link
 * @returns the other cells of the ring, in no order; null when there is none
 */
export function findCheapestRing(
  relations: readonly CountRelation[],
  costs: readonly (number | null)[],
  cell: number,
): number[] | null {
  const sumsOf = listSumsByCell(relations, costs.length);
  const ends = sumsOf[cell]!;
  if (ends.length !== 2) return null;
  const [from, to] = ends as [number, number];
  const links = relations.map(({ total, parts }) =>
    [total, ...parts].filter((it) => it !== cell && costs[it] !== null && sumsOf[it]!.length === 2),
  );

  // Dijkstra over sums, with cells as the roads between them; the tables are too small for a heap to pay.
  const distance = relations.map((_, sum) => (sum === from ? 0 : Infinity));
  const cameBy = new Map<number, { readonly link: number; readonly sum: number }>();
  const isDone = new Set<number>();
  while (!isDone.has(to)) {
    const next = findNearest(distance, isDone);
    if (next === null) return null;
    isDone.add(next);
    for (const link of links[next]!) {
      const other = sumsOf[link]!.find((sum) => sum !== next)!;
      const reached = distance[next]! + costs[link]!;
      if (reached >= distance[other]!) continue;
      distance[other] = reached;
      cameBy.set(other, { link, sum: next });
    }
  }
  const ring: number[] = [];
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.sum)) ring.push(step.link);
  return ring;
}

function findNearest(distance: readonly number[], isDone: ReadonlySet<number>): number | null {
  let nearest: number | null = null;
  for (const [sum, length] of distance.entries()) {
    if (isDone.has(sum) || length === Infinity) continue;
    if (nearest === null || length < distance[nearest]!) nearest = sum;
  }
  return nearest;
}

function listSumsByCell(relations: readonly CountRelation[], cells: number): number[][] {
  const sumsOf = Array.from({ length: cells }, (): number[] => []);
  for (const [sum, { total, parts }] of relations.entries()) for (const it of [total, ...parts]) sumsOf[it]!.push(sum);
  return sumsOf;
}
