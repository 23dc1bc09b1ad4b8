import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { quotedString } from "@duckdb/node-api";
import { moveDurably, syncFile, toTemporaryPath } from "./durable-files.ts";
import type { Engine } from "./engine.ts";

/**
 * Writes the rows of a select as one Parquet file: to a temporary name, checked, flushed, then renamed. Equal rows in
 * equal order give equal bytes, whatever the number of threads.
 *
 * @param select one select in the engine's dialect; its row order is the file's
 * @param check  looks at the finished file under its temporary name; when it throws, nothing is kept
 */
export async function writeParquet(
  engine: Engine,
  select: string,
  filePath: string,
  check: (temporaryPath: string) => Promise<void> = async () => {},
): Promise<void> {
  await mkdir(path.dirname(filePath), { recursive: true });
  const temporary = toTemporaryPath(filePath);
  try {
    // The size of a row group is fixed because it shapes the bytes; a new default of the engine must not.
    await engine.run(
      `copy (${select}\n) to ${quotedString(temporary)} (format parquet, compression zstd, row_group_size 122880)`,
    );
    await check(temporary);
    await syncFile(temporary);
    await moveDurably(temporary, filePath);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
