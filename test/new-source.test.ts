import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeHome, runCli, samplesFolder } from "./run-cli.ts";

const folder = makeHome("new-source");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Copies a shipped release under a name that no source knows and asks for a draft. */
async function draft(sample: string, name: string) {
  const file = path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(samplesFolder, sample), file);
  const out = path.join(folder, `${name}.ts`);
  const answer = await runCli(folder, [
    "new",
    "source",
    file,
    "--publisher",
    "Somebody",
    "--series",
    "figures",
    "--out",
    out,
  ]);
  return { ...answer, out };
}

describe("poundwise new source", () => {
  it.each([
    ["mhclg_core_spending_power/CSP_2018.csv", "spending.csv"],
    ["ons_population_estimates/mye23tablesew.xlsx", "people.xlsx"],
    ["moj_send_appeals/send_appeal_rate_table_2022.ods", "appeals.ods"],
  ])(
    "writes a draft of %s that reads the file, and asks what it cannot know",
    async (sample, name) => {
      const { code, stdout, stderr, out } = await draft(sample, name);
      expect(code, stdout + stderr).toBe(0);
      expect(stdout).toMatch(/gives [\d,]+ rows/);
      expect(stdout).not.toMatch(/gives 0 rows/);
      expect(stdout).toContain("To be decided:");
      expect(readFileSync(out, "utf8")).toContain("export default defineSource({");
    },
    60_000,
  );

  it("leaves a file that is there as it is", async () => {
    const first = await draft(
      "hmt_gdp_deflators/GDP_Deflators_Qtrly_National_Accounts_December_2023_update.csv",
      "prices.csv",
    );
    const second = await draft(
      "hmt_gdp_deflators/GDP_Deflators_Qtrly_National_Accounts_December_2023_update.csv",
      "prices.csv",
    );
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain("is there already");
  }, 60_000);
});
