import { readFile, readdir, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { financialYear, gssCode, value } from "@poundwise/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ColumnarRows } from "./append-rows.ts";
import { withEngine } from "./engine.ts";
import { listStagingTableColumns } from "./staging-columns.ts";
import { writeStagingPart } from "./staging-part.ts";

const row = z.object({ area_code: gssCode(), financial_year: financialYear(), net_spend_gbp: value() });
const columns = listStagingTableColumns(row);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-part-"));
});

function makeRows(count: number): ColumnarRows {
  const each = <T>(make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
  return {
    area_code: each((i) => `E1${String(i).padStart(7, "0")}`),
    financial_year: each(() => "2023-24"),
    net_spend_gbp: each((i) => (i % 7 === 0 ? null : i * 1000.5)),
    net_spend_gbp_status: each((i) => (i % 7 === 0 ? "suppressed" : "ok")),
    net_spend_gbp_cell: each((i) => `F${i + 10}`),
    net_spend_gbp_raw: each((i) => (i % 7 === 0 ? "[c]" : String(i * 1.0005))),
    file_name: each(() => "RO.ods"),
    sheet: each(() => "LA data"),
    row_number: each((i) => i + 10),
    release: each(() => "a".repeat(64)),
    published_date: each(() => "2024-11-28"),
  };
}

describe("a staging part", () => {
  it("keeps a value beside its status, cell and printed text, and where the row came from", async () => {
    expect(columns.map((column) => column.name)).toEqual(Object.keys(makeRows(0)));
    const file = path.join(folder, "part.parquet");
    const rows = await withEngine({}, async (engine) => {
      expect(await writeStagingPart(engine, { columns, rows: makeRows(2), path: file })).toBe(2);
      return engine.readRows("from read_parquet($1)", [file]);
    });
    expect(rows[0]).toEqual({
      area_code: "E10000000",
      financial_year: "2023-24",
      net_spend_gbp: null,
      net_spend_gbp_status: "suppressed",
      net_spend_gbp_cell: "F10",
      net_spend_gbp_raw: "[c]",
      file_name: "RO.ods",
      sheet: "LA data",
      row_number: 10,
      release: "a".repeat(64),
      published_date: "2024-11-28",
    });
  });

  it("has the same bytes for the same rows on one thread and on two", async () => {
    const rows = makeRows(300_000);
    const files = [1, 2, 2].map((threads, index) => ({ threads, path: path.join(folder, `${index}.parquet`) }));
    for (const file of files) {
      await withEngine({ threads: file.threads }, (engine) =>
        writeStagingPart(engine, { columns, rows, path: file.path }),
      );
    }
    const [first, second, third] = await Promise.all(files.map((file) => readFile(file.path)));
    expect(first!.equals(second!) && first!.equals(third!)).toBe(true);
  });

  it("refuses a value of the wrong type, naming column and row, and leaves no file", async () => {
    const rows = { ...makeRows(3), row_number: [1, 2.5, 3] };
    const write = withEngine({}, (engine) =>
      writeStagingPart(engine, { columns, rows, path: path.join(folder, "x.parquet") }),
    );
    await expect(write).rejects.toThrow(/column row_number: row 2: expected a whole number.*found 2.5/);
    expect(await readdir(folder)).toEqual([]);
  });

  it("refuses columns of different length and columns nobody declared", async () => {
    const write = (rows: ColumnarRows) =>
      withEngine({}, (engine) => writeStagingPart(engine, { columns, rows, path: path.join(folder, "x.parquet") }));
    await expect(write({ ...makeRows(3), sheet: ["a"] })).rejects.toMatchObject({ code: "rows.ragged" });
    await expect(write({ ...makeRows(1), extra: ["a"] })).rejects.toMatchObject({ code: "rows.unknown_column" });
  });

  it("can be empty and still has its columns", async () => {
    const file = path.join(folder, "empty.parquet");
    await withEngine({}, async (engine) => {
      await writeStagingPart(engine, { columns, rows: makeRows(0), path: file });
      expect(await engine.readRows("select count(*) as n from read_parquet($1) where row_number > 0", [file])).toEqual([
        { n: 0 },
      ]);
    });
  });
});
