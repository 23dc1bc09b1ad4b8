import type { StagedRelease } from "@poundwise/contracts";
import type { QuarantinedRow } from "@poundwise/workbook";
import { describe, expect, it } from "vitest";
import { describeLimit, judgeQuarantine, measureQuarantine } from "./judge-quarantine.ts";
import { listAccepted, toRowId, type Acceptance, type Decision } from "./quarantine-decisions.ts";

const release: StagedRelease = {
  source: "payments",
  sha256: "ab".repeat(32),
  fileName: "payments.csv",
  publishedDate: null,
  layout: "trial",
  fingerprint: "f",
  rowsRead: 200,
  rowsStaged: 197,
  rowsQuarantined: 3,
  rowsSkipped: {},
  findings: [
    {
      code: "key.invalid",
      severity: "quarantine",
      at: { source: "payments", file: "payments.csv", sheet: "(csv)" },
      summary: "no valid payment_date",
      next: "Ask.",
      count: 3,
    },
  ],
};
const keep = (rowNumber: number, amountGbp: number | null): QuarantinedRow => ({
  ...{
    sheet: "(csv)",
    rowNumber,
    cells: [`A${rowNumber}`],
    code: "key.invalid",
    reason: "no day",
    expected: null,
    found: null,
    record: {},
    amountGbp,
  },
});
const rows = [keep(5, 100.1), keep(6, -40), keep(7, null)];
const nobody: ReadonlyMap<string, Acceptance> = new Map();
const because: Acceptance = { at: "2025-01-06T09:00:00Z", by: "ana", why: "test lines", until: null };
const accept = (...some: readonly QuarantinedRow[]) => new Map(some.map((row) => [toRowId(release, row), because]));
const codes = (judged: StagedRelease) => judged.findings.map(({ code, severity }) => `${code} ${severity}`);

describe("rows in quarantine", () => {
  it("count once whatever is wrong with them, and their pounds without sign", () => {
    expect(measureQuarantine([...rows, { ...rows[0]!, code: "cell.error" }])).toEqual({ rows: 3, amountGbp: 140.1 });
    expect(measureQuarantine([rows[2]!])).toEqual({ rows: 1, amountGbp: null });
  });

  it("refuse the release when they pass the limit in rows, share or pounds, each by itself", () => {
    for (const limit of [{ rows: 2 }, { share: 0.01 }, { amountGbp: 140 }]) {
      const judged = judgeQuarantine(release, rows, nobody, limit);
      expect(codes(judged)).toEqual(["key.invalid quarantine", "quarantine.over_limit refuse"]);
      expect(judged.findings[1]!.found).toBe("3 of 200 rows, £140.10");
    }
    const within = { rows: 3, share: 0.015, amountGbp: 140.1 };
    expect(codes(judgeQuarantine(release, rows, nobody, within))).toEqual(["key.invalid quarantine"]);
    expect(codes(judgeQuarantine(release, rows, nobody, undefined))).toEqual(["key.invalid quarantine"]);
  });

  it("no longer count, nor warn, once accepted", () => {
    const some = judgeQuarantine(release, rows, accept(rows[0]!), { rows: 2 });
    expect([codes(some), some.rowsAccepted]).toEqual([["key.invalid quarantine"], 1]);
    const all = judgeQuarantine(release, rows, accept(...rows), { rows: 0 });
    expect([codes(all), all.rowsAccepted]).toEqual([["key.invalid record"], 3]);
  });

  it("have ids of their bytes, place and rule alone", () => {
    const renamed = { ...release, fileName: "again.csv" };
    const reworded = { ...rows[0]!, reason: "x" };
    expect(toRowId(release, rows[0]!)).toBe(toRowId(renamed, reworded));
    expect(toRowId(release, rows[0]!)).not.toBe(toRowId({ ...release, sha256: "cd".repeat(32) }, rows[0]!));
  });

  it("have their limit said in words", () => {
    expect(describeLimit({ rows: 20, share: 0.01, amountGbp: 50_000 })).toBe("20 rows, 1% of the rows, £50,000");
  });
});

describe("a decision about rows", () => {
  const decide = (action: Decision["action"], until: string | null = null): Decision => ({
    ...{ action, rows: ["r1"], at: "2025-01-06T09:00:00Z", by: "ana", why: "test lines", until },
  });

  it("holds to its last day, and until it is withdrawn", () => {
    expect(listAccepted([decide("accept", "2025-03-31")], "2025-03-31").has("r1")).toBe(true);
    expect(listAccepted([decide("accept", "2025-03-31")], "2025-04-01").has("r1")).toBe(false);
    expect(listAccepted([decide("accept"), decide("withdraw")], "2025-03-31").has("r1")).toBe(false);
    expect(listAccepted([decide("accept"), decide("withdraw"), decide("accept")], "2025-03-31").has("r1")).toBe(true);
  });
});
