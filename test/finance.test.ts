import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openClient, type Client } from "@poundwise/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatCsvLines, parseCsv, type CsvRow } from "../scripts/csv-table.ts";
import { copyPublishedHome } from "./published-home.ts";
import { askCli, runCli, samplesFolder } from "./run-cli.ts";

const sample = readFileSync(
  path.join(samplesFolder, "finance_general_ledger", "GL extract 2024-25 SYNTHETIC.csv"),
  "utf8",
);
const COLUMNS = sample.split(/\r?\n/)[3]!.split(",");

/** Year-end postings of the shipped extract, by line number of the journal. */
function readClosingJournal(): CsvRow[] {
  const lines = sample.split(/\r?\n/).filter((line) => line.startsWith("Journal,") || line.startsWith("ACC13,"));
  return parseCsv(`${lines.join("\n")}\n`);
}

const toPence = (printed: string) => Math.round(Number(printed.replaceAll(",", "")) * 100);

/** An extract with its control total, which is `lost` pence more than the lines. */
function writeExtract(lines: readonly CsvRow[], lost = 0): string {
  const total = (column: string) => lines.reduce((sum, line) => sum + toPence(line[column]!), 0);
  const control = ["Control total", ...Array<string>(COLUMNS.length - 3).fill("")];
  return formatCsvLines([
    ["Batch GL0425B", "made up by a test"],
    COLUMNS,
    ...lines.map((line) => COLUMNS.map((column) => line[column]!)),
    [...control, ((total("Debit") + lost) / 100).toFixed(2), (total("Credit") / 100).toFixed(2)],
  ]);
}

const toLine = (line: Partial<Record<string, string>>): CsvRow =>
  Object.fromEntries(COLUMNS.map((column) => [column, line[column] ?? ""]));

/** The closing journal again, two of its lines with other amounts, and a journal on a cost centre that the chart lacks. */
const later: CsvRow[] = [
  ...readClosingJournal().map((line) => {
    if (line["Line"] === "1") return { ...line, Debit: "185,321.50" };
    return line["Line"] === "4" ? { ...line, Credit: "488,369.87" } : line;
  }),
  toLine({
    ...{ Journal: "ADJ13", Line: "1", Period: "13", Posted: "22/04/2025", "Cost centre": "88888", Subjective: "4310" },
    ...{ Narrative: "Refund to Mr John Quillfeather, 07700 900123", Debit: "1,234.50" },
  }),
  toLine({
    ...{ Journal: "ADJ13", Line: "2", Period: "13", Posted: "22/04/2025", "Cost centre": "90000", Subjective: "9200" },
    ...{ Narrative: "Refund", Credit: "1,234.50" },
  }),
];

const PAYMENTS = {
  "anytown-spend-2024-04.csv": [
    "Payments over £500 in April 2024",
    "",
    "Payee,Paid date,Reference,Directorate,Description,Net value",
    "Ink Ltd,01/04/2024,1,Corporate,Ink,600.00",
    "Ink Ltd,01/04/2024,1,Corporate,Ink,600.00",
    "Toner Ltd,30/04/2024,2,Corporate,Toner,700",
    "Mr John Quillfeather,30/04/2024,3,Adults,Refund to Mr Quillfeather,800",
    "Total,,,,,2700",
  ],
  "anytown-spend-2024-05.csv": [
    "Payee,Paid date,Reference,Directorate,Description,Net value",
    "Toner Ltd,30/04/2024,2,Corporate,Toner,700",
    "Mr John Quillfeather,30/04/2024,3,Adults,Refund to Mr Quillfeather,850",
    "Paper Ltd,02/05/2024,4,Corporate,Paper,900",
  ],
};

interface RefreshAnswer {
  readonly outcome: string;
  readonly releases: readonly {
    readonly fileName: string;
    readonly rowsRead: number;
    readonly rowsByFate: Readonly<Record<string, number>>;
    readonly masked: Readonly<Record<string, number>>;
  }[];
  readonly failingChecks: readonly { readonly table: string; readonly examples: readonly Record<string, unknown>[] }[];
}

