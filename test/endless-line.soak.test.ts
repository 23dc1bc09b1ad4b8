import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyPublishedHome } from "./published-home.ts";
import { runCli } from "./run-cli.ts";

const GIB = 1024 ** 3;
let home: string;

beforeAll(async () => {
  home = await copyPublishedHome("endless-line");
  mkdirSync(path.join(home, "inbox"), { recursive: true });
}, 600_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("delimited text of more than 2 GiB on one line", () => {
  it("is refused by name and size, with little memory, and the publication stays", async () => {
    const file = openSync(path.join(home, "inbox", "CSP_2020.csv"), "w");
    const piece = Buffer.alloc(64 << 20, "ons_code,authority,");
    for (let written = 0; written <= 2 * GIB; written += piece.length) writeSync(file, piece);
    closeSync(file);
    const answer = await runCli(home, ["refresh"], ["--max-old-space-size=512"]);
    expect(answer.code, answer.stdout + answer.stderr).toBe(3);
    expect(answer.stdout).toMatch(/^Held: nothing was published/);
    expect(answer.stdout).toMatch(/CSP_2020\.csv.*larger than can be read whole.*2214592512 bytes/s);
    expect(answer.stdout + answer.stderr).not.toMatch(/\n\s+at .*\.js:\d+/);
  }, 600_000);
});
