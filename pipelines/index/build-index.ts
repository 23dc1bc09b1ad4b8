import type { InputRows } from "@poundwise/contracts";
import {
  choosePeriod,
  scoreOutcomes,
  screenCoverage,
  type CellState,
  type OutcomeScores,
  type ReasonCode,
} from "@poundwise/methods";
import type { IndexDefinition } from "./definition.ts";
import { frameGroup, type GroupFrame } from "./group-frame.ts";
import { readNumber, readOptionalNumber, readText } from "./read-row.ts";

export interface IndexInputs {
  readonly areas: InputRows;
  readonly members: InputRows;
  readonly indicators: InputRows;
  readonly periods: InputRows;
  readonly values: InputRows;
  readonly costs: InputRows;
}

/** One published value as it stands for an authority, under whichever code it was printed. */
export interface IndicatorCell {
  readonly value: number | null;
  readonly state: CellState;
  readonly reason: ReasonCode | null;
  readonly printedCode: string | null;
}

/** What became of one indicator in one group. */
export interface IndicatorUse {
  readonly indicatorId: string;
  readonly block: string;
  readonly periodCode: string | null;
  readonly reason: ReasonCode | "not_in_index" | "too_new" | null;
  readonly areasWithValue: number;
}

/** The outcome score of one group for one cost basis, with everything that led to it. */
export interface GroupIndex {
  readonly costBasis: string;
  readonly financialYear: string;
  /** ISO day: the end of the financial year. */
  readonly referenceDate: string;
  readonly frame: GroupFrame;
  readonly uses: readonly IndicatorUse[];
  /** Indicators that were scored, in registry order; cells in the order of `frame.areaCodes`. */
  readonly scored: readonly {
    readonly indicatorId: string;
    readonly block: string;
    readonly periodCode: string;
    readonly cells: readonly IndicatorCell[];
  }[];
  /** Positions in `frame.areaCodes` that passed the coverage rule, in the order of `outcome.areas`. */
  readonly keptAreas: readonly number[];
  readonly outcome: OutcomeScores | null;
}

/** Builds every group for every cost basis that has a year of costs. Pure; the order of input rows does not matter. */
export function buildIndex(inputs: IndexInputs, definition: IndexDefinition): GroupIndex[] {
  const cells = indexValues(inputs.values);
  return definition.costBases.flatMap((costBasis) => {
    const financialYear = findNewestYear(inputs.costs, costBasis);
    if (financialYear === null) return [];
    const referenceDate = `${Number(financialYear.slice(0, 4)) + 1}-03-31`;
    return definition.groups.map(({ groupId }) => {
      const frame = frameGroup(inputs.members, inputs.areas, groupId, referenceDate);
      return buildGroup({ inputs, definition, cells, costBasis, financialYear, referenceDate, frame });
    });
  });
}

interface GroupContext {
  readonly inputs: IndexInputs;
  readonly definition: IndexDefinition;
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, PublishedValue>>;
  readonly costBasis: string;
  readonly financialYear: string;
  readonly referenceDate: string;
  readonly frame: GroupFrame;
}

interface PublishedValue {
  readonly value: number | null;
  readonly status: string;
}

function buildGroup(context: GroupContext): GroupIndex {
  const { costBasis, financialYear, referenceDate, frame, definition } = context;
  const candidates = context.inputs.indicators
    .map((row) => chooseForIndicator(context, row))
    .sort((a, b) => (a.use.indicatorId < b.use.indicatorId ? -1 : 1));
  const live = candidates.filter((candidate) => candidate.use.reason === null);
  const base = { costBasis, financialYear, referenceDate, frame };
  if (frame.areaCodes.length < definition.minimumGroupSize) {
    const uses = candidates.map(({ use }): IndicatorUse => ({ ...use, reason: use.reason ?? "group_too_small" }));
    return { ...base, uses, scored: [], keptAreas: [], outcome: null };
  }
  const coverage = screenCoverage({
    areas: frame.areaCodes,
    indicators: live.map(({ use }) => ({ id: use.indicatorId, block: use.block })),
    cells: live.map(({ cells }) => cells.map((cell) => cell.state)),
  });
  const kept = coverage.keptIndicators.map((index) => live[index]!);
  const outcome =
    kept.length === 0
      ? null
      : scoreOutcomes(
          coverage.keptAreas.map((index) => frame.areaCodes[index]!),
          kept.map(({ use, polarity, cells }) => ({
            id: use.indicatorId,
            block: use.block,
            polarity,
            values: coverage.keptAreas.map((index) => cells[index]!.value),
          })),
          definition.outcome,
        );
  const reasonOf = new Map<string, ReasonCode | null>(coverage.droppedIndicators.map((item) => [item.id, item.reason]));
  for (const indicator of outcome?.indicators ?? []) reasonOf.set(indicator.id, indicator.reason);
  return {
    ...base,
    uses: candidates.map(({ use }) => ({ ...use, reason: use.reason ?? reasonOf.get(use.indicatorId) ?? null })),
    scored: kept.map(({ use, cells }) => ({
      indicatorId: use.indicatorId,
      block: use.block,
      periodCode: use.periodCode!,
      cells,
    })),
    keptAreas: coverage.keptAreas,
    outcome,
  };
}

