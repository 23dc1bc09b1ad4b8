import { CODE_FRAME_ROWS, QUESTION_ROWS } from "./generated/bank-rows.ts";

export type QuestionKind = "likert" | "single" | "multi_select" | "ranking" | "free_text" | "number";

/** One version of one question of the residents' survey, as data/reference/survey_questions.csv has it. */
export interface SurveyQuestion {
  readonly questionId: string;
  readonly version: number;
  /** ISO days; "" where open. */
  readonly validFrom: string;
  readonly validTo: string;
  /** The banner above the header. */
  readonly theme: string;
  readonly text: string;
  readonly kind: QuestionKind;
  /** Lowest score that counts as a favourable answer; null where no answer does. */
  readonly favourableFrom: number | null;
  /** Put only to those who gave one of the codes to that question; null when put to everybody. */
  readonly askedIf: { readonly questionId: string; readonly codes: readonly number[] } | null;
  /** What may be answered, in the order of the code frame; empty for numbers. */
  readonly answers: readonly SurveyAnswer[];
}

/** One answer of a code frame. */
export interface SurveyAnswer {
  readonly code: number;
  readonly label: string;
  /** Higher is better; null where the answers are not a scale. */
  readonly score: number | null;
  readonly responseKind: "answered" | "dont_know" | "refused";
}

/** Every version of every question, in the order of the bank. */
export const SURVEY_QUESTIONS: readonly SurveyQuestion[] = QUESTION_ROWS.map((row) => ({
  questionId: row.question_id,
  version: Number(row.version),
  validFrom: row.valid_from,
  validTo: row.valid_to,
  theme: row.theme,
  text: row.question_text,
  kind: row.kind,
  favourableFrom: toNumber(row.favourable_from),
  askedIf:
    row.asked_if_question === ""
      ? null
      : { questionId: row.asked_if_question, codes: row.asked_if_codes.split("|").map(Number) },
  answers: CODE_FRAME_ROWS.filter(
    (answer) => answer.code_frame_id === row.code_frame_id && answer.version === row.code_frame_version,
  ).map((answer) => ({
    code: Number(answer.code),
    label: answer.label,
    score: toNumber(answer.score),
    responseKind: answer.response_kind,
  })),
}));

/**
 * The questions in force on the last day of a survey year, in the order of the bank.
 * @throws RangeError when two versions of one question are
 */
export function listQuestions(surveyYear: number): SurveyQuestion[] {
  const day = `${surveyYear}-12-31`;
  const inForce = SURVEY_QUESTIONS.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === "" || validTo >= day),
  );
  for (const [index, question] of inForce.entries()) {
    if (inForce.findIndex(({ questionId }) => questionId === question.questionId) < index)
      throw new RangeError(`${question.questionId} has two versions in force on ${day}.`);
  }
  return inForce;
}

function toNumber(text: string): number | null {
  return text === "" ? null : Number(text);
}
