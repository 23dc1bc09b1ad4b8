import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { askCli, makeHome, runCli } from "./run-cli.ts";

const home = makeHome("landing");
const drop = path.join(home, "drop");
afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const file = path.join(drop, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

interface ListedFile {
  readonly fileName: string;
  readonly source: string;
  readonly arrivals: number;
  readonly sha256: string;
  readonly reading: unknown;
}

const PAYMENTS = "Payee,Paid date,Net value\nInk Ltd,01/04/2024,600\n";

describe("landing", () => {
  it("takes files, folders and patterns, and keeps the same bytes once with every arrival noted", async () => {
    const april = write("anytown-spend-2024-04.csv", PAYMENTS);
    write("more/anytown-spend-2024-05.csv", PAYMENTS.replaceAll("/04/", "/05/"));
    write("more/deep/anytown-spend-2024-06.csv", PAYMENTS.replaceAll("/04/", "/06/"));
    const first = await runCli(home, ["land", april, path.join(drop, "more", "**", "*-06.csv")]);
    expect(first.stdout.match(/^Landed {2}/gm)).toHaveLength(2);
    const again = await runCli(home, ["land", drop]);
    expect(again.stdout.match(/^Already landed, arrival noted {2}/gm)).toHaveLength(2);
    expect(again.stdout.match(/^Landed {2}/gm)).toHaveLength(1);
    const files = await askCli<ListedFile[]>(home, ["sources", "--files"]);
    expect(files.map(({ fileName, source, arrivals }) => [fileName, source, arrivals])).toEqual([
      ["anytown-spend-2024-04.csv", "council_payments", 2],
      ["anytown-spend-2024-06.csv", "council_payments", 2],
      ["anytown-spend-2024-05.csv", "council_payments", 1],
    ]);
    const stored = readdirSync(path.join(home, "landing")).filter((name) => /^[0-9a-f]{64}$/.test(name));
    expect(stored.sort()).toEqual(files.map(({ sha256 }) => sha256).sort());
    expect(readFileSync(path.join(home, "landing", files[0]!.sha256), "utf8")).toBe(PAYMENTS);
  });

  it("says that other bytes under a known name are a new vintage, and keeps both", async () => {
    const file = write("anytown-spend-2024-04.csv", PAYMENTS.replace("600", "650"));
    const { stdout } = await runCli(home, ["land", file, "--published", "2024-05-20"]);
    expect(stdout).toMatch(/new vintage: other bytes landed under this name on \d{4}-\d{2}-\d{2}/);
    expect(readFileSync(file, "utf8")).toContain("650");
  });

  it("keeps of a fetched file its address, page and headers without secrets, and says them with licence and citation", async () => {
    const file = write("anytown-spend-2024-07.csv", PAYMENTS.replaceAll("/04/", "/07/"));
    const headers = write(
      "headers.json",
      JSON.stringify({ ETag: '"v7"', "Content-Type": "text/csv", "Set-Cookie": ["a=s3cret"], Authorization: "s3cret" }),
    );
    const { code, stderr } = await runCli(home, [
      ...["land", file, "--headers", headers, "--fetched-at", "2024-08-02T09:00:00Z"],
      ...["--url", "https://ana:s3cret@anytown.example/spend/07.csv?month=7&token=s3cret"],
      ...["--page", "https://anytown.example/spending"],
    ]);
    expect(code, stderr).toBe(0);
    expect(readFileSync(path.join(home, "landing", "ledger.ndjson"), "utf8")).not.toContain("s3cret");
    const { stdout } = await runCli(home, ["sources", "council_payments"]);
    expect(stdout).toContain("fetched 2024-08-02T09:00:00.000Z from https://anytown.example/spend/07.csv?month=7\n");
    expect(stdout).toContain("linked by https://anytown.example/spending\n");
    expect(stdout).toContain('content-type: text/csv; etag: "v7"\n');
    expect(stdout).toMatch(/^Licence +OGL-3\.0/m);
    expect(stdout).toMatch(
      /^Cite +anytown-spend-2024-04\.csv: .+ \(published 2024-05-20\), https:.+ SHA-256 [0-9a-f]{12}\./m,
    );
  });

  it("refuses one address for two files, and says what to do", async () => {
    const { code, stderr } = await runCli(home, ["land", drop, "--url", "https://anytown.example/a.csv"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Land fetched files one by one, each with its own --url.");
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
