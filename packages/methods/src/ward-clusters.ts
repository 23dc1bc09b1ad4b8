import { requireFinite, requireSameLength } from "./present-values.ts";

export interface Merge {
  /** What was joined: an area's position, or `n + step` for the cluster made at that (0-based) step. */
  readonly left: number;
  readonly right: number;
  /** Height of the join, in the unit of the distances. Never falls. */
  readonly height: number;
}

/**
 * Groups areas by joining, again and again, the two clusters whose union adds least spread (Ward's method on plain
 * distances, known as ward.D2).
 *
 * @param distances complete symmetric matrix, n by n
 * @returns n - 1 joins in order of height
 * @throws RangeError if the matrix is not square or holds a gap
 * Sources: J. H. Ward (1963); F. Murtagh and P. Legendre (2014), Ward's hierarchical agglomerative clustering method.
 */
export function clusterByWard(distances: readonly (readonly (number | null)[])[]): Merge[] {
  const n = distances.length;
  const squares = distances.map((row, i) => {
    requireSameLength(n, row.length, `distances of area ${i}`);
    return row.map((distance, k) => {
      if (distance === null)
        throw new RangeError(`distance of areas ${i} and ${k}: missing; clusters need all of them.`);
      requireFinite(distance, `distance of areas ${i} and ${k}`);
      return distance ** 2;
    });
  });
  const size = distances.map(() => 1);
  const label = distances.map((_, i) => i);
  const live = new Set(label);
  const merges: Merge[] = [];
  while (live.size > 1) {
    const [i, k] = findClosest(squares, live);
    const height = squares[i]![k]!;
    for (const other of live) {
      if (other === i || other === k) continue;
      const total = size[i]! + size[k]! + size[other]!;
      const joined =
        ((size[i]! + size[other]!) * squares[i]![other]! +
          (size[k]! + size[other]!) * squares[k]![other]! -
          size[other]! * height) /
        total;
      squares[i]![other] = squares[other]![i] = joined;
    }
    merges.push({ left: label[i]!, right: label[k]!, height: Math.sqrt(height) });
    size[i] = size[i]! + size[k]!;
    label[i] = n + merges.length - 1;
    live.delete(k);
  }
  return merges;
}

/**
 * Cuts the joins so that a number of clusters is left.
 *
 * @param count 1 to n
 * @returns cluster number per area, from 1 in order of first appearance
 */
export function cutClusters(merges: readonly Merge[], count: number): number[] {
  const n = merges.length + 1;
  if (!Number.isInteger(count) || count < 1 || count > n) {
    throw new RangeError(`clusters: expected 1 to ${n}, found ${count}.`);
  }
  const members: number[][] = Array.from({ length: n }, (_, i) => [i]);
  const alive = new Set(members.keys());
  for (const { left, right } of merges.slice(0, n - count)) {
    members.push([...members[left]!, ...members[right]!]);
    alive.delete(left);
    alive.delete(right);
    alive.add(members.length - 1);
  }
  const clusterOf = new Map([...alive].flatMap((cluster) => members[cluster]!.map((area) => [area, cluster] as const)));
  const numbers = new Map<number, number>();
  return Array.from({ length: n }, (_, area) => {
    const cluster = clusterOf.get(area)!;
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size + 1);
    return numbers.get(cluster)!;
  });
}

function findClosest(squares: readonly (readonly number[])[], live: ReadonlySet<number>): readonly [number, number] {
  let best: readonly [number, number] = [-1, -1];
  let smallest = Infinity;
  for (const i of live) {
    for (const k of live) {
      if (k <= i || squares[i]![k]! >= smallest) continue;
      smallest = squares[i]![k]!;
      best = [i, k];
    }
  }
  return best;
}
