import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { formatSurveyBank, SURVEY_BANK_FILE } from "../../scripts/survey-bank.ts";
import { listQuestions } from "./question-bank.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..", "..");

describe("the question bank", () => {
  it("that the declarations read is the one in data/reference", () => {
    const generated = readFileSync(path.join(repositoryRoot, SURVEY_BANK_FILE), "utf8");
    expect(generated === formatSurveyBank(repositoryRoot), "run npm run generate").toBe(true);
  });

  it("gives each year the wording that was put that year", () => {
    const wording = (year: number) => listQuestions(year).find(({ questionId }) => questionId === "value_for_money");
    expect(wording(2023)).toMatchObject({ version: 1, text: "The council provides value for money" });
    expect(wording(2024)).toMatchObject({ version: 2, text: expect.stringContaining("To what extent do you agree") });
    expect(listQuestions(2022)).toEqual([]);
  });

  it("knows the answers, the favourable ones and the routing of a question", () => {
    const contact = listQuestions(2024).find(({ questionId }) => questionId === "contact")!;
    expect(contact.askedIf).toEqual({ questionId: "contacted", codes: [1] });
    expect(contact.answers.map(({ label, score }) => [label, score])).toContainEqual(["Fairly satisfied", 4]);
    expect(contact.answers.find(({ label }) => label === "Don't know")).toMatchObject({
      score: null,
      responseKind: "dont_know",
    });
    expect(contact.favourableFrom).toBe(4);
  });
});
