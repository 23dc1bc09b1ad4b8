import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createContext } from "../packages/cli/src/cli-context.ts";
import { runMethodCommand } from "../packages/cli/src/commands/method.ts";
import type { MethodCommandOptions } from "../packages/cli/src/commands/method.ts";
import { makeHome, repositoryRoot, runCli } from "./run-cli.ts";

const folder = makeHome("method");
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function ask(method: string, options: MethodCommandOptions) {
  let [said, noted] = ["", ""];
  const context = {
    ...createContext({ home: folder }),
    say: (text: string) => (said += text),
    note: (text: string) => (noted += text),
  };
  await runMethodCommand(context, method, options);
  return { said, noted };
}

const refusal = async (method: string, text: string, options: MethodCommandOptions = {}) =>
  ask(method, { input: write("given.csv", text), ...options }).then(
    () => "not refused",
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );

describe("poundwise method reads tables as people have them", () => {
  it("in any order of columns and rows, with another delimiter, a mark at the start and blank lines", async () => {
    const plain = await ask("aggregate", { input: write("a.csv", "id,x,y\nA,1,4\nB,3,2\n") });
    const odd = await ask("aggregate", { input: write("b.csv", "\uFEFFx;id;y\r\n1;A;4\r\n\r\n3;B;2\r\n") });
    expect(odd.said).toBe(plain.said);
  });

  it("from JSON in both shapes, with numbers in full precision", async () => {
    const third = 1 / 3;
    const objects = JSON.stringify([
      { id: "A", x: third, y: null },
      { id: "B", x: 0.1 + 0.2 },
    ]);
    const columns = JSON.stringify({
      columns: ["id", "x", "y"],
      rows: [
        ["A", third, null],
        ["B", 0.1 + 0.2, null],
      ],
    });
    for (const text of [objects, columns]) {
      const { said } = await ask("aggregate", { input: write("c.json", text) });
      expect(said.split("\n").slice(1)).toEqual([`A,${third},1`, `B,${0.1 + 0.2},2`]);
    }
  });

  it("leaves columns of words alone and says which it did not read", async () => {
    const { said, noted } = await ask("aggregate", { input: write("d.csv", "id,name,x\nA,Ashby,1\nB,Barrow,3\n") });
    expect(said).toBe("id,score,rank\nA,1,2\nB,3,1");
    expect(noted).toBe("Not read: name");
  });

  it("takes another header for a column when told", async () => {
    const options = {
      input: write("e.csv", "place,good,spend\nA,1,900\nB,2,950\nC,4,1000\n"),
      option: ["outcome=good", "cost=spend"],
    };
    expect((await ask("quadrants", options)).said.split("\n")).toHaveLength(4);
  });
});

