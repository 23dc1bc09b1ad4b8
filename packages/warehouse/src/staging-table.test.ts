import { mkdtemp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { financialYear, gssCode, value } from "@poundwise/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openEngine, withEngine, type Engine } from "./engine.ts";
import { listStagingTableColumns } from "./staging-columns.ts";
import { writeStagingPart } from "./staging-part.ts";
import { readVintageKeys, writeStagingHistory, writeStagingTable } from "./staging-table.ts";

const columns = listStagingTableColumns(
  z.object({ area_code: gssCode(), financial_year: financialYear(), net_gbp: value() }),
);
const vintageBy = ["financial_year"];
let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-staging-"));
});

async function writePart(name: string, rows: readonly (readonly [string, string, number])[]): Promise<string> {
  const file = path.join(folder, `${name}.parquet`);
  const column = <T>(make: (row: readonly [string, string, number], index: number) => T) => rows.map(make);
  await writeStagingPart(engine, {
    columns,
    path: file,
    rows: {
      area_code: column((row) => row[0]),
      financial_year: column((row) => row[1]),
      net_gbp: column((row) => row[2]),
      net_gbp_status: column(() => "ok"),
      net_gbp_cell: column((_, index) => `B${index + 2}`),
      net_gbp_raw: column((row) => String(row[2])),
      file_name: column(() => `${name}.csv`),
      sheet: column(() => null),
      row_number: column((_, index) => index + 2),
      release: column(() => name),
      published_date: column(() => null),
    },
  });
  return file;
}

const readBack = (file: string) =>
  engine.readRows(
    "select * exclude (net_gbp_status, net_gbp_cell, net_gbp_raw, file_name, sheet, published_date) from read_parquet($1)",
    [file],
  );

describe("the staging table of a source", () => {
  it("takes each year from the release that speaks for it; history keeps all and says which", async () => {
    const old = await writePart("old", [
      ["E2", "2021-22", 1],
      ["E1", "2021-22", 2],
      ["E1", "2022-23", 3],
    ]);
    const revised = await writePart("new", [["E1", "2022-23", 4]]);
    expect(await readVintageKeys(engine, old, vintageBy)).toEqual([["2021-22"], ["2022-23"]]);
    const parts = [
      { path: old, keys: [["2021-22"]] },
      { path: revised, keys: [["2022-23"]] },
    ];
    const out = path.join(folder, "staging.parquet");
    await writeStagingTable(engine, { columns, vintageBy, parts, path: out });
    expect((await readBack(out)).map((row) => Object.values(row))).toEqual([
      ["E2", "2021-22", 1, 2, "old"],
      ["E1", "2021-22", 2, 3, "old"],
      ["E1", "2022-23", 4, 2, "new"],
    ]);
    await writeStagingHistory(engine, { columns, vintageBy, parts, path: out });
    expect((await readBack(out)).map((row) => [row["net_gbp"], row["is_current"]])).toEqual([
      [1, true],
      [2, true],
      [3, false],
      [4, true],
    ]);
  });

  it("takes the newest release as a whole when nothing splits the series", async () => {
    const first = await writePart("first", [["E1", "2021-22", 1]]);
    const second = await writePart("second", [["E1", "2021-22", 2]]);
    expect(await readVintageKeys(engine, first, [])).toEqual([[]]);
    const out = path.join(folder, "staging.parquet");
    const parts = [
      { path: first, keys: [] },
      { path: second, keys: [[]] },
    ];
    await writeStagingTable(engine, { columns, vintageBy: [], parts, path: out });
    expect((await readBack(out)).map((row) => row["net_gbp"])).toEqual([2]);
  });

  it("is empty, with all its columns, while nothing has landed", async () => {
    const out = path.join(folder, "staging.parquet");
    await writeStagingTable(engine, { columns, vintageBy, parts: [], path: out });
    const described = await engine.readRows("select column_name, column_type from (describe from read_parquet($1))", [
      out,
    ]);
    expect(described).toEqual(columns.map(({ name, type }) => ({ column_name: name, column_type: type })));
    expect(await readBack(out)).toEqual([]);
  });

  it("has the same bytes on one thread and on two", async () => {
    const rows = Array.from(
      { length: 150_000 },
      (_, i) => [`E${i % 300}`, `20${10 + (i % 10)}-${11 + (i % 10)}`, i] as const,
    );
    const first = await writePart("first", rows);
    const second = await writePart(
      "second",
      rows.filter((row) => row[1] > "2015"),
    );
    const keys = await readVintageKeys(engine, first, vintageBy);
    const parts = [
      { path: first, keys: keys.filter(([year]) => String(year) < "2015") },
      { path: second, keys: keys.filter(([year]) => String(year) > "2015") },
    ];
    const bytes = await Promise.all(
      [1, 2, 2].map(async (threads, index) => {
        const out = path.join(folder, `${index}-${threads}.parquet`);
        await withEngine({ threads }, (own) => writeStagingHistory(own, { columns, vintageBy, parts, path: out }));
        return readFile(out);
      }),
    );
    expect(bytes[1]!.equals(bytes[0]!) && bytes[2]!.equals(bytes[0]!)).toBe(true);
  });
});
