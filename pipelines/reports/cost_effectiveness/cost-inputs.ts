import type { FigureFormat, ReportCell, ReportRow, ReportSection } from "@poundwise/contracts";
import type { Evidence, RankedRow } from "./evidence.ts";
import { COUNT, PLAUSIBLE_RANKS, POUNDS, SCORE, toCell, toRankInterval, traceRanked } from "./figures.ts";
import { nameCostBasis, nameInSentence, nameReason } from "./words.ts";

/** The same council in the same group on each cost input, side by side. */
export function compareCostInputs({ everywhere, group, council }: Evidence): ReportSection {
  const rows = everywhere.filter((row) => row.group_id === group.id);
  const title = "Two views of cost, side by side";
  if (rows.length === 0) {
    return {
      id: "cost-inputs",
      title,
      blocks: [
        {
          kind: "paragraph",
          spans: [`${council.name} is in no ranking of ${nameInSentence(group.name)}, on either cost input.`],
        },
      ],
    };
  }
  return {
    id: "cost-inputs",
    title,
    blocks: [
      {
        kind: "paragraph",
        spans: [
          "Core spending power is what the settlement assumes a council can spend: funding and council tax, not spending itself. Low spending power often goes with low need. ",
          "Net current expenditure is what councils say they spent on services, here without education, police and fire, because schools leave the return as they become academies and only some councils run police or fire. ",
          "Each is divided by all residents at the middle of the year in which the financial year starts.",
        ],
      },
      {
        kind: "table",
        table: {
          id: "cost-inputs-table",
          caption: `${council.name} among ${nameInSentence(group.name)}, on each cost input in its newest year`,
          columns: [
            { key: "measure", label: "Measure" },
            ...rows.map((row) => ({
              key: row.cost_basis,
              label: `${nameCostBasis(row.cost_basis)}, ${row.financial_year}`,
              format: COUNT,
            })),
          ],
          rows: [
            ...LINES.map((line) => toRow(line.label, rows, (row) => showLine(line, row))),
            ...(rows.every(({ reason_code }) => reason_code === null)
              ? []
              : [
                  toRow("Why not ranked", rows, ({ reason_code }) => ({
                    value: reason_code === null ? "ranked" : nameReason(reason_code),
                  })),
                ]),
          ],
          notes: [
            PLAUSIBLE_RANKS,
            "Outcome and cost are in standard deviations from the mean of the ranked councils; the score is the first less the second, set to mean 100 and standard deviation 10.",
          ],
        },
      },
    ],
  };
}

type ShownColumn = Exclude<keyof RankedRow & string, "is_near_average">;

interface Line {
  readonly label: string;
  /** The published column; `derive` only says how it is shown. */
  readonly column: ShownColumn;
  readonly derive?: (row: RankedRow) => number | null;
  readonly format?: FigureFormat;
}

const LINES: readonly Line[] = [
  { label: "Cost per head", column: "cost_per_head_gbp", format: POUNDS },
  { label: "Cost, standard deviations from the mean", column: "cost_z", format: SCORE },
  { label: "Outcomes, standard deviations from the mean", column: "outcome_z", format: SCORE },
  { label: "Cost-effectiveness score", column: "ce_display", format: { decimals: 1 } },
  { label: "Rank", column: "ce_rank" },
  { label: "Councils ranked", column: "ranked_count" },
  { label: "Best plausible rank", column: "rank_p05", derive: (row) => toRankInterval(row)?.[0] ?? null },
  { label: "Worst plausible rank", column: "rank_p95", derive: (row) => toRankInterval(row)?.[1] ?? null },
  { label: "Rank by outcomes per pound", column: "ce_ratio_matched_rank" },
  { label: "May be called", column: "claim" },
  { label: "Outcome and cost against the medians", column: "quadrant" },
];

function toRow(label: string, rows: readonly RankedRow[], toValue: (row: RankedRow) => ReportCell): ReportRow {
  return {
    cells: { measure: { value: label }, ...Object.fromEntries(rows.map((row) => [row.cost_basis, toValue(row)])) },
  };
}

function showLine({ column, derive, format }: Line, row: RankedRow): ReportCell {
  const cell = toCell(derive === undefined ? row[column] : derive(row), traceRanked(row, column));
  return format === undefined ? cell : { ...cell, format };
}
