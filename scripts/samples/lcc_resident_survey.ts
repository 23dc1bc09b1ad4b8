import { SURVEY_QUESTIONS, type SurveyQuestion } from "../../pipelines/rows/resident_survey.ts";
import type { SampleContext } from "../sample-context.ts";
import { toWorkbookBytes, type SampleCell } from "../sample-workbook.ts";

const RESPONDENTS = 600;
const SEED = 20241125;

/** Share of the adult population and of those who answer, which the weight evens out. Round figures, made up. */
const AGE_BANDS = [
  { label: "18-34", population: 0.25, answering: 0.14 },
  { label: "35-54", population: 0.32, answering: 0.31 },
  { label: "55-74", population: 0.3, answering: 0.4 },
  { label: "75+", population: 0.13, answering: 0.15 },
] as const;
const DISTRICTS = [
  ...["Blaby", "Charnwood", "Harborough", "Hinckley and Bosworth"],
  ...["Melton", "North West Leicestershire", "Oadby and Wigston"],
];

/** Middle of the opinions by question, 0 (worst) to 1 (best). Made up. */
const MEANS: Readonly<Record<string, number>> = {
  area_satisfaction: 0.76,
  safe_by_day: 0.84,
  safe_after_dark: 0.6,
  council_satisfaction: 0.55,
  value_for_money: 0.46,
  acts_on_concerns: 0.45,
  trust: 0.52,
  keeps_informed: 0.48,
  roads: 0.32,
  recycling_sites: 0.74,
  libraries: 0.72,
  contact: 0.56,
};
const COMMENTS = ["Please mend the potholes.", "The library staff are helpful.", "Buses should run later.", "No."];

/** Made-up respondents from a fixed seed: answers lean on one mood per person, so that questions go together as they do in life. */
export async function writeSample(context: SampleContext): Promise<void> {
  const random = createRandom(SEED);
  const respondents = Array.from({ length: RESPONDENTS }, (_, index) => makeRespondent(index + 1, random));
  const banners = ["Respondent", null, null, null, ...listBanners(), "In your own words"];
  const header = [
    ...["Respondent ID", "Weight", "District", "Age band"],
    ...SURVEY_QUESTIONS.map((question) => question.text),
    "Is there anything else you would like to say?",
  ];
  const rows: SampleCell[][] = [
    ["Residents' survey 2024 - SYNTHETIC respondents"],
    ["Made up by a program with a fixed seed. No answer was given by anybody."],
    banners,
    header,
    ...respondents,
  ];
  const notes = [
    ["Notes"],
    ["SYNTHETIC: respondents, answers, weights and comments are made up to show how a survey export is read."],
    ["Weights even out age only: share of the population by share of those who answered."],
  ];
  context.write(
    "Residents survey 2024 SYNTHETIC.xlsx",
    await toWorkbookBytes("xlsx", [
      { name: "Responses", rows, merges: ["A3:D3", ...listMerges()] },
      { name: "Notes", rows: notes },
    ]),
  );
}

function makeRespondent(number: number, random: () => number): SampleCell[] {
  const band = pick(AGE_BANDS, (age) => age.answering, random);
  const mood = (random() + random() + random()) / 3 - 0.5;
  const district = random() < 0.03 ? null : DISTRICTS[Math.floor(random() * DISTRICTS.length)]!;
  const saysAge = random() >= 0.02;
  const answers = SURVEY_QUESTIONS.map((question) => answer(question, mood, random));
  const comment = random() < 0.12 ? COMMENTS[Math.floor(random() * COMMENTS.length)]! : null;
  const weight = saysAge ? Math.round((band.population / band.answering) * 10_000) / 10_000 : 1;
  return [`R${String(number).padStart(4, "0")}`, weight, district, saysAge ? band.label : null, ...answers, comment];
}

function answer(question: SurveyQuestion, mood: number, random: () => number): SampleCell {
  const silent = random();
  if (silent < 0.02) return null;
  if (silent < 0.035) return "Prefer not to say";
  // People who never use a service cannot judge it.
  if (silent < (question.questionId === "libraries" || question.questionId === "contact" ? 0.2 : 0.06))
    return "Don't know";
  const scale = Object.keys(question.scores);
  const opinion = MEANS[question.questionId]! + mood * 0.9 + (random() + random() - 1) * 0.4;
  const step = Math.min(scale.length - 1, Math.max(0, Math.floor((1 - opinion) * scale.length)));
  return scale[step]!;
}

function listBanners(): SampleCell[] {
  return SURVEY_QUESTIONS.map((question, index) =>
    question.theme === SURVEY_QUESTIONS[index - 1]?.theme ? null : question.theme,
  );
}

/** One merged range per theme: questions start in column E of row 3. */
function listMerges(): string[] {
  const toLetter = (index: number) => String.fromCharCode("E".charCodeAt(0) + index);
  return [...new Set(SURVEY_QUESTIONS.map((question) => question.theme))].map((theme) => {
    const first = SURVEY_QUESTIONS.findIndex((question) => question.theme === theme);
    const last = SURVEY_QUESTIONS.findLastIndex((question) => question.theme === theme);
    return `${toLetter(first)}3:${toLetter(last)}3`;
  });
}

function pick<Item>(items: readonly Item[], toShare: (item: Item) => number, random: () => number): Item {
  let left = random();
  for (const item of items) {
    left -= toShare(item);
    if (left < 0) return item;
  }
  return items.at(-1)!;
}

/** Mulberry32, a small generator with a 32-bit state: the same seed gives the same numbers in [0, 1) everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
