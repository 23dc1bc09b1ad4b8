/**
 * The candidate most like the text, for "did you mean". Case and white space do not count.
 * @returns null when nothing is at least half alike
 */
export function findNearest<T>(text: string, candidates: Iterable<T>, toText: (candidate: T) => string): T | null {
  const wanted = fold(text);
  let best: { candidate: T; score: number } | null = null;
  for (const candidate of candidates) {
    const score = toSimilarity(wanted, fold(toText(candidate)));
    if (score > (best?.score ?? 0.5)) best = { candidate, score };
  }
  return best?.candidate ?? null;
}

/** 1 for equal texts, 0 for nothing in common: one minus the edit distance over the longer length. Case counts. */
export function toSimilarity(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 1 : 1 - toEditDistance(left, right) / longest;
}

/** Levenshtein distance, one row of the matrix at a time. */
function toEditDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const swap = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(swap, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[right.length]!;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}
