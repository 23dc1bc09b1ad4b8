import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareTables } from "./compare-tables.ts";
import { openEngine, type Engine } from "./engine.ts";
import { compareVintages, mixVintages } from "./mix-vintages.ts";
import { writeParquet } from "./write-parquet.ts";

let engine: Engine;
let folder: string;
let files = 0;
beforeAll(async () => {
  engine = await openEngine();
  folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-compare-"));
});
afterAll(() => engine.close());

async function store(rows: string): Promise<string> {
  files += 1;
  const file = path.join(folder, `${files}.parquet`);
  await writeParquet(
    engine,
    `select * from (values ${rows}) as t(area_code, financial_year, cost, note), (select 'r${files}' as release)`,
    file,
  );
  return file;
}

const grain = ["area_code", "financial_year"];
const columns = ["cost", "note"];

describe("two states of a table", () => {
  it("differ in the figures that moved, in new rows and in rows that are gone", async () => {
    const before = await store("('E1', '2022-23', 10.5, 'a'), ('E1', '2023-24', 1, 'b'), ('E2', null, 3, null)");
    const after = await store("('E1', '2022-23', 11.5, 'a'), ('E3', '2023-24', 1, 'b'), ('E2', null, 3, 'x')");
    expect(await compareTables(engine, { grain, columns, before, after })).toEqual([
      { key: ["E1", "2022-23"], column: "cost", before: "10.5", after: "11.5", kind: "moved" },
      { key: ["E1", "2023-24"], column: null, before: null, after: null, kind: "vanished" },
      { key: ["E2", null], column: "note", before: null, after: "x", kind: "moved" },
      { key: ["E3", "2023-24"], column: null, before: null, after: null, kind: "appeared" },
    ]);
  });

  it("are the same when doubles differ only by the order of addition", async () => {
    const before = await store("('E1', '2022-23', 0.1::double + 0.2::double, 'a'), ('E2', '2022-23', 0::double, 'a')");
    const after = await store("('E1', '2022-23', 0.3::double, 'a'), ('E2', '2022-23', 1e-300::double, 'a')");
    const found = await compareTables(engine, { grain, columns, before, after });
    expect(found.map(({ key }) => key[0])).toEqual(["E2"]);
  });
});

describe("two states of staged rows", () => {
  it("are told apart by new years, years gone and rows of known years that differ", async () => {
    const before = await store("('E1', '2021-22', 1, 'a'), ('E1', '2022-23', 2, 'a')");
    const after = await store("('E1', '2022-23', 5, 'a'), ('E1', '2023-24', 6, 'a')");
    expect(await compareVintages(engine, { before, after, vintageBy: ["financial_year"] })).toEqual({
      added: ["2023-24"],
      dropped: ["2021-22"],
      newReleases: [`r${files}`],
      goneReleases: [`r${files - 1}`],
      changedRows: 2,
    });
    const mixed = path.join(folder, "mixed.parquet");
    await mixVintages(engine, { before, after, vintageBy: ["financial_year"] }, mixed);
    expect(await engine.readRows("from read_parquet($1) order by all", [mixed])).toMatchObject([
      { financial_year: "2021-22", cost: 1 },
      { financial_year: "2022-23", cost: 5 },
    ]);
  });

  it("count as one vintage when the source has no vintage columns", async () => {
    const before = await store("('E1', '2021-22', 1, 'a')");
    const after = await store("('E1', '2021-22', 1, 'a'), ('E2', '2021-22', 1, 'a')");
    expect(await compareVintages(engine, { before, after, vintageBy: [] })).toEqual({
      added: [],
      dropped: [],
      newReleases: [`r${files}`],
      goneReleases: [`r${files - 1}`],
      changedRows: 1,
    });
  });
});
