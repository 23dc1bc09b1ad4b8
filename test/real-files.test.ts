import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { askCli, makeHome, queryRows, runCli, samplesFolder, sharedFolder } from "./run-cli.ts";

const realData = path.join(sharedFolder, "real-data");
const isThere = existsSync(realData);
if (!isThere) console.warn(`Skipped: the publishers' own files are not there (${realData}).`);

const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

function makeOwnHome(name: string): string {
  const home = makeHome(name);
  homes.push(home);
  return home;
}

function findFile(folder: string, name: string): string | null {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    const found = entry.isDirectory() ? findFile(full, name) : entry.name === name ? full : null;
    if (found !== null) return found;
  }
  return null;
}

/** The publishers' own file for every shipped release that has one, else our sample of it; days as for the samples. */
function fillInbox(home: string): string[] {
  const inbox = path.join(home, "inbox");
  mkdirSync(inbox, { recursive: true });
  const real: string[] = [];
  const days = ["file,published_date,known_date"];
  for (const line of parseCsv(readFileSync(path.join(samplesFolder, "releases.csv"), "utf8"))) {
    const name = path.basename(line["file"]!);
    const publishersOwn = findFile(realData, name);
    if (publishersOwn !== null) real.push(name);
    copyFileSync(publishersOwn ?? path.join(samplesFolder, line["file"]!), path.join(inbox, name));
    days.push(`${name},${line["published_date"]},${line["known_date"]}`);
  }
  writeFileSync(path.join(inbox, "releases.csv"), `${days.join("\n")}\n`);
  return real;
}

describe.skipIf(!isThere)("the publishers' own files, unchanged", () => {
  it("go through the same pipelines and give the figures that the samples give", async () => {
    const real = makeOwnHome("real");
    expect(fillInbox(real).length).toBeGreaterThan(20);
    const run = await runCli(real, ["refresh"]);
    expect(run.code, run.stdout + run.stderr).toBe(0);

    const samples = makeOwnHome("real-samples");
    expect((await runCli(samples, ["refresh", "--samples"])).code).toBe(0);
    const headline = `select area_code, cost_basis, financial_year, cost_per_head_gbp, outcome_score, ce_diff, ce_rank, rank_p05, rank_p95, reason_code
      from curated.cost_effectiveness where group_id = 'two_tier_counties' order by all`;
    expect(await queryRows(real, headline)).toEqual(await queryRows(samples, headline));

    const trace = await askCli<{ cells: { file: string; cell: string; raw: string }[] }>(real, [
      "trace",
      "curated.unit_cost",
      "--where",
      "group_id=two_tier_counties,area_code=E10000018,financial_year=2022-23,service_line=adult_social_care",
      "--column",
      "net_current_expenditure_gbp",
    ]);
    expect(trace.cells).toContainEqual(expect.objectContaining({ cell: "AI212", raw: "215451" }));
  }, 300_000);
});
