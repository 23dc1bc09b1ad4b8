import type { ReportBlock, ReportContext, ReportDocument } from "@poundwise/contracts";
import { assignTraceCodes, buildReport, makeWorkbook, renderHtml } from "@poundwise/report";
import exceljs from "exceljs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FACTS, makeUpRows, openRows, type PublishedRows } from "../test/made-up-publication.ts";
import type { Reader } from "./cost_effectiveness/evidence.ts";
import definition from "./cost_effectiveness.ts";

const CONTEXT = {
  publication: FACTS,
  councilCode: "E10000018",
  groupId: "two_tier_counties",
  costBasis: "core_spending_power",
};

async function build(rows: PublishedRows, change: Partial<ReportContext<Reader>> = {}): Promise<ReportDocument> {
  const { db, close } = await openRows(rows);
  try {
    return await buildReport(definition, { db, ...CONTEXT, ...change });
  } finally {
    await close();
  }
}

const blocksOf = (document: ReportDocument, section: string): readonly ReportBlock[] =>
  document.sections.find(({ id }) => id === section)!.blocks;
const textOf = (block: ReportBlock | undefined): string =>
  block !== undefined && "spans" in block
    ? block.spans.map((span) => (typeof span === "string" ? span : span.text)).join("")
    : "";
const leadOf = (document: ReportDocument) => textOf(blocksOf(document, "main-findings")[0]);
const tableOf = (document: ReportDocument, section: string, id: string) => {
  for (const block of blocksOf(document, section))
    if (block.kind === "table" && block.table.id === id) return block.table;
  throw new Error(`${section} has no table ${id}`);
};

const rows = makeUpRows();
const own = rows["curated.cost_effectiveness"].find(
  ({ area_code, cost_basis }) => area_code === "E10000018" && cost_basis === "core_spending_power",
)!;
let document: ReportDocument;
beforeAll(async () => {
  document = await build(rows);
});

describe("the headline of the cost effectiveness report", () => {
  it("gives the published rank, group, year, interval and claim, and nothing stronger", () => {
    const [best, worst] = [Math.floor(own.rank_p05!), Math.ceil(own.rank_p95!)];
    expect(leadOf(document)).toBe(
      `Leicestershire ranks ${own.ce_rank} of 11 two-tier counties on cost effectiveness in 2020-21 ` +
        `(90% interval ${best} to ${worst}). On this evidence it may be called “${own.claim}”, ` +
        (worst > 5.5 ? "which is true of most of the group and no distinction." : "and nothing stronger."),
    );
  });

  it("prints the claim of the publication, whatever the rank", async () => {
    const claimed = rows["curated.cost_effectiveness"].map((row) =>
      row === own ? { ...row, claim: "most cost-effective" } : row,
    );
    const lead = leadOf(await build({ ...rows, "curated.cost_effectiveness": claimed }));
    expect(lead).toMatch(/it may be called “most cost-effective”, and nothing stronger\.$/);
  });

  it("says why a council is not ranked", async () => {
    const unranked = await build(rows, { councilCode: "E10000022" });
    expect(leadOf(unranked)).toBe(
      "County 12 is not ranked among two-tier counties in 2020-21: too few values (under two thirds).",
    );
    expect(renderHtml(unranked)).toContain("County 12 has no score to explain.");
  });

  it("says so when the publication ranks nobody in the group", async () => {
    const document = await build(rows, { costBasis: "net_revenue" });
    expect(leadOf(document)).toMatch(/the publication holds no ranking of two-tier counties on this cost input\.$/);
  });

  it("warns that core spending power lacks the social care grants", () => {
    expect(blocksOf(document, "main-findings").map(textOf).join(" ")).toContain("not the social care grants");
  });

  it("refuses a council or a group that the publication does not know", async () => {
    await expect(build(rows, { councilCode: "E99999999" })).rejects.toMatchObject({ code: "report.unknown_council" });
    await expect(build(rows, { groupId: "moon" })).rejects.toMatchObject({ code: "report.unknown_group" });
  });
});

