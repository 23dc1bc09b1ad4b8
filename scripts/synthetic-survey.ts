import { createGenerator } from "@poundwise/methods";
import { listQuestions, type SurveyQuestion } from "../pipelines/survey/question-bank.ts";

/** What a made-up respondent did with one question. */
export type SyntheticAnswer =
  | { readonly kind: "not_asked" | "left_out" }
  /** A code of the frame, or a number of years. */
  | { readonly kind: "answered"; readonly value: number }
  | { readonly kind: "ticked"; readonly codes: readonly number[] }
  /** Code of the option → place, 1 first. */
  | { readonly kind: "ranked"; readonly places: ReadonlyMap<number, number> }
  | { readonly kind: "written"; readonly topic: number; readonly words: string };

export interface SyntheticRespondent {
  readonly respondentId: string;
  readonly weight: number;
  readonly district: string | null;
  readonly ageBand: string | null;
  /** By question id. */
  readonly answers: ReadonlyMap<string, SyntheticAnswer>;
}

export const SURVEY_YEARS = [2023, 2024] as const;
const RESPONDENTS: Readonly<Record<number, number>> = { 2023: 520, 2024: 600 };

interface Stratum {
  readonly label: string;
  /** Share of the adult population and of those who answer; the weights even out the difference. Made up, round. */
  readonly population: number;
  readonly answering: number;
}

export const AGE_BANDS: readonly Stratum[] = [
  { label: "18-34", population: 0.25, answering: 0.14 },
  { label: "35-54", population: 0.32, answering: 0.31 },
  { label: "55-74", population: 0.3, answering: 0.4 },
  { label: "75+", population: 0.13, answering: 0.15 },
];
/** Two districts answer so rarely that their bases are low, or too small to show. */
export const DISTRICTS: readonly Stratum[] = [
  { label: "Blaby", population: 0.15, answering: 0.17 },
  { label: "Charnwood", population: 0.26, answering: 0.27 },
  { label: "Harborough", population: 0.14, answering: 0.16 },
  { label: "Hinckley and Bosworth", population: 0.16, answering: 0.19 },
  { label: "Melton", population: 0.07, answering: 0.035 },
  { label: "North West Leicestershire", population: 0.15, answering: 0.163 },
  { label: "Oadby and Wigston", population: 0.07, answering: 0.012 },
];

/** Middle of the opinions by question and year, 0 (worst) to 1 (best). Made up. */
const MEANS: Readonly<Record<string, readonly [number, number]>> = {
  area_satisfaction: [0.77, 0.76],
  safe_by_day: [0.84, 0.84],
  safe_after_dark: [0.62, 0.6],
  council_satisfaction: [0.58, 0.55],
  value_for_money: [0.52, 0.46],
  acts_on_concerns: [0.46, 0.45],
  trust: [0.54, 0.52],
  keeps_informed: [0.47, 0.48],
  roads: [0.45, 0.32],
  recycling_sites: [0.73, 0.74],
  libraries: [0.72, 0.72],
  contact: [0.55, 0.58],
};
/** How likely each option is ticked, chosen or written about, in the order of its code frame. Made up. */
const LIKELY: Readonly<Record<string, readonly number[]>> = {
  information_sources: [0.42, 0.2, 0.38, 0.3, 0.27],
  service_priorities: [0.9, 0.7, 0.55, 0.4, 0.35, 0.2],
  contacted: [0.38, 0.62],
  contact_channel: [0.36, 0.34, 0.2, 0.02, 0.08, 0.06],
  comment: [0.4, 0.2, 0.1, 0.12, 0.08, 0.1],
};
const WORDS = ["Please mend the potholes.", "Buses should run later.", "The library staff are helpful.", "No."];

/** Made-up respondents of one year from a fixed seed: answers lean on one mood per person, so that questions go together as they do in life. */
export function makeSurvey(year: number): SyntheticRespondent[] {
  const random = createGenerator(20_000_000 + year);
  const questions = listQuestions(year);
  const people = Array.from({ length: RESPONDENTS[year]! }, (_, index) => {
    const ageBand = random.nextShare() < 0.05 ? null : pick(AGE_BANDS, random.nextShare());
    const district = random.nextShare() < 0.05 ? null : pick(DISTRICTS, random.nextShare());
    const mood = (random.nextShare() + random.nextShare() + random.nextShare()) / 3 - 0.5;
    const answers = new Map<string, SyntheticAnswer>();
    for (const question of questions) answers.set(question.questionId, answer(question, year, mood, answers, random));
    return { respondentId: `R${String(index + 1).padStart(4, "0")}`, ageBand, district, answers };
  });
  const weights = rake(people);
  return people.map((person, index) => ({ ...person, weight: weights[index]! }));
}

