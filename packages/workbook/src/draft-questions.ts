import type { DraftSheet } from "./draft-sheet.ts";
import { countOf, listQuoted } from "./draft-words.ts";
import type { PeriodInText } from "./draft-period.ts";

/** What is asked about units that are stated for a whole table, taken from the sizes of numbers, or not stated. */
export function askAboutUnits(sheets: readonly DraftSheet[]): string[] {
  const measures = sheets.flatMap((sheet) =>
    sheet.measures.map((measure) => ({ ...measure, name: measure.name === "value" ? sheet.name : measure.name })),
  );
  const list = (of: typeof measures) => listQuoted([...new Set(of.map(({ name }) => name))]);
  const questions: string[] = [];
  const above = measures.filter(({ unit }) => unit.from === "the lines above the table");
  for (const scale of new Set(above.map(({ unit }) => unit.scale))) {
    const own = above.filter(({ unit }) => unit.scale === scale);
    questions.push(
      `The lines above the table say pounds (times ${scale.toLocaleString("en-GB")}); this is taken for ${countOf(own.length, "column")} without a unit of their own: ${list(own)}. Is it so?`,
    );
  }
  const doubts = measures.filter(({ unit }) => unit.doubt !== undefined);
  if (doubts.length > 0) questions.push(`${list(doubts)}: ${doubts[0]!.unit.doubt}. Are they?`);
  const silent = measures.filter(({ unit }) => unit.unit === "number");
  if (silent.length > 0)
    questions.push(`No unit is stated for ${countOf(silent.length, "column")}: ${list(silent)}. What do they count?`);
  return questions;
}

/** What is asked about periods that nothing gives, or that single years leave open. */
export function askAboutPeriods(sheets: readonly DraftSheet[], inFileName: PeriodInText | null): string[] {
  const questions: string[] = [];
  const isDated = ({ keys, period, measures }: DraftSheet) =>
    keys.has("period_code") || period !== null || measures.some(({ periodForm }) => periodForm !== null);
  const undated = sheets.filter((sheet) => !isDated(sheet));
  if (undated.length > 0 && inFileName === null)
    questions.push(
      "No column, title or file name says which period the figures are for; the newest release then replaces all. Which period is it?",
    );
  const places = [
    ...(undated.length > 0 && inFileName?.form === "calendar_year" ? ["the file's name"] : []),
    ...(sheets.some(({ period }) => period?.form === "calendar_year") ? ["a title or a sheet's name"] : []),
    ...(sheets.some(({ measures }) => measures.some(({ periodForm }) => periodForm === "calendar_year"))
      ? ["headers"]
      : []),
  ];
  if (places.length > 0)
    questions.push(
      `Single years in ${places.join(" and ")} are read as calendar years. Are they financial or academic years, and then the first or the last of the two?`,
    );
  return questions;
}
