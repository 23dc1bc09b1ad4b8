import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { appendLineDurably, moveDurably, writeFileDurably } from "./durable-files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-durable-"));
});

describe("durable files", () => {
  it("replaces a file whole and leaves no temporary file behind", async () => {
    const file = path.join(folder, "new", "CURRENT");
    await writeFileDurably(file, "one");
    await writeFileDurably(file, new TextEncoder().encode("two"));
    expect(await readFile(file, "utf8")).toBe("two");
    expect(await readdir(path.dirname(file))).toEqual(["CURRENT"]);
  });

  it("appends to a log after a line that a crash had cut", async () => {
    const log = path.join(folder, "ledger.ndjson");
    await appendLineDurably(log, `{"a":1}`);
    await writeFile(log, `{"a":1}\n{"cut":`);
    await appendLineDurably(log, `{"b":2}`);
    expect(await readFile(log, "utf8")).toBe(`{"a":1}\n{"cut":\n{"b":2}\n`);
  });

  it("refuses a log line with a line break", async () => {
    await expect(appendLineDurably(path.join(folder, "log"), "a\nb")).rejects.toThrow(RangeError);
  });

  it("moves a file to another folder", async () => {
    await writeFileDurably(path.join(folder, "a", "x"), "content");
    await writeFileDurably(path.join(folder, "b", "y"), "older");
    await moveDurably(path.join(folder, "a", "x"), path.join(folder, "b", "y"));
    expect(await readFile(path.join(folder, "b", "y"), "utf8")).toBe("content");
    expect(await readdir(path.join(folder, "a"))).toEqual([]);
  });
});