describe("poundwise method refuses, naming file, row and column", () => {
  it.each([
    ["text among figures", "id,x\nA,1\nB,about 3\n", /given\.csv, row 3, column "x": .*found "about 3"/],
    ["NaN", "id,x\nA,NaN\nB,2\n", /row 2, column "x": expected a finite number or an empty cell, found "NaN"/],
    ["infinity", "id,x\nA,1\nB,Infinity\n", /row 3, column "x".*"Infinity"/],
    ["figures beyond a double", "id,x\nA,1\nB,1e999\n", /row 3, column "x".*"1e999"/],
    ["hexadecimal", "id,x\nA,1\nB,0x10\n", /row 3, column "x".*"0x10"/],
    ["thousands separators", 'id,x\nA,1\nB,"1,000"\n', /row 3, column "x".*"1,000"/],
    ["an area that occurs twice", "id,x\nA,1\nA,2\n", /row 3, column "id": "A" was already in given\.csv, row 2/],
    ["an area without a name", "id,x\nA,1\n,2\n", /row 3, column "id": empty/],
    ["a header that occurs twice", "id,x,x\nA,1,2\n", /the header "x" occurs twice/],
    ["a column without a header", "id,,x\nA,1,2\n", /column 2 has no header/],
    ["rows longer than the header", "id,x\nA,1\nB,2,3\n", /row is longer than the header/],
    ["no figures at all", "id\nA\n", /expected columns of figures/],
  ])("%s", async (_, text, message) => {
    const refused = await refusal("aggregate", text);
    expect(refused).toMatch(/^usage\./);
    expect(refused).toMatch(message);
  });

  it("unknown methods with those that are like it, unknown options and choices with the known ones", async () => {
    expect(await refusal("wilson", "id,x\nA,1\n")).toMatch(/no method "wilson".*proportion-interval/);
    expect(await refusal("aggregate", "id,x\nA,1\n", { option: ["methd=x"] })).toMatch(/no "methd".*method, exponent/);
    expect(await refusal("aggregate", "id,x\nA,1\n", { option: ["method=x"] })).toMatch(/arithmetic, geometric/);
    expect(await refusal("neighbours", "id,x\nA,1\nB,2\n", { option: ["count=0"] })).toMatch(/option count.*1 or more/);
    expect(await refusal("aggregate", "id,x\nA,1\n", { option: ["variables=z"] })).toMatch(
      /expected a column "z", found id, x/,
    );
    expect(await refusal("aggregate", "id,x\nA,1\n", { input2: "x.csv" })).toMatch(/no second table/);
    expect(await refusal("quadrants", "id,x\nA,1\n")).toMatch(
      /expected a column "outcome".*Name it with the option outcome/,
    );
  });

  it("a pair of area and indicator, or of list and area, that occurs twice", async () => {
    expect(await refusal("outcome-score", "area,indicator,value\nA,i,1\nB,i,2\nA,i,3\n")).toMatch(
      /row 4: area A, indicator i was already in given\.csv, row 2/,
    );
    expect(await refusal("ranks", "case,id,value\nu,A,1\nv,A,2\nu,A,3\n")).toMatch(/row 4, column "id": "A" of "u"/);
  });

  it("a geometric mean of a figure that is not above 0", async () => {
    expect(await refusal("aggregate", "id,x,y\nA,2,1\nB,0,1\n", { option: ["method=geometric"] })).toMatch(
      /given\.csv, row 3: invalid_for_method: .*found 0/,
    );
  });
});

describe("poundwise method on the command line", () => {
  it("reads standard input, writes CSV there or to a file, or JSON", async () => {
    const main = path.join(repositoryRoot, "packages", "cli", "dist", "main.js");
    const piped = spawnSync(process.execPath, [main, "method", "aggregate", "--input", "-"], {
      input: "id,x\nA,1\nB,2\n",
    });
    expect(piped.stdout.toString()).toBe("id,score,rank\nA,1,2\nB,2,1\n");
    const [input, out] = [write("f.csv", "id,x\nA,1\nB,2\n"), path.join(folder, "out.csv")];
    expect((await runCli(folder, ["method", "aggregate", "--input", input, "--out", out])).code).toBe(0);
    expect(readFileSync(out, "utf8")).toBe("id,score,rank\nA,1,2\nB,2,1\n");
    const json = await runCli(folder, ["method", "aggregate", "--input", input, "--json"]);
    expect(JSON.parse(json.stdout)).toEqual({
      columns: ["id", "score", "rank"],
      rows: [
        ["A", 1, 2],
        ["B", 2, 1],
      ],
      unreadColumns: [],
    });
  });

  it("lists and describes methods, solves frontiers, and ends with 2 when it is asked wrongly", async () => {
    expect((await runCli(folder, ["method", "--list"])).stdout).toContain("free-disposal-hull");
    const help = await runCli(folder, ["method", "frontier", "--help"]);
    expect(help.stdout).toMatch(/orientation .*\[input\]/);
    const input = write("g.csv", "id,cost,good\nA,900,5\nB,1000,4\n");
    const scored = await runCli(folder, ["method", "frontier", "--input", input, "--option", "inputs=cost"]);
    expect(scored.stdout.split("\n")[2]).toMatch(/^B,0.9,/);
    const wrong = await runCli(folder, ["method", "frontier", "--input", input]);
    expect([wrong.code, wrong.stdout]).toEqual([2, ""]);
    expect(wrong.stderr).toMatch(/option inputs: expected the columns of inputs/);
  });
});
