import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openClient } from "@poundwise/client";
import { createGenerator } from "@poundwise/methods";
import { afterAll, expect, it } from "vitest";
import { copyPublishedHome } from "./published-home.ts";
import { copyHome, repositoryRoot, runCli, samplesFolder } from "./run-cli.ts";

const ROUNDS = 30;
const main = path.join(repositoryRoot, "packages", "cli", "dist", "main.js");
const homes: string[] = [];

afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

/** A new vintage of the spending power of 2020-21: Suffolk's council tax is another figure each time. */
function writeVintage(home: string, round: number): void {
  const sample = readFileSync(path.join(samplesFolder, "mhclg_core_spending_power", "CSP_2020.csv"), "utf8");
  const changed = sample
    .split("\n")
    .map((line) => {
      if (!line.includes("E10000029")) return line;
      const cells = line.split(",");
      cells[5] = (Number(cells[5]) + round / 100).toFixed(6);
      return cells.join(",");
    })
    .join("\n");
  mkdirSync(path.join(home, "inbox"), { recursive: true });
  writeFileSync(path.join(home, "inbox", "CSP_2020.csv"), changed);
}

interface Seen {
  readonly seq: number;
  readonly suffolk: number;
  readonly ranked: number;
}

/** What a reader sees who opens the current publication now. */
async function readNow(home: string): Promise<Seen> {
  const client = await openClient(home);
  try {
    const cost = await client.db
      .selectFrom("curated.cost_per_head")
      .select("cost_gbp")
      .where("area_code", "=", "E10000029")
      .where("financial_year", "=", "2020-21")
      .where("cost_basis", "=", "core_spending_power")
      .executeTakeFirstOrThrow();
    const ranked = await client.db
      .selectFrom("curated.cost_effectiveness")
      .select("area_code")
      .where("ce_rank", "is not", null)
      .execute();
    return { seq: client.manifest.seq, suffolk: cost.cost_gbp!, ranked: ranked.length };
  } finally {
    await client.close();
  }
}

it("a refresh killed at 30 random moments never disturbs readers, and the next one ends right", async () => {
  const home = await copyPublishedHome("kill-refresh");
  const undisturbed = copyHome(home, "kill-refresh-undisturbed");
  homes.push(home, undisturbed);

  const generator = createGenerator(20261125);
  let last = await readNow(home);
  const observed = new Map<number, Seen>([[last.seq, last]]);
  for (let round = 1; round <= ROUNDS; round += 1) {
    writeVintage(home, round);
    const child = spawn(process.execPath, [main, "refresh"], {
      cwd: repositoryRoot,
      env: { ...process.env, POUNDWISE_HOME: home },
      stdio: "ignore",
    });
    const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
    // From before the catalog is loaded to after a publication, whatever the machine's speed.
    const moment = 100 + generator.nextShare() * 5000;
    const killing = setTimeout(() => child.kill("SIGKILL"), moment);
    let isOver = false;
    void ended.then(() => (isOver = true));
    while (!isOver) {
      const seen = await readNow(home);
      expect(seen.seq).toBeGreaterThanOrEqual(last.seq);
      const known = observed.get(seen.seq) ?? seen;
      expect(seen).toEqual(known);
      observed.set(seen.seq, known);
      last = seen;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    clearTimeout(killing);
    last = await readNow(home);
    expect(observed.get(last.seq) ?? last).toEqual(last);
    observed.set(last.seq, last);
  }

  const finish = await runCli(home, ["refresh"]);
  expect(finish.code, finish.stderr).toBe(0);
  const after = await readNow(home);
  writeVintage(undisturbed, ROUNDS);
  expect((await runCli(undisturbed, ["refresh"])).code).toBe(0);
  const expected = await readNow(undisturbed);
  expect({ ...after, seq: 0 }).toEqual({ ...expected, seq: 0 });
  expect((await runCli(home, ["doctor"])).code).toBe(0);
}, 600_000);