interface Candidate {
  readonly polarity: 1 | -1;
  readonly use: IndicatorUse;
  readonly cells: readonly IndicatorCell[];
}

function chooseForIndicator(context: GroupContext, row: InputRows[number]): Candidate {
  const indicatorId = readText(row, "indicator_id");
  const block = readText(row, "service_block");
  const polarity = readNumber(row, "indicator_polarity") === -1 ? -1 : 1;
  const none = { indicatorId, block, periodCode: null, areasWithValue: 0 };
  if (row["is_in_index"] !== true) {
    return { polarity, cells: [], use: { ...none, reason: "not_in_index" } };
  }
  const perPeriod = listPeriods(context, indicatorId);
  const choice = choosePeriod(
    perPeriod.map(({ period, cells }) => ({
      period: readText(period, "period_code"),
      start: readText(period, "period_start_date"),
      end: readText(period, "period_end_date"),
      areasWithValue: cells.filter((cell) => cell.state === "present").length,
    })),
    {
      referenceDate: context.referenceDate,
      groupSize: context.frame.areaCodes.length,
      maximumAgeMonths: readNumber(row, "max_age_months"),
      maximumLeadMonths: context.definition.maximumLeadMonths,
    },
  );
  const chosen = perPeriod.find(({ period }) => period["period_code"] === choice.chosen?.period);
  if (chosen === undefined) {
    const causes = new Set(choice.rejected.map(({ cause }) => cause));
    const reason = perPeriod.length === 0 ? "missing" : pickWorstCause(causes);
    return { polarity, cells: [], use: { ...none, reason } };
  }
  return {
    polarity,
    cells: chosen.cells,
    use: {
      indicatorId,
      block,
      periodCode: choice.chosen!.period,
      reason: null,
      areasWithValue: choice.chosen!.areasWithValue,
    },
  };
}

/** Coverage is what a reader could still mend, so it is said first; a period that is merely too new says more than one too old. */
function pickWorstCause(causes: ReadonlySet<string>): "below_coverage" | "too_new" | "too_old" {
  if (causes.has("below_coverage")) return "below_coverage";
  return causes.has("too_new") ? "too_new" : "too_old";
}

function listPeriods(context: GroupContext, indicatorId: string) {
  return context.inputs.periods.flatMap((period) => {
    const values = context.cells.get(`${indicatorId}|${readText(period, "period_code")}`);
    if (values === undefined) return [];
    return [
      { period, cells: context.frame.areaCodes.map((code) => findCell(values, context.frame.printedCodes.get(code)!)) },
    ];
  });
}

/** Own code first, then codes with the same boundary; a number is preferred to a gap. */
function findCell(values: ReadonlyMap<string, PublishedValue>, codes: readonly string[]): IndicatorCell {
  const printed = codes.filter((code) => values.has(code));
  const code = printed.find((candidate) => values.get(candidate)!.value !== null) ?? printed[0];
  if (code === undefined) return { value: null, state: "missing", reason: "missing", printedCode: null };
  const { value, status } = values.get(code)!;
  if (value !== null) return { value, state: "present", reason: null, printedCode: code };
  const reason = status === "suppressed" || status === "not_applicable" ? status : "missing";
  return { value, state: status === "not_applicable" ? "not_applicable" : "missing", reason, printedCode: code };
}

function indexValues(values: InputRows): Map<string, Map<string, PublishedValue>> {
  const index = new Map<string, Map<string, PublishedValue>>();
  for (const row of values) {
    const key = `${readText(row, "indicator_id")}|${readText(row, "period_code")}`;
    const byArea = index.get(key) ?? new Map<string, PublishedValue>();
    byArea.set(readText(row, "area_code"), {
      value: readOptionalNumber(row, "indicator_value"),
      status: readText(row, "value_status"),
    });
    index.set(key, byArea);
  }
  return index;
}

function findNewestYear(costs: InputRows, costBasis: string): string | null {
  const years = costs
    .filter((row) => row["cost_basis"] === costBasis && row["cost_per_head_gbp"] !== null)
    .map((row) => readText(row, "financial_year"));
  return years.length === 0 ? null : years.sort().at(-1)!;
}
