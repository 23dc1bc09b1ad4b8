import { DuckDBInstance } from "@duckdb/node-api";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWarehouseDialect } from "./kysely-dialect.ts";

interface SpendLine {
  area_code: string;
  financial_year: string;
  net_spend_gbp: number | null;
  paid_date: string | null;
  is_final: boolean;
}

interface Tables {
  "core.spend_lines": SpendLine;
}

let instance: DuckDBInstance;
let db: Kysely<Tables>;
let isClosed: boolean;
beforeEach(async () => {
  isClosed = false;
  instance = await DuckDBInstance.create(":memory:");
  db = new Kysely<Tables>({
    dialect: createWarehouseDialect({
      connect: () => instance.connect(),
      close: () => {
        isClosed = true;
        instance.closeSync();
      },
    }),
  });
  await sql`create schema core`.execute(db);
  await sql`create table core.spend_lines (area_code varchar not null, financial_year varchar default '2024-25',
    net_spend_gbp decimal(18, 2), paid_date date, is_final boolean)`.execute(db);
  await sql`comment on column core.spend_lines.net_spend_gbp is 'Pounds.'`.execute(db);
  await db.insertInto("core.spend_lines").values(lines).execute();
});
afterEach(async () => {
  await db.destroy();
  expect(isClosed).toBe(true);
});

const line = (area_code: string, financial_year: string, net_spend_gbp: number | null): SpendLine => ({
  area_code,
  financial_year,
  net_spend_gbp,
  paid_date: net_spend_gbp === null ? null : "2024-06-30",
  is_final: net_spend_gbp !== null,
});
const lines = [
  line("E10000014", "2023-24", 1000.1),
  line("E10000014", "2024-25", 1100.25),
  line("E10000018", "2023-24", 90071992547409.91),
  line("E10000018", "2024-25", null),
];

