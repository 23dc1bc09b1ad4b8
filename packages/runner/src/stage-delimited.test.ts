import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  day,
  defineSource,
  financialYear,
  optionalText,
  text,
  value,
  wholeNumber,
  type Row,
} from "@poundwise/contracts";
import { landFile, openEngine, prepareHome, resolveHome, type Engine } from "@poundwise/warehouse";
import { openDelimitedRelease } from "@poundwise/workbook";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { CatalogSource } from "./catalog.ts";
import { hashValue } from "./hash-value.ts";
import { readQuarantine, stageRelease } from "./stage-release.ts";

const declaration = defineSource({
  title: "Trial ledger",
  publisher: "Trial",
  page: "https://example.org",
  licence: "OGL-3.0",
  row: z.object({
    financial_year: financialYear(),
    line_number: wholeNumber(),
    journal: text(),
    line: wholeNumber(),
    ledger_period: wholeNumber(),
    posted: day(),
    kind: text(),
    narrative: optionalText(),
    supplier: optionalText(),
    debit_gbp: value(),
    credit_gbp: value(),
  }),
  grain: ["journal", "line"],
  vintageBy: ["financial_year", "ledger_period"],
  markers: { "[x]": "not_available", "99999": "suppressed" },
  blank: "not_applicable",
  mask: { narrative: "free_text", supplier: "party" },
  amountColumn: "debit_gbp",
  layouts: [
    {
      name: "trial",
      file: /^ledger (?<year>\d{4}-\d{2})\.csv$/,
      tables: [
        {
          header: { anchor: "Journal" },
          rows: {
            totals: [{ header: "Journal", matches: /^Total$/, column: "debit_gbp", tolerance: 0.005, optional: true }],
            skip: [{ header: "Journal", matches: /^(?:Opening|Closing) balance/i, why: "a balance" }],
          },
          keys: {
            financial_year: { from: "file", group: "year", as: "plain_financial_year" },
            line_number: { from: "row" },
            journal: "Journal",
            line: "Line",
            ledger_period: { header: "Period", pattern: /^(0?[1-9]|1[0-3])$/, as: "number" },
            posted: { header: "Posted", as: "date" },
            kind: { header: "Kind", map: { INV: "invoice", CN: "credit note" } },
            narrative: "Narrative",
            supplier: { header: "Supplier", replace: { "A.C.M.E.": "Acme Ltd" } },
          },
          values: [
            { column: "debit_gbp", header: "Debit" },
            { column: "credit_gbp", header: "Credit", blank: "missing" },
          ],
        },
      ],
    },
  ],
});
const { row: _row, ...rest } = declaration;
const source: CatalogSource = { id: "trial_ledger", declaration, hash: hashValue(rest) };
const HEADER = "Journal,Line,Period,Posted,Kind,Narrative,Supplier,Debit,Credit";

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
});
afterAll(() => engine.close());

