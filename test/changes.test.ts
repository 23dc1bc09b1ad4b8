import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { listUnexplained, type Changes } from "@poundwise/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { askCli, makeHome, runCli, samplesFolder, sharedFolder } from "./run-cli.ts";

const home = makeHome("changes");
const REVISED = "RSX_LA_Data_2024-25_data_by_LA.ods";
const rates = path.join(sharedFolder, "real-data", "dfe");
const hasRates = existsSync(rates);
if (!hasRates) console.warn(`No real releases in ${rates}: changes between two of them are not explained here.`);

/** First everything but the newer vintage of the outturn, the newest population and the newer rates; then these. */
beforeAll(async () => {
  const inbox = path.join(home, "inbox");
  mkdirSync(inbox);
  cpSync(samplesFolder, inbox, { recursive: true });
  const late = [`mhclg_revenue_outturn/${REVISED}`, "ons_population_estimates/mye24tablesew.csv"];
  for (const file of late) rmSync(path.join(inbox, file));
  if (hasRates) {
    const name = "cla_number_and_rate_per_10k_children__2023-release.csv";
    cpSync(path.join(rates, name), path.join(inbox, name));
  }
  await askCli(home, ["refresh"]);
  for (const file of late) cpSync(path.join(samplesFolder, file), path.join(inbox, path.basename(file)));
  if (hasRates) {
    const name = "cla_number_and_rate_per_10k_children.csv";
    cpSync(path.join(rates, name), path.join(inbox, name));
  }
  await askCli(home, ["refresh"]);
}, 300_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("changes between two publications", () => {
  it("give every moved figure causes that add up to it, with nothing unexplained", async () => {
    const { causes, changes } = await askCli<Changes>(home, ["changes"]);
    expect(changes.length).toBeGreaterThan(1000);
    expect(listUnexplained({ causes, changes } as Changes)).toEqual([]);
    const named = causes.map(({ kind, source }) => `${kind} ${source}`);
    expect(named).toEqual(
      expect.arrayContaining(["revision mhclg_revenue_outturn", "new_period ons_population_estimates"]),
    );
    if (hasRates) expect(named).toEqual(expect.arrayContaining([expect.stringContaining("dfe_looked_after_rates")]));
    for (const { steps, before, after, table, key, column, kind } of changes) {
      expect(steps.length, `${table} ${JSON.stringify(key)} ${column}`).toBeGreaterThan(0);
      const isNumber = kind === "moved" && steps.every(({ delta }) => delta !== null);
      if (!isNumber) continue;
      const sum = steps.reduce((total, { delta }) => total + delta!, 0);
      const size = Math.max(Math.abs(Number(before)), Math.abs(Number(after)), 1);
      expect(Math.abs(sum - (Number(after) - Number(before))) / size).toBeLessThan(1e-9);
    }
  }, 120_000);

  it("name the file that was revised, authority by authority, for people and as a table", async () => {
    const csv = path.join(home, "changes.csv");
    const told = await runCli(home, ["changes", "1", "2", "--area", "E10000018", "--csv", csv]);
    expect(told.code, told.stderr).toBe(0);
    expect(told.stdout).toContain("Every change has a named cause.");
    expect(told.stdout).toContain(REVISED);
    expect(told.stdout).toMatch(/^Leicestershire, net current expenditure/m);
    const rows = parseCsv(readFileSync(csv, "utf8"));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.every((row) => row["row"]!.includes("area_code=E10000018"))).toBe(true);
  }, 120_000);

  it("are none between a publication and itself", async () => {
    const told = await runCli(home, ["changes", "2", "2"]);
    expect(told.stdout).toMatch(/^No figure differs/);
  });

  it("refuse a table that neither publication has", async () => {
    const told = await runCli(home, ["changes", "--json", "--table", "curated.nothing"]);
    expect(told.code).toBe(2);
    expect(told.stderr).toContain("neither publication has a table curated.nothing");
  });
});
