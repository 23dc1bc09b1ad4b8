import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { expandPaths } from "./expand-paths.ts";

let folder: string;
const expand = async (...paths: string[]) =>
  (await expandPaths(paths, folder)).map((file) => path.relative(folder, file).replaceAll(path.sep, "/"));

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-paths-"));
  for (const name of ["a.csv", "b.csv", "c.xlsx", ".hidden.csv", "2024/d.csv", "2024/old/e.csv", "50% [final].csv"]) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), name);
  }
});

describe("what is named to be landed", () => {
  it("is a file, a folder, or what a pattern matches, each once", async () => {
    expect(await expand("a.csv", "2024", "*.csv")).toEqual(["a.csv", "2024", "50% [final].csv", "b.csv"]);
    expect(await expand("?.xlsx")).toEqual(["c.xlsx"]);
  });

  it("is found in any folder below with two stars", async () => {
    expect(await expand("**/*.csv")).toEqual(["50% [final].csv", "a.csv", "b.csv", "2024/d.csv", "2024/old/e.csv"]);
    expect(await expand("2024/**")).toEqual(["2024/d.csv", "2024/old/e.csv"]);
  });

  it("is taken as it stands when a file has such signs in its name", async () => {
    expect(await expand("50% [final].csv")).toEqual(["50% [final].csv"]);
  });

  it("is said to be missing when nothing is there", async () => {
    await expect(expand("z.csv")).rejects.toMatchObject({ code: "landing.unreadable" });
    await expect(expand("nowhere/*.csv")).rejects.toMatchObject({ code: "landing.unreadable" });
  });
});