async function stage(content: string | Buffer, largeFileBytes: number, name = "ledger 2024-25.csv") {
  const folder = mkdtempSync(path.join(os.tmpdir(), "poundwise-delimited-"));
  try {
    const home = resolveHome(folder);
    await prepareHome(home);
    const file = path.join(home.inbox, name);
    writeFileSync(file, content);
    const arrival = { publishedDate: null, landedBy: "ana", landedAt: "2025-01-06T09:00:00Z" };
    const { receipt } = await landFile(home, file, arrival);
    const context = { home, engine, areas: null, areasFingerprint: null, largeFileBytes };
    const part = await stageRelease(context, source, receipt);
    const rows: Row[] | null = part.path === null ? null : await engine.readRows("from read_parquet($1)", [part.path]);
    const quarantined = await readQuarantine(home, part.release);
    return { outcome: { release: part.release, vintageKeys: part.vintageKeys, rows, quarantined } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stages by the ordinary reader and by the engine, and gives the reading when both are the same. */
async function stageAlike(content: string | Buffer) {
  const ordinary = await stage(content, Infinity);
  const byEngine = await stage(content, 0);
  expect(byEngine.outcome).toEqual(ordinary.outcome);
  return byEngine.outcome;
}

const lines = (...rows: string[]) => `${[HEADER, ...rows].join("\n")}\n`;

describe("a delimited file staged by the engine gives the rows of the ordinary reader", () => {
  it("when every row is plain", async () => {
    const { rows, release } = await stageAlike(
      lines("J1,1,1,2024-04-30,INV,Grit,Acme Ltd,1234.50,", 'J1,2,01,30/04/2024,CN,"Salt, coarse",,,"1,234.50"'),
    );
    expect(release.findings).toEqual([]);
    expect(rows).toHaveLength(2);
    expect(rows![1]).toMatchObject({ credit_gbp: 1234.5, credit_gbp_cell: "I3", credit_gbp_raw: "1,234.50" });
  });

  it("when amounts are bracketed, marked, signed or no numbers", async () => {
    const { rows, quarantined } = await stageAlike(
      lines(
        "J1,1,1,2024-04-30,INV,,,(12.30),-0.00",
        "J1,2,1,2024-04-30,INV,,,£5,[x]",
        "J1,3,1,2024-04-30,INV,,,99999,1e3",
        "J1,4,1,2024-04-30,INV,,,twelve,",
        'J1,5,1,2024-04-30,INV,,,"1,23",',
        "J1,6,1,2024-04-30,INV,,,123456789012345678.123456,#REF!",
      ),
    );
    expect(rows).toHaveLength(3);
    expect(quarantined.map(({ rowNumber }) => rowNumber)).toEqual([5, 6, 7]);
  });

  it("when rows repeat the keys of others, plain or not", async () => {
    const { quarantined, rows } = await stageAlike(
      lines(
        "J1,1,1,2024-04-30,INV,,,1,",
        "J2,1,1,2024-04-30,INV,,,2,",
        "J1,1,1,2024-04-30,INV,,,(3),",
        "J2,1,2,2024-04-30,INV,Mrs E Thimble,,4,",
        "J3,1,1,2024-04-30,INV,,,5,",
      ),
    );
    expect(quarantined).toHaveLength(4);
    expect(rows).toHaveLength(1);
  });

  it("when the printed total is right, and when it is wrong or cannot be added up", async () => {
    const row = "J1,1,1,2024-04-30,INV,,,0.10,";
    const right = await stageAlike(lines(row, "J2,1,1,2024-04-30,INV,,,(0.30),", "Total,,,,,,,-0.20,"));
    expect(right.release.findings).toEqual([]);
    const wrong = await stageAlike(lines(row, "J2,1,1,2024-04-30,INV,,,0.20,", "Total,,,,,,,0.50,"));
    expect(wrong.rows).toBeNull();
    expect(wrong.release.findings.map(({ found }) => found)).toEqual(["£0.30, which is £0.20 less"]);
    const doubtful = await stageAlike(lines(row, "J2,1,1,2024-04-30,INV,,,?,", "Total,,,,,,,0.50,"));
    expect(doubtful.release.findings.map(({ found }) => found)).toContain(
      "£0.10, which is £0.40 less; no number in H3",
    );
  });

  it("when cells run over several lines, rows are ragged, blank, or longer than the header", async () => {
    await stageAlike(lines('J1,1,1,2024-04-30,INV,"two\nlines",,1,', "", ",,,,,,,,", "J2,1,1,2024-04-30,INV", " ,"));
    const longer = await stageAlike(lines("J1,1,1,2024-04-30,INV,,,1,,", "J2,1,1,2024-04-30,INV,,,1,2,3,4"));
    expect(longer.release.findings.map(({ code }) => code)).toContain("column.unnamed");
  });

  it("in windows-1252, with a byte order mark, with mixed line ends and no end of the last line", async () => {
    const text = lines("J1,1,1,2024-04-30,INV,Café £5,,1,", "J2,1,1,2024-04-30,INV,plain,,2,");
    await stageAlike(Buffer.from(text, "latin1"));
    await stageAlike(`\ufeff${text.replace("\n", "\r\n").slice(0, -1)}`);
    await stageAlike(text.replace("plain", "no\u00a0break").replaceAll("\n", "\r\n"));
  });

  it("when quotes stand inside unquoted cells", async () => {
    await stageAlike(lines('J1,1,1,2024-04-30,INV,5" pipe,,1,', 'J2,1,1,2024-04-30,INV,"4"" pipe",,2,'));
  });

  it("and the same complaint about a quote that is never closed", async () => {
    const { release } = await stageAlike(lines('J1,1,1,2024-04-30,INV,"open,,1,', "J2,1,1,2024-04-30,INV,,,2,"));
    expect(release.findings.map(({ code }) => code)).toEqual(["workbook.damaged"]);
  });
});

const pick = (...texts: string[]) => fc.constantFrom(...texts);
const dirtyRow = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: pick("J1", "J2", "J3", "J4") },
      { weight: 2, arbitrary: pick("Total", "opening balance b/f", "", " J1", "J1\t", "Jé", "#N/A") },
    ),
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }).map(String) },
      { weight: 1, arbitrary: pick("", "x", "1.0", "-1", "007") },
    ),
    pick("1", "02", "13", "1", "14", "", "1 "),
    pick("2024-04-30", "30/04/2024", "2024-02-30", "31/02/2024", "1 May 2024", "", "2024-04-30 10:00", "0024-04-30"),
    pick("INV", "INV", "CN", "XX", ""),
    pick(
      "",
      "Grit",
      '"Salt, fine"',
      '"two\nlines"',
      '"say ""no"""',
      'a 5" pipe',
      "Mrs E Thimble",
      "ring 07700 900123",
      "Ångström",
      "no\u00a0break",
    ),
    pick("", "Acme Ltd", "A.C.M.E.", "J Smith", "A Ali", "Older People Services"),
    pick(
      "",
      "1",
      "12.50",
      "-3.10",
      "(4.00)",
      '"1,234.50"',
      "£5",
      "99999",
      "[x]",
      "0.1",
      "-0.00",
      "12345678901.1234",
      "n/a",
      ".5",
      "5.",
    ),
    pick("", "2", "7.7", "1e2", "(1)", "abc", " 3 "),
  )
  .map((cells) => cells.join(","));
