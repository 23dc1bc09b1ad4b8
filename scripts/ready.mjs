// Makes the checkout ready to run with nothing but Node and npm: installs when the lockfile has changed and builds
// (through turbo's cache) when a source has changed. Uses only what Node ships, because it runs before the install.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const LOWEST_NODE = 20;

/** Installs and builds what is out of date; says what it does on standard error; throws when a step fails. */
export function makeReady() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < LOWEST_NODE) {
    throw new Error(
      `Poundwise needs Node ${LOWEST_NODE} or newer; this is ${process.version}. Install it from nodejs.org.`,
    );
  }
  installWhenLockChanged();
  buildWhenSourcesChanged();
}

function installWhenLockChanged() {
  const stamp = path.join(repositoryRoot, "node_modules", ".poundwise-lock");
  const wanted = hashOf([readFileSync(path.join(repositoryRoot, "package-lock.json"))]);
  if (readIfThere(stamp) === wanted) return;
  note("Installing packages (the lockfile is new here) …");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, wanted);
}

function buildWhenSourcesChanged() {
  const stampFolder = path.join(repositoryRoot, ".poundwise");
  const stamp = path.join(stampFolder, "build-stamp");
  const wanted = hashOf([...listSources()].map((file) => `${file.name}|${file.mtimeMs}|${file.size}\n`));
  if (readIfThere(stamp) === wanted && existsSync(path.join(repositoryRoot, "packages", "cli", "dist", "main.js")))
    return;
  note("Building …");
  const turbo = path.join(repositoryRoot, "node_modules", "turbo", "bin", "turbo");
  run(process.execPath, [turbo, "run", "build", "--output-logs=errors-only", "--no-update-notifier"]);
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, wanted);
}

function* listSources() {
  const roots = ["packages", "pipelines", "sql", "tsconfig.base.json", "turbo.json", "package-lock.json"];
  for (const root of roots) yield* walk(root);
}

function* walk(name) {
  const full = path.join(repositoryRoot, name);
  const entry = statSync(full);
  if (!entry.isDirectory()) {
    if (/\.(ts|json)$/.test(name) && !/\.test\.ts$/.test(name))
      yield { name, mtimeMs: entry.mtimeMs, size: entry.size };
    return;
  }
  for (const child of readdirSync(full).sort()) {
    if (child === "node_modules" || child === "dist" || child === ".turbo") continue;
    yield* walk(path.join(name, child));
  }
}

function run(command, args) {
  const isNpm = command === "npm";
  // On Windows npm is a script, which only a shell can start; the arguments are constants of this file.
  const result = spawnSync(command, args, {
    cwd: repositoryRoot,
    stdio: ["ignore", process.stderr, process.stderr],
    shell: isNpm && process.platform === "win32",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", FORCE_COLOR: "0" },
  });
  if (result.error) throw new Error(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(" ")} failed with exit code ${result.status}; see above.`);
}

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function note(text) {
  process.stderr.write(`${text}\n`);
}
