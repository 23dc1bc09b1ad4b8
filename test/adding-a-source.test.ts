import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHome, repositoryRoot } from "./run-cli.ts";

const home = makeHome("guide");
const guide = readFileSync(path.join(repositoryRoot, "docs", "guides", "adding-a-source.md"), "utf8");
const commands = [...guide.matchAll(/```sh guide\n([\s\S]*?)```/g)].map(([, block]) => block!.trim());

beforeAll(() => {
  mkdirSync(path.join(home, "data"));
  symlinkSync(path.join(repositoryRoot, "data", "samples"), path.join(home, "data", "samples"));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a line as a reader would type it, in a folder that has the samples, with the built command in place of npx. */
function runLine(line: string): Promise<{ code: number | null; output: string }> {
  const built = `"${process.execPath}" "${path.join(repositoryRoot, "packages", "cli", "dist", "main.js")}"`;
  const child = spawn(line.replace(/^npx poundwise/, built), {
    shell: true,
    cwd: home,
    env: { ...process.env, POUNDWISE_HOME: path.join(home, "data") },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

describe("the guide to adding a source", () => {
  it("drafts, checks and compares as it says", async () => {
    expect(commands).toHaveLength(3);
    const [draft, check, drift] = commands;
    const drafted = await runLine(draft!);
    expect(drafted.code, drafted.output).toBe(0);
    expect(drafted.output).toContain("council_parking_account reads this file already");
    expect(drafted.output).toContain("To be decided:");
    expect(existsSync(path.join(home, "somewhere_parking_account.ts"))).toBe(true);

    const checked = await runLine(check!);
    expect(checked.code, checked.output).toBe(0);

    const compared = await runLine(drift!);
    expect(compared.code, compared.output).toBe(0);
    expect(compared.output).toContain("Nothing differs.");
  }, 120_000);
});
