import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Fault } from "@poundwise/contracts";
import { expandPaths, landFolder } from "@poundwise/runner";
import { landFile, listReceipts, prepareHome, setAside, type Landed, type ToldOrigin } from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";

export interface LandCommandOptions {
  readonly published?: string;
  readonly known?: string;
  /** Address a file was fetched from, the page that linked it, a file with the answer's headers and the instant. */
  readonly url?: string;
  readonly page?: string;
  readonly headers?: string;
  readonly fetchedAt?: string;
  readonly setAside?: string;
  readonly reason?: string;
  readonly putBack?: string;
}

/** `poundwise land PATH…` (files, folders, patterns): keeps the bytes and notes the arrival. With --set-aside or --put-back: a file's use, not its bytes. */
export async function runLandCommand(
  context: CliContext,
  files: readonly string[],
  options: LandCommandOptions,
): Promise<ExitCode> {
  await prepareHome(context.home);
  if (options.setAside !== undefined) return changeUse(context, options.setAside, options.reason ?? null);
  if (options.putBack !== undefined) return changeUse(context, options.putBack, null);
  if (files.length === 0) {
    throw new Fault("usage.no_files", "no file was named", {
      next: "Name files, folders or patterns: poundwise land PATH…",
    });
  }
  const paths = await expandPaths(files, process.cwd());
  const origin = await readOrigin(paths, options);
  const results = [];
  for (const found of paths) {
    for (const landed of await landOne(context, found, options, origin)) {
      context.say(describeLanded(landed));
      results.push({ ...landed.receipt, isNew: landed.isNew, earlierVintage: landed.earlierVintage?.sha256 ?? null });
    }
  }
  context.say("Read it with: npx poundwise refresh");
  context.answer(results);
  return EXIT.done;
}

/** A folder lands whole, with the days its releases.csv gives. */
async function landOne(
  context: CliContext,
  found: string,
  options: LandCommandOptions,
  origin: ToldOrigin | null,
): Promise<Landed[]> {
  const arrival = { landedBy: context.user, landedAt: new Date().toISOString(), notesRepeat: true };
  if ((await stat(found)).isDirectory()) return landFolder(context.home, found, arrival);
  const days = { publishedDate: options.published ?? null, knownDate: options.known ?? null };
  return [await landFile(context.home, found, { ...arrival, ...days, ...(origin === null ? {} : { origin }) })];
}

/** What was said of where the file came from; null for a file that was not fetched. */
async function readOrigin(paths: readonly string[], options: LandCommandOptions): Promise<ToldOrigin | null> {
  const { url, page, headers, fetchedAt } = options;
  if (url === undefined) {
    if (page === undefined && headers === undefined && fetchedAt === undefined) return null;
    throw new Fault("usage.no_address", "a page, headers or an instant were given without the file's own address", {
      next: "Say where the file was fetched from: --url ADDRESS",
    });
  }
  if (paths.length !== 1 || (await stat(paths[0]!)).isDirectory()) {
    throw new Fault("usage.one_file", "an address belongs to one file", {
      found: `${paths.length} paths`,
      next: "Land fetched files one by one, each with its own --url.",
    });
  }
  return {
    url,
    page: page ?? null,
    headers: headers === undefined ? {} : await readHeaders(headers),
    fetchedAt: fetchedAt ?? new Date().toISOString(),
  };
}

async function readHeaders(file: string): Promise<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new TypeError("no object");
    return Object.fromEntries(Object.entries(parsed).map(([name, value]: [string, unknown]) => [name, toText(value)]));
  } catch (cause) {
    throw new Fault("usage.headers", `the file with the headers cannot be read (${(cause as Error).message})`, {
      at: { file },
      expected: 'JSON such as {"etag": "\\"abc\\"", "last-modified": "Mon, 06 Jan 2025 08:00:00 GMT"}',
      next: "Correct the file, or leave --headers out.",
      cause,
    });
  }
}

/** A header's value; one that was sent several times is a list. */
function toText(value: unknown): string {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.every((part) => typeof part === "string")) return values.join(", ");
  throw new TypeError("a value is no text");
}

function describeLanded({ receipt, earlierVintage, isNew }: Landed): string {
  const kept = isNew ? "Landed" : "Already landed, arrival noted";
  const vintage =
    !isNew || earlierVintage === null
      ? ""
      : `  new vintage: other bytes landed under this name on ${earlierVintage.landedAt.slice(0, 10)} (${earlierVintage.sha256.slice(0, 12)})`;
  return `${kept}  ${receipt.fileName}  ${receipt.sha256.slice(0, 12)}  ${receipt.bytes.toLocaleString("en-GB")} bytes${vintage}`;
}

async function changeUse(context: CliContext, nameOrHash: string, reason: string | null): Promise<ExitCode> {
  const receipts = await listReceipts(context.home);
  const found = receipts.filter(
    (receipt) =>
      receipt.fileName === path.basename(nameOrHash) ||
      (nameOrHash.length >= 8 && receipt.sha256.startsWith(nameOrHash)),
  );
  if (found.length === 0) {
    throw new Fault("landing.unknown", `no landed file is called ${nameOrHash} or has that hash`, {
      expected: "a file name or the first eight or more digits of a hash",
      next: "List what has landed with: poundwise sources --files",
    });
  }
  for (const sha256 of new Set(found.map((receipt) => receipt.sha256))) await setAside(context.home, sha256, reason);
  for (const receipt of found) {
    context.say(
      reason === null
        ? `In use again: ${receipt.fileName}`
        : `Set aside: ${receipt.fileName} (${reason}); its bytes stay`,
    );
  }
  context.answer(found.map((receipt) => ({ ...receipt, setAside: reason })));
  return EXIT.done;
}
