import {
  day,
  defineSource,
  optionalText,
  text,
  value,
  wholeNumber,
  type SourceDeclaration,
} from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listRows, onlyFinding, readTrial, writeFile } from "../test/trial-files.ts";

const payments = defineSource({
  title: "Trial payments",
  publisher: "Trial",
  page: "https://example.org",
  licence: "OGL-3.0",
  row: z.object({ line: wholeNumber(), paid: day(), payee: text(), purpose: optionalText(), amount_gbp: value() }),
  grain: ["line"],
  vintageBy: [],
  markers: {},
  mask: { payee: "party", purpose: "free_text" },
  amountColumn: "amount_gbp",
  layouts: [
    {
      name: "trial",
      file: /^payments\.csv$/,
      tables: [
        {
          header: { anchor: "Paid" },
          rows: { totals: [{ header: "Payee", matches: /^$/, column: "amount_gbp", tolerance: 0.01 }] },
          keys: { line: { from: "row" }, paid: { header: "Paid", as: "date" }, payee: "Payee", purpose: "Purpose" },
          values: [{ column: "amount_gbp", header: "Amount" }],
        },
      ],
    },
  ],
});

const HEADER = "Paid,Payee,Purpose,Amount";
const read = (lines: readonly string[], source: SourceDeclaration = payments) =>
  readTrial(writeFile("payments.csv", [HEADER, ...lines].join("\n")), source);

describe("a list of payments that ends with its total", () => {
  it("is read when the lines add up, credit notes included, and the total is no payment", async () => {
    const reading = await read(["01/04/2024,Acme Ltd,paper,100.10", "02/04/2024,Acme Ltd,return,(30.05)", ",,,70.05"]);
    expect(reading.findings).toEqual([]);
    expect(listRows(reading, "line", "amount_gbp")).toEqual([
      [2, 100.1],
      [3, -30.05],
    ]);
    expect(reading.skipped).toEqual({ "printed total": 1 });
  });

  it("is refused with the difference in pounds when a line was lost", async () => {
    const reading = await read(["01/04/2024,Acme Ltd,paper,100.10", ",,,170.10"]);
    const { finding, sentence } = onlyFinding(reading);
    expect(finding).toMatchObject({ code: "control.total", severity: "refuse", at: { cells: ["D3"] } });
    expect(sentence).toContain("Expected £170.10 within £0.01. Found £100.10, which is £70 less.");
    expect(reading.rowsStaged).toBe(0);
    expect(reading.rowsByFate).toEqual({ staged: 0, quarantined: 0, skipped: 1, refused: 1 });
  });

  it("is refused when its end, and so its total, is missing", async () => {
    const { finding } = onlyFinding(await read(["01/04/2024,Acme Ltd,paper,100.10"]));
    expect(finding).toMatchObject({ code: "control.total_missing", severity: "refuse" });
  });

  it("still adds up with a line in quarantine for its date, whose pounds are said", async () => {
    const reading = await read(["01/04/2024,Acme Ltd,paper,100", "31/02/2024,Acme Ltd,ink,20.5", ",,,120.5"]);
    expect(onlyFinding(reading).finding).toMatchObject({ code: "key.invalid", severity: "quarantine" });
    expect(reading.quarantined.map(({ rowNumber, amountGbp }) => [rowNumber, amountGbp])).toEqual([[3, 20.5]]);
    expect(reading.rowsByFate).toEqual({ staged: 1, quarantined: 1, skipped: 1, refused: 0 });
  });

  it("names the cells without a number when the total misses them", async () => {
    const reading = await read(["01/04/2024,Acme Ltd,paper,100", "02/04/2024,Acme Ltd,ink,1..2", ",,,120.5"]);
    const refusal = reading.findings.find(({ severity }) => severity === "refuse")!;
    expect(refusal.found).toBe("£100, which is £20.50 less; no number in D3");
  });
});

describe("personal details in a list of payments", () => {
  const lines = [
    "01/04/2024,Mr J Thimble,home visit,10",
    "02/04/2024,Acme Ltd,refund to Jane Hartley 07700 900123,20",
    "tomorrow,Jane Hartley,call tilly@example.org,30",
    ",,,60",
  ];

  it("are masked before staging, and counted by column and rule without being said", async () => {
    const reading = await read(lines);
    expect(listRows(reading, "payee", "purpose")).toEqual([
      ["[name withheld]", "home visit"],
      ["Acme Ltd", "refund to [name] [phone]"],
    ]);
    const counts = reading.findings
      .filter(({ code }) => code.startsWith("mask."))
      .map(({ code, severity, at, count }) => [code, severity, at.column, at.cells, count]);
    expect(counts).toEqual([
      ["mask.titled_name", "record", "payee", ["B2"], 1],
      ["mask.phone", "record", "purpose", ["C3"], 1],
      ["mask.full_name", "record", "purpose", ["C3"], 1],
      ["mask.sole_trader", "record", "payee", ["B4"], 1],
      ["mask.email", "record", "purpose", ["C4"], 1],
    ]);
  });

  it("are masked in quarantine too, and appear nowhere in the reading", async () => {
    const reading = await read(lines);
    expect(reading.quarantined[0]!.record).toEqual({
      Paid: "tomorrow",
      Payee: "[name withheld]",
      Purpose: "call [email]",
      Amount: "30",
    });
    expect(JSON.stringify(reading)).not.toMatch(/Thimble|Hartley|900123|example\.org/);
  });

  it("are masked where a failure quotes them", async () => {
    const strict = { ...payments, layouts: structuredClone(payments.layouts) as never } as SourceDeclaration;
    const table = strict.layouts[0]!.tables[0]!;
    (table.keys as Record<string, unknown>)["payee"] = { header: "Payee", pattern: /^(Acme.*)$/ };
    expect(JSON.stringify(await read(lines, strict))).not.toMatch(/Thimble|Hartley/);
  });

  it("cannot be what tells rows apart", () => {
    expect(() => defineSource({ ...payments, grain: ["payee"] })).toThrow(/masked, so it cannot be part of the grain/);
  });
});
