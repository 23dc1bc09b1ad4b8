import { listQuestions, type SurveyQuestion } from "../../pipelines/survey/question-bank.ts";
import type { SampleContext } from "../sample-context.ts";
import { toWorkbookBytes, type SampleCell } from "../sample-workbook.ts";
import { makeSurvey, SURVEY_YEARS, type SyntheticAnswer, type SyntheticRespondent } from "../synthetic-survey.ts";

/** One file per survey year, each as the survey tool exported that year. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const year of SURVEY_YEARS) {
    const columns = listQuestions(year).flatMap((question) => listColumns(question, year));
    const title = `Residents' survey ${year} - SYNTHETIC respondents`;
    const themes = columns.map(({ theme }, index) => (theme === columns[index - 1]?.theme ? null : theme));
    const rows: SampleCell[][] = [
      [title],
      ["Made up by a program with a fixed seed. No answer was given by anybody."],
      ["Respondent", null, null, null, ...themes],
      ["Respondent ID", "Weight", "District", "Age band", ...columns.map(({ label }) => label)],
      ...makeSurvey(year).map((person) => [...toIdentity(person), ...columns.map(({ read }) => read(person))]),
    ];
    const notes = [
      ["Notes"],
      ["SYNTHETIC: respondents, answers, weights and comments are made up to show how a survey export is read."],
      ["Weights: raking to shares of age bands and districts that are made up too."],
    ];
    context.write(
      `Residents survey ${year} SYNTHETIC.xlsx`,
      await toWorkbookBytes("xlsx", [
        { name: "Responses", rows, merges: ["A3:D3", ...listMerges(themes)] },
        { name: "Notes", rows: notes },
      ]),
    );
  }
}

interface ExportColumn {
  readonly theme: string;
  readonly label: string;
  readonly read: (person: SyntheticRespondent) => SampleCell;
}

const toIdentity = (person: SyntheticRespondent): SampleCell[] => [
  ...[person.respondentId, person.weight, person.district, person.ageBand],
];

function listColumns(question: SurveyQuestion, year: number): ExportColumn[] {
  const { theme, text } = question;
  const column = (label: string, print: (answer: SyntheticAnswer) => SampleCell): ExportColumn => ({
    theme,
    label,
    read: (person) => {
      const answer = person.answers.get(question.questionId)!;
      if (answer.kind === "not_asked") return year === 2023 ? null : "Not asked";
      return answer.kind === "left_out" ? null : print(answer);
    },
  });
  const labelOf = (code: number) => question.answers.find((answer) => answer.code === code)!.label;
  switch (question.kind) {
    case "multi_select":
      return question.answers.map(({ code, label }) =>
        column(`${text} - ${label}`, (answer) => {
          const isTicked = answer.kind === "ticked" && answer.codes.includes(code);
          if (year === 2023) return isTicked ? 1 : 0;
          return isTicked ? label : null;
        }),
      );
    case "ranking":
      return question.answers.map(({ code, label }) =>
        column(`${text} - ${label}`, (answer) => (answer.kind === "ranked" ? (answer.places.get(code) ?? null) : null)),
      );
    case "free_text":
      return [
        column(text, (answer) => (answer.kind === "written" ? answer.words : null)),
        column(`Topic of: ${text}`, (answer) => (answer.kind === "written" ? labelOf(answer.topic) : null)),
      ];
    case "number":
      return [column(text, (answer) => (answer.kind === "answered" ? answer.value : null))];
    case "likert":
    case "single":
      return [column(text, (answer) => (answer.kind === "answered" ? labelOf(answer.value) : null))];
  }
}

/** One merged range per theme: questions start in column E of row 3. */
function listMerges(themes: readonly (string | null)[]): string[] {
  const starts = themes.flatMap((theme, index) => (theme === null ? [] : [index]));
  return starts.flatMap((start, index) => {
    const end = (starts[index + 1] ?? themes.length) - 1;
    return end > start ? [`${toColumn(start)}3:${toColumn(end)}3`] : [];
  });
}

/** Letters of the nth question column, counted from E. */
function toColumn(index: number): string {
  const place = index + 4;
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : String.fromCharCode(64 + Math.floor(place / 26)) + last;
}
