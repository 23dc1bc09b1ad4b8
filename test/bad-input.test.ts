import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPart } from "../packages/workbook/src/unpack-part.ts";
import { readZipDirectory } from "../packages/workbook/src/zip-directory.ts";
import { writeRawZip } from "../packages/workbook/test/raw-zip.ts";
import { copyPublishedHome } from "./published-home.ts";
import { askCli, copyHome, queryRows, runCli, samplesFolder, type CliAnswer } from "./run-cli.ts";

let base: string;
let published: string;

beforeAll(async () => {
  base = await copyPublishedHome("bad-input");
  published = await readCurrent(base);
}, 300_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

async function readCurrent(home: string): Promise<string> {
  const listed = await askCli<{ id: string; isCurrent: boolean }[]>(home, ["publications"]);
  return listed.find(({ isCurrent }) => isCurrent)!.id;
}

interface Delivery {
  readonly home: string;
  readonly answer: CliAnswer;
}

/** Drops one file into the inbox of a copy of a good home and refreshes. */
async function deliver(fileName: string, content: string | Uint8Array): Promise<Delivery> {
  const home = copyHome(base, "bad-input-case");
  mkdirSync(path.join(home, "inbox"), { recursive: true });
  writeFileSync(path.join(home, "inbox", fileName), content);
  return { home, answer: await runCli(home, ["refresh"]) };
}

const spendingPower = () => readFileSync(path.join(samplesFolder, "mhclg_core_spending_power", "CSP_2020.csv"), "utf8");
const SUFFOLK = "E10000029";
const suffolkLine = () =>
  spendingPower()
    .split(/\r?\n/)
    .find((line) => line.includes(SUFFOLK))!;

/** The previous publication stays, the exit code says held, and the message names what it must. */
async function expectRefused({ home, answer }: Delivery, words: readonly (string | RegExp)[]): Promise<void> {
  expect(answer.code, answer.stdout + answer.stderr).toBe(3);
  expect(answer.stdout).toMatch(/^Held: nothing was published/);
  for (const word of words) expect(answer.stdout).toMatch(word);
  expect(answer.stdout + answer.stderr).not.toMatch(/\n\s+at .*\.js:\d+/);
  expect(await readCurrent(home)).toBe(published);
  rmSync(home, { recursive: true, force: true });
}

describe("a release that cannot be read", () => {
  it("because it was cut short is refused, by name", async () => {
    const whole = readFileSync(path.join(samplesFolder, "mhclg_revenue_outturn", "RSX_LA_Data_2024-25_data_by_LA.ods"));
    await expectRefused(await deliver("RSX_LA_Data_2024-25_data_by_LA.ods", whole.subarray(0, whole.length / 2)), [
      /RSX_LA_Data_2024-25_data_by_LA\.ods/,
      /truncated|cut short|incomplete/i,
    ]);
  }, 120_000);

  it("because a sheet was renamed is refused, with the sheets that are there", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path.join(samplesFolder, "ons_population_estimates", "mye23tablesew.xlsx"));
    workbook.getWorksheet("MYE2 - Persons")!.name = "MYE2 Everyone";
    const bytes = new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer);
    await expectRefused(await deliver("mye23tablesew.xlsx", bytes), [
      /mye23tablesew\.xlsx/,
      /MYE2 - Persons/,
      /MYE2 Everyone/,
    ]);
  }, 120_000);

  it("because a column is missing is refused, with the column", async () => {
    const lines = spendingPower().split(/\r?\n/);
    const at = lines[0]!.split(",").indexOf("nhb_2020");
    const without = lines
      .map((line) =>
        line
          .split(",")
          .filter((_, index) => index !== at)
          .join(","),
      )
      .join("\n");
    await expectRefused(await deliver("CSP_2020.csv", without), [/CSP_2020\.csv/, /nhb_2020/]);
  }, 120_000);

  it("because it has a column nobody declared is refused, with its cell", async () => {
    const wider = spendingPower()
      .split(/\r?\n/)
      .map((line, index) => (line === "" ? line : `${line},${index === 0 ? "surprise_2020" : "1"}`))
      .join("\n");
    await expectRefused(await deliver("CSP_2020.csv", wider), [/CSP_2020\.csv/, /surprise_2020/, /J1/]);
  }, 120_000);

  it("because it declares entities of its own is refused, with the part", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path.join(samplesFolder, "ons_population_estimates", "mye23tablesew.xlsx"));
    const bytes = new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer);
    const name = "xl/workbook.xml";
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>';
    const parts = await readZipDirectory(bytes, "mye23tablesew.xlsx", 2 ** 28);
    const spoiled = await Promise.all(
      parts.map(async (part) => ({
        name: part.name,
        content: part.name === name ? bomb : await readPart(part, "mye23tablesew.xlsx"),
      })),
    );
    await expectRefused(await deliver("mye23tablesew.xlsx", writeRawZip(spoiled)), [
      /mye23tablesew\.xlsx/,
      /declares entities of its own/,
      /<!DOCTYPE in xl\/workbook\.xml/,
    ]);
  }, 120_000);

  it("because it is empty is refused", async () => {
    await expectRefused(await deliver("CSP_2020.csv", ""), [/CSP_2020\.csv/, /empty/i]);
  }, 120_000);

  it("because no source knows its name is refused, and can be set aside by a decision", async () => {
    const delivery = await deliver("Accounts final FINAL (2).csv", "a,b\n1,2\n");
    expect(delivery.answer.code).toBe(3);
    expect(delivery.answer.stdout).toMatch(/Accounts final FINAL \(2\)\.csv: no source recognises this file/);
    const aside = ["land", "--set-aside", "Accounts final FINAL (2).csv", "--reason", "not ours"];
    expect((await runCli(delivery.home, aside)).code).toBe(0);
    expect((await runCli(delivery.home, ["refresh"])).code).toBe(0);
    rmSync(delivery.home, { recursive: true, force: true });
  }, 120_000);

  it("does not stop the others when somebody decides to publish without it", async () => {
    const delivery = await deliver("CSP_2020.csv", "");
    expect((await runCli(delivery.home, ["refresh", "--without-refused"])).code).toBe(0);
    rmSync(delivery.home, { recursive: true, force: true });
  }, 120_000);
});

