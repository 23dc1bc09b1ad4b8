import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Changes } from "@poundwise/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCsv } from "../scripts/csv-table.ts";
import { copyPublishedHome, readPublishedAnswer } from "./published-home.ts";
import { askCli, makeHome, queryRows, repositoryRoot, runCli, sharedFolder, type CliAnswer } from "./run-cli.ts";

let home: string;
let first: CliAnswer;
let second: CliAnswer;

interface ManifestTables {
  readonly tables: Record<string, { readonly sha256: string; readonly rows: number }>;
}

function readManifest(folder: string): ManifestTables {
  const current = JSON.parse(readFileSync(path.join(folder, "published", "CURRENT"), "utf8")) as { id: string };
  return JSON.parse(readFileSync(path.join(folder, "published", `${current.id}.json`), "utf8")) as ManifestTables;
}

beforeAll(async () => {
  home = await copyPublishedHome("refresh");
  first = readPublishedAnswer();
  second = await runCli(home, ["refresh", "--samples", "--report"]);
}, 300_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("a refresh of the shipped samples", () => {
  it("publishes and ends with a summary of ten lines", () => {
    expect(first.code, first.stderr).toBe(0);
    const lines = first.stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    expect(lines[0]).toMatch(/^Published pub-000001-/);
    expect(lines[6]).toMatch(
      /^Headline\s+Leicestershire ranks \d+ of \d+ two-tier counties in 2020-21 \(90% interval \d+(\.\d+)? to \d+(\.\d+)?\)/,
    );
    expect(existsSync(lines[7]!.replace(/^Report\s+/, ""))).toBe(true);
    expect(existsSync(lines[8]!.replace(/^Workbook\s+/, ""))).toBe(true);
    expect(existsSync(lines[9]!.replace(/^Database\s+/, ""))).toBe(true);
  });

  it("says so when nothing has changed, and publishes nothing", async () => {
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/^Nothing has changed: pub-000001-/);
    expect(await askCli<unknown[]>(home, ["publications"])).toHaveLength(1);
  });

  it("ships forty and more indicators of the index over four and more service blocks", async () => {
    const [row] = await queryRows(
      home,
      "select count(distinct indicator_id) as indicators, count(distinct service_block) as blocks from core.indicators join core.indicator_values using (indicator_id) where is_in_index",
    );
    expect(row!["indicators"]).toBeGreaterThanOrEqual(40);
    expect(row!["blocks"]).toBeGreaterThanOrEqual(4);
  });

  it("covers every two-tier county and county unitary with a cost, or says why there is none", async () => {
    const missing = await queryRows(
      home,
      `select members.area_code
       from core.comparator_groups as members
       join core.areas using (area_code)
       anti join (select area_code from curated.cost_per_head where cost_per_head_gbp is not null or value_status <> 'ok') as told
           using (area_code)
       where group_id = 'counties_and_county_unitaries' and areas.valid_to_date is null`,
    );
    expect(missing).toEqual([]);
  });

  it("gives the same bytes on another day in another home", async () => {
    const other = makeHome("refresh-later");
    try {
      const clock = pathToFileURL(path.join(repositoryRoot, "test", "shift-clock.mjs")).href;
      const later = await runCli(other, ["refresh", "--samples"], ["--import", clock]);
      expect(later.code, later.stderr).toBe(0);
      const hashes = (folder: string) =>
        Object.fromEntries(Object.entries(readManifest(folder).tables).map(([name, { sha256 }]) => [name, sha256]));
      expect(hashes(other)).toEqual(hashes(home));
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  }, 120_000);
});

interface TraceAnswer {
  readonly value: unknown;
  readonly cells: readonly { readonly file: string; readonly sheet: string; readonly cell: string }[];
  readonly rederivations: readonly { readonly column: string; readonly agrees: boolean; readonly value: unknown }[];
}

describe("a published figure", () => {
  it("of the headline row leads to cells, whichever column it is, and comes out the same when made again", async () => {
    const where = "cost_basis=core_spending_power,group_id=two_tier_counties,area_code=E10000018";
    const [row] = await queryRows(
      home,
      "select * from curated.cost_effectiveness where cost_basis='core_spending_power' and group_id='two_tier_counties' and area_code='E10000018'",
    );
    const figures = Object.keys(row!).filter((column) => typeof row![column] === "number");
    expect(figures.length).toBeGreaterThan(12);
    const whole = await askCli<TraceAnswer>(home, ["trace", "curated.cost_effectiveness", "--where", where]);
    const agreeing = whole.rederivations.filter(({ agrees }) => agrees).map(({ column }) => column);
    expect(agreeing).toEqual(expect.arrayContaining(figures));
    for (const column of ["ce_rank", "cost_per_head_gbp", "outcome_z", "rank_p95"]) {
      const trace = await askCli<TraceAnswer>(home, [
        "trace",
        "curated.cost_effectiveness",
        "--where",
        where,
        "--column",
        column,
      ]);
      expect(trace.cells.length, column).toBeGreaterThan(20);
      expect(
        trace.cells.every(({ file, cell }) => file !== "" && cell !== ""),
        column,
      ).toBe(true);
    }
  }, 120_000);

  it("of every curated table leads to a cell and comes out the same", async () => {
    const tables: Record<string, { readonly where: string; readonly column: string }> = {
      "curated.cost_per_head": {
        where: "area=E10000018,financial_year=2024-25,cost_basis=net_current_expenditure",
        column: "cost_per_head_gbp",
      },
      "curated.unit_cost": { where: "area=E10000018,service=adult_social_care", column: "unit_cost" },
      "curated.outcome_score": { where: "area=E10000018", column: "outcome_score" },
      "curated.indicator_contribution": {
        where: "area=E10000018,indicator_id=defra_waste_recycling_rate",
        column: "contribution_score",
      },
      "curated.savings_position": {
        where: "theme=Service Re-design,financial_year=2023-24",
        column: "annual_savings_gbp",
      },
      "curated.published_reconciliation": { where: "check_id=UC-5", column: "difference" },
    };
    for (const [table, { where, column }] of Object.entries(tables)) {
      const trace = await askCli<TraceAnswer>(home, ["trace", table, "--where", where, "--column", column]);
      expect(trace.cells.length, table).toBeGreaterThan(0);
      expect(trace.rederivations, table).toMatchObject([{ agrees: true }]);
    }
  }, 120_000);

  it("of an abolished county leads to the cells of its successors", async () => {
    const trace = await askCli<TraceAnswer>(home, [
      "trace",
      "curated.cost_per_head",
      "--where",
      "area=E10000021,financial_year=2020-21",
      "--column",
      "residents_count",
    ]);
    expect(trace.cells.map(({ file }) => file)).toContain("mye23tablesew.xlsx");
    expect(trace.rederivations).toMatchObject([{ agrees: true }]);
  });
});

describe("the council's own published figures", () => {
  it("hold the misprint 598,070, and 713,085 is suggested", async () => {
    const [row] = await queryRows(home, "select * from curated.published_reconciliation where check_id = 'UC-5'");
    expect(row).toMatchObject({ result: "fails", suggested_value: 713085 });
    expect(row!["left_value"]).toBeCloseTo(1220.6146, 3);
    expect(row!["right_value"]).toBe(1023.74);
  });

  const published = path.join(sharedFolder, "published", "reconciliation_checks.csv");
  if (!existsSync(published)) console.warn(`Skipped: the published checks are not there (${published}).`);
  it.skipIf(!existsSync(published))("come out of the pipeline as an independent reader recomputed them", async () => {
    const expected = parseCsv(readFileSync(published, "utf8"));
    const rows = await queryRows(
      home,
      "select check_id, left_value, right_value, result from curated.published_reconciliation",
    );
    const found = new Map(rows.map((row) => [row["check_id"], row]));
    expect(found.size).toBe(expected.length);
    for (const check of expected) {
      const row = found.get(check["check_id"]!)!;
      expect(row["result"], check["check_id"]).toBe(check["result"]!.toLowerCase());
      if (check["relation"] === "consistent" || check["relation"] === "derived") continue;
      expect(row["left_value"], check["check_id"]).toBeCloseTo(Number(check["left"]), 3);
      expect(row["right_value"], check["check_id"]).toBeCloseTo(Number(check["right"]), 3);
    }
  });
});

describe("the tables as known on a past day", () => {
  it("use the vintage that had been published by then and leave readers where they are", async () => {
    const sql =
      "select count(*) as authorities from core.service_outturn where financial_year = '2024-25' and service_line = 'total'";
    const now = await askCli<{ rows: { authorities: number }[] }>(home, ["query", sql]);
    const then = await askCli<{ rows: { authorities: number }[]; publication: string }>(home, [
      "query",
      sql,
      "--as-known-at",
      "2025-10-31",
    ]);
    expect(then.rows[0]!.authorities).toBeLessThan(now.rows[0]!.authorities);
    const listed = await askCli<{ id: string; isCurrent: boolean }[]>(home, ["publications"]);
    const current = listed.find(({ isCurrent }) => isCurrent)!.id;
    expect(current).not.toBe(then.publication);
    const sinceThen = ["changes", then.publication, current, "--table", "curated.cost_per_head"];
    const { causes } = await askCli<Changes>(home, sinceThen);
    expect(
      causes.map(({ kind, releases }) => `${kind}: ${releases.map(({ fileName }) => fileName).join(", ")}`),
    ).toEqual(["revision: RSX_LA_Data_2024-25_data_by_LA.ods"]);
  }, 120_000);

  it("say plainly when nothing can be told for that day", async () => {
    const answer = await runCli(home, ["query", "select 1", "--as-known-at", "2010-01-01"]);
    expect(answer.code).toBe(1);
    expect(answer.stderr).toMatch(/2010-01-01/);
    expect(answer.stderr).not.toMatch(/\n\s+at /);
  }, 120_000);
});

describe("the command line", () => {
  it("ends with 2 for wrong usage and says what it knows", async () => {
    expect((await runCli(home, ["frobnicate"])).code).toBe(2);
    expect((await runCli(home, ["query", "select 1", "--as-known-at", "31/02/2024"])).code).toBe(2);
    expect((await runCli(home, ["query"])).code).toBe(2);
    expect((await runCli(home, ["--help"])).code).toBe(0);
  });

  it("answers every command as JSON", async () => {
    const commands = [
      ["sources"],
      ["sources", "--files"],
      ["quarantine"],
      ["plan"],
      ["check"],
      ["doctor"],
      ["publications"],
    ];
    for (const command of commands) expect(await askCli(home, command), command.join(" ")).toBeTruthy();
  }, 120_000);

  it("rolls back with a reason and forward again", async () => {
    const listed = await askCli<{ seq: number; isCurrent: boolean }[]>(home, ["publications"]);
    const { seq } = listed.find(({ isCurrent }) => isCurrent)!;
    const back = await runCli(home, ["rollback", "99", "--reason", "a try"]);
    expect(back.code).toBe(1);
    expect(back.stderr).toContain("there is no publication 99");
    expect((await runCli(home, ["rollback", String(seq), "--reason", "a try"])).code).toBe(0);
    expect((await runCli(home, ["rollback", String(seq)])).code).toBe(2);
  });
});
