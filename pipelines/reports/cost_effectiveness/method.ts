import type { ReportBlock, ReportSection } from "@poundwise/contracts";
import { costEffectivenessIndex, toMethodId } from "../../index/definition.ts";
import type { Evidence } from "./evidence.ts";

/** How the figures were made, in words, with what they do not show. */
export function explainMethod({ ranking }: Evidence): ReportSection {
  const methodId = ranking[0]?.method_id ?? null;
  const { bootstrap, claimThreshold } = costEffectivenessIndex;
  const differs: ReportBlock[] =
    methodId === null || methodId === toMethodId(costEffectivenessIndex)
      ? []
      : [
          {
            kind: "callout",
            tone: "warning",
            title: "the figures were made by another version of the method than these words describe",
            spans: [`The publication says ${methodId}; the words are those of ${toMethodId(costEffectivenessIndex)}.`],
          },
        ];
  return {
    id: "method",
    title: "How the figures are made, and what they do not show",
    blocks: [
      ...differs,
      {
        kind: "definitions",
        layout: "list",
        items: [
          {
            term: "Outcome score",
            spans: [
              "Each indicator is turned so that higher is better, extreme values are pulled in where the spread is lopsided, and it is standardised in the group: value less mean, over the standard deviation, cut at plus or minus 3. Scores are averaged within each service, and services count the same. A missing value is left out and never filled in; an authority with under two thirds of the indicators, or under half of a service's, is not ranked.",
            ],
          },
          {
            term: "Cost effectiveness",
            spans: [
              "Outcomes less cost, both in standard deviations from the group's mean, so that each has the same say whatever its unit. Outcomes per pound is shown beside it, because the two can disagree.",
            ],
          },
          {
            term: "Interval of a rank",
            spans: [
              `The indicators of each service are drawn anew ${bootstrap.runs.toLocaleString("en-GB")} times, with replacement (seed ${bootstrap.seed}), and the ranking is made again each time. The interval runs from the 5th to the 95th percentile of the ranks. It shows how much the rank depends on which indicators were chosen; errors in the figures themselves come on top.`,
            ],
          },
          {
            term: "What may be claimed",
            spans: [
              `“Most cost-effective” needs first place in ${claimThreshold * 100}% of the draws, first place alone, first place by outcomes per pound too, and first place whichever service is left out. Otherwise the claim is “among the top k”, where k is the 95th percentile of the rank.`,
            ],
          },
          {
            term: "Quarters",
            spans: [
              "Above and below the medians of the ranked councils. A council on a line belongs to no quarter. Within a quarter of a standard deviation of the mean on either axis the quarter says little and is marked near average.",
            ],
          },
          {
            term: "What this does not show",
            spans: [
              "Need is not taken into account: low cost often goes with low need, and low need with good outcomes. Public health grant and the dedicated schools grant pay for some of the outcomes but are not in core spending power. Scores are relative to the group in one year, so a change of rank from year to year is not a change of performance.",
            ],
          },
        ],
      },
      {
        kind: "paragraph",
        spans: [
          `Method of the figures: ${methodId ?? "no ranking in this publication"}. Formulas, edge cases and sources are in docs/methods of the code.`,
        ],
      },
    ],
  };
}