describe("reading through Kysely", () => {
  it("gives amounts exactly, days as text and gaps as null", async () => {
    const rows = await db
      .selectFrom("core.spend_lines")
      .selectAll()
      .orderBy("area_code")
      .orderBy("financial_year")
      .execute();
    expect(rows).toEqual(lines);
  });

  it("filters by bound text, days, amounts, flags and lists", async () => {
    const count = async (build: (query: ReturnType<typeof select>) => ReturnType<typeof select>) =>
      (await build(select()).execute()).length;
    const select = () => db.selectFrom("core.spend_lines").select("area_code");
    expect(await count((query) => query.where("area_code", "=", "E10000014"))).toBe(2);
    expect(await count((query) => query.where("area_code", "in", ["E10000014", "E10000018"]))).toBe(4);
    expect(await count((query) => query.where("paid_date", ">=", "2024-06-30"))).toBe(3);
    expect(await count((query) => query.where("net_spend_gbp", ">", 1000.1))).toBe(2);
    expect(await count((query) => query.where("net_spend_gbp", "=", 1100.25))).toBe(1);
    expect(await count((query) => query.where("is_final", "=", false))).toBe(1);
    expect(await count((query) => query.where("net_spend_gbp", "is", null))).toBe(1);
    expect(await count((query) => query.where("area_code", "like", "%14").limit(1).offset(1))).toBe(1);
    expect(await count((query) => query.where("area_code", "=", "' or 1 = 1 --"))).toBe(0);
  });

  it("can say more than a table: a CTE, a window and a grouped join", async () => {
    const rows = await db
      .with("totals", (cte) =>
        cte
          .selectFrom("core.spend_lines")
          .select(["area_code", (eb) => eb.fn.sum<number>("net_spend_gbp").as("total_gbp")])
          .groupBy("area_code"),
      )
      .selectFrom("core.spend_lines as line")
      .innerJoin("totals", "totals.area_code", "line.area_code")
      .select((eb) => [
        "line.area_code",
        "total_gbp",
        eb.fn
          .agg<number>("row_number")
          .over((over) => over.orderBy("total_gbp").orderBy("financial_year"))
          .as("place"),
      ])
      .where("line.financial_year", "=", "2024-25")
      .orderBy("place")
      .execute();
    expect(rows).toEqual([
      { area_code: "E10000014", total_gbp: 2100.35, place: 1 },
      { area_code: "E10000018", total_gbp: 90071992547409.91, place: 2 },
    ]);
  });

  it("streams a long result in batches of the size asked for", async () => {
    const sizes: number[] = [];
    const numbers = sql<{ n: number }>`select i as n from range(2500) as r(i)`;
    let rows = 0;
    await db.connection().execute(async (connection) => {
      for await (const { n } of stream(connection)) {
        expect(n).toBe(rows);
        rows += 1;
      }
      const executor = connection.getExecutor();
      for await (const batch of executor.stream(numbers.compile(connection), 1000)) sizes.push(batch.rows.length);
    });
    expect(rows).toBe(2500);
    expect(sizes).toEqual([1000, 1000, 500]);

    function stream(connection: Kysely<Tables>) {
      const table = sql<{ n: number }>`(select i::integer as n from range(2500) as r(i))`.as<"numbers">("numbers");
      return connection.selectFrom(table).select("numbers.n").stream(100);
    }
  });

  it("answers several questions at once", async () => {
    const ask = (n: number) => sql<{ n: number }>`select ${n}::integer as n`.execute(db);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)));
    expect(answers.map(({ rows }) => rows[0]!.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it("lists schemas, tables and columns", async () => {
    expect(await db.introspection.getSchemas()).toContainEqual({ name: "core" });
    const [table, ...others] = await db.introspection.getTables();
    expect(others).toEqual([]);
    expect(table).toMatchObject({ schema: "core", name: "spend_lines", isView: false });
    expect(table!.columns.map(({ name, dataType, isNullable }) => [name, dataType, isNullable])).toEqual([
      ["area_code", "VARCHAR", false],
      ["financial_year", "VARCHAR", true],
      ["net_spend_gbp", "DECIMAL(18,2)", true],
      ["paid_date", "DATE", true],
      ["is_final", "BOOLEAN", true],
    ]);
    expect(table!.columns[1]!.hasDefaultValue).toBe(true);
    expect(table!.columns[2]!.comment).toBe("Pounds.");
  });
});

describe("values that have no plain form", () => {
  const byValue = (value: unknown) =>
    db
      .selectFrom("core.spend_lines")
      .select("area_code")
      .where("paid_date", "=", value as string)
      .execute();

  it("are refused with what to do instead", async () => {
    await expect(byValue(new Date("2024-04-01"))).rejects.toMatchObject({
      code: "client.parameter",
      message: expect.stringContaining("'2024-04-01'"),
    });
    await expect(sql`select ${["2024-04-01"]}`.execute(db)).rejects.toMatchObject({ code: "client.parameter" });
    await expect(byValue({ day: 1 })).rejects.toMatchObject({ code: "client.parameter" });
    await expect(byValue(Number.NaN)).rejects.toMatchObject({ code: "client.parameter" });
    await expect(byValue(undefined)).rejects.toMatchObject({ code: "client.parameter" });
  });

  it("may be bytes and large whole numbers", async () => {
    const { rows } = await sql`select octet_length(${new Uint8Array([1, 2, 3])}::blob) as bytes_count,
      (${9007199254740993n} - 2)::bigint as large_count`.execute(db);
    expect(rows).toEqual([{ bytes_count: 3, large_count: 9007199254740991 }]);
  });
});

describe("transactions", () => {
  const count = async () => (await db.selectFrom("core.spend_lines").select("area_code").execute()).length;
  const extra = line("E09000033", "2024-25", 1);

  it("keep their changes when they end well and count changed rows", async () => {
    const result = await db.transaction().execute(async (transaction) => {
      await transaction.insertInto("core.spend_lines").values(extra).execute();
      return transaction
        .updateTable("core.spend_lines")
        .set({ is_final: false })
        .where("is_final", "=", true)
        .executeTakeFirst();
    });
    expect(result.numUpdatedRows).toBe(4n);
    expect(await count()).toBe(5);
    const deleted = await db
      .deleteFrom("core.spend_lines")
      .where("area_code", "=", "E09000033")
      .returning("area_code")
      .execute();
    expect(deleted).toEqual([{ area_code: "E09000033" }]);
  });

  it("undo everything when something fails", async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("core.spend_lines").values(extra).execute();
      throw new RangeError("enough");
    });
    await expect(failing).rejects.toThrow("enough");
    expect(await count()).toBe(4);
  });

  it("have one isolation level and may be read-only", async () => {
    const serializable = db.transaction().setIsolationLevel("serializable").execute(count);
    await expect(serializable).rejects.toMatchObject({ code: "client.isolation_level" });
    const writing = db
      .transaction()
      .setAccessMode("read only")
      .execute((transaction) => transaction.insertInto("core.spend_lines").values(extra).execute());
    await expect(writing).rejects.toThrow(/read-only/i);
  });
});
