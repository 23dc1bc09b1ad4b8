import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { contractSchema, type Fields, type TableContract, type TableName } from "@poundwise/contracts";
import { afterEach, describe, expect, it } from "vitest";
import { buildGraph } from "./build-graph.ts";
import { buildTable } from "./build-table.ts";
import { withEngine } from "./engine.ts";
import { listHeldBack } from "./require-disclosure.ts";
import type { WarehouseSqlTable } from "./warehouse-table.ts";
import { writeParquet } from "./write-parquet.ts";

function sqlTable(
  name: TableName,
  reads: readonly string[],
  contract: Partial<TableContract>,
  query = "select 1",
): WarehouseSqlTable {
  const file = `sql/${name.replace(".", "/")}.sql`;
  return {
    kind: "sql",
    name,
    contract: contractSchema.parse({
      about: "x",
      grain: ["district"],
      columns: ["district", "people_count"],
      ...contract,
    }),
    query,
    file,
    queryLine: 7,
    parts: [{ file, fileLine: 7, queryLine: 1, text: query }],
    reads: reads.map((read) => ({ name: read, file, line: 9 })),
  };
}

const answers = sqlTable("core.answers", ["staging.survey"], {
  grain: ["person_id"],
  columns: ["person_id", "district"],
  persons: { key: "person_id", threshold: 5 },
});
const counts = sqlTable("core.counts", ["core.answers"], {});
const results = (contract: Partial<TableContract>, reads = ["core.counts"]) =>
  sqlTable("curated.results", reads, contract);
const connect =
  (...tables: WarehouseSqlTable[]) =>
  () =>
    buildGraph(tables, ["survey"]);
const controlled = { disclosure: { counts: ["people_count"], threshold: 5 } };

describe("a curated table made from rows about persons", () => {
  it("is refused when it does not say how small counts are kept back", () => {
    expect(connect(answers, results({}, ["core.answers"]))).toThrow(
      /curated.results.*made from persons \(core.answers\) without a control of small counts.*disclosure: \{ counts/s,
    );
  });

  it("is refused also when the persons come through another core table", () => {
    expect(connect(answers, counts, results({}))).toThrow("made from persons (core.answers through core.counts)");
  });

  it("is refused when its threshold is lower than that of the persons", () => {
    expect(connect(answers, counts, results({ disclosure: { counts: ["people_count"], threshold: 3 } }))).toThrow(
      /smaller counts of persons than core.answers allows.*a threshold of 5 or more.*3/s,
    );
  });

  it("is refused when it names the persons, whatever its control", () => {
    const columns = ["district", "people_count", "person_id"];
    expect(connect(answers, counts, results({ ...controlled, columns }))).toThrow("may not show person_id");
  });

  it("is accepted with a control, and so is what reads only that table", () => {
    const onward = sqlTable("curated.onward", ["curated.results"], {});
    expect(connect(answers, counts, results(controlled), onward)).not.toThrow();
  });
});

describe("tables held back from publications", () => {
  it("are those about persons and the core tables made from them; counts need no name of a person", () => {
    const tables = sqlTable("core.tables_of_counts", ["staging.survey"], { persons: { threshold: 5 } });
    const areas = sqlTable("core.areas", ["staging.survey"], {});
    expect([...listHeldBack([answers, counts, tables, areas, results(controlled)])]).toEqual([
      "core.answers",
      "core.counts",
      "core.tables_of_counts",
    ]);
  });
});

describe("the control of small counts", () => {
  const fields: Fields = {
    district: { type: "VARCHAR", unit: "text", about: "x" },
    people_count: { type: "INTEGER", unit: "count", about: "x" },
  };
  let folder: string;
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function build(smallest: number | null): Promise<number> {
    folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-disclosure-"));
    return withEngine({ threads: 1 }, async (engine) => {
      const input = path.join(folder, "counts.parquet");
      await writeParquet(
        engine,
        `select * from (values ('Blaby', 31), ('Melton', ${String(smallest)}), ('Oadby', 0)) t(district, people_count)`,
        input,
      );
      const query = "select district, people_count from core.counts";
      const table = sqlTable("curated.results", ["core.counts"], { ...controlled, optional: ["people_count"] }, query);
      const inputs = new Map([["core.counts", input]]);
      return (await buildTable(engine, { table, fields, inputs, path: path.join(folder, "results.parquet") })).rows;
    });
  }

  it("stops the build when a count of 4 would leave core, and names the row", async () => {
    await expect(build(4)).rejects.toThrow(/disclosure.small_count.*Melton/s);
  });

  it("lets 0, 5 and empty counts pass", async () => {
    expect(await build(5)).toBe(3);
    await rm(folder, { recursive: true });
    expect(await build(null)).toBe(3);
  });
});
