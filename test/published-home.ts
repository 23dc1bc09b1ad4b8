import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { copyHome, runCli, type CliAnswer } from "./run-cli.ts";

/** Folder of this run of the tests, shared by all files of it and removed at its end. */
const runFolder = process.env["POUNDWISE_TEST_RUN"] ?? mkdtempSync(path.join(os.tmpdir(), "poundwise-test-run-"));

/**
 * A home of one's own in which the shipped samples have been refreshed and published once. The refresh is done by the
 * first test file of a run that asks; all others get copies of it.
 * @param name part of the folder's name
 */
export async function copyPublishedHome(name: string): Promise<string> {
  const shared = path.join(runFolder, "published-home");
  const ready = path.join(runFolder, "published-home.ready");
  mkdirSync(runFolder, { recursive: true });
  if (claim(`${shared}.claimed`)) {
    writeFileSync(ready, JSON.stringify(await runCli(shared, ["refresh", "--samples", "--report"])));
  }
  while (!existsSync(ready)) await new Promise((resolve) => setTimeout(resolve, 100));
  const { code, stdout, stderr } = readPublishedAnswer();
  if (code !== 0) throw new Error(`The refresh of the samples ended with ${code}: ${stdout}${stderr}`);
  return copyHome(shared, name);
}

/** What that first refresh said; the files it names are those of the shared home. */
export function readPublishedAnswer(): CliAnswer {
  return JSON.parse(readFileSync(path.join(runFolder, "published-home.ready"), "utf8")) as CliAnswer;
}

/** True for the first who asks. */
function claim(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
