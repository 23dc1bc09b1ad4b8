import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

/**
 * Writes a whole file so that a crash leaves either the old content or the new one, never a part: temporary name in
 * the same folder, fsync, rename, fsync of the folder. Creates the folder when it is missing.
 *
 * @param filePath the final path; an existing file is replaced
 * @param bytes    the whole content; text is written as UTF-8
 * @throws the file system's error; the temporary file is removed first
 */
export async function writeFileDurably(filePath: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(path.dirname(filePath), { recursive: true });
  const temporary = toTemporaryPath(filePath);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveDurably(temporary, filePath);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Appends one line to a log and returns once it is on disk. The line and its line end go out in one write; a line cut by
 * an earlier crash is closed off first, so it cannot swallow the new one.
 *
 * @param line one line without line end
 * @throws RangeError when `line` holds a line break
 */
export async function appendLineDurably(filePath: string, line: string): Promise<void> {
  if (/[\r\n]/.test(line)) throw new RangeError("A log line must not hold a line break.");
  await mkdir(path.dirname(filePath), { recursive: true });
  const file = await open(filePath, "a+");
  let isNew: boolean;
  try {
    const { size } = await file.stat();
    isNew = size === 0;
    await file.writeFile(`${isNew || (await endsWithLineEnd(file, size)) ? "" : "\n"}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  if (isNew) await syncFolder(path.dirname(filePath));
}

/** Renames within one file system and returns once the new name is on disk. An existing target is replaced. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(path.dirname(to));
  if (path.dirname(from) !== path.dirname(to)) await syncFolder(path.dirname(from));
}

/** Flushes a closed file that another program (the engine) wrote, so that a rename after it can be trusted. */
export async function syncFile(filePath: string): Promise<void> {
  // Windows refuses to flush a handle that cannot write.
  const file = await open(filePath, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name beside `filePath` that nobody else uses; it starts with a dot so that folder scans skip it. */
export function toTemporaryPath(filePath: string): string {
  return path.join(path.dirname(filePath), `.${path.basename(filePath)}.${randomBytes(6).toString("hex")}.tmp`);
}

async function syncFolder(folder: string): Promise<void> {
  let handle;
  try {
    handle = await open(folder, "r");
    await handle.sync();
  } catch (error) {
    // Windows cannot open or flush a folder; its file system journals renames itself.
    if (process.platform !== "win32") throw error;
  } finally {
    await handle?.close();
  }
}

async function endsWithLineEnd(file: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> {
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