describe("a release with bad rows", () => {
  /** Published without the bad rows, which are in quarantine with the reason; the good ones are in. */
  async function expectQuarantined(delivery: Delivery, code: RegExp, cells: readonly string[]): Promise<string> {
    const { home, answer } = delivery;
    expect(answer.code, answer.stdout + answer.stderr).toBe(0);
    expect(answer.stdout).toMatch(/^Published /);
    const kept = await askCli<{ file: string; code: string; cells: string[]; reason: string; sheet: string }[]>(home, [
      "quarantine",
      "show",
      "--source",
      "mhclg_core_spending_power",
    ]);
    const found = kept.filter((row) => code.test(row.code));
    expect(found.length, JSON.stringify(kept)).toBeGreaterThan(0);
    expect(found[0]!.file).toBe("CSP_2020.csv");
    for (const cell of cells) expect(found.flatMap((row) => row.cells)).toContain(cell);
    expect(found[0]!.reason).not.toBe("");
    const [others] = await queryRows(
      home,
      "select count(distinct area_code) as n from core.spending_power where financial_year = '2020-21' and area_code like 'E10%'",
    );
    expect(others!["n"]).toBeGreaterThan(20);
    return home;
  }

  it("keeps text where a number belongs apart, with its cell, and the county has a gap with a reason", async () => {
    const row =
      spendingPower()
        .split(/\r?\n/)
        .findIndex((line) => line.includes(SUFFOLK)) + 1;
    const cells = suffolkLine().split(",");
    cells[5] = "see note 4";
    const home = await expectQuarantined(
      await deliver("CSP_2020.csv", spendingPower().replace(suffolkLine(), cells.join(","))),
      /^cell\.not_a_number$/,
      [`F${row}`],
    );
    const [suffolk] = await queryRows(
      home,
      `select ce_rank, reason_code from curated.cost_effectiveness where area_code = '${SUFFOLK}' and cost_basis = 'core_spending_power' and group_id = 'two_tier_counties'`,
    );
    expect(suffolk).toEqual({ ce_rank: null, reason_code: "missing" });
    rmSync(home, { recursive: true, force: true });
  }, 120_000);

  it("keeps both copies of a repeated authority apart", async () => {
    const doubled = `${spendingPower().trimEnd()}\n${suffolkLine()}\n`;
    const home = await expectQuarantined(await deliver("CSP_2020.csv", doubled), /^key\.duplicate$/, []);
    const rows = await queryRows(
      home,
      `select * from core.spending_power where area_code = '${SUFFOLK}' and financial_year = '2020-21'`,
    );
    expect(rows).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  }, 120_000);

  it("keeps an unknown area code apart", async () => {
    const unknown = spendingPower().replace(SUFFOLK, "E10000099");
    const home = await expectQuarantined(await deliver("CSP_2020.csv", unknown), /^area\.unknown$/, []);
    rmSync(home, { recursive: true, force: true });
  }, 120_000);
});

describe("a failure of ours or of the way we were asked", () => {
  it("is one paragraph; the stack comes with --debug", async () => {
    const plain = await runCli(base, ["query", "select * from curated.nothing"]);
    expect(plain.code).toBe(1);
    expect(plain.stderr).not.toMatch(/\n\s+at /);
    const debug = await runCli(base, ["query", "select * from curated.nothing", "--debug"]);
    expect(debug.stderr).toMatch(/\n\s+at /);
  });
});