let home: string;
let answer: RefreshAnswer;
let published: Client;
let spentBefore: number;

async function sumSpending(client: Client): Promise<number> {
  const rows = await client.db.selectFrom("curated.spend_by_service").select("actual_gbp").execute();
  return rows.reduce((sum, { actual_gbp }) => sum + Number(actual_gbp ?? 0), 0);
}

beforeAll(async () => {
  home = await copyPublishedHome("finance");
  const before = await openClient(home);
  spentBefore = await sumSpending(before);
  await before.close();
  mkdirSync(path.join(home, "inbox"), { recursive: true });
  writeFileSync(path.join(home, "inbox", "GL extract 2024-25 P13 SYNTHETIC.csv"), writeExtract(later));
  for (const [name, lines] of Object.entries(PAYMENTS)) {
    writeFileSync(path.join(home, "inbox", name), `${lines.join("\n")}\n`);
  }
  const fetched = path.join(home, "inbox", "anytown-spend-2024-05.csv");
  await runCli(home, ["land", fetched, "--url", "https://anytown.example/05.csv", "--page", "https://anytown.example"]);
  answer = await askCli<RefreshAnswer>(home, ["refresh"]);
  published = await openClient(home);
}, 180_000);
afterAll(async () => {
  await published.close();
  rmSync(home, { recursive: true, force: true });
});

describe("every file", () => {
  it("gives as many rows as it has: used, in quarantine, skipped by a declared rule or refused", () => {
    expect(answer.outcome).toBe("published");
    expect(answer.releases.length).toBeGreaterThan(45);
    for (const { fileName, rowsRead, rowsByFate } of answer.releases) {
      const sum = Object.values(rowsByFate).reduce((rows, fate) => rows + fate, 0);
      expect([fileName, sum]).toEqual([fileName, rowsRead]);
    }
  });
});

describe("a ledger extract that overlaps an earlier one", () => {
  it("adds only its own postings, period 13 in the year that it closes", async () => {
    // 1,234.50 of the new journal; the changed lines of the old one stay as they were first.
    expect(await sumSpending(published)).toBeCloseTo(spentBefore + 1234.5, 2);
    const rows = await published.db
      .selectFrom("core.finance_lines")
      .select(["financial_year", "document_id"])
      .distinct()
      .where("ledger_period", "=", 13)
      .where("source_id", "=", "finance_general_ledger")
      .orderBy("document_id")
      .execute();
    expect(rows).toEqual([
      { financial_year: "2024-25", document_id: "ACC13" },
      { financial_year: "2024-25", document_id: "ADJ13" },
    ]);
  });

  it("is found out with both files, its changed lines kept apart as conflicts", async () => {
    const rows = await published.db
      .selectFrom("curated.overlapping_lines")
      .selectAll()
      .where("source_id", "=", "finance_general_ledger")
      .orderBy("line_number")
      .execute();
    const files = {
      file_name: "GL extract 2024-25 P13 SYNTHETIC.csv",
      counted_file_name: "GL extract 2024-25 SYNTHETIC.csv",
    };
    expect(rows.map(({ overlap_kind }) => overlap_kind)).toEqual(["conflict", "repeated", "repeated", "conflict"]);
    for (const row of rows) expect(row).toMatchObject(files);
    expect(rows[0]).toMatchObject({ document_id: "ACC13", amount_gbp: 185321.5, counted_amount_gbp: 184321.5 });
    const examples = answer.failingChecks.filter(({ table }) => table === "curated.overlapping_lines");
    expect(examples).toHaveLength(2);
    for (const check of examples) expect(check.examples[0]).toHaveProperty("counted_file_name");
  });

  it("keeps a code outside the chart of accounts in the total and lists it with its pounds", async () => {
    expect(await published.db.selectFrom("curated.unmapped_codes").selectAll().execute()).toEqual([
      {
        ...{ financial_year: "2024-25", amount_kind: "actual", code_kind: "cost_centre", code: "88888" },
        ...{ lines_count: 1, amount_gbp: 1234.5 },
      },
    ]);
    const services = published.db.selectFrom("curated.spend_by_service").select("actual_gbp");
    expect(await services.where("service_line", "=", "unmapped").execute()).toEqual([{ actual_gbp: 1234.5 }]);
  });

  it("is traced to its cell, and the figure made again, ending with how the file came", async () => {
    const { code, stdout } = await runCli(home, [
      ...["trace", "curated.unmapped_codes", "--where", "code=88888", "--column", "amount_gbp"],
    ]);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('P13 SYNTHETIC.csv, sheet "(csv)", J7: printed "1,234.50", read as debit_gbp = 1234.5');
    expect(stdout).toContain("the same figure.");
    expect(stdout).toMatch(/\nGL extract 2024-25 P13 SYNTHETIC\.csv \(SHA-256 [0-9a-f]{12}\) landed [\d-]+ by \S+\n/);
  });
});

