/**
 * Moves labels in one column apart so that none overlaps the next, each as near its wished place as that allows.
 *
 * @param labels wished middle and height of each, from top to bottom by wished middle
 * @returns middles in the same order; inside top and bottom unless all of them together need more room
 */
export function spreadApart(
  labels: readonly { readonly wished: number; readonly size: number }[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
): number[] {
  const middles: number[] = [];
  let edge = top;
  for (const { wished, size } of labels) {
    const middle = Math.max(wished, edge + size / 2);
    middles.push(middle);
    edge = middle + size / 2;
  }
  const needed = labels.reduce((total, { size }) => total + size, 0);
  edge = Math.max(bottom, top + needed);
  for (let i = labels.length - 1; i >= 0; i--) {
    const size = labels[i]?.size ?? 0;
    const middle = Math.min(middles[i] ?? edge, edge - size / 2);
    middles[i] = middle;
    edge = middle - size / 2;
  }
  return middles;
}
