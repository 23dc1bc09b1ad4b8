import { readFile, stat } from "node:fs/promises";
import { Fault } from "@poundwise/contracts";

/**
 * The bytes of a file that somebody named.
 * @throws Fault usage.no_file when nothing is there, or a folder, or something that may not be read
 */
export async function readInputFile(filePath: string): Promise<Buffer> {
  const refuse = (summary: string, next: string) =>
    new Fault("usage.no_file", summary, { at: { file: filePath }, next });
  const found = await stat(filePath).catch(() => null);
  if (found === null) throw refuse("there is no such file", "Check the path.");
  if (!found.isFile()) throw refuse("this is no file", "Name one file, not its folder.");
  try {
    return await readFile(filePath);
  } catch (cause) {
    throw new Fault("usage.no_file", `the file cannot be read (${(cause as Error).message})`, {
      at: { file: filePath },
      next: "Check that you may read it and that no program holds it open.",
      cause,
    });
  }
}
