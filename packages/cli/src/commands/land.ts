import { existsSync } from "node:fs";
import path from "node:path";
import { Fault } from "@poundwise/contracts";
import { landFile, listReceipts, prepareHome, setAside } from "@poundwise/warehouse";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";

export interface LandCommandOptions {
  readonly published?: string;
  readonly known?: string;
  readonly setAside?: string;
  readonly reason?: string;
  readonly putBack?: string;
}

/** `poundwise land FILE…`: keeps the bytes and notes the arrival. With --set-aside or --put-back: a file's use, not its bytes. */
export async function runLandCommand(
  context: CliContext,
  files: readonly string[],
  options: LandCommandOptions,
): Promise<ExitCode> {
  await prepareHome(context.home);
  if (options.setAside !== undefined) return changeUse(context, options.setAside, options.reason ?? null);
  if (options.putBack !== undefined) return changeUse(context, options.putBack, null);
  if (files.length === 0) {
    throw new Fault("usage.no_files", "no file was named", { next: "Name one or more files: poundwise land FILE…" });
  }
  const results = [];
  for (const file of files) {
    if (!existsSync(file)) {
      throw new Fault("landing.unreadable", "there is no such file", { at: { file }, next: "Check the path." });
    }
    const { receipt, isNew } = await landFile(context.home, path.resolve(file), {
      publishedDate: options.published ?? null,
      knownDate: options.known ?? null,
      landedBy: context.user,
      landedAt: new Date().toISOString(),
    });
    context.say(
      `${isNew ? "Landed" : "Already landed"}  ${receipt.fileName}  ${receipt.sha256.slice(0, 12)}  ${receipt.bytes.toLocaleString("en-GB")} bytes`,
    );
    results.push({ ...receipt, isNew });
  }
  context.say("Read it with: npx poundwise refresh");
  context.answer(results);
  return EXIT.done;
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
