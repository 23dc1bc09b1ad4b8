import type { InputRows, Row } from "@poundwise/contracts";
import {
  compareSurveyShares,
  computeDesignEffect,
  computeEffectiveBase,
  computeSurveyShare,
  guardSmallBase,
  type Interval,
  type SurveyBase,
} from "@poundwise/methods";
import { controlDisclosure, type CellVerdict } from "./control-disclosure.ts";
import { readCounts, type ResultCounts } from "./result-counts.ts";

/** Counts of persons below this are not shown. The same number stands in the contract of core.survey_responses. */
export const SMALL_COUNT = 5;

/**
 * Results of the survey that may leave core: weighted shares with intervals and the change on the survey before.
 *
 * @param counts    rows of core.survey_counts: every measure for every banner point of a question
 * @param questions rows of core.survey_questions, for which versions may be compared
 * @returns one row per count, in their order; figures are null where the status says suppressed
 */
export function toSurveyResults(counts: InputRows, questions: InputRows): Row[] {
  const all = readCounts(counts);
  const verdicts = controlDisclosure(all, SMALL_COUNT);
  const shown = new Map(
    all.map((result) => [toKey(result, result.surveyYear), toShown(result, verdicts.get(result)!)]),
  );
  const years = [...new Set(all.map(({ surveyYear }) => surveyYear))].sort((a, b) => a - b);
  const isComparable = new Map(
    questions.map((row) => [
      `${String(row["question_id"])}|${String(row["question_version"])}`,
      row["is_comparable"] === true,
    ]),
  );
  return all.map((result) => {
    const figures = shown.get(toKey(result, result.surveyYear))!;
    const previousYear = years[years.indexOf(result.surveyYear) - 1] ?? null;
    const before = previousYear === null ? undefined : shown.get(toKey(result, previousYear));
    return {
      survey_year: result.surveyYear,
      question_id: result.questionId,
      question_version: result.questionVersion,
      measure_id: result.measureId,
      measure_name: result.measureName,
      measure_order: result.measureOrder,
      banner: result.banner,
      banner_point: result.bannerPoint,
      ...toFigureColumns(figures),
      previous_survey_year: before === undefined ? null : previousYear,
      ...toChangeColumns(figures, before, isComparable.get(`${result.questionId}|${result.questionVersion}`) === true),
    };
  });
}

/** What readers get of one result. */
interface ShownResult {
  readonly counts: ResultCounts;
  readonly verdict: CellVerdict;
  readonly base: SurveyBase;
  /** Null when suppressed or nobody is in the base. */
  readonly share: Interval | null;
}

function toShown(counts: ResultCounts, verdict: CellVerdict): ShownResult {
  const base = {
    respondents: counts.baseCount,
    weightSum: counts.baseWeight,
    squaredWeightSum: counts.baseSquaredWeight,
  };
  return {
    counts,
    verdict,
    base,
    share: verdict.case === "shown" ? computeSurveyShare(base, counts.caseWeight) : null,
  };
}

function toFigureColumns({ counts, verdict, base, share }: ShownResult): Row {
  const showsBase = verdict.base === "shown";
  const isLow = guardSmallBase(counts.baseCount) === "low base";
  return {
    base_count: showsBase ? counts.baseCount : null,
    effective_base_count: showsBase ? computeEffectiveBase(base) : null,
    design_effect: showsBase ? computeDesignEffect(base) : null,
    case_count: share === null ? null : counts.caseCount,
    result_pct: share === null ? null : share.value * 100,
    lower_pct: share === null ? null : share.lower * 100,
    upper_pct: share === null ? null : share.upper * 100,
    value_status: share === null ? "suppressed" : isLow ? "unreliable" : "ok",
    suppression_reason: verdict.case === "shown" ? null : verdict.case,
  };
}

function toChangeColumns(latest: ShownResult, before: ShownResult | undefined, isComparable: boolean): Row {
  const sameVersion = before?.counts.questionVersion === latest.counts.questionVersion;
  const mayCompare = before !== undefined && (sameVersion || isComparable);
  const change = mayCompare ? compareSurveyShares(latest.share, before.share) : null;
  return {
    change_pct: change === null ? null : change.difference * 100,
    change_lower_pct: change === null ? null : change.lower * 100,
    change_upper_pct: change === null ? null : change.upper * 100,
    change_verdict: before !== undefined && !mayCompare ? "not comparable" : (change?.verdict ?? null),
  };
}

const toKey = (result: ResultCounts, surveyYear: number) =>
  [surveyYear, result.questionId, result.measureId, result.banner, result.bannerPoint].join("|");
