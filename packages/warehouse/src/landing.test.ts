import { appendFile, chmod, mkdir, mkdtemp, readFile, readdir, stat, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { prepareHome, resolveHome, type Home } from "./home.ts";
import { countArrivals, landFile, listReceipts, readLanded, setAside } from "./landing.ts";

let home: Home;
const arrival = { publishedDate: "2024-11-28", landedBy: "ana", landedAt: "2025-01-06T09:00:00Z" };
const ledger = async () => (await readFile(path.join(home.landing, "ledger.ndjson"), "utf8")).trim().split("\n");

async function drop(name: string, content: string): Promise<string> {
  const file = path.join(home.inbox, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

beforeEach(async () => {
  home = resolveHome(await mkdtemp(path.join(os.tmpdir(), "poundwise-landing-")));
  await prepareHome(home);
});

describe("landing", () => {
  it("keeps the bytes under their hash, read-only, with a receipt that says who, when and from where", async () => {
    const file = await drop("RO_2023-24.csv", "code,net\nE10000018,1\n");
    const { receipt, isNew } = await landFile(home, file, arrival);
    expect(isNew).toBe(true);
    expect(receipt).toMatchObject({
      fileName: "RO_2023-24.csv",
      bytes: 21,
      landedBy: "ana",
      from: file,
      setAside: null,
    });
    expect(new TextDecoder().decode(await readLanded(home, receipt))).toBe("code,net\nE10000018,1\n");
    expect((await stat(path.join(home.landing, receipt.sha256))).mode & 0o222).toBe(0);
    expect((await readdir(home.landing)).sort()).toEqual([receipt.sha256, "ledger.ndjson"].sort());
  });

  it("writes no second line for the same bytes under the same name, and says so", async () => {
    const file = await drop("a.csv", "1");
    await landFile(home, file, arrival);
    const again = await landFile(home, file, { ...arrival, publishedDate: null, landedAt: "2025-02-01T00:00:00Z" });
    expect(again.isNew).toBe(false);
    expect(again.receipt.landedAt).toBe(arrival.landedAt);
    expect(await ledger()).toHaveLength(1);
  });

  it("notes the same bytes sent again as one file and two arrivals, known since the first", async () => {
    const file = await drop("a.csv", "1");
    await landFile(home, file, arrival);
    const again = {
      ...arrival,
      publishedDate: null,
      landedBy: "ben",
      landedAt: "2025-02-01T00:00:00Z",
      notesRepeat: true,
    };
    expect((await landFile(home, file, again)).isNew).toBe(false);
    expect((await ledger()).map((line) => [JSON.parse(line).landedBy, JSON.parse(line).isRepeat])).toEqual([
      ["ana", undefined],
      ["ben", true],
    ]);
    expect(await listReceipts(home)).toHaveLength(1);
    expect((await listReceipts(home))[0]).toMatchObject({ landedAt: arrival.landedAt, publishedDate: "2024-11-28" });
  });

  it("says that new bytes under a known name are a new vintage, and of which file", async () => {
    const first = await landFile(home, await drop("a.csv", "1"), arrival);
    expect(first.earlierVintage).toBeNull();
    const second = await landFile(home, await drop("a.csv", "2"), arrival);
    expect(second).toMatchObject({ isNew: true, earlierVintage: { sha256: first.receipt.sha256 } });
    expect(await listReceipts(home)).toHaveLength(2);
  });

  it("records a corrected published date and another name for the same bytes as arrivals of their own", async () => {
    await landFile(home, await drop("a.csv", "1"), arrival);
    await landFile(home, await drop("a.csv", "1"), { ...arrival, publishedDate: "2024-12-01" });
    await landFile(home, await drop("b.csv", "1"), arrival);
    expect(await ledger()).toHaveLength(3);
    expect((await listReceipts(home)).map((it) => [it.fileName, it.publishedDate])).toEqual([
      ["a.csv", "2024-12-01"],
      ["b.csv", "2024-11-28"],
    ]);
  });

  it("learns later where a file was fetched from, and keeps the day of its first arrival", async () => {
    const file = await drop("a.csv", "1");
    await landFile(home, file, arrival);
    const told = {
      url: "https://ana:s3cret@council.example/a.csv",
      page: null,
      headers: { etag: "1" },
      fetchedAt: "x",
    };
    const later = { ...arrival, landedAt: "2025-02-01T00:00:00Z", notesRepeat: true, origin: told };
    const { receipt, isNew } = await landFile(home, file, later);
    expect(isNew).toBe(false);
    expect(receipt).toMatchObject({ landedAt: arrival.landedAt, origin: { url: "https://council.example/a.csv" } });
    expect(await listReceipts(home)).toEqual([receipt]);
    expect([...(await countArrivals(home)).values()]).toEqual([2]);
    expect((await ledger()).join()).not.toContain("s3cret");
  });

  it("passes over a line that a crash cut short inside the origin", async () => {
    const file = await drop("a.csv", "1");
    const told = { url: "https://council.example/a.csv", page: null, headers: {}, fetchedAt: "x" };
    await landFile(home, file, { ...arrival, origin: told });
    const [line] = await ledger();
    await appendFile(path.join(home.landing, "ledger.ndjson"), line!.slice(0, line!.lastIndexOf("}}") + 1));
    await appendFile(path.join(home.landing, "ledger.ndjson"), line!.slice(0, line!.indexOf('"headers":{}') + 12));
    expect(await listReceipts(home)).toHaveLength(1);
  });

  it("passes over a line that a crash cut short, and keeps landing after it", async () => {
    await landFile(home, await drop("a.csv", "1"), arrival);
    await appendFile(path.join(home.landing, "ledger.ndjson"), `{"sha256":"ab`);
    expect(await listReceipts(home)).toHaveLength(1);
    await landFile(home, await drop("b.csv", "2"), arrival);
    expect(await listReceipts(home)).toHaveLength(2);
  });

  it("refuses a ledger with a whole line that is no receipt, naming the line", async () => {
    await landFile(home, await drop("a.csv", "1"), arrival);
    await appendFile(path.join(home.landing, "ledger.ndjson"), `{"sha256":"edited"}\n`);
    await expect(listReceipts(home)).rejects.toMatchObject({
      code: "landing.ledger_damaged",
      detail: { at: { line: 2 } },
    });
  });

  it("takes a file out of use and back without losing its bytes", async () => {
    const { receipt } = await landFile(home, await drop("a.csv", "1"), arrival);
    await setAside(home, receipt.sha256, "wrong year in the file");
    expect((await listReceipts(home))[0]!.setAside).toBe("wrong year in the file");
    await setAside(home, receipt.sha256, null);
    expect((await listReceipts(home))[0]!.setAside).toBeNull();
    await expect(setAside(home, "0".repeat(64), "x")).rejects.toMatchObject({ code: "landing.unknown" });
  });

  it("notices changed bytes, and landing the file again mends them", async () => {
    const file = await drop("a.csv", "good");
    const { receipt } = await landFile(home, file, arrival);
    await chmod(path.join(home.landing, receipt.sha256), 0o644);
    await writeFile(path.join(home.landing, receipt.sha256), "evil");
    await expect(readLanded(home, receipt)).rejects.toMatchObject({ code: "landing.damaged" });
    await landFile(home, file, arrival);
    expect(new TextDecoder().decode(await readLanded(home, receipt))).toBe("good");
  });

  it("says the size of a file too large to be held, and does not call it missing", async () => {
    const sha256 = "0".repeat(64);
    const bytes = 2 * 1024 ** 3 + 1;
    // A file with a hole takes no room on the disk.
    await writeFile(path.join(home.landing, sha256), "");
    await truncate(path.join(home.landing, sha256), bytes);
    await expect(readLanded(home, { sha256, fileName: "GL extract 2024-25.csv" })).rejects.toMatchObject({
      code: "workbook.too_large",
      detail: {
        at: { file: "GL extract 2024-25.csv" },
        found: `${bytes} bytes`,
        next: expect.stringContaining("in parts"),
      },
    });
  });

  it("says which file could not be read", async () => {
    await expect(landFile(home, path.join(home.inbox, "gone.csv"), arrival)).rejects.toMatchObject({
      code: "landing.unreadable",
    });
    expect(await readdir(home.landing)).toEqual([]);
  });
});
