import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { writeFileDurably } from "./durable-files.ts";
import type { Home } from "./home.ts";

/** What is kept beside a stored table. Size and hash are absent in stores of before they were kept. */
const storedSchema = z.object({
  name: z.string(),
  rows: z.number().int(),
  bytes: z.number().int().optional(),
  sha256: z.string().optional(),
});
export type StoredTable = z.infer<typeof storedSchema>;

/** Where a table of a given fingerprint lies: `<store>/<table>/<fingerprint>.parquet`. */
export function toStorePath(home: Home, name: string, fingerprint: string): string {
  return path.join(home.store, name, `${fingerprint}.parquet`);
}

/**
 * Marks a table in the store as whole, with its size and hash. Done last: a file without this mark does not count.
 * @param file Parquet file in the store
 */
export async function sealStored(file: string, name: string, rows: number): Promise<void> {
  const sealed: StoredTable = { name, rows, bytes: (await stat(file)).size, sha256: await hashFile(file) };
  await writeFileDurably(toSealPath(file), `${JSON.stringify(sealed)}\n`);
}

/** The mark of a stored table; null when the table is not in the store, or its file has another size than it was given. */
export function readStored(file: string): StoredTable | null {
  if (!existsSync(file) || !existsSync(toSealPath(file))) return null;
  const parsed = storedSchema.safeParse(JSON.parse(readFileSync(toSealPath(file), "utf8")));
  if (!parsed.success) return null;
  const { bytes } = parsed.data;
  return bytes === undefined || bytes === statSync(file).size ? parsed.data : null;
}

/** Whether the bytes of a stored table are those it was sealed with. A table without a kept hash counts as whole. */
export async function isIntact(file: string): Promise<boolean> {
  const stored = readStored(file);
  return stored !== null && (stored.sha256 === undefined || stored.sha256 === (await hashFile(file)));
}

/** Takes a damaged table out of the store; its bytes are kept beside under another name. */
export async function setDamagedAside(file: string): Promise<void> {
  await rm(toSealPath(file), { force: true });
  if (existsSync(file)) await rename(file, `${file}.damaged`);
}

/** SHA-256 of a file, hex, read in pieces. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

const toSealPath = (file: string) => file.replace(/\.parquet$/, ".json");
