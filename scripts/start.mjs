// npm start: the main job. Refreshes the shipped sample releases into the warehouse, checks, publishes, writes the report.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { makeReady, repositoryRoot } from "./ready.mjs";

try {
  makeReady();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.argv.splice(2, 0, "refresh", "--samples", "--report");
await import(pathToFileURL(path.join(repositoryRoot, "packages", "cli", "dist", "main.js")).href);
