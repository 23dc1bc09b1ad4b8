import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { tableMethods } from "@poundwise/methods";
import { createContext } from "../packages/cli/src/cli-context.ts";
import { runMethodCommand } from "../packages/cli/src/commands/method.ts";
import { makeHome, repositoryRoot } from "./run-cli.ts";

const guide = readFileSync(path.join(repositoryRoot, "docs", "guides", "methods-cli.md"), "utf8");
const folder = makeHome("method-guide");
afterAll(() => rmSync(folder, { recursive: true }));

for (const [, name, text] of guide.matchAll(/^`([a-z-]+\.csv)`:\n\n```csv\n([\s\S]*?)\n```/gm)) {
  writeFileSync(path.join(folder, name!), `${text}\n`);
}
const examples = [
  ...guide.matchAll(/```sh\n(?:npx )?poundwise method ([a-z-]+) ([^\n]+)\n```\n\ngives\n\n```csv\n([\s\S]*?)\n```/g),
].map(([, method, given, answer]) => ({ method: method!, given: given!.split(" "), answer: answer!.split("\n") }));

/** Runs the words of a command line with the guide's own files. */
async function run(method: string, words: readonly string[]): Promise<string[]> {
  const all = (flag: string) => words.flatMap((word, i) => (words[i - 1] === flag ? [word] : []));
  const place = (file: string) => path.join(folder, file);
  let said = "";
  const context = {
    ...createContext({ home: folder }),
    say: (text: string) => (said += text),
    note: () => undefined,
  };
  const [input2] = all("--input2");
  await runMethodCommand(context, method, {
    input: place(all("--input")[0]!),
    ...(input2 === undefined ? {} : { input2: place(input2) }),
    table: all("--table").map((pair) => pair.replace(/=(.*)/, (_, file: string) => `=${place(file)}`)),
    option: all("--option"),
  });
  return said.split("\n");
}

/** The last digits of logarithms and powers differ between machines. */
function isSameLine(found: string, printed: string): boolean {
  const [a, b] = [found.split(","), printed.split(",")];
  return (
    a.length === b.length &&
    a.every(
      (cell, i) => cell === b[i] || Math.abs(Number(cell) - Number(b[i])) <= 1e-9 * Math.max(1, Math.abs(Number(cell))),
    )
  );
}

describe("the guide to poundwise method", () => {
  it("has an example of every method", () => {
    expect(examples.map(({ method }) => method).sort()).toEqual(tableMethods.map(({ name }) => name).sort());
  });

  it.each(examples)("prints what $method really gives", async ({ method, given, answer }) => {
    const found = await run(method, given);
    const shown = answer.at(-1) === "…" ? answer.slice(0, -1) : answer;
    if (shown.length === answer.length) expect(found).toHaveLength(answer.length);
    for (const [i, line] of shown.entries()) {
      // Peers are lists of numbers in one cell; their scores are compared, not their last digits.
      if (method === "frontier" && i > 0) expect(found[i]!.split(",")[0]).toBe(line.split(",")[0]);
      else expect(isSameLine(found[i]!, line), `${found[i]}\ninstead of\n${line}`).toBe(true);
    }
  });

  it.each(tableMethods.map(({ name, page }) => ({ name, page })))("names a page that exists for $name", ({ page }) => {
    expect(() => readFileSync(path.join(repositoryRoot, page))).not.toThrow();
  });
});
