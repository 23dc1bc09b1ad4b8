import path from "node:path";
import { Fault } from "@poundwise/contracts";
import { startWorker } from "./start-worker.ts";
import type { VerifyAnswer, VerifyRequest } from "./verify-worker.ts";

/** What a second process found when it read a database file afresh. */
export interface VerifiedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Rows by table, for the tables that were asked for. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Reopens a closed database file read-only in a child process, counts the rows of the named tables and hashes the bytes.
 *
 * @param tables `core.areas` and the like; none = the file is hashed but not opened by the engine
 * @throws Fault `publication.unreadable` when the file cannot be opened or a table is not in it
 */
export async function verifyDatabaseFile(file: string, tables: readonly string[]): Promise<VerifiedFile> {
  const { process: worker } = startWorker("verify-worker", path.dirname(file));
  const request: VerifyRequest = { file, tables };
  worker.stdin!.end(`${JSON.stringify(request)}\n`);
  const [output, errors, exitCode] = await Promise.all([
    readAll(worker.stdout!),
    readAll(worker.stderr!),
    new Promise<number | null>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("close", resolve);
    }),
  ]);
  const answer: VerifyAnswer =
    exitCode === 0 && output !== ""
      ? (JSON.parse(output) as VerifyAnswer)
      : { ok: false, message: `the verifying process ended with code ${exitCode}: ${errors.trim().slice(0, 500)}` };
  if (answer.ok) return answer;
  throw new Fault("publication.unreadable", "the database file cannot be read back", {
    at: { file },
    found: answer.message,
    next: "Nothing points at this file. Check the disk and its free space and build the publication again.",
  });
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk as string;
  return text;
}
