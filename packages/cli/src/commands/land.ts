import { stat } from "node:fs/promises";
import path from "node:path";
import { Fault } from "@poundwise/contracts";
import { expandPaths, landFolder } from "@poundwise/runner";
import { landFile, listReceipts, prepareHome, setAside, type Landed } from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";

export interface LandCommandOptions {
  readonly published?: string;
  readonly known?: string;
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
  const results = [];
  for (const found of await expandPaths(files, process.cwd())) {
    for (const landed of await landOne(context, found, options)) {
      context.say(describeLanded(landed));
      results.push({ ...landed.receipt, isNew: landed.isNew, earlierVintage: landed.earlierVintage?.sha256 ?? null });
    }
  }
  context.say("Read it with: npx poundwise refresh");
  context.answer(results);
  return EXIT.done;
}

/** A folder lands whole, with the days its releases.csv gives. */
async function landOne(context: CliContext, found: string, options: LandCommandOptions): Promise<Landed[]> {
  const arrival = { landedBy: context.user, landedAt: new Date().toISOString(), notesRepeat: true };
  if ((await stat(found)).isDirectory()) return landFolder(context.home, found, arrival);
  const days = { publishedDate: options.published ?? null, knownDate: options.known ?? null };
  return [await landFile(context.home, found, { ...arrival, ...days })];
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
