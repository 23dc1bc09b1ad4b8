import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, type ResourceLimits } from "node:worker_threads";
import { damagedFault, encryptedFault, tooLargeFault } from "./file-faults.ts";
import type { PlainSheet, SpreadsheetAnswer } from "./spreadsheet-worker.ts";
import { LAST_COLUMN, LAST_ROW, nextFilled, type Sheet, type Workbook, type WorkbookFormat } from "./workbook.ts";

const MIB = 1 << 20;
/** A genuine file takes half a second for each MiB; one that takes so much longer never ends. */
const SECONDS = { least: 10, perMib: 20 } as const;
/** Room for the cells of a genuine file, many times over. */
const MEMORY_MIB = { least: 768, perMib: 64 } as const;

/**
 * Reads the cells of an xls or xlsb workbook through SheetJS, in a thread of its own with limits of time and memory.
 * Formulas give their stored result; days stay serial numbers.
 * @param format what the container was found to be
 * @throws Fault workbook.encrypted, workbook.damaged, workbook.too_large
 */
export async function readSpreadsheet(bytes: Uint8Array, format: WorkbookFormat, fileName: string): Promise<Workbook> {
  const answer = await askWorker(bytes, fileName);
  if ("failure" in answer) {
    if (/password|encrypt/i.test(answer.failure)) throw encryptedFault(fileName);
    throw damagedFault(fileName, answer.failure.split("\n")[0]!.slice(0, 200));
  }
  if (answer.sheets.length === 0) throw damagedFault(fileName, "a workbook without any sheet");
  const { usesDate1904 } = answer;
  return { format, usesDate1904, sheets: answer.sheets.map((sheet) => toSheet(sheet, fileName)) };
}

function toSheet({ rows, hiddenRows, hiddenColumns, ...parts }: PlainSheet, fileName: string): Sheet {
  const columnCount = rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  const reaches = [{ bottom: rows.length, right: columnCount }, ...parts.merges];
  const beyond = reaches.find(({ bottom, right }) => bottom > LAST_ROW || right > LAST_COLUMN);
  if (beyond !== undefined) {
    const found = `something in row ${beyond.bottom}, column ${beyond.right}, where no sheet has any`;
    throw damagedFault({ file: fileName, sheet: parts.name }, found);
  }
  return {
    ...parts,
    rowCount: rows.length,
    columnCount,
    isRowHidden: (row) => hiddenRows.has(row),
    isColumnHidden: (column) => hiddenColumns.has(column),
    cell: (row, column) => rows[row - 1]?.[column - 1],
    nextColumn: (row, column) => nextFilled(rows[row - 1], column, (cell) => cell !== undefined),
  };
}

function askWorker(bytes: Uint8Array, fileName: string): Promise<SpreadsheetAnswer> {
  const mib = bytes.length / MIB;
  const seconds = Math.ceil(SECONDS.least + SECONDS.perMib * mib);
  const memory = Math.ceil(MEMORY_MIB.least + MEMORY_MIB.perMib * mib);
  const worker = startWorker(bytes, { maxOldGenerationSizeMb: memory });
  return new Promise<SpreadsheetAnswer>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(damagedFault(fileName, `records that cannot be read to their end within ${seconds} seconds`));
    }, seconds * 1000);
    worker.once("message", resolve);
    worker.once("error", (cause: NodeJS.ErrnoException) => {
      reject(cause.code === "ERR_WORKER_OUT_OF_MEMORY" ? toMemoryFault(bytes, fileName, cause) : cause);
    });
    worker.once("exit", (code) => reject(new Error(`the reader of old spreadsheets ended with ${code}`)));
    worker.once("exit", () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}

function toMemoryFault(bytes: Uint8Array, fileName: string, cause: Error): Error {
  const expected = `at most ${MEMORY_MIB.least} MiB of memory and ${MEMORY_MIB.perMib} for each MiB of the file`;
  const fault = tooLargeFault(fileName, "the workbook fills up memory", expected, `more, for ${bytes.length} bytes`);
  fault.cause = cause;
  return fault;
}

/** Works from the compiled package and from the TypeScript sources. */
function startWorker(bytes: Uint8Array, resourceLimits: ResourceLimits): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL("./spreadsheet-worker.js", import.meta.url), { workerData: bytes, resourceLimits });
  }
  // Node cannot read our TypeScript by itself, and a thread has to fetch the loader for itself.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const loader = new URL("./dist/esm/api/index.mjs", tsx).href;
  const program = new URL("./spreadsheet-worker.ts", import.meta.url).href;
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => (register(), import(${JSON.stringify(program)})))`;
  return new Worker(start, { eval: true, workerData: bytes, resourceLimits, execArgv: ["--conditions=source"] });
}
