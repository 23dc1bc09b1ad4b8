import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { quotedIdentifier } from "@duckdb/node-api";
import { withEngine } from "./engine.ts";

// Runs in a process of its own: hashing a database file in the process that has it open would drop the engine's lock on it.

/** One question to the worker, as a JSON line. */
export interface VerifyRequest {
  readonly file: string;
  /** The tables to count (`core.areas`); empty = hash only. */
  readonly tables: readonly string[];
}

/** The worker's one answer, as a JSON line. */
export type VerifyAnswer =
  | {
      readonly ok: true;
      readonly sha256: string;
      readonly bytes: number;
      readonly rows: Readonly<Record<string, number>>;
    }
  | { readonly ok: false; readonly message: string };

async function verify(request: VerifyRequest): Promise<VerifyAnswer> {
  try {
    const rows = request.tables.length === 0 ? {} : await countRows(request.file, request.tables);
    return { ok: true, sha256: await hashFile(request.file), bytes: (await stat(request.file)).size, rows };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

async function countRows(file: string, tables: readonly string[]): Promise<Record<string, number>> {
  return withEngine({}, async (engine) => {
    await engine.attach(file, "publication", "read");
    const rows: Record<string, number> = {};
    for (const table of tables) {
      const name = ["publication", ...table.split(".")].map(quotedIdentifier).join(".");
      const [counted] = await engine.readRows(`select count(*)::integer as row_count from ${name}`);
      rows[table] = counted!["row_count"] as number;
    }
    return rows;
  });
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) {
  input += chunk as string;
  if (input.includes("\n")) break;
}
process.stdout.write(`${JSON.stringify(await verify(JSON.parse(input) as VerifyRequest))}\n`);
