import { describe, expect, it } from "vitest";
import {
  listRows,
  makeSpendRows,
  makeSpendSource,
  onlyFinding,
  readTrial,
  spendTable,
  trialRegister,
  writeFile,
  writeXlsx,
} from "../test/trial-files.ts";
import type { ReleaseReading } from "./release-reading.ts";

function expectRefused(reading: ReleaseReading, code: string): string {
  const { finding, sentence } = onlyFinding(reading);
  expect(finding.code).toBe(code);
  expect(finding.severity).toBe("refuse");
  expect(finding.at.file).toMatch(/^spend/);
  expect(finding.at.source).toBe("trial_spend");
  expect(reading.rowsStaged).toBe(0);
  expect(Object.values(reading.rows).every((column) => column.length === 0)).toBe(true);
  return sentence;
}

describe("a release that is as declared", () => {
  it("is staged with value, status, cell and text, and the place of each row", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows() }]);
    const reading = await readTrial(file, makeSpendSource(), trialRegister);
    expect(reading.findings).toEqual([]);
    expect(reading.layout).toBe("trial layout");
    expect(listRows(reading, ...reading.columns.map((column) => column.name))).toEqual([
      ["E10000018", "2023-24", 115_865_959.5, "ok", "C4", "115865.9595", "spend.xlsx", "LA data", 4],
      ["E06000016", "2023-24", null, "suppressed", "C5", "[c]", "spend.xlsx", "LA data", 5],
      ["E06000017", "2023-24", 35_221_000, "ok", "C6", " 35,221 ", "spend.xlsx", "LA data", 6],
      ["E10000024", "2023-24", null, "missing", "C7", "", "spend.xlsx", "LA data", 7],
    ]);
    expect([reading.rowsRead, reading.rowsStaged, reading.skipped, reading.quarantined]).toEqual([4, 4, {}, []]);
  });

  it("uses the first of several layouts for which everything is there", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows() }]);
    const old = { name: "old", file: /^spend/, tables: [{ ...spendTable, sheet: "Data" }] };
    const fits = { name: "new", file: /^spend/, tables: [spendTable] };
    const other = { name: "other name", file: /^income/, tables: [spendTable] };
    const reading = await readTrial(file, makeSpendSource({}, { layouts: [other, old, fits] }), trialRegister);
    expect([reading.layout, reading.findings]).toEqual(["new", []]);
  });
});