describe("the body of the cost effectiveness report", () => {
  it("shows both cost inputs side by side, each with its year", () => {
    const { columns } = tableOf(document, "cost-inputs", "cost-inputs-table");
    expect(columns.map(({ label }) => label)).toEqual([
      "Measure",
      "Core spending power, 2020-21",
      "Net current expenditure, 2024-25",
    ]);
  });

  it("lists the group best first, the council's own row marked, the unranked last with the reason", () => {
    const table = tableOf(document, "ranking", "ranking-table");
    const ranks = table.rows.map(({ cells }) => cells["ce_rank"]!.value);
    expect(ranks).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, null]);
    expect(table.rows.filter(({ isOwn }) => isOwn === true).map(({ cells }) => cells["area"]!.value)).toEqual([
      "Leicestershire",
    ]);
    expect(table.notes.at(-1)).toBe("Not ranked, too few values (under two thirds): County 12.");
  });

  it("gives the warning of groups that are not fully comparable", () => {
    const block = blocksOf(document, "groups").find(({ kind }) => kind === "callout");
    expect(textOf(block)).toBe("Not adjusted for tier. It applies to: Two-tier counties.");
  });

  it("says which service rests on a single indicator", () => {
    expect(textOf(blocksOf(document, "up-and-down")[0])).toContain("environment and waste rests on a single indicator");
  });

  it("compares unit costs of the newest year only", () => {
    expect(tableOf(document, "unit-costs", "unit-costs-table").caption).toContain("2024-25");
  });

  it("turns savings to positive figures and keeps the gap apart", () => {
    const { rows: lines } = tableOf(document, "savings", "savings-table");
    expect(lines.map(({ cells }) => [cells["theme"]!.value, cells["2023-24"]!.value, cells["2024-25"]!.value])).toEqual(
      [
        ["DSG/HNB Savings", 2, 4],
        ["Commissioning & Procurement", 1, 2],
        ["All themes", 3, 6],
        ["Gap still to be found", null, 4],
        ["All themes and gap", 3, 10],
      ],
    );
    expect(lines[3]!.cells["2023-24"]!.missing).toBe("not_applicable");
  });

  it("puts failing checks first and says what a misprinted figure probably was", () => {
    const blocks = blocksOf(document, "reconciliation");
    const misprint = textOf(blocks.find(({ kind }) => kind === "callout"));
    for (const figure of ["598,070", "£1,220.61", "£1,023.74", "713,085"]) expect(misprint).toContain(figure);
    const tables = blocks.flatMap((block) => (block.kind === "table" ? [block.table.id] : []));
    expect(tables).toEqual(["failing-figures", "failing-statements", "holding-figures"]);
  });

  it("leaves the council's documents out of another council's report", async () => {
    const html = renderHtml(await build(rows, { councilCode: "E10000011" }));
    expect(html).toContain("No savings document of County 1 is held.");
    expect(html).not.toContain("598,070");
  });

  it("lists every indicator, those left out with the reason", () => {
    expect(tableOf(document, "indicators", "indicators-used").rows).toHaveLength(4);
    const [left] = tableOf(document, "indicators", "indicators-left-out").rows;
    expect([left!.cells["indicator"]!.value, left!.cells["reason"]!.value]).toEqual([
      "Number of forgotten",
      "Contested",
    ]);
  });

  it("says that the words describe another version of the method than the figures were made by", () => {
    expect(textOf(blocksOf(document, "method")[0])).toContain("cost-effectiveness@1#00000000");
  });

  it("is synthetic when a table that it reads is, and not when another is", async () => {
    const withTable = (table: string) => ({ publication: { ...FACTS, syntheticTables: [table] } });
    expect((await build(rows, withTable("curated.savings_position"))).synthetic).toBe(true);
    expect((await build(rows, withTable("core.survey_responses"))).synthetic).toBe(false);
  });
});

describe("the figures of the cost effectiveness report", () => {
  let opened: Awaited<ReturnType<typeof openRows>>;
  beforeAll(async () => {
    opened = await openRows(rows);
  });
  afterAll(() => opened.close());

  it("each stand in exactly one row of the publication", async () => {
    const { list } = assignTraceCodes(document);
    expect(list.length).toBeGreaterThan(30);
    for (const { trace, command } of list) {
      const conditions = Object.entries(trace.where).map(([key, value]) => sql`${sql.ref(key)} = ${value}`);
      const found = await sql<{
        figure: unknown;
      }>`select ${sql.ref(trace.column)} as figure from ${sql.table(trace.table)}
        where ${sql.join(conditions, sql` and `)}`.execute(opened.db);
      expect(found.rows, command).toHaveLength(1);
      expect(found.rows[0]!.figure, command).not.toBeNull();
    }
  });

  it("come out the same as page and as workbook, twice over", async () => {
    const again = await build(rows);
    expect(renderHtml(again)).toBe(renderHtml(document));
    const book = new exceljs.Workbook();
    await book.xlsx.load((await makeWorkbook(document)) as never);
    const sheet = book.getWorksheet("Table 2")!;
    const top = (sheet.views[0] as { ySplit: number }).ySplit;
    const names = tableOf(document, "ranking", "ranking-table").rows.map(({ cells }) => cells["area"]!.value);
    expect(names.map((_, i) => sheet.getCell(top + 1 + i, 1).value)).toEqual(names);
  });
});