describe("payments of two overlapping months", () => {
  it("are counted once, lines alike within a month each, and a number used again is kept apart", async () => {
    expect(
      await published.db
        .selectFrom("curated.payments_by_council")
        .selectAll()
        .where("council_id", "=", "anytown")
        .execute(),
    ).toEqual([
      {
        ...{ council_id: "anytown", financial_year: "2024-25", payments_count: 5, paid_gbp: 3600 },
        ...{ repeated_lines_count: 1, repeated_gbp: 700, conflict_lines_count: 1, conflict_gbp: 850 },
      },
    ]);
  });

  it("name no person in tables and traces, count what was masked, and leave the landed bytes", async () => {
    const lines = published.db.selectFrom("core.payments").select(["supplier_name", "purpose"]).distinct();
    const rows = await lines.where("transaction_id", "=", "3").where("council_id", "=", "anytown").execute();
    expect(rows).toEqual([{ supplier_name: "[name withheld]", purpose: "Refund to Mr [name]" }]);
    const masked = answer.releases.find(({ fileName }) => fileName === "anytown-spend-2024-04.csv")!.masked;
    expect(masked).toEqual({ titled_name: 2 });
    const trace = await askCli<{ files: { origin: { url: string; page: string } }[] }>(home, [
      ...["trace", "core.payments", "--where", "council_id=anytown,extract_period=2024-05,line_number=3"],
    ]);
    expect(JSON.stringify(trace)).toContain("[name withheld]");
    expect(JSON.stringify(trace)).not.toContain("Quillfeather");
    expect(trace.files).toMatchObject([{ origin: { url: "https://anytown.example/05.csv" } }]);
    const texts = readdirSync(path.join(home, "landing")).map((name) =>
      readFileSync(path.join(home, "landing", name), "utf8"),
    );
    expect(texts.filter((text) => text.includes("Quillfeather"))).toHaveLength(3);
  });
});

describe("an extract whose lines do not add up to its control total", () => {
  it("is refused with the difference in pounds, and readers keep what they had", async () => {
    writeFileSync(path.join(home, "inbox", "GL extract 2024-25 P13 SYNTHETIC.csv"), writeExtract(later, 98_765));
    const { code, stdout } = await runCli(home, ["refresh"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^Held: nothing was published, pub-/);
    expect(stdout).toContain("the 6 rows do not add up to the total that the file prints");
    expect(stdout).toMatch(/Expected £[\d,]+\.\d\d to the penny\. Found £[\d,]+\.\d\d, which is £987\.65 less\./);
    expect(stdout).toContain("Ask for the extract again");
    const readers = await openClient(home);
    expect(await sumSpending(readers)).toBeCloseTo(spentBefore + 1234.5, 2);
    await readers.close();
  });
});
