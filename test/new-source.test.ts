import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHome, runCli, samplesFolder } from "./run-cli.ts";

const folder = makeHome("new-source");
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const draft = (file: string, out: string) =>
  runCli(folder, ["new", "source", file, "--publisher", "Somebody", "--series", "figures", "--out", out]);

describe("poundwise new source", () => {
  it("writes a draft that reads the file, asks what it cannot know, and never writes over one", async () => {
    const file = path.join(folder, "appeals.ods");
    copyFileSync(path.join(samplesFolder, "moj_send_appeals", "send_appeal_rate_table_2022.ods"), file);
    const out = path.join(folder, "appeals.ts");
    const { code, stdout, stderr } = await draft(file, out);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("moj_send_appeals reads this file already");
    expect(stdout).toMatch(/gives [1-9][\d,]* rows/);
    expect(stdout).toContain("To be decided:");
    expect(readFileSync(out, "utf8")).toContain("export default defineSource({");

    const second = await draft(file, out);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain("is there already");
  }, 120_000);

  it.each([
    ["a page as PDF", "release.pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj", 1, /PDF/],
    ["a page of prose", "letter.csv", "Dear reader\nThe figures follow next week.\n", 1, /no sheet holds a table/],
  ])(
    "says of %s what it is and what to do",
    async (_, name, content, code, says) => {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      const answer = await draft(file, path.join(folder, `${name}.ts`));
      expect(answer.code, answer.stderr).toBe(code);
      expect(answer.stderr).toMatch(says);
      expect(answer.stderr).toContain(name);
      expect(answer.stderr).not.toMatch(/fault of Poundwise itself|\n\s+at /);
    },
    60_000,
  );

  it("says of a folder that it is none of its files", async () => {
    const answer = await draft(folder, path.join(folder, "folder.ts"));
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain("this is no file");
  }, 120_000);
});
