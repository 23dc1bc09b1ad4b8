import { describe, expect, it } from "vitest";
import {
  listRows,
  makeSpendRows,
  makeSpendSource,
  onlyFinding,
  readTrial,
  trialRegister,
  writeXlsx,
  type TrialCell,
} from "../test/trial-files.ts";
import type { ReleaseReading } from "./release-reading.ts";

async function readSpend(
  changes: Record<string, TrialCell>,
  ...source: Parameters<typeof makeSpendSource>
): Promise<ReleaseReading> {
  const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows(changes) }]);
  return readTrial(file, makeSpendSource(...source), trialRegister);
}

const areaKeys = (as: "area_name" | "dfe_number") => ({
  keys: {
    area_code: { header: "ONS code", as },
    financial_year: { from: "title", group: "year", as: "plain_financial_year" } as const,
  },
});

describe("kept apart while the other rows go on", () => {
  it("is a row with text where a number belongs", async () => {
    const reading = await readSpend({ C6: "see note 4", C7: "tbc" });
    const { finding, sentence } = onlyFinding(reading);
    expect(finding).toMatchObject({ code: "cell.not_a_number", severity: "quarantine", count: 2 });
    expect(sentence).toBe(
      'trial_spend, spend.xlsx, sheet "LA data", cells C6, C7, column spend_gbp: text where a number belongs (2 rows). ' +
        'Expected a number or one of [x] [c]. Found "see note 4", "tbc". ' +
        "If the text is a marker, add it to the source's markers with its meaning; if not, ask the publisher.",
    );
    expect(listRows(reading, "area_code")).toEqual([["E10000018"], ["E06000016"]]);
    expect(reading.quarantined[0]).toEqual({
      sheet: "LA data",
      rowNumber: 6,
      cells: ["C6"],
      code: "cell.not_a_number",
      reason: 'spend_gbp: "see note 4" is no number',
      expected: "a number or one of [x] [c]",
      found: `"see note 4"`,
      record: { "ONS code": "E06000017", "Total spend": "see note 4" },
      amountGbp: null,
    });
  });

  it("is a row whose formula failed in the publisher's file", async () => {
    const reading = await readSpend({
      C6: { error: "#REF!" },
      C7: { formula: "C1/0", result: { error: "#DIV/0!" } as never },
    });
    expect(onlyFinding(reading).finding).toMatchObject({
      code: "cell.error",
      at: { cells: ["C6", "C7"], sheet: "LA data", column: "spend_gbp" },
      found: "#REF!, #DIV/0!",
      count: 2,
    });
    expect(reading.rowsStaged).toBe(2);
  });

  it("is no row whose publisher uses an error sign on purpose", async () => {
    const reading = await readSpend(
      { C6: { error: "#N/A" } },
      {},
      { markers: { "#N/A": "not_available", "[c]": "low" } },
    );
    expect(reading.findings).toEqual([]);
    expect(listRows(reading, "spend_gbp_status")).toEqual([["ok"], ["low"], ["not_available"], ["missing"]]);
  });

  it("is every copy of an authority that is there twice", async () => {
    const reading = await readSpend({ A8: "E06000017", B8: "Rutland", C8: 35_222 });
    const { finding, sentence } = onlyFinding(reading);
    expect(finding).toMatchObject({ code: "key.duplicate", severity: "quarantine", count: 2 });
    expect(sentence).toContain("cells C6, C8, column area_code, financial_year: rows with the same keys (2 rows)");
    expect(sentence).toContain("Found area_code E06000017 in rows 6, 8");
    expect(reading.quarantined.map(({ rowNumber, cells }) => [rowNumber, cells])).toEqual([
      [6, ["C6", "C8"]],
      [8, ["C6", "C8"]],
    ]);
    expect(reading.rowsStaged).toBe(3);
  });

  it("is a row whose code is malformed", async () => {
    const reading = await readSpend({ A6: "E6017" });
    const { sentence } = onlyFinding(reading);
    expect(sentence).toContain("cell A6, column area_code: no valid area_code");
    expect(sentence).toContain('Expected a GSS code such as E10000018. Found "E6017"');
    expect(reading.quarantined[0]!.record).toEqual({
      "ONS code": "E6017",
      Authority: "Rutland",
      "Total spend": " 35,221 ",
    });
  });

  it("is a row whose code no register knows", async () => {
    const reading = await readSpend({ A6: "E06000071" });
    const { finding, sentence } = onlyFinding(reading);
    expect(finding.code).toBe("area.unknown");
    expect(sentence).toContain("cell A6, column area_code: an unknown area code");
    expect(sentence).toMatch(/Found "E06000071"; the nearest known is E0600001\d/);
    expect(sentence).toContain("Add the area to the register if it is real");
  });

  it("is a row whose authority had closed before the period began", async () => {
    const reading = await readSpend({ A6: "E10000009" });
    const { finding, sentence } = onlyFinding(reading);
    expect(finding.code).toBe("area.closed");
    expect(sentence).toContain(
      'Expected an area in force on or after 2023-04-01. Found "E10000009", closed on 2019-03-31',
    );
    expect(reading.rowsStaged).toBe(3);
  });

  it("is no row restated under a code that came into force later", async () => {
    const reading = await readSpend({ A1: "Revenue outturn 2015-16", A6: "E06000065" });
    expect(reading.findings).toEqual([]);
  });

  it("is an unknown name, while known names become the code in force in the period", async () => {
    const names = { A4: "Leicestershire CC", A5: "Leicster", A6: "Rutland UA", A7: "Dorset" };
    const recent = await readSpend(names, areaKeys("area_name"));
    expect(onlyFinding(recent).sentence).toContain('Found "Leicster"; the nearest known is E06000016 Leicester');
    expect(listRows(recent, "area_code")).toEqual([["E10000018"], ["E06000017"], ["E06000059"]]);
    const early = await readSpend({ ...names, A1: "Revenue outturn 2015-16" }, areaKeys("area_name"));
    expect(listRows(early, "area_code")).toEqual([["E10000018"], ["E06000017"], ["E10000009"]]);
  });

  it("is an unknown DfE number, while known ones become codes", async () => {
    const reading = await readSpend({ A4: 855, A5: "856", A6: 999, A7: 891 }, areaKeys("dfe_number"));
    expect(onlyFinding(reading).sentence).toContain("an unknown DfE number. Expected one of the 7 areas");
    expect(listRows(reading, "area_code")).toEqual([["E10000018"], ["E06000016"], ["E10000024"]]);
  });

  it("is counted exactly however many there are, with fifty cells named", async () => {
    const changes = Object.fromEntries(
      Array.from({ length: 80 }, (_, index) => [
        [`A${index + 8}`, `E0600${String(index + 100).padStart(4, "0")}`],
        [`C${index + 8}`, `note ${index}`],
      ]).flat(),
    ) as Record<string, TrialCell>;
    const { finding } = onlyFinding(await readSpend(changes));
    expect(finding.count).toBe(80);
    expect(finding.at.cells).toHaveLength(50);
    expect(finding.found).toContain("and 75 others");
  });
});

describe("a source that prints names", () => {
  it("cannot be read without a register", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows() }]);
    await expect(readTrial(file, makeSpendSource(areaKeys("area_name")))).rejects.toThrow(
      "column area_code: area_code is printed as area name. Expected an area register to look it up in.",
    );
  });
});
