// Reads one file with one reader in a process of its own, looks at every cell, and prints what that took as JSON:
// node scripts/reading/read-once.mjs READER FILE [FOLDER OF OTHER PACKAGES]
// Plain JavaScript, and Poundwise as built, so that no loader stands between a reader and the engine.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [reader, file, packages = ""] = process.argv.slice(2);

/** What is seen of the cells, so that no reader can leave out work: the sums of all readers are compared. */
const seen = { cells: 0, sum: 0, characters: 0, errors: 0, formats: 0, merges: 0 };

function see(value, format) {
  if (value === null || value === undefined || value === "") return;
  seen.cells += 1;
  if (typeof value === "number") seen.sum += value;
  else if (typeof value === "string") seen.characters += value.length;
  else if (typeof value === "object" && value.error !== undefined) seen.errors += 1;
  if (typeof format === "string" && format !== "General") seen.formats += 1;
}

const READERS = {
  poundwise: async () => {
    const { readWorkbook } = await import("@poundwise/workbook");
    return async () => {
      const book = await readWorkbook(await readFile(file), path.basename(file));
      for (const sheet of book.sheets) {
        for (let row = 1; row <= sheet.rowCount; row += 1) {
          for (let column = 1; column <= sheet.columnCount; column += 1) {
            const cell = sheet.cell(row, column);
            if (cell !== undefined) see(cell.error === null ? cell.value : cell, cell.format);
          }
        }
        seen.merges += sheet.merges.length;
      }
    };
  },
  "poundwise, in passing": async () => {
    const { streamSheet } = await import("@poundwise/workbook");
    return async () => {
      const end = await streamSheet(await readFile(file), path.basename(file), { sheet: "Ledger" }, (block) => {
        for (let row = block.firstRow; row <= block.lastRow; row += 1) {
          for (let column = 1; column <= block.columnCount; column += 1) {
            const cell = block.cell(row, column);
            if (cell !== undefined) see(cell.error === null ? cell.value : cell, cell.format);
          }
        }
      });
      seen.merges = end.merges.length;
    };
  },
  "exceljs workbook": async () => {
    const { default: ExcelJs } = await import("exceljs");
    return async () => {
      const book = new ExcelJs.Workbook();
      await book.xlsx.readFile(file);
      book.eachSheet((sheet) => {
        sheet.eachRow((row) => row.eachCell((cell) => cell.master === cell && see(cell.value, cell.numFmt)));
        seen.merges += Object.keys(sheet._merges).length;
      });
    };
  },
  "exceljs stream": async () => {
    const { default: ExcelJs } = await import("exceljs");
    return async () => {
      const options = { sharedStrings: "cache", styles: "cache", worksheets: "emit", hyperlinks: "ignore" };
      for await (const sheet of new ExcelJs.stream.xlsx.WorkbookReader(file, options)) {
        for await (const row of sheet) row.eachCell((cell) => see(cell.value, cell.numFmt));
      }
    };
  },
  sheetjs: async () => {
    const { read } = await import("@e965/xlsx");
    return async () => {
      const book = read(await readFile(file), { dense: true, cellNF: true, cellText: false, cellHTML: false });
      for (const name of book.SheetNames) {
        const sheet = book.Sheets[name];
        for (const row of sheet["!data"] ?? []) {
          for (const cell of row ?? []) {
            if (cell !== undefined) see(cell.t === "e" ? { error: cell.v } : cell.v, cell.z);
          }
        }
        seen.merges += (sheet["!merges"] ?? []).length;
      }
    };
  },
  hucre: async () => readWithHucre({}),
  "hucre with styles": async () => readWithHucre({ readStyles: true }),
  "read-excel-file": async () => {
    const { default: readExcelFile } = await importFrom("read-excel-file/node/index.js");
    return async () => {
      for (const { data } of await readExcelFile(file)) for (const row of data) for (const value of row) see(value);
    };
  },
};

async function readWithHucre(options) {
  const { readXlsx } = await importFrom("hucre/dist/xlsx.mjs");
  return async () => {
    const book = await readXlsx(await readFile(file), options);
    for (const sheet of book.sheets) {
      for (const row of sheet.rows) for (const value of row) see(value);
      seen.merges += (sheet.merges ?? []).length;
    }
  };
}

/** Imports a file of a package that is no dependency of ours. */
async function importFrom(name) {
  return import(pathToFileURL(path.resolve(packages, "node_modules", name)).href);
}

const read = await READERS[reader]();
const start = performance.now();
const used = process.cpuUsage();
await read();
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(used);
const peakMb = (await readPeakKilobytes()) / 1024;
process.stdout.write(`${JSON.stringify({ seconds, processorSeconds: (user + system) / 1e6, peakMb, seen })}\n`);

/** Linux counts the memory of the parent at the start into what `resourceUsage` states, but not into what it says here. */
async function readPeakKilobytes() {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}
