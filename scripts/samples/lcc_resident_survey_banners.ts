import { addUpWeights, compareSurveyShares, computeSurveyShare, type Interval } from "@poundwise/methods";
import { BANNER_COLUMNS, type BannerColumn } from "../../pipelines/survey/banner-columns.ts";
import { listQuestions, type SurveyQuestion } from "../../pipelines/survey/question-bank.ts";
import type { SampleContext } from "../sample-context.ts";
import { toWorkbookBytes, type SampleCell, type SampleSheet } from "../sample-workbook.ts";
import { makeSurvey, type SyntheticAnswer, type SyntheticRespondent } from "../synthetic-survey.ts";

const YEAR = 2024;
const STATISTICS = ["Count", "Column %", "Higher than"];

/** The banner tables that an agency would make of the made-up respondents of 2024. */
export async function writeSample(context: SampleContext): Promise<void> {
  const people = makeSurvey(YEAR);
  const questions = listQuestions(YEAR).filter(({ kind }) => kind !== "number" && kind !== "free_text");
  const sheets = questions.map((question, index) => toSheet(question, index + 1, people));
  context.write(`Residents survey ${YEAR} banner tables SYNTHETIC.xlsx`, await toWorkbookBytes("xlsx", sheets));
}

function toSheet(question: SurveyQuestion, number: number, people: readonly SyntheticRespondent[]): SampleSheet {
  const answered = people.filter((person) => listCodes(question, person).length > 0);
  const columns = BANNER_COLUMNS.map((column) => answered.filter((person) => belongs(person, column)));
  const bases = columns.map((members) => addUpWeights(members.map(({ weight }) => weight)));
  const toRow = (label: string, isCase: (code: number) => boolean): SampleCell[] => {
    const weights = columns.map((members) =>
      sum(members.filter((person) => listCodes(question, person).some(isCase)).map(({ weight }) => weight)),
    );
    const shares = weights.map((weight, index) => computeSurveyShare(bases[index]!, weight));
    return [
      label,
      ...BANNER_COLUMNS.flatMap((_, index) => [
        weights[index] === 0 ? "-" : Math.round(weights[index]!),
        printPercent(shares[index]!),
        listLower(index, shares),
      ]),
    ];
  };
  const answers = question.answers.filter(({ responseKind }) => responseKind === "answered");
  const favourable = answers.filter(
    ({ score }) => question.favourableFrom !== null && score! >= question.favourableFrom,
  );
  const base = question.askedIf === null ? "all who gave an answer" : "all who were asked and gave an answer";
  const rows: SampleCell[][] = [
    [`Table ${number}: ${question.text}`],
    [`Base: ${base}`],
    ["SYNTHETIC respondents; weighted"],
    [],
    [
      "",
      ...BANNER_COLUMNS.flatMap(({ group }, index) => [
        group === BANNER_COLUMNS[index - 1]?.group ? null : group,
        null,
        null,
      ]),
    ],
    ["", ...BANNER_COLUMNS.flatMap(({ label }) => [label, null, null])],
    ["Answer", ...BANNER_COLUMNS.flatMap(() => STATISTICS)],
    [
      "Unweighted base",
      ...bases.flatMap(({ respondents }) => [respondents < 30 ? `${respondents}**` : respondents, null, null]),
    ],
    ["Weighted base", ...bases.flatMap(({ weightSum }) => [Math.round(weightSum), null, null])],
    ...answers.map(({ label, code }) => toRow(label, (given) => given === code)),
    ...(favourable.length === 0
      ? []
      : [toRow("Net: favourable", (given) => favourable.some(({ code }) => code === given))]),
    [],
    ["Notes"],
    ["- nobody; * less than 0.5 %; ** base below 30; letters: significantly higher than that column (95 %)"],
  ];
  return { name: `T${number}`, rows, merges: listMerges() };
}

/** What a person said, as codes: the answer, the options ticked, or the option ranked first. */
function listCodes(question: SurveyQuestion, person: SyntheticRespondent): readonly number[] {
  const answer: SyntheticAnswer = person.answers.get(question.questionId)!;
  switch (answer.kind) {
    case "answered": {
      const said = question.answers.find(({ code }) => code === answer.value);
      return said?.responseKind === "answered" ? [answer.value] : [];
    }
    case "ticked":
      return answer.codes;
    case "ranked":
      return [...answer.places].filter(([, place]) => place === 1).map(([code]) => code);
    case "written":
    case "not_asked":
    case "left_out":
      return [];
  }
}

function belongs(person: SyntheticRespondent, { banner, point }: BannerColumn): boolean {
  return banner === "all" || (banner === "district" ? person.district : person.ageBand) === point;
}

function printPercent(share: Interval | null): SampleCell {
  if (share === null || share.value === 0) return "-";
  return share.value < 0.005 ? "*" : Math.round(share.value * 100);
}

/** Letters of the columns of the same banner whose share is significantly lower. */
function listLower(index: number, shares: readonly (Interval | null)[]): SampleCell {
  const letters = BANNER_COLUMNS.filter(
    ({ banner }, other) =>
      banner === BANNER_COLUMNS[index]!.banner &&
      compareSurveyShares(shares[index]!, shares[other]!)?.verdict === "higher",
  ).map(({ letter }) => letter);
  return letters.length === 0 ? null : letters.join("");
}

/** Row 5 holds the groups of the banner, row 6 its points; each point has three columns from B on. */
function listMerges(): string[] {
  const range = (row: number, from: number, to: number) => `${toLetters(from)}${row}:${toLetters(to)}${row}`;
  const groups = [...new Set(BANNER_COLUMNS.map(({ group }) => group))].map((group) => {
    const first = BANNER_COLUMNS.findIndex((column) => column.group === group);
    const last = BANNER_COLUMNS.findLastIndex((column) => column.group === group);
    return range(5, 1 + first * 3, 3 + last * 3);
  });
  return [...groups, ...BANNER_COLUMNS.map((_, index) => range(6, 1 + index * 3, 3 + index * 3))];
}

function toLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : String.fromCharCode(64 + Math.floor(column / 26)) + last;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
