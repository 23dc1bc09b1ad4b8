// Runs a TypeScript script of this repository against the TypeScript sources: node scripts/run-ts.mjs <script> [arguments].
import { spawnSync } from "node:child_process";

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) {
  console.error("Usage: node scripts/run-ts.mjs <script.ts> [arguments]");
  process.exit(2);
}
const result = spawnSync(process.execPath, ["--conditions=source", "--import", "tsx", script, ...rest], {
  stdio: "inherit",
});
if (result.error !== undefined) throw result.error;
process.exit(result.status ?? 1);
