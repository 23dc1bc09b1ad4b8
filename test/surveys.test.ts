import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listQuestions } from "../pipelines/survey/question-bank.ts";
import { makeSurvey } from "../scripts/synthetic-survey.ts";
import { copyPublishedHome } from "./published-home.ts";
import { askCli, queryRows, runCli, samplesFolder } from "./run-cli.ts";

interface TracedFigure {
  readonly value: number;
  readonly rederivations: readonly { readonly agrees: boolean }[];
  readonly cells: readonly { readonly file: string; readonly sheet: string; readonly cell: string }[];
}

let home: string;
beforeAll(async () => {
  home = await copyPublishedHome("surveys");
}, 300_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("the published results of the resident survey", () => {
  it("agree with the made-up respondents, weighted, over those who gave an answer", async () => {
    const roads = listQuestions(2024).find(({ questionId }) => questionId === "roads")!;
    const said = makeSurvey(2024).flatMap((person) => {
      const answer = person.answers.get("roads")!;
      const code = answer.kind === "answered" ? roads.answers.find(({ code }) => code === answer.value)! : null;
      return code?.responseKind === "answered" ? [{ weight: person.weight, isFavourable: code.score! >= 4 }] : [];
    });
    const weigh = (people: typeof said) => people.reduce((sum, { weight }) => sum + weight, 0);
    const [row] = await queryRows(
      home,
      "select * from curated.survey_results where question_id = 'roads' and survey_year = 2024 and measure_id = 'favourable' and banner = 'all'",
    );
    expect(row).toMatchObject({ base_count: said.length, value_status: "ok", change_verdict: "lower" });
    const favourable = said.filter(({ isFavourable }) => isFavourable);
    expect(row!["result_pct"]).toBeCloseTo((100 * weigh(favourable)) / weigh(said), 9);
  });

  it("hold no count of one to four, and hide the rare district whole", async () => {
    const [row] = await queryRows(
      home,
      `select count(*) filter (base_count between 1 and 4 or case_count between 1 and 4) as small,
          count(*) filter (value_status = 'ok') as shown,
          count(*) filter (banner_point = 'Oadby and Wigston' and value_status <> 'suppressed') as rare
       from curated.survey_results`,
    );
    expect(row).toMatchObject({ small: 0, rare: 0 });
    expect(row!["shown"]).toBeGreaterThan(500);
  });

  it("do not compare a question with its older wording", async () => {
    const rows = await queryRows(
      home,
      "select distinct change_verdict, change_pct from curated.survey_results where question_id = 'value_for_money' and survey_year = 2024 and banner = 'all'",
    );
    expect(rows).toEqual([{ change_verdict: "not comparable", change_pct: null }]);
  });

  it("come without the respondents: neither they nor their counts are in the publication", async () => {
    const tables = await queryRows(
      home,
      "select table_name from poundwise.tables where table_name like '%survey%' order by all",
    );
    expect(tables.map((row) => row["table_name"])).toEqual([
      "core.survey_code_frames",
      "core.survey_questions",
      "curated.survey_results",
    ]);
    const refused = await runCli(home, ["query", "select count(*) from core.survey_responses"]);
    expect(refused.code).not.toBe(0);
  });

  it("can be followed to the cells of the answers and of the weights, and are made again", async () => {
    const where = "survey_year=2024,question_id=contact,measure_id=favourable,banner=age_band,banner_point=55-74";
    const traced = await askCli<TracedFigure>(home, [
      ...["trace", "curated.survey_results", "--where", where, "--column", "result_pct"],
    ]);
    expect(traced.rederivations).toMatchObject([{ agrees: true }]);
    expect(traced.cells).toContainEqual(
      expect.objectContaining({
        file: "Residents survey 2024 SYNTHETIC.xlsx",
        sheet: "Responses",
        column: "answer_value",
      }),
    );
    expect(traced.cells).toContainEqual(expect.objectContaining({ sheet: "Responses", column: "weight" }));
  });
});

describe("the respondents in core", () => {
  const trace = (where: string) =>
    askCli<{ readonly row: Record<string, unknown> }>(home, ["trace", "core.survey_responses", "--where", where]);
  const findPerson = (year: number, kind: string, questionId: string) =>
    makeSurvey(year).find((person) => person.answers.get(questionId)!.kind === kind)!.respondentId;
  const key = (year: number, respondent: string, question: string, item = 0) =>
    `survey_year=${year},respondent_id=${respondent},question_id=${question},item_code=${item}`;

  it.each([2023, 2024])(
    "were not asked in %i what they were routed past, whether the export says so or is blank",
    async (year) => {
      const { row } = await trace(key(year, findPerson(year, "not_asked", "contact"), "contact"));
      expect(row).toMatchObject({ was_asked: false, response_kind: "not_asked", answer_value: null });
    },
  );

  it("left out what they were asked", async () => {
    const { row } = await trace(key(2023, findPerson(2023, "left_out", "roads"), "roads"));
    expect(row).toMatchObject({ was_asked: true, response_kind: "missing" });
  });

  it.each([2023, 2024])("ticked options in %i, in numbers or in words, and not the others", async (year) => {
    const person = makeSurvey(year).find(({ answers }) => {
      const answer = answers.get("information_sources")!;
      return answer.kind === "ticked" && answer.codes.includes(1) && !answer.codes.includes(2);
    })!;
    const { row } = await trace(key(year, person.respondentId, "information_sources", 2));
    expect(row).toMatchObject({ response_kind: "answered", answer_value: 0, answer_code: null });
  });

  it("do not know, which is neither an answer nor silence", async () => {
    const person = makeSurvey(2024).find(({ answers }) => {
      const answer = answers.get("roads")!;
      return answer.kind === "answered" && answer.value === 97;
    })!;
    const { row } = await trace(key(2024, person.respondentId, "roads"));
    expect(row).toMatchObject({ response_kind: "dont_know", answer_score: null, is_favourable: null });
  });
});

describe("the banner tables", () => {
  it("agree with the respondents, and a wrong percent in them is found", async () => {
    const name = "Residents survey 2024 banner tables SYNTHETIC.xlsx";
    const check = "the banner tables agree with the respondents";
    const sql = `select failures_count as failures from poundwise.checks where check_name = '${check}'`;
    expect(await queryRows(home, sql)).toEqual([{ failures: 0 }]);

    const altered = path.join(home, name);
    const sample = readFileSync(path.join(samplesFolder, "lcc_resident_survey_banners", name));
    writeFileSync(altered, await raiseNumber(sample, "T1", "C10", 2));
    const landed = await runCli(home, ["land", altered, "--published", "2025-02-01"]);
    expect(landed.code, landed.stderr).toBe(0);
    const refreshed = await runCli(home, ["refresh"]);
    expect(refreshed.stdout, refreshed.stderr).toContain(check);
    expect(await queryRows(home, sql)).toEqual([{ failures: 1 }]);
  }, 120_000);
});

/** The same workbook with one number raised. */
async function raiseNumber(bytes: Buffer, sheet: string, address: string, by: number): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const cell = workbook.getWorksheet(sheet)!.getCell(address);
  cell.value = Number(cell.value) + by;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
