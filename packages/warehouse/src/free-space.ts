import { statfs } from "node:fs/promises";
import { Fault } from "@poundwise/contracts";

/**
 * Refuses to start work that would fill the disk: a full disk stops the engine in the middle of a checkpoint.
 * Twice the expected size must be free.
 *
 * @param folder        where the file will be written; must exist
 * @param expectedBytes what the file is expected to take
 * @throws Fault `disk.too_full`
 */
export async function requireFreeSpace(folder: string, expectedBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const wanted = 2 * expectedBytes;
  if (free >= wanted) return;
  throw new Fault("disk.too_full", "not enough free space to build a publication safely", {
    at: { file: folder },
    expected: `${toMegabytes(wanted)} MB free`,
    found: `${toMegabytes(free)} MB`,
    next: "Free some space, or delete old publications with the prune command, and run it again.",
  });
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
