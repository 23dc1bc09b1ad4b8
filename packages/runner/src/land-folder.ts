import { readFile, readdir, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { Fault } from "@poundwise/contracts";
import { landFile, type Home, type Landed } from "@poundwise/warehouse";

export interface LandFolderOptions {
  readonly landedBy: string;
  readonly landedAt: string;
  /** Said in the ledger instead of the path, for folders that are part of the product. */
  readonly from?: string;
}

/** The file beside dropped files that says when each was published: columns `file` and `published_date`. */
export const PUBLISHED_DATES_FILE = "releases.csv";

/**
 * Lands every file of a folder and its subfolders, in the order of their names. `releases.csv` in the folder gives
 * publication days; hidden files are passed over. Files stay where they are: landing the same bytes again adds nothing.
 *
 * @throws Fault `landing.dates_unreadable` when `releases.csv` has a line that cannot be understood
 */
export async function landFolder(home: Home, folder: string, options: LandFolderOptions): Promise<Landed[]> {
  const dates = await readPublishedDates(folder);
  const landed: Landed[] = [];
  for (const name of await listFiles(folder, "")) {
    landed.push(
      await landFile(home, path.join(folder, name), {
        landedBy: options.landedBy,
        landedAt: options.landedAt,
        publishedDate: dates.get(name) ?? null,
        ...(options.from === undefined ? {} : { from: `${options.from}/${name}` }),
      }),
    );
  }
  return landed;
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  if (!existsSync(path.join(folder, below))) return [];
  const names = (await readdir(path.join(folder, below))).sort();
  const files: string[] = [];
  for (const name of names) {
    const relative = below === "" ? name : `${below}/${name}`;
    if (name.startsWith(".") || name.startsWith("~$") || relative === PUBLISHED_DATES_FILE) continue;
    const isFolder = (await stat(path.join(folder, relative))).isDirectory();
    files.push(...(isFolder ? await listFiles(folder, relative) : [relative]));
  }
  return files;
}

async function readPublishedDates(folder: string): Promise<Map<string, string>> {
  const file = path.join(folder, PUBLISHED_DATES_FILE);
  if (!existsSync(file)) return new Map();
  const [header, ...lines] = (await readFile(file, "utf8")).split(/\r?\n/).filter((line) => line.trim() !== "");
  const columns = (header ?? "").split(",").map((name) => name.trim());
  const [nameAt, dateAt] = [columns.indexOf("file"), columns.indexOf("published_date")];
  const dates = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const cells = line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const date = cells[dateAt] ?? "";
    if (date === "") continue;
    if (nameAt === -1 || dateAt === -1 || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
      throw new Fault("landing.dates_unreadable", "the list of publication days cannot be read", {
        at: { file, line: index + 2 },
        expected: "columns file and published_date, days such as 2024-07-15, no commas in file names",
        found: line,
        next: "Mend the line, or remove it: without a day, the day of landing counts.",
      });
    }
    dates.set(cells[nameAt]!, date);
  }
  return dates;
}
