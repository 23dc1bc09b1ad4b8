/**
 * Says in words what a chart shows, in the order a listener needs it.
 *
 * @param kind     e.g. "Scatter plot"
 * @param compared what is compared and for how many, as a clause: "cost per head with outcome score for 25 areas"
 * @param finding  the chart's title sentence
 * @param range    clauses with the lowest and highest figures and who has them
 * @param caption  caption of the data table that stands below the chart
 */
export function describeChart(parts: {
  readonly kind: string;
  readonly compared: string;
  readonly finding: string;
  readonly range: readonly string[];
  readonly caption: string;
}): string {
  const { kind, compared, finding, range, caption } = parts;
  const sentences = [`${kind} comparing ${compared}`, finding, ...range];
  return [...sentences.map(endSentence), `The figures are in the table below the chart: ${endSentence(caption)}`].join(
    " ",
  );
}

/** "from £868 (Essex) to £1,128 (Devon)"; null when nothing has a figure. */
export function describeRange(
  points: readonly { readonly name: string; readonly value: number }[],
  write: (value: number) => string,
): string | null {
  const [first] = points;
  if (first === undefined) return null;
  const lowest = points.reduce((a, b) => (b.value < a.value ? b : a), first);
  const highest = points.reduce((a, b) => (b.value > a.value ? b : a), first);
  return `from ${write(lowest.value)} (${lowest.name}) to ${write(highest.value)} (${highest.name})`;
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