type Random = ReturnType<typeof createGenerator>;

function answer(
  question: SurveyQuestion,
  year: number,
  mood: number,
  earlier: ReadonlyMap<string, SyntheticAnswer>,
  random: Random,
): SyntheticAnswer {
  const gate = question.askedIf === null ? null : earlier.get(question.askedIf.questionId)!;
  if (gate !== null && !(gate.kind === "answered" && question.askedIf!.codes.includes(gate.value)))
    return { kind: "not_asked" };
  const silent = random.nextShare();
  if (silent < 0.02) return { kind: "left_out" };
  const likely = LIKELY[question.questionId] ?? [];
  const options = question.answers.filter(({ responseKind }) => responseKind === "answered");
  const codeOf = (kind: string) => question.answers.find(({ responseKind }) => responseKind === kind)?.code;
  switch (question.kind) {
    case "number":
      return { kind: "answered", value: Math.floor(random.nextShare() ** 2 * 70) };
    case "free_text": {
      if (random.nextShare() > 0.14) return { kind: "left_out" };
      const topic = pickIndex(likely, random.nextShare());
      return { kind: "written", topic: options[topic]!.code, words: WORDS[topic % WORDS.length]! };
    }
    case "multi_select": {
      const ticked = options.filter((_, index) => random.nextShare() < (likely[index] ?? 0));
      // The last option is "none of these".
      return { kind: "ticked", codes: (ticked.length > 0 ? ticked : options.slice(-1)).map(({ code }) => code) };
    }
    case "ranking": {
      const order = options
        .map(({ code }, index) => ({ code, pull: (likely[index] ?? 0) + random.nextShare() * 0.8 }))
        .sort((a, b) => b.pull - a.pull)
        .slice(0, random.nextShare() < 0.85 ? 3 : 1);
      return { kind: "ranked", places: new Map(order.map(({ code }, index) => [code, index + 1])) };
    }
    case "single":
    case "likert": {
      if (silent < 0.035) return { kind: "answered", value: codeOf("refused")! };
      // People who never use a service cannot judge it.
      if (silent < (question.questionId === "libraries" ? 0.2 : 0.06))
        return { kind: "answered", value: codeOf("dont_know")! };
      if (question.kind === "single")
        return {
          kind: "answered",
          value: options[pickIndex(likely.slice(0, options.length), random.nextShare())]!.code,
        };
      const middle = MEANS[question.questionId]![year - SURVEY_YEARS[0]]!;
      const opinion = middle + mood * 0.9 + (random.nextShare() + random.nextShare() - 1) * 0.4;
      const step = Math.floor((1 - opinion) * options.length);
      return { kind: "answered", value: options[Math.min(options.length - 1, Math.max(0, step))]!.code };
    }
  }
}

/**
 * Raking (W. E. Deming and F. F. Stephan, 1940): weights are scaled to the population's age bands, then to its districts,
 * until both fit. Who did not say is left as they are on that margin. Mean 1, four places.
 */
function rake(people: readonly { readonly ageBand: string | null; readonly district: string | null }[]): number[] {
  const weights = people.map(() => 1);
  const margins = [
    { strata: AGE_BANDS, labelOf: (index: number) => people[index]!.ageBand },
    { strata: DISTRICTS, labelOf: (index: number) => people[index]!.district },
  ];
  for (let round = 0; round < 30; round += 1) {
    for (const { strata, labelOf } of margins) {
      const said = weights.flatMap((weight, index) => (labelOf(index) === null ? [] : [weight]));
      const total = said.reduce((sum, weight) => sum + weight, 0);
      for (const { label, population } of strata) {
        const members = weights.flatMap((_, index) => (labelOf(index) === label ? [index] : []));
        const held = members.reduce((sum, index) => sum + weights[index]!, 0);
        for (const index of members) weights[index]! *= (population * total) / held;
      }
    }
  }
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => Math.round((weight / mean) * 10_000) / 10_000);
}

function pick(strata: readonly Stratum[], share: number): string {
  const answering = strata.map((stratum) => stratum.answering);
  return strata[pickIndex(answering, share)]!.label;
}

/** The place whose part of the whole holds the share. */
function pickIndex(parts: readonly number[], share: number): number {
  let left = share * parts.reduce((sum, part) => sum + part, 0);
  const found = parts.findIndex((part) => (left -= part) < 0);
  return found === -1 ? parts.length - 1 : found;
}
