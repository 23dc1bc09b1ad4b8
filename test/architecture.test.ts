import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Who may use whom; see docs/decisions and the style of the project. Anything not listed is an arrow nobody drew. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  methods: [],
  charts: [],
  sql: [],
  workbook: ["contracts"],
  warehouse: ["contracts"],
  client: ["warehouse", "contracts", "sql"],
  pipelines: ["contracts", "methods", "sql", "charts"],
  report: ["client", "charts", "contracts"],
  runner: ["workbook", "warehouse", "contracts"],
  cli: ["client", "contracts", "methods", "report", "runner", "warehouse", "workbook", "pipelines", "sql"],
};

const folderOf = (name: string) => path.join(root, name === "sql" || name === "pipelines" ? name : `packages/${name}`);

function* listSources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    if (["node_modules", "dist", ".turbo"].includes(name)) continue;
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) yield* listSources(full);
    else if (name.endsWith(".ts")) yield full;
  }
}

const isTest = (file: string) => file.endsWith(".test.ts") || file.includes(`${path.sep}test${path.sep}`);

describe("the packages", () => {
  it.each(Object.keys(ARROWS))("%s uses only what it may", (name) => {
    const allowed = new Set(ARROWS[name]!.map((target) => `@poundwise/${target}`));
    const offences: string[] = [];
    for (const file of listSources(folderOf(name))) {
      if (isTest(file)) continue;
      for (const [, target] of readFileSync(file, "utf8").matchAll(/from "(@poundwise\/[a-z]+)[^"]*"/g)) {
        if (!allowed.has(target!)) offences.push(`${path.relative(root, file)} imports ${target}`);
      }
    }
    const manifest = JSON.parse(readFileSync(path.join(folderOf(name), "package.json"), "utf8")) as {
      dependencies?: Record<string, string>;
    };
    for (const target of Object.keys(manifest.dependencies ?? {})) {
      if (target.startsWith("@poundwise/") && !allowed.has(target)) offences.push(`package.json names ${target}`);
    }
    expect(offences).toEqual([]);
  });

  it("only the warehouse knows the engine", () => {
    const offences = Object.keys(ARROWS)
      .filter((name) => name !== "warehouse")
      .flatMap((name) => [...listSources(folderOf(name))])
      .filter((file) => !isTest(file) && readFileSync(file, "utf8").includes('from "@duckdb/'));
    expect(offences).toEqual([]);
  });

  it("content does not leak into packages: no publisher, service line or year is named there", () => {
    const words = /\b(mhclg|ascof|nhsd|leicestershire)\b/i;
    const offences = ["contracts", "methods", "workbook", "warehouse", "runner", "client", "charts", "report"]
      .flatMap((name) => [...listSources(folderOf(name))])
      .filter((file) => !isTest(file))
      .flatMap((file) =>
        readFileSync(file, "utf8")
          .split("\n")
          .flatMap((line, index) => {
            const isProse = /^\s*(\/\/|\*|\/\*)/.test(line);
            return !isProse && words.test(line.replace(/\/\/.*$|\/\*.*$/, ""))
              ? [`${path.relative(root, file)}:${index + 1} ${line.trim()}`]
              : [];
          }),
      );
    expect(offences).toEqual([]);
  });

  it("nothing is called utils, helpers, common, shared or misc", () => {
    const offences = Object.keys(ARROWS)
      .flatMap((name) => [...listSources(folderOf(name))])
      .filter((file) => /^(utils?|helpers?|common|shared|misc)\./.test(path.basename(file)));
    expect(offences).toEqual([]);
  });
});
