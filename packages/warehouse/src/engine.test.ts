import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { withEngine } from "./engine.ts";

describe("the engine", () => {
  it("runs on the settings it is given and installs nothing by itself", async () => {
    const rows = await withEngine({ threads: 1, memoryLimit: "500MB" }, (engine) =>
      engine.readRows(`select name, value from duckdb_settings()
        where name in ('threads', 'autoinstall_known_extensions', 'preserve_insertion_order') order by name`),
    );
    expect(rows.map((row) => row["value"])).toEqual(["false", "true", "1"]);
  });

  it("refuses to open one database file twice when either side writes", async () => {
    const file = path.join(await mkdtemp(path.join(os.tmpdir(), "poundwise-engine-")), "a.duckdb");
    await withEngine({}, async (writer) => {
      await writer.attach(file, "a", "write");
      await writer.run("create table a.t as select 1 as x");
      await withEngine({}, async (second) => {
        await expect(second.attach(file, "b", "read")).rejects.toMatchObject({ code: "engine.file_in_use" });
      });
    });
    await withEngine({}, async (reader) => {
      await reader.attach(file, "a", "read");
      await withEngine({}, async (other) => {
        await other.attach(file, "a", "read");
        expect(await other.readRows("select x from a.t")).toEqual([{ x: 1 }]);
        await expect(other.attach(file, "again", "write")).rejects.toMatchObject({ code: "engine.file_in_use" });
      });
    });
    await withEngine({}, (writer) => writer.attach(file, "a", "write"));
  });

  it("runs pieces of work one after another, also after a failure", async () => {
    await withEngine({}, async (engine) => {
      const order: string[] = [];
      const first = engine.alone(async () => {
        await engine.run("select 1");
        order.push("first");
        throw new Error("no");
      });
      const second = engine.alone(async () => order.push("second"));
      await expect(first).rejects.toThrow("no");
      await second;
      expect(order).toEqual(["first", "second"]);
    });
  });

  it("streams long results in batches", async () => {
    await withEngine({}, async (engine) => {
      let rows = 0;
      let batches = 0;
      for await (const batch of engine.streamRows("select i from range(10000) t(i)")) {
        rows += batch.length;
        batches += 1;
      }
      expect(rows).toBe(10_000);
      expect(batches).toBeGreaterThan(2);
    });
  });
});
