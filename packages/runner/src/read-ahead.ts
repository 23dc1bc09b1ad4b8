import { existsSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import type { Receipt } from "@poundwise/contracts";
import type { CatalogSource } from "./catalog.ts";
import { locatePart } from "./part-address.ts";
import { ReadingPool } from "./reading-pool.ts";
import { LARGE_FILE_BYTES } from "./stage-delimited.ts";
import type { StageContext } from "./stage-release.ts";

/** A file and the source that is tried on it first. */
export interface ExpectedReading {
  readonly receipt: Receipt;
  readonly source: CatalogSource;
}

export interface ReadAhead {
  /** Waits for the part with that fingerprint. True: it is in the store; false: nobody has read it, so do. */
  take(fingerprint: string): Promise<boolean>;
  /** Ends the threads when they are done with the file they are at. */
  close(): Promise<void>;
}

export interface ReadAheadOptions {
  /** Default: one for each processor, four at most, as far as memory allows; below two nothing is read ahead. */
  readonly threads?: number;
  /** Smaller files are sooner read than a thread is started. Default 2 MiB. */
  readonly leastBytes?: number;
}

const MOST_THREADS = 4;
const LEAST_BYTES = 2 << 20;
/** A workbook of 28 MB takes 1.6 GB from its cells to its part; a third as much again is for all else. */
const MEMORY_PER_BYTE = 80;

/**
 * Begins to read, on other threads, the large files that a refresh will ask for, in this order, as far as their parts are
 * not in the store. A thread does all there is to do for a part and leaves it where any refresh would look for it, so that
 * nothing has to be handed over, and nothing depends on which thread was faster.
 * @returns null where it would not help: for fewer than two such files, on one processor, or where memory is short
 */
export function startReadAhead(
  context: StageContext,
  expected: readonly ExpectedReading[],
  { threads, leastBytes = LEAST_BYTES }: ReadAheadOptions = {},
): ReadAhead | null {
  const orders = expected.flatMap(({ receipt, source: { id, hash, module, declaration } }) => {
    const source = { id, hash, declaration };
    const { fingerprint, base } = locatePart(context, source, receipt, null);
    const isSmall = receipt.bytes < leastBytes;
    // Declarations hold functions, so that a thread has to import them for itself.
    if (module === undefined || isSmall || isForEngine(context, receipt) || existsSync(`${base}.json`)) return [];
    return [{ receipt, source: { id, hash, module }, fingerprint }];
  });
  const largest = Math.max(...orders.map(({ receipt }) => receipt.bytes));
  const inMemory = Math.floor(readMemory() / (largest * MEMORY_PER_BYTE));
  const count = Math.min(threads ?? Math.min(availableParallelism(), MOST_THREADS, inMemory), orders.length);
  if (count < 2) return null;

  const { home, areas, areasFingerprint } = context;
  const { largeFileBytes = LARGE_FILE_BYTES } = context;
  const pool = new ReadingPool(count, { home, areas, areasFingerprint, largeFileBytes });
  const begun = new Map<string, Promise<boolean>>();
  for (const { receipt, source, fingerprint } of orders) {
    if (begun.has(fingerprint)) continue;
    const read = pool.read({ receipt, source });
    // Whoever takes it hears of its failure; nobody may.
    read.catch(() => undefined);
    begun.set(fingerprint, read);
  }
  return {
    take: async (fingerprint) => {
      const read = begun.get(fingerprint);
      begun.delete(fingerprint);
      return (await read) ?? false;
    },
    close: () => pool.close(),
  };
}

/** Bytes of memory that this process may have: of the machine, or of the container it runs in. */
function readMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

/** Large delimited files are staged by the engine, which uses all processors by itself. */
function isForEngine({ largeFileBytes = LARGE_FILE_BYTES }: StageContext, { bytes, fileName }: Receipt): boolean {
  return bytes >= largeFileBytes && !/\.(xlsx|xlsm|xlsb|xls|ods|zip)$/i.test(fileName);
}
