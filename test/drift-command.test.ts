import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHome, runCli, samplesFolder } from "./run-cli.ts";

const folder = makeHome("drift-command");
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sample = path.join(samplesFolder, "council_pay_multiple", "pay_multiple.csv");

interface Answer {
  readonly source: string;
  readonly recognisedBy: string;
  readonly changes: readonly { readonly kind: string; readonly breaks: boolean }[];
  readonly patch: string | null;
}

async function drift(file: string): Promise<{ code: number | null; stderr: string; answer: Answer }> {
  const { code, stdout, stderr } = await runCli(folder, ["drift", file, "--json"]);
  return { code, stderr, answer: JSON.parse(stdout) as Answer };
}

describe("poundwise drift", () => {
  it("knows a file of a new name by its content, proposes the name, and asks for the change", async () => {
    const file = path.join(folder, "download (3).csv");
    copyFileSync(sample, file);
    const { code, answer } = await drift(file);
    expect(answer.source).toBe("council_pay_multiple");
    expect(answer.recognisedBy).toContain("by its content");
    expect(answer.changes.map(({ kind }) => kind)).toContain("file_name");
    expect(answer.patch).toContain("download \\(3\\)");
    expect(code).toBe(3);
  }, 120_000);

  it("knows a file of a new name whose columns changed too by the headers that are left", async () => {
    const file = path.join(folder, "pay ratios.csv");
    const text = readFileSync(sample, "utf8").replace("RemunerationValue", "Annual pay of the post");
    writeFileSync(file, text);
    const { code, answer } = await drift(file);
    expect(answer.source).toBe("council_pay_multiple");
    expect(answer.recognisedBy).toContain("by its headers");
    expect(answer.changes).toContainEqual(
      expect.objectContaining({ kind: "column_renamed", before: "RemunerationValue", breaks: true }),
    );
    expect(code).toBe(3);
  }, 120_000);

  it("says of a file of no source which are most alike, if any, and what to do", async () => {
    const file = path.join(folder, "weather.csv");
    writeFileSync(file, "Station,Rain mm\nEye,12\n");
    const { code, stderr } = await drift(file);
    expect(code).toBe(2);
    expect(stderr).toContain("poundwise new source");
  }, 120_000);
});
