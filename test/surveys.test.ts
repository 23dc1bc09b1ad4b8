import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Manifest, Row } from "@poundwise/contracts";
import { openEngine, readCurrent, readManifest, resolveHome, toStorePath, type Engine } from "@poundwise/warehouse";
import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listQuestions } from "../pipelines/survey/question-bank.ts";
import { makeSurvey } from "../scripts/synthetic-survey.ts";
import { copyPublishedHome } from "./published-home.ts";
import { askCli, runCli, samplesFolder } from "./run-cli.ts";

interface TracedFigure {
  readonly value: number;
  readonly rederivations: readonly { readonly agrees: boolean }[];
  readonly cells: readonly { readonly file: string; readonly sheet: string; readonly cell: string }[];
}

let home: string;
let engine: Engine;
let manifest: Manifest;
beforeAll(async () => {
  home = await copyPublishedHome("surveys");
  engine = await openEngine();
  manifest = await readPublished();
  await engine.attach(path.join(home, "published", manifest.database.file), "published", "read");
}, 300_000);
afterAll(() => {
  engine.close();
  rmSync(home, { recursive: true, force: true });
});

async function readPublished(): Promise<Manifest> {
  const folders = resolveHome(home);
  return readManifest(folders, (await readCurrent(folders))!.id);
}

const query = (sql: string): Promise<Row[]> => engine.readRows(sql);

describe("the published results of the resident survey", () => {
  it("agree with the made-up respondents, weighted, over those who gave an answer", async () => {
    const roads = listQuestions(2024).find(({ questionId }) => questionId === "roads")!;
    const said = makeSurvey(2024).flatMap((person) => {
      const answer = person.answers.get("roads")!;
      const code = answer.kind === "answered" ? roads.answers.find(({ code }) => code === answer.value)! : null;
      return code?.responseKind === "answered" ? [{ weight: person.weight, isFavourable: code.score! >= 4 }] : [];
    });
    const weigh = (people: typeof said) => people.reduce((sum, { weight }) => sum + weight, 0);
    const [row] = await query(
      "select * from published.curated.survey_results where question_id = 'roads' and survey_year = 2024 and measure_id = 'favourable' and banner = 'all'",
    );
    expect(row).toMatchObject({ base_count: said.length, value_status: "ok", change_verdict: "lower" });
    const favourable = said.filter(({ isFavourable }) => isFavourable);
    expect(row!["result_pct"]).toBeCloseTo((100 * weigh(favourable)) / weigh(said), 9);
  });

  it("hold no count of one to four, and hide the rare district whole", async () => {
    const [row] = await query(
      `select count(*) filter (base_count between 1 and 4 or case_count between 1 and 4) as small,
          count(*) filter (value_status = 'ok') as shown,
          count(*) filter (banner_point = 'Oadby and Wigston' and value_status <> 'suppressed') as rare
       from published.curated.survey_results`,
    );
    expect(row).toMatchObject({ small: 0, rare: 0 });
    expect(row!["shown"]).toBeGreaterThan(500);
  });

  it("do not compare a question with its older wording", async () => {
    const rows = await query(
      "select distinct change_verdict, change_pct from published.curated.survey_results where question_id = 'value_for_money' and survey_year = 2024 and banner = 'all'",
    );
    expect(rows).toEqual([{ change_verdict: "not comparable", change_pct: null }]);
  });

  it("come without the respondents: neither they nor their counts are in the publication", async () => {
    const tables = await query(
      "select table_name from published.poundwise.tables where table_name like '%survey%' order by all",
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
  async function findRow(year: number, respondent: string, question: string, item = 0): Promise<Row> {
    const table = "core.survey_responses";
    const stored = toStorePath(resolveHome(home), table, manifest.tables[table]!.fingerprint);
    const [row] = await engine.readRows(
      "from read_parquet($1::varchar) where survey_year = $2 and respondent_id = $3 and question_id = $4 and item_code = $5",
      [stored, year, respondent, question, item],
    );
    return row!;
  }
  const findPerson = (year: number, kind: string, questionId: string) =>
    makeSurvey(year).find((person) => person.answers.get(questionId)!.kind === kind)!.respondentId;

  it.each([2023, 2024])(
    "were not asked in %i what they were routed past, whether the export says so or is blank",
    async (year) => {
      const row = await findRow(year, findPerson(year, "not_asked", "contact"), "contact");
      expect(row).toMatchObject({ was_asked: false, response_kind: "not_asked", answer_value: null });
    },
  );

  it("left out what they were asked", async () => {
    const row = await findRow(2023, findPerson(2023, "left_out", "roads"), "roads");
    expect(row).toMatchObject({ was_asked: true, response_kind: "missing" });
  });

  it.each([2023, 2024])("ticked options in %i, in numbers or in words, and not the others", async (year) => {
    const person = makeSurvey(year).find(({ answers }) => {
      const answer = answers.get("information_sources")!;
      return answer.kind === "ticked" && answer.codes.includes(1) && !answer.codes.includes(2);
    })!;
    const row = await findRow(year, person.respondentId, "information_sources", 2);
    expect(row).toMatchObject({ response_kind: "answered", answer_value: 0, answer_code: null });
  });

  it("do not know, which is neither an answer nor silence", async () => {
    const person = makeSurvey(2024).find(({ answers }) => {
      const answer = answers.get("roads")!;
      return answer.kind === "answered" && answer.value === 97;
    })!;
    const row = await findRow(2024, person.respondentId, "roads");
    expect(row).toMatchObject({ response_kind: "dont_know", answer_score: null, is_favourable: null });
  });
});

describe("the banner tables", () => {
  it("agree with the respondents, and a wrong percent in them is found", async () => {
    const name = "Residents survey 2024 banner tables SYNTHETIC.xlsx";
    const check = "the banner tables agree with the respondents";
    const listFailures = async () =>
      (await readPublished()).checks.filter(({ name }) => name === check).map(({ failures }) => failures);
    expect(await listFailures()).toEqual([0]);

    const altered = path.join(home, name);
    const sample = readFileSync(path.join(samplesFolder, "lcc_resident_survey_banners", name));
    writeFileSync(altered, await raiseNumber(sample, "T1", "C10", 2));
    const landed = await runCli(home, ["land", altered, "--published", "2025-02-01"]);
    expect(landed.code, landed.stderr).toBe(0);
    const refreshed = await runCli(home, ["refresh"]);
    expect(refreshed.stdout, refreshed.stderr).toContain(check);
    expect(await listFailures()).toEqual([1]);
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
