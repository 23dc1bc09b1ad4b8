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
  /** See `Arrival.notesRepeat`. */
  readonly notesRepeat?: boolean;
}

/**
 * The file beside dropped files that says when each was published: columns `file` and `published_date`, and for files
 * whose publication day is not known `known_date`, the earliest day on which they can have been known.
 */
export const PUBLISHED_DATES_FILE = "releases.csv";

/**
 * Lands every file of a folder and its subfolders, in the order of their names. `releases.csv` in the folder gives
 * publication days; hidden files are passed over. Files stay where they are: landing the same bytes again adds nothing.
 *
 * @throws Fault `landing.dates_unreadable` when `releases.csv` has a line that cannot be understood
 */
export async function landFolder(home: Home, folder: string, options: LandFolderOptions): Promise<Landed[]> {
  const dates = await readReleaseDays(folder);
  const landed: Landed[] = [];
  for (const name of await listFiles(folder, "")) {
    landed.push(
      await landFile(home, path.join(folder, name), {
        landedBy: options.landedBy,
        landedAt: options.landedAt,
        publishedDate: dates.get(name)?.publishedDate ?? null,
        knownDate: dates.get(name)?.knownDate ?? null,
        notesRepeat: options.notesRepeat === true,
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

interface ReleaseDays {
  readonly publishedDate: string | null;
  readonly knownDate: string | null;
}

async function readReleaseDays(folder: string): Promise<Map<string, ReleaseDays>> {
  const file = path.join(folder, PUBLISHED_DATES_FILE);
  if (!existsSync(file)) return new Map();
  const lines = (await readFile(file, "utf8")).split(/\r?\n/);
  const columns = (lines[0] ?? "").split(",").map((name) => name.trim());
  const days = new Map<string, ReleaseDays>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue;
    const cells = line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const readDay = (column: string): string | null => {
      const text = cells[columns.indexOf(column)] ?? "";
      if (text !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(text)) throw unreadableLine(file, index + 1, line);
      return text === "" ? null : text;
    };
    const name = cells[columns.indexOf("file")];
    if (name === undefined || cells.length !== columns.length) throw unreadableLine(file, index + 1, line);
    days.set(name, { publishedDate: readDay("published_date"), knownDate: readDay("known_date") });
  }
  return days;
}

function unreadableLine(file: string, line: number, text: string): Fault {
  return new Fault("landing.dates_unreadable", "the list of publication days cannot be read", {
    at: { file, line },
    expected: "columns file and published_date (and known_date), days such as 2024-07-15, no commas in file names",
    found: text,
    next: "Mend the line, or remove it: without a day, the day of landing counts.",
  });
}
