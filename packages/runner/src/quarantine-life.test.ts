import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { day, defineSource, text, value } from "@poundwise/contracts";
import { landFile, prepareHome, resolveHome, withEngine, type Home } from "@poundwise/warehouse";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { CatalogSource } from "./catalog.ts";
import { hashValue } from "./hash-value.ts";
import { listAccepted, readDecisions, recordDecision, toRowId, type Decision } from "./quarantine-decisions.ts";
import { replayQuarantine } from "./replay-quarantine.ts";
import { readQuarantine, stageRelease, type StagedPart } from "./stage-release.ts";

const declare = (replace: Readonly<Record<string, string>> = {}) =>
  defineSource({
    title: "Trial payments",
    publisher: "Trial",
    page: "https://example.org",
    licence: "OGL-3.0",
    row: z.object({ transaction: text(), paid: day(), amount_gbp: value() }),
    grain: ["transaction"],
    vintageBy: [],
    markers: {},
    amountColumn: "amount_gbp",
    quarantineLimit: { rows: 1 },
    layouts: [
      {
        name: "trial",
        file: /^payments\.csv$/,
        tables: [
          {
            header: { anchor: "Transaction" },
            keys: { transaction: "Transaction", paid: { header: "Paid", as: "date", replace } },
            values: [{ column: "amount_gbp", header: "Amount" }],
          },
        ],
      },
    ],
  });
const toSource = (declaration: ReturnType<typeof declare>): CatalogSource => {
  const { row: _row, ...rest } = declaration;
  return { id: "trial_payments", declaration, hash: hashValue(rest) };
};
const CONTENT = "Transaction,Paid,Amount\nT1,01/04/2024,10\nT2,tomorrow,20.50\nT3,31/02/2024,30\n";

let home: Home;
beforeEach(async () => {
  home = resolveHome(await mkdtemp(path.join(os.tmpdir(), "poundwise-quarantine-")));
  await prepareHome(home);
});

async function stage(source: CatalogSource): Promise<StagedPart> {
  const file = path.join(home.inbox, "payments.csv");
  await writeFile(file, CONTENT);
  const arrival = { publishedDate: null, landedBy: "ana", landedAt: "2025-01-06T09:00:00Z" };
  const { receipt } = await landFile(home, file, arrival);
  const accepted = listAccepted(await readDecisions(home), "2025-01-07");
  return withEngine({ threads: 1 }, (engine) =>
    stageRelease({ home, engine, areas: null, areasFingerprint: null, accepted }, source, receipt),
  );
}

describe("a file with more bad rows than its source allows", () => {
  it("is refused, until somebody accepts some of them", async () => {
    const before = await stage(toSource(declare()));
    expect(before.release.findings.map(({ code }) => code)).toContain("quarantine.over_limit");
    expect(before.path).toBeNull();

    const [first] = await readQuarantine(home, before.release);
    await recordDecision(home, {
      ...{ action: "accept", rows: [toRowId(before.release, first!)], at: "2025-01-06T10:00:00Z" },
      ...{ by: "ana", why: "a test payment", until: null },
    });
    const after = await stage(toSource(declare()));
    expect(after.path).not.toBeNull();
    expect(after.wasRead).toBe(false);
    expect(after.release).toMatchObject({
      ...{ fingerprint: before.release.fingerprint, rowsQuarantined: 2, rowsAccepted: 1, rowsStaged: 1 },
      rowsByFate: { staged: 1, quarantined: 2, skipped: 0, refused: 0 },
    });
  });

  it("is read again after the declaration was corrected, which brings its rows back", async () => {
    await stage(toSource(declare()));
    const corrected = await stage(toSource(declare({ tomorrow: "02/04/2024" })));
    expect(corrected.path).not.toBeNull();
    const replay = await replayQuarantine(home, corrected.release);
    expect(replay.cameBack.map(({ rowNumber, amountGbp }) => [rowNumber, amountGbp])).toEqual([[3, 20.5]]);
    expect(replay.stayed.map(({ rowNumber }) => rowNumber)).toEqual([4]);
    expect(replay.added).toEqual([]);
    // The first reading alone has nothing to be compared with by itself, but is kept to be compared with.
    expect((await replayQuarantine(home, (await stage(toSource(declare()))).release)).added).toHaveLength(1);
  });
});

describe("the record of decisions", () => {
  it("holds until its last day, the later decision about a row before the earlier", () => {
    const accept: Decision = {
      action: "accept",
      rows: ["r1", "r2"],
      at: "x",
      by: "ana",
      why: "y",
      until: "2025-03-31",
    };
    const list = (decisions: readonly Decision[], today: string) => [...listAccepted(decisions, today).keys()];
    expect(list([accept], "2025-03-31")).toEqual(["r1", "r2"]);
    expect(list([accept], "2025-04-01")).toEqual([]);
    expect(list([accept, { ...accept, action: "withdraw", rows: ["r1"], until: null }], "2025-03-31")).toEqual(["r2"]);
    // A later acceptance for a shorter time stands in the place of one that would hold for longer.
    expect(list([{ ...accept, until: null }, accept], "2025-04-01")).toEqual([]);
  });

  it("passes over a line that a crash cut short and refuses one that was tampered with", async () => {
    const decision: Decision = { action: "accept", rows: ["r1"], at: "x", by: "ana", why: "y", until: null };
    await recordDecision(home, decision);
    const file = path.join(home.landing, "decisions.ndjson");
    await writeFile(file, `${JSON.stringify(decision)}\n{"action":"acc`);
    expect(await readDecisions(home)).toEqual([decision]);
    await writeFile(file, `{"action":"forget"}\n`);
    await expect(readDecisions(home)).rejects.toMatchObject({ code: "quarantine.decisions_damaged" });
  });
});
