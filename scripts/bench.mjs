// npm run bench [-- NAME…]: runs scripts/bench/<name>.ts, all of them unless some are named, one after the other.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { makeReady, repositoryRoot } from "./ready.mjs";

makeReady();
const folder = path.join(repositoryRoot, "scripts", "bench");
const all = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replace(/\.ts$/, ""))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(", ")}. Choose from: ${all.join(", ")}\n`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : all) {
  process.stdout.write(`\n## ${name}\n\n`);
  const run = spawnSync(
    process.execPath,
    [path.join(repositoryRoot, "scripts", "run-ts.mjs"), path.join(folder, `${name}.ts`)],
    {
      stdio: "inherit",
      cwd: repositoryRoot,
    },
  );
  if (run.status !== 0) process.exit(run.status ?? 1);
}
