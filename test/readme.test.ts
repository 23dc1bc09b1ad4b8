import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyPublishedHome } from "./published-home.ts";
import { repositoryRoot } from "./run-cli.ts";

let home: string;
const readme = readFileSync(path.join(repositoryRoot, "README.md"), "utf8");
const commands = [...readme.matchAll(/```sh tour\n([\s\S]*?)```/g)].flatMap(([, block]) =>
  block!.split("\n").filter((line) => line.trim() !== ""),
);

beforeAll(async () => {
  home = await copyPublishedHome("readme");
}, 300_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a line as a reader would type it, with the built command in place of npx. */
function runLine(line: string): Promise<{ code: number | null; output: string }> {
  const built = `"${process.execPath}" "${path.join(repositoryRoot, "packages", "cli", "dist", "main.js")}"`;
  const child = spawn(line.replace(/^npx poundwise/, built), {
    shell: true,
    cwd: repositoryRoot,
    env: { ...process.env, POUNDWISE_HOME: home },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

describe("the tour in the README", () => {
  it("has the steps it promises", () => {
    for (const step of ["land", "refresh", "query", "trace", "--as-known-at", "changes", "report"]) {
      expect(
        commands.some((command) => command.includes(step)),
        step,
      ).toBe(true);
    }
  });

  it.each(commands)(
    "%s",
    async (command) => {
      const { code, output } = await runLine(command);
      expect(code, output).toBe(0);
      expect(output).not.toBe("");
    },
    120_000,
  );
});

describe("the documents", () => {
  it("link only to files that are there", () => {
    const listPages = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory()
          ? listPages(path.join(folder, entry.name))
          : entry.name.endsWith(".md")
            ? [path.join(folder, entry.name)]
            : [],
      );
    const pages = [
      path.join(repositoryRoot, "README.md"),
      path.join(repositoryRoot, "CONTRIBUTING.md"),
      ...listPages(path.join(repositoryRoot, "docs")),
    ];
    const broken = pages.flatMap((page) =>
      [...readFileSync(page, "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => target!)
        .filter((target) => !/^https?:/.test(target) && !existsSync(path.resolve(path.dirname(page), target)))
        .map((target) => `${path.relative(repositoryRoot, page)}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});
