import ExcelJs from "exceljs";
import { createGenerator } from "@poundwise/methods";

const HEADERS = ["Body name", "Body", "Service label", "Service division label", "Expenditure category", "Detailed expenditure type", "Detailed expenditure code", "Date paid", "Transaction number", "Net amount", "Capital or revenue", "Supplier name"]; // prettier-ignore
const SERVICES = ["Adult Social Care", "City Development", "Environment & Neighbourhoods", "Central Functions"];
const KINDS = ["Day Centre", "Home Care", "Construction", "Clothing & Uniforms", "Recycling & Reuse Charges"];
const TRADES = ["Care", "Building", "Transport", "Supplies", "Catering", "Cleaning"];
const FIRST_DAY = Date.UTC(2024, 3, 1);

/**
 * Writes a workbook of made-up payments under the headers of the guidance of 2010, as a council publishes them: services
 * and suppliers that repeat, a transaction number of its own in each row, days, pounds and pence. The same seed gives the
 * same cells.
 * @returns pounds of all rows
 */
export async function writePaymentsWorkbook(
  file: string,
  { rows, seed }: { readonly rows: number; readonly seed: number },
): Promise<number> {
  const generator = createGenerator(seed);
  const below = (limit: number): number => Math.floor(generator.nextShare() * limit);
  const writer = new ExcelJs.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true, useStyles: true });
  const sheet = writer.addWorksheet("Payments");
  sheet.columns = HEADERS.map((_, place) => (place === 7 ? { style: { numFmt: "dd/mm/yyyy" } } : {}));
  sheet.addRow(HEADERS).commit();
  let pence = 0;
  for (let row = 1; row <= rows; row += 1) {
    const amount = 50_000 + below(9_000_000);
    pence += amount;
    const [service, kind] = [below(SERVICES.length), below(KINDS.length)];
    const cells = [
      "Trial City Council",
      "http://statistics.data.gov.uk/doc/local-authority/00ZZ",
      SERVICES[service],
      `${SERVICES[service]}, division ${below(40)}`,
      "Supplies and services",
      KINDS[kind],
      200 + kind,
      new Date(FIRST_DAY + below(365) * 86_400_000),
      `${seed}-${String(row).padStart(7, "0")}-${below(1e9)}`,
      amount / 100,
      below(10) === 0 ? "C" : "R",
      `${TRADES[below(TRADES.length)]} ${below(4000)} Limited`,
    ];
    sheet.addRow(cells).commit();
  }
  sheet.commit();
  await writer.commit();
  return pence / 100;
}