describe("a release is refused as a whole", () => {
  it("when no layout takes its file name", async () => {
    const file = writeFile("spending.txt", "a,b\n");
    const reading = await readTrial(file, makeSpendSource());
    expect(expectRefused(reading, "layout.none_for_file")).toContain('Found "spending.txt"');
    expect(reading.layout).toBeNull();
  });

  it("when its sheet was renamed", async () => {
    const file = await writeXlsx("spend.xlsx", [
      { name: "Notes", rows: [["n"]] },
      { name: "LA data 23-24", rows: makeSpendRows() },
    ]);
    const sentence = expectRefused(await readTrial(file, makeSpendSource()), "sheet.missing");
    expect(sentence).toBe(
      'trial_spend, spend.xlsx, sheet "LA data": no sheet is named "LA data" (layout "trial layout" comes closest). ' +
        'Expected a sheet named "LA data". Found sheets "Notes", "LA data 23-24"; the most similar is "LA data 23-24". ' +
        "Check whether the sheet was renamed; if so add a layout with its new name to the source file.",
    );
  });

  it("when its sheet is empty, or has a header and nothing under it", async () => {
    const empty = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: [] }]);
    expect(expectRefused(await readTrial(empty, makeSpendSource()), "sheet.empty")).toContain("the sheet is empty");
    const bare = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows().slice(0, 3) }]);
    expect(expectRefused(await readTrial(bare, makeSpendSource()), "sheet.empty")).toContain(
      "no rows under the header",
    );
  });

  it("when every row is skipped, for then the publisher has reworded something", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows() }]);
    const skip = [{ header: "ONS code", matches: /^E/, why: "not an authority" }];
    const sentence = expectRefused(await readTrial(file, makeSpendSource({ rows: { skip } })), "sheet.all_skipped");
    expect(sentence).toContain("Found 4 skipped: not an authority");
  });

  it("when the title says that it is something else", async () => {
    const rows = makeSpendRows({ A1: "Revenue budget 2023-24" });
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]);
    const sentence = expectRefused(await readTrial(file, makeSpendSource()), "title.mismatch");
    expect(sentence).toContain('sheet "LA data", cell A1: the title is not the one this table is known by');
    expect(sentence).toContain('Found "Revenue budget 2023-24"');
  });

  it("when the header row cannot be found", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows({ A3: "Code" }) }]);
    const sentence = expectRefused(await readTrial(file, makeSpendSource()), "header.missing");
    expect(sentence).toContain('Expected a cell with "ONS code" in some row. Found no such cell in A1:C7');
  });

  it("when a declared column is missing", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows({ C3: "Total spending" }) }]);
    const reading = await readTrial(file, makeSpendSource({ ignore: [{ header: /Auth|spending/, why: "trial" }] }));
    const sentence = expectRefused(reading, "column.missing");
    expect(sentence).toContain('sheet "LA data", column spend_gbp: no column is headed "Total spend"');
    expect(sentence).toContain('Found nearest is "Total spending" in C3');
    expect(sentence).toContain("add a layout");
  });

  it("when there is a column that nobody declared", async () => {
    const rows = makeSpendRows({ D3: "Of which:\nschools", D4: 5 });
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]);
    const sentence = expectRefused(await readTrial(file, makeSpendSource()), "column.undeclared");
    expect(sentence).toContain('sheet "LA data", cell D3: a column is not declared');
    expect(sentence).toContain('Found "Of which: schools" in D3. Decide what the column is');
  });

  it("when a column without a header holds something, unless that is declared", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows({ D5: "see note" }) }]);
    expect(expectRefused(await readTrial(file, makeSpendSource()), "column.unnamed")).toContain("cell D5");
    const ignore = [
      { header: "Authority", why: "name" },
      { header: "", why: "remarks" },
    ];
    expect((await readTrial(file, makeSpendSource({ ignore }))).findings).toEqual([]);
  });

  it("when two columns have the header that is needed", async () => {
    const rows = makeSpendRows({ D3: "Total  spend", D4: 5 });
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]);
    const sentence = expectRefused(await readTrial(file, makeSpendSource()), "column.repeated");
    expect(sentence).toContain('cells C3, D3, column spend_gbp: 2 columns are headed "Total spend"');
    expect(sentence).toContain("Found C3 and D3");
  });

  it("when a listed header is gone or a new one is not in the list", async () => {
    const rows = makeSpendRows({ C3: "Schools (£000)", D3: "Libary (£000)", D4: 1, D5: 1, D6: 1, D7: 1 });
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]);
    const values = [
      {
        column: "spend_gbp",
        header: /^(?<service>.+) \(£000\)$/,
        keys: {
          financial_year: {
            from: "header",
            group: "service",
            map: { Schools: "2021-22", Library: "2022-23" },
          } as const,
        },
      },
    ];
    const reading = await readTrial(file, makeSpendSource({ keys: { area_code: "ONS code" }, values }));
    const bySeverity = reading.findings.map(({ code, severity, at }) => [code, severity, at.cells]);
    expect(bySeverity).toEqual([
      ["column.missing", "refuse", undefined],
      ["key.invalid", "refuse", ["D3"]],
    ]);
    expect(reading.findings[0]!.found).toContain('nearest is "Libary (£000)" in D3');
    expect(reading.findings[1]).toMatchObject({ expected: 'one of "Schools", "Library"', found: '"Libary"' });
  });

  it("when the closest of several layouts lacks something, which is said of that one", async () => {
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows: makeSpendRows({ D3: "New", D4: 1 }) }]);
    const old = { name: "old", file: /^spend/, tables: [{ ...spendTable, sheet: "Data" }] };
    const near = { name: "near", file: /^spend/, tables: [spendTable] };
    const reading = await readTrial(file, makeSpendSource({}, { layouts: [old, near] }));
    expect(expectRefused(reading, "column.undeclared")).toContain('(layout "near" comes closest)');
    expect(reading.layout).toBe("near");
  });

  it("when the parts do not add up to the printed total", async () => {
    const rows = makeSpendRows({ A8: "E92000001", C5: 1, C8: 151_087.9595 });
    const total = { column: "spend_gbp", when: { column: "area_code", matches: /^E92/ }, tolerance: 0.5 };
    const source = makeSpendSource({}, { controlTotal: total });
    const right = await readTrial(await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]), source, trialRegister);
    expect(right.findings).toEqual([]);
    expect(right.skipped).toEqual({ "control total": 1 });
    expect(right.rowsStaged).toBe(4);
    rows[7]![2] = 151_087;
    const wrong = await readTrial(await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]), source, trialRegister);
    const sentence = expectRefused(wrong, "control.total");
    expect(sentence).toContain('sheet "LA data", cell C8, column spend_gbp: the 4 parts do not add up');
    expect(sentence).toContain("Expected £151,087,000 within £0.50. Found £151,087,959.50, which is £959.50 more");
    rows.pop();
    const none = await readTrial(await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]), source, trialRegister);
    expect(expectRefused(none, "control.total_missing")).toContain("a row whose area_code fits /^E92/");
  });

  it("but not when a hidden part keeps the total from being checked, which is recorded", async () => {
    const rows = makeSpendRows({ A8: "E92000001", C8: 999_999 });
    const total = { column: "spend_gbp", when: { column: "area_code", matches: /^E92/ }, tolerance: 0.5 };
    const file = await writeXlsx("spend.xlsx", [{ name: "LA data", rows }]);
    const reading = await readTrial(file, makeSpendSource({}, { controlTotal: total }), trialRegister);
    expect(onlyFinding(reading).finding).toMatchObject({ code: "control.total_unchecked", severity: "record" });
    expect(reading.rowsStaged).toBe(4);
  });
});
