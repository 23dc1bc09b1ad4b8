// npm run generate: builds first, because what is generated is read from the built declarations, then runs generate.ts.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { makeReady, repositoryRoot } from "./ready.mjs";

makeReady();
const scripts = path.join(repositoryRoot, "scripts");
const run = spawnSync(process.execPath, [path.join(scripts, "run-ts.mjs"), path.join(scripts, "generate.ts")], {
  stdio: "inherit",
  cwd: repositoryRoot,
});
process.exit(run.status ?? 1);