const dirtyLine = fc.oneof(
  { weight: 12, arbitrary: dirtyRow },
  {
    weight: 1,
    arbitrary: pick("", ",,,", "J9,9", "J8,1,1,2024-04-30,INV,,,1,2,3", "Total,,,,,,,12.5,", "Journal,,,,,,,,"),
  },
);

describe("the layout of the dirty ledgers", () => {
  it("is one whose plain rows the engine stages", () => {
    const head = Buffer.from(lines("J1,1,1,2024-04-30,INV,,,1,"));
    const release = openDelimitedRelease({
      sourceId: source.id,
      source: declaration,
      fileName: "ledger 2024-25.csv",
      head,
    });
    expect(release?.plan.columnCount).toBe(9);
  });
});

describe("any dirty ledger", () => {
  it("is staged alike by the engine and by the ordinary reader", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(dirtyLine, { minLength: 1, maxLength: 30 }),
        pick("\n", "\r\n"),
        fc.boolean(),
        async (rows, lineEnd, hasMark) => {
          const content = `${hasMark ? "\ufeff" : ""}${[HEADER, ...rows].join(lineEnd)}${lineEnd}`;
          const [ordinary, byEngine] = [await stage(content, Infinity), await stage(content, 0)];
          expect(byEngine.outcome).toEqual(ordinary.outcome);
        },
      ),
      { numRuns: Number(process.env["POUNDWISE_PROPERTY_RUNS"] ?? 10) },
    );
  }, 180_000);
});
