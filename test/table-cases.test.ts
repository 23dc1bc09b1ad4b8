import { rmSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseTableCases } from "@poundwise/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { copyPublishedHome } from "./published-home.ts";
import { askCli, makeHome, runCli } from "./run-cli.ts";

const folder = makeHome("cases");
const homes = [folder];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

describe("the cases beside tables", () => {
  it("hold", async () => {
    const answer = await runCli(folder, ["test"]);
    expect(answer.stdout).toMatch(/^(\d+) of \1 cases hold\.$/m);
    expect(answer.code, answer.stdout).toBe(0);
  });

  it("can be written from a published row, and name the column when it comes out otherwise", async () => {
    const home = await copyPublishedHome("cases");
    homes.push(home);
    const out = path.join(folder, "cost_per_head.cases.yaml");
    const row = "area_code=E10000018,financial_year=2020-21,cost_basis=core_spending_power";
    await askCli(home, ["test", "curated.cost_per_head", "--add-from", row, "--case", "as published", "--out", out]);
    const [written] = parseTableCases(readFileSync(out, "utf8"), out);
    expect(Object.keys(written!.given).sort()).toEqual(["core.population", "core.spending_power"]);
    expect(written!.expect).toMatchObject([{ area_code: "E10000018", value_status: "ok" }]);
  }, 120_000);

  it("are not written from rows about persons", async () => {
    const answer = await runCli(folder, ["test", "core.survey_responses", "--add-from", "respondent_id=1"]);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain("core.survey_responses is about persons");
  });

  it("say what is wrong with a file of cases", () => {
    const file = path.join(folder, "bad.cases.yaml");
    writeFileSync(file, "- case: no rows\n  given: {}\n");
    expect(() => parseTableCases(readFileSync(file, "utf8"), file)).toThrow(/expect/);
  });
});
