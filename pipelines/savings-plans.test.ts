import { describeFinding } from "@poundwise/contracts";
import { readRelease, readWorkbook } from "@poundwise/workbook";
import { describe, expect, it } from "vitest";
import { listRows } from "../scripts/read-source.ts";
import plans from "./sources/council_savings_plan.ts";

async function read(lines: readonly string[], basis = "incremental") {
  const fileName = `anyshire-savings-2025-26-${basis}.csv`;
  const workbook = await readWorkbook(Buffer.from(lines.join("\n"), "utf8"), fileName);
  return readRelease({ sourceId: "council_savings_plan", source: plans, fileName, workbook });
}

/** Header lines as councils' medium term plans have printed them; the savings are made up. */
const FAMILIES = [
  [
    "Ref,Directorate,Description,2025/26 £000,2026/27 £000",
    'A1,Adults,Review,"(1,200)",',
    "changes of the budget, thousands",
  ],
  [
    "Reference,Service,Proposal,RAG,2025/26 £'000,2026/27 £'000",
    "A1,Adults,Review,Amber,-1200,-",
    "changes of the budget, thousands",
  ],
  [
    "Saving Ref,Department,Saving Description,2025/26 £m,2026/27 £m,Total £m",
    "A1,Adults,Review,-1.2,,-1.2",
    "changes of the budget, millions",
  ],
  ["Ref No,Portfolio,Title,2025-26,2026-27", 'A1,Adults,Review,"-1,200,000",', "changes of the budget, pounds"],
  [
    "Ref,Department,Saving,Saving 2025/26 £000,Saving 2026/27 £000",
    "A1,Adults,Review,1200,",
    "savings, printed positive, thousands",
  ],
  [
    "Ref.,Directorate,Summary,2025/26 Savings (£k),2026/27 Savings (£k)",
    "A1,Adults,Review,1200,",
    "savings, printed positive, year first, thousands",
  ],
] as const;

describe("savings of medium term plans", () => {
  it.each(FAMILIES)("under %s come to pounds, a saving negative", async (header, line, layout) => {
    const reading = await read(["Appendix C - Savings", header, line, ",,Total,"]);
    expect(reading.findings.map(describeFinding)).toEqual([]);
    expect(reading.layout).toBe(layout);
    expect(listRows(reading)).toMatchObject([
      {
        saving_id: "A1",
        service_name: "Adults",
        plan_year: "2025-26",
        financial_year: "2025-26",
        budget_change_gbp: -1_200_000,
      },
      { financial_year: "2026-27", budget_change_gbp: null, budget_change_gbp_status: "not_applicable" },
    ]);
    expect(reading.rowsByFate).toEqual({ staged: 1, quarantined: 0, skipped: 1, refused: 0 });
  });

  it("are refused when the headers do not say the unit in a way that is known", async () => {
    const reading = await read(["Ref,Department,Description,2025/26 lakh", "A1,Adults,Review,12"]);
    expect(reading.rowsStaged).toBe(0);
    expect(reading.findings.map(({ severity }) => severity)).toContain("refuse");
  });
});
