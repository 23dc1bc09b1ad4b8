import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { Fault, receiptSchema, type Receipt } from "@poundwise/contracts";
import { appendLineDurably, moveDurably, syncFile, toTemporaryPath } from "./durable-files.ts";
import { cleanOrigin, type ToldOrigin } from "./clean-origin.ts";
import type { Home } from "./home.ts";

export interface Arrival {
  /** The day the publisher released the file, ISO; null when unknown: the landing day then stands for it. */
  readonly publishedDate: string | null;
  /** Earliest day on which the file can have been known, ISO, when the publication day is not; null: the landing day. */
  readonly knownDate?: string | null;
  /** User name, for the audit trail. */
  readonly landedBy: string;
  /** The instant, ISO with Z. */
  readonly landedAt: string;
  /** Path or address the file came from; default the origin's address, else `filePath`. */
  readonly from?: string;
  /** Where a fetched file came from; the ledger keeps it without secrets. */
  readonly origin?: ToldOrigin;
  /** Writes a ledger line also when the same bytes have landed under the same name before. */
  readonly notesRepeat?: boolean;
}

export interface Landed {
  readonly receipt: Receipt;
  /** The newest file of the same name with other bytes: the receipt is a new vintage of it. Null for a first one. */
  readonly earlierVintage: Receipt | null;
  /** False when the same bytes had landed under the same name before: nothing was written. */
  readonly isNew: boolean;
}

/**
 * Takes a file into the landing store: its bytes once, under their SHA-256, read-only, and one ledger line per arrival.
 * The same bytes under the same name add no line, unless the published date or the origin is known now and was not, or the
 * date has changed, or the arrival is to be noted (somebody sent the file again, as against a folder that is looked
 * through again).
 *
 * @throws Fault `landing.unreadable` when the file cannot be read, `landing.bad_address`, `landing.ledger_damaged`
 */
export async function landFile(home: Home, filePath: string, arrival: Arrival): Promise<Landed> {
  const origin = arrival.origin === undefined ? null : cleanOrigin(arrival.origin);
  const from = arrival.from ?? origin?.url ?? filePath;
  await mkdir(home.landing, { recursive: true });
  const { sha256, bytes } = await storeBytes(home, filePath);
  const fileName = path.basename(filePath);
  const receipts = await listReceipts(home);
  const known = receipts.find((it) => it.sha256 === sha256 && it.fileName === fileName);
  const earlierVintage = receipts.findLast((it) => it.fileName === fileName && it.sha256 !== sha256) ?? null;
  const knownDate = arrival.knownDate ?? known?.knownDate ?? null;
  const addsDay = arrival.publishedDate !== null && known?.publishedDate !== arrival.publishedDate;
  if (known && !addsDay && known.knownDate === knownDate) {
    const addsOrigin = known.origin === null && origin !== null;
    // The day of the first arrival stays, for it can stand for the day of publication.
    const receipt: Receipt = addsOrigin ? { ...known, origin } : known;
    if (addsOrigin) await appendReceipt(home, receipt);
    if (arrival.notesRepeat === true) {
      const { landedAt, landedBy } = arrival;
      await appendReceipt(home, { ...known, landedAt, landedBy, from, origin, isRepeat: true });
    }
    return { receipt, earlierVintage, isNew: false };
  }
  const receipt: Receipt = {
    sha256,
    fileName,
    bytes,
    landedAt: arrival.landedAt,
    landedBy: arrival.landedBy,
    from,
    origin: origin ?? known?.origin ?? null,
    publishedDate: arrival.publishedDate ?? known?.publishedDate ?? null,
    knownDate,
    setAside: known?.setAside ?? null,
  };
  await appendReceipt(home, receipt);
  return { receipt, earlierVintage, isNew: true };
}

/**
 * Every landed file, in the order of first arrival. The last ledger line of a hash and file name holds; lines that only
 * note a further arrival change nothing.
 * A line that a crash cut short was never acknowledged and is passed over.
 *
 * @throws Fault `landing.ledger_damaged` naming the line, for a whole line that is no receipt
 */
export async function listReceipts(home: Home): Promise<Receipt[]> {
  const latest = new Map<string, Receipt>();
  for (const receipt of await readReceipts(home)) {
    if (receipt.isRepeat !== true) latest.set(`${receipt.sha256} ${receipt.fileName}`, receipt);
  }
  return [...latest.values()];
}

/**
 * How often each file arrived: hash and name, joined by a space → arrivals. Lines that say more of an arrival are not another.
 *
 * @throws Fault `landing.ledger_damaged`
 */
export async function countArrivals(home: Home): Promise<Map<string, number>> {
  const instants = new Map<string, Set<string>>();
  for (const { sha256, fileName, landedAt } of await readReceipts(home)) {
    const key = `${sha256} ${fileName}`;
    instants.set(key, (instants.get(key) ?? new Set()).add(landedAt));
  }
  return new Map([...instants].map(([key, { size }]) => [key, size]));
}

/**
 * Takes a landed file out of use (its bytes stay), or back into use with `reason` null.
 *
 * @param reason why, in words; kept in the ledger
 * @throws Fault `landing.unknown` when no file with this hash has landed
 */
