/** One closed question of the residents' survey, as its column is headed, and how its answers are scored. */
export interface SurveyQuestion {
  readonly questionId: string;
  /** The banner above the header. */
  readonly theme: string;
  readonly text: string;
  /** Answer in words → score; a higher score is a better opinion. */
  readonly scores: Readonly<Record<string, number>>;
  /** Lowest score that counts as a favourable answer. */
  readonly favourableFrom: number;
}

const SATISFACTION = {
  "Very satisfied": 5,
  "Fairly satisfied": 4,
  "Neither satisfied nor dissatisfied": 3,
  "Fairly dissatisfied": 2,
  "Very dissatisfied": 1,
};
const AGREEMENT = {
  "Strongly agree": 5,
  "Tend to agree": 4,
  "Neither agree nor disagree": 3,
  "Tend to disagree": 2,
  "Strongly disagree": 1,
};
const SAFETY = { "Very safe": 5, "Fairly safe": 4, "Neither safe nor unsafe": 3, "Fairly unsafe": 2, "Very unsafe": 1 };
const EXTENT = { "A great deal": 4, "A fair amount": 3, "Not very much": 2, "Not at all": 1 };

const AREA = "Your local area";
const COUNCIL = "The County Council";
const SERVICES = "Council services";

const onFive = (questionId: string, theme: string, text: string, scores: SurveyQuestion["scores"]): SurveyQuestion => ({
  questionId,
  theme,
  text,
  scores,
  favourableFrom: 4,
});
const onFour = (questionId: string, text: string): SurveyQuestion => ({
  questionId,
  theme: COUNCIL,
  text,
  scores: EXTENT,
  favourableFrom: 3,
});

/** The closed questions in the order of their columns. */
export const SURVEY_QUESTIONS: readonly SurveyQuestion[] = [
  onFive("area_satisfaction", AREA, "How satisfied are you with your local area as a place to live?", SATISFACTION),
  onFive("safe_by_day", AREA, "How safe do you feel outside in your local area during the day?", SAFETY),
  onFive("safe_after_dark", AREA, "How safe do you feel outside in your local area after dark?", SAFETY),
  onFive("council_satisfaction", COUNCIL, "How satisfied are you with the way the council runs things?", SATISFACTION),
  onFive("value_for_money", COUNCIL, "The council provides value for money", AGREEMENT),
  onFour("acts_on_concerns", "How much does the council act on the concerns of residents?"),
  onFour("trust", "How much do you trust the council?"),
  onFour("keeps_informed", "How much does the council tell you about its services?"),
  onFive("roads", SERVICES, "How satisfied are you with the upkeep of roads?", SATISFACTION),
  onFive("recycling_sites", SERVICES, "How satisfied are you with recycling and household waste sites?", SATISFACTION),
  onFive("libraries", SERVICES, "How satisfied are you with libraries?", SATISFACTION),
  onFive("contact", SERVICES, "How satisfied are you with how your last enquiry was handled?", SATISFACTION),
];
