import type { InputRows } from "@poundwise/contracts";
import { readNumber, readText } from "../index/read-row.ts";

/** Respondents behind one result of one question for one banner point, before disclosure control. */
export interface ResultCounts {
  readonly surveyYear: number;
  readonly questionId: string;
  readonly questionVersion: number;
  /** "favourable", or "answer:" and the code. */
  readonly measureId: string;
  readonly measureName: string;
  readonly measureOrder: number;
  /** "all", "district" or "age_band". */
  readonly banner: string;
  readonly bannerPoint: string;
  readonly baseCount: number;
  readonly baseWeight: number;
  readonly baseSquaredWeight: number;
  readonly caseCount: number;
  readonly caseWeight: number;
  /** The answers of the question exclude each other: their counts add up to at most the base. */
  readonly isOneOfMany: boolean;
  /** The answer is one of those that "favourable" adds up. */
  readonly isFavourable: boolean;
}

/** Reads rows of core.survey_counts. @throws RangeError naming the column that is no number or text */
export function readCounts(rows: InputRows): ResultCounts[] {
  return rows.map((row) => ({
    surveyYear: readNumber(row, "survey_year"),
    questionId: readText(row, "question_id"),
    questionVersion: readNumber(row, "question_version"),
    measureId: readText(row, "measure_id"),
    measureName: readText(row, "measure_name"),
    measureOrder: readNumber(row, "measure_order"),
    banner: readText(row, "banner"),
    bannerPoint: readText(row, "banner_point"),
    baseCount: readNumber(row, "base_count"),
    baseWeight: readNumber(row, "base_weight"),
    baseSquaredWeight: readNumber(row, "base_squared_weight"),
    caseCount: readNumber(row, "case_count"),
    caseWeight: readNumber(row, "case_weight"),
    isOneOfMany: row["question_kind"] !== "multi_select",
    isFavourable: row["is_favourable"] === true,
  }));
}
