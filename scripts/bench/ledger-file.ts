import { closeSync, openSync, writeSync } from "node:fs";
import { createGenerator } from "@poundwise/methods";

const SERVICES = [
  "Older people, residential",
  "Children looked after",
  "Highway maintenance",
  "Libraries",
  "Waste treatment",
];
const SUBJECTS = ["Salaries", "Agency staff", "Residential care", "Materials", "Contract hire", "Client contributions"];
const WORDS = ["monthly", "recharge", "placement", "fee", "energy", "supply", "repair", "transport", "weekly", "order"];
/** One row in this many names a person, as narratives do. */
const ROWS_PER_PERSON = 500;
const BAD_AMOUNTS = ["n/a", "12.3.4", "see note", "#REF!"];

/**
 * Writes a made-up ledger extract of the shipped layout: journals of 2 to 40 lines, names with commas in quotes, a few
 * amounts in brackets, a dozen bad ones, and a control total that is right. The same seed gives the same bytes.
 * @returns data rows and bytes written
 */
export function writeLedger(file: string, bytesWanted: number): { readonly rows: number; readonly bytes: number } {
  const generator = createGenerator(20_250_331);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(generator.nextShare() * items.length)]!;
  const centres = Array.from({ length: 400 }, (_, i) => [String(10_000 + i * 37), `${SERVICES[i % 5]!} ${i}`] as const);
  const codes = Array.from({ length: 120 }, (_, i) => [String(1000 + i * 71), `${SUBJECTS[i % 6]!} ${i}`] as const);
  const quote = (text: string): string => (text.includes(",") ? `"${text}"` : text);
  const handle = openSync(file, "w");
  const totals = { debit: 0, credit: 0 };
  let [rows, bytes] = [0, 0];
  let page: string[] = [];
  const write = (line: string): void => {
    page.push(line);
    bytes += line.length;
    if (page.length < 20_000) return;
    writeSync(handle, page.join(""));
    page = [];
  };
  write("Batch 77,Ledger 01,SYNTHETIC\n\n");
  write("Journal,Line,Period,Posted,Cost centre,Cost centre name,Subjective,Subjective name,Narrative,Debit,Credit\n");
  for (let journal = 1; bytes < bytesWanted; journal += 1) {
    const period = 1 + Math.floor(generator.nextShare() * 12);
    const day = String(1 + Math.floor(generator.nextShare() * 28)).padStart(2, "0");
    const posted = `${day}/${String(((period + 2) % 12) + 1).padStart(2, "0")}/${period > 9 ? 2025 : 2024}`;
    const lines = 2 + Math.floor(generator.nextShare() * 39);
    for (let line = 1; line <= lines; line += 1) {
      rows += 1;
      const [centre, code] = [pick(centres), pick(codes)];
      const pence = 1 + Math.floor(generator.nextShare() * generator.nextShare() * 2_000_000);
      const isDebit = generator.nextShare() < 0.6;
      const isBad = rows % 600_000 === 7;
      const isBracketed = rows % 5000 === 11;
      if (!isBad) totals[isDebit ? "debit" : "credit"] += isBracketed ? -pence : pence;
      const printed = (pence / 100).toFixed(2);
      const amount = isBad ? pick(BAD_AMOUNTS) : isBracketed ? `(${printed})` : printed;
      const about = rows % ROWS_PER_PERSON === 3 ? "Mrs E Thimble" : `INV${Math.floor(generator.nextShare() * 1e6)}`;
      write(
        `JNL${String(journal).padStart(7, "0")},${line},${period},${posted},${centre[0]},${quote(centre[1])},${code[0]},` +
          `${code[1]},${pick(WORDS)} ${pick(WORDS)} ${about},${isDebit ? `${amount},` : `,${amount}`}\n`,
      );
    }
  }
  write(`Control total,,,,,,,,,${(totals.debit / 100).toFixed(2)},${(totals.credit / 100).toFixed(2)}\n`);
  write(`"End of extract, ${rows} lines",,,,,,,,,,\n`);
  writeSync(handle, page.join(""));
  closeSync(handle);
  return { rows, bytes };
}