export async function setAside(home: Home, sha256: string, reason: string | null): Promise<Receipt[]> {
  const receipts = (await listReceipts(home)).filter((receipt) => receipt.sha256 === sha256);
  if (receipts.length === 0) {
    throw new Fault("landing.unknown", `no landed file has the hash ${sha256}`, {
      at: { file: ledgerPath(home) },
      next: "List the landed files and take the hash from there.",
    });
  }
  const changed = receipts.map((receipt) => ({ ...receipt, setAside: reason }));
  for (const receipt of changed) await appendReceipt(home, receipt);
  return changed;
}

/**
 * The bytes of a landed file, after checking that they are still those that landed.
 *
 * @throws Fault `landing.missing`, `landing.damaged`, or `workbook.too_large` for a file that cannot be held whole
 */
export async function readLanded(home: Home, receipt: Pick<Receipt, "sha256" | "fileName">): Promise<Uint8Array> {
  const file = path.join(home.landing, receipt.sha256);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_FS_FILE_TOO_LARGE") {
      throw await tooLargeFault(file, receipt.fileName, cause);
    }
    throw missingFault(file, receipt.fileName, cause);
  }
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== receipt.sha256) throw damagedFault(file, receipt, found);
  return bytes;
}

async function tooLargeFault(file: string, fileName: string, cause: unknown): Promise<Fault> {
  return new Fault("workbook.too_large", "the file is larger than can be read whole", {
    at: { file: fileName },
    expected: "at most 2 GiB, or delimited text with a header on a line of its own",
    found: `${(await stat(file)).size} bytes`,
    next: "Look at how it begins: text without line ends was exported wrongly. Ask for it again, in parts if it must be.",
    cause,
  });
}

/**
 * The bytes of a landed file piece by piece; after the last piece they are known to be still those that landed.
 *
 * @throws Fault `landing.missing` or `landing.damaged`, the latter only at the end: nothing made of the pieces may be kept
 */
export async function* openLanded(
  home: Home,
  receipt: Pick<Receipt, "sha256" | "fileName">,
): AsyncGenerator<Buffer, void> {
  const file = path.join(home.landing, receipt.sha256);
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
      hash.update(piece);
      yield piece;
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw missingFault(file, receipt.fileName, cause);
  }
  const found = hash.digest("hex");
  if (found !== receipt.sha256) throw damagedFault(file, receipt, found);
}

function missingFault(file: string, fileName: string, cause: unknown): Fault {
  return new Fault("landing.missing", `the bytes of ${fileName} cannot be read`, {
    at: { file },
    next: "Restore the landing folder from a backup, or land the publisher's file again.",
    cause,
  });
}

function damagedFault(file: string, receipt: Pick<Receipt, "sha256" | "fileName">, found: string): Fault {
  return new Fault("landing.damaged", `the bytes of ${receipt.fileName} have changed since they landed`, {
    at: { file },
    expected: `SHA-256 ${receipt.sha256}`,
    found,
    next: "Land the publisher's file again: the damaged copy is then replaced.",
  });
}

/** Small pieces cost more than what is done with them. */
const PIECE_BYTES = 1 << 20;

const ledgerPath = (home: Home) => path.join(home.landing, "ledger.ndjson");

async function storeBytes(home: Home, filePath: string): Promise<{ sha256: string; bytes: number }> {
  const temporary = toTemporaryPath(path.join(home.landing, "arriving"));
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    // The hash is taken of what was copied, so a file that changes meanwhile cannot land under a wrong name.
    await pipeline(
      createReadStream(filePath, { highWaterMark: PIECE_BYTES }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(temporary, { flags: "wx", highWaterMark: PIECE_BYTES }),
    );
    const sha256 = hash.digest("hex");
    const target = path.join(home.landing, sha256);
    if (await isIntact(home, sha256)) {
      await rm(temporary);
    } else {
      await syncFile(temporary);
      await chmod(temporary, 0o444);
      // A damaged copy is read-only, and Windows does not rename over such a file.
      await rm(target, { force: true });
      await moveDurably(temporary, target);
    }
    return { sha256, bytes };
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new Fault("landing.unreadable", `the file could not be landed (${(cause as Error).message})`, {
      at: { file: filePath },
      next: "Check that the file exists, is closed in other programs, and that the disk has room.",
      cause,
    });
  }
}

async function isIntact(home: Home, sha256: string): Promise<boolean> {
  try {
    for await (const _ of openLanded(home, { sha256, fileName: sha256 }));
    return true;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

const appendReceipt = (home: Home, receipt: Receipt) => appendLineDurably(ledgerPath(home), JSON.stringify(receipt));

/** Every whole line of the ledger, in order. */
async function readReceipts(home: Home): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const [index, line] of (await readLedger(home)).split("\n").entries()) {
    if (line.trim() === "" || isCutShort(line)) continue;
    receipts.push(parseReceipt(line, ledgerPath(home), index + 1));
  }
  return receipts;
}

/** Whether a line ends inside a text or an object. */
function isCutShort(line: string): boolean {
  const outsideTexts = line.replace(/"(?:[^"\\]|\\.)*"/g, "");
  const count = (sign: string) => outsideTexts.split(sign).length - 1;
  return outsideTexts.includes('"') || count("{") > count("}");
}

async function readLedger(home: Home): Promise<string> {
  try {
    return await readFile(ledgerPath(home), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function parseReceipt(line: string, file: string, lineNumber: number): Receipt {
  try {
    return receiptSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Fault("landing.ledger_damaged", "a line of the ledger is not a receipt", {
      at: { file, line: lineNumber },
      found: line.slice(0, 120),
      next: "Restore the ledger from a backup; it is only ever appended to.",
      cause,
    });
  }
}
