import { read as readSheetJs, utils, write as writeSheetJs } from "@e965/xlsx";
import { describeFinding } from "@poundwise/contracts";
import { readRelease, readWorkbook } from "@poundwise/workbook";
import { describe, expect, it } from "vitest";
import { listRows } from "../scripts/read-source.ts";
import payments from "./sources/council_payments.ts";

type CellText = string | number | null;

async function readBytes(bytes: Uint8Array, fileName: string) {
  const workbook = await readWorkbook(bytes, fileName);
  return readRelease({ sourceId: "council_payments", source: payments, fileName, workbook });
}

const readText = (lines: readonly string[]) =>
  readBytes(Buffer.from(lines.join("\n"), "utf8"), "anytown-spend-2024-04.csv");

async function readOne(lines: readonly string[]) {
  const reading = await readText(lines);
  expect(reading.findings.filter(({ severity }) => severity !== "record").map(describeFinding)).toEqual([]);
  const rows = listRows(reading);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** Header lines as councils and other public bodies have published them; every line below a header is made up. */
const FAMILIES: readonly {
  readonly name: string;
  readonly lines: readonly string[];
  readonly gives: Readonly<Record<string, CellText>>;
}[] = [
  {
    name: "body, service label and detailed expenditure, with creditors (unitary, over £250)",
    lines: [
      "Body Name,Body,Service Label,Service Code,Service Division Label,Service Division Code,Expenditure Category,Expenditure Code,CIPFA Detailed Expenditure Type,CIPFA Detailed Expenditure Code,Date,Transaction Number,CC 43 TBM Section,CCN 43 TBM Section,CC 02 Council or Non Council,Net Amount,Capital and Revenue,Creditor Name",
      "Anytown Council,http://example.org,Highways,H1,Street lighting,H12,Supplies,40,Electricity,4012,15/04/2024,90001,A,B,C,1234.50,Revenue,Volt Supply Ltd",
    ],
    gives: {
      ...{ body_name: "Anytown Council", service_name: "Highways", division_name: "Street lighting" },
      ...{ expense_group: "Supplies", expense_type: "Electricity", expense_code: "4012", payment_date: "2024-04-15" },
      ...{ transaction_id: "90001", spend_kind: "revenue", supplier_name: "Volt Supply Ltd", amount_gbp: 1234.5 },
    },
  },
  {
    name: "categorisations and responsible unit, days such as 05-Apr-24 (city unitary)",
    lines: [
      "Body Name,Body,Service Area Categorisation,Service Division Categorisation,Responsible Unit,Expenses Type,Detailed Expenses Type,Payment Date,Transaction Number,Payment Amount,Supplier Type,Supplier Name,Supplier Id",
      'Anytown Council,E06,Housing,Repairs,Estates,Premises,Plumbing,05-Apr-24,T-1,"(1,200.00)",Trade,Pipe Works Ltd,55',
    ],
    gives: {
      ...{ service_name: "Housing", division_name: "Repairs", expense_group: "Premises", expense_type: "Plumbing" },
      ...{ payment_date: "2024-04-05", cost_centre: "Estates", amount_gbp: -1200 },
    },
  },
  {
    name: "directorate, cost centre and nominal (county)",
    lines: [
      "Directorate,Cost Centre Code,Cost Centre Description,Supplier Name,Item Code Desc,Nominal Description,Transaction Reference,Payment Date,Total Net Amount",
      "People,C100,Fostering,Warm Homes Ltd,Placements,Third party payments,PI/77,2024-04-30,£900.00",
    ],
    gives: {
      ...{ service_name: "People", division_name: null, cost_centre: "C100", expense_type: "Placements" },
      ...{ expense_group: "Third party payments", transaction_id: "PI/77", amount_gbp: 900 },
    },
  },
  {
    name: "two lines before the header, company and line amount (new unitary, over £250)",
    lines: [
      "Expenditure over £250,,,,,,,,,,",
      "April 2024,,,,,,,,,,",
      "Company,coded supplier,Supplier Name,Date,System Reference,Directorate Description,Directorate Area,Expenditure Description,Type of Expenditure,Line Number,Line Amount",
      "Anytown Council,S9,Green Buses Ltd,01/04/2024,INV55,Place,Transport,Bus contracts,Transport costs,1,750.00-",
    ],
    gives: {
      ...{ body_name: "Anytown Council", service_name: "Place", division_name: "Transport" },
      ...{ expense_group: "Transport costs", expense_type: "Bus contracts", transaction_id: "INV55", amount_gbp: -750 },
    },
  },
  {
    name: "service area and division, amount without VAT (county unitary)",
    lines: [
      "Service area,Service division,Expense type,Expense code,Detailed expense type,Payment date,Transaction number,Amount Exc VAT,Supplier name",
      "Adults,Day care,Supplies,D5000,Food,30/04/2024,800123,612.00,Fresh Food Ltd",
    ],
    gives: { service_name: "Adults", division_name: "Day care", expense_code: "D5000", amount_gbp: 612 },
  },
  {
    name: "service area and responsible unit (county)",
    lines: [
      "Body name,Body,Service area categorisation,Responsible unit,Expenses type,Date,Transaction number,Amount,Supplier name",
      "Anyshire County Council,X1,Education,School transport,Coach hire,02/04/2024,P1,500.00,Coach Hire Ltd",
    ],
    gives: { service_name: "Education", cost_centre: "School transport", expense_group: "Coach hire", amount_gbp: 500 },
  },
  {
    name: "expense area, type and code with an extended description (district)",
    lines: [
      "Body,Body Name,Date,Transaction Number,Amount,Supplier,Supplier ID,Expense Area,Expense Type,Expense Code,Extended Description",
      "http://example.org,Anydale District Council,03/04/2024,0001,501,Paper Mill Ltd,7,Elections,Printing,0042,Ballot papers",
    ],
    gives: { service_name: "Elections", expense_group: "Printing", expense_code: "0042", purpose: "Ballot papers" },
  },
  {
    name: "names joined by underscores, gross beside net (district)",
    lines: [
      "Service_Area_Categorisation,Service_Division_Categorisation,Responsible_Unit,Expenses_Type,Detailed_Expenses_Type,Expense_Code,Narrative,Date,Transaction_Number,SumOfAmount_Inc_VAT,SumOfAmount_Exc_VAT,Capital_Revenue,Supplier_Name,Supplier_ID,Contract_ID",
      "Leisure,Parks,Grounds,Supplies,Seeds,44,Grass seed,04/04/2024,T2,1200,1000,Revenue,Lawn Care Ltd,8,",
    ],
    gives: { amount_gbp: 1000, purpose: "Grass seed", spend_kind: "revenue", expense_type: "Seeds" },
  },
  {
    name: "department family and entity, as central government and its bodies print it",
    lines: [
      "Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount",
      'Local government,Anyshire Fire Authority,28/04/2024,Vehicles,Fleet,Fire Engines Ltd,31002,"25,000.00"',
    ],
    gives: {
      body_name: "Anyshire Fire Authority",
      service_name: "Fleet",
      expense_group: "Vehicles",
      amount_gbp: 25000,
    },
  },
  {
    name: "titles and a blank line first, total (excludes VAT) (city)",
    lines: [
      "Payments over £250 made in April 2024,,,,",
      ",,,,",
      "Directorate,Group Description,Supplier Name,Date,Total (excludes VAT)",
      "City Services,Vehicle parts,Spare Parts Ltd,09/04/24,300",
    ],
    gives: { service_name: "City Services", purpose: "Vehicle parts", payment_date: "2024-04-09", amount_gbp: 300 },
  },
  {
    name: "supplier or redacted statement, area of spend, value (unitary)",
    lines: [
      "Directorate/Balance Sheet Heading,Area of Spend,Service Level,Expense Description,Supplier or Redacted Statement,Payment Date,Value",
      "Regeneration,Planning,Policy,Surveys,REDACTED PERSONAL DATA,10/04/2024,505",
    ],
    gives: { service_name: "Regeneration", division_name: "Planning", supplier_name: "REDACTED PERSONAL DATA" },
  },
  {
    name: "names of codes marked (T), as a reporting tool exports them (borough)",
    lines: [
      "Directorate(T),Expense Type(T),Supplier(T),Posting Date,Doc No,Amount",
      "Environment,Waste disposal,Tip Ltd,11.04.2024,D9,9999.99",
    ],
    gives: { expense_group: "Waste disposal", transaction_id: "D9", payment_date: "2024-04-11", amount_gbp: 9999.99 },
  },
  {
    name: "expense area and the purpose of spend (metropolitan borough)",
    lines: [
      "Supplier(Beneficiary) Name,Expense Area,Purpose of Spend (Summary),Date of Payment,Invoice No,Net Amount,Irrecoverable VAT",
      "Library Books Ltd,Libraries,Books,12 April 2024,LB-3,502.00,0.00",
    ],
    gives: { service_name: "Libraries", purpose: "Books", transaction_id: "LB-3", irrecoverable_vat_gbp: 0 },
  },
  {
    name: "vendors, posting dates and amounts in local currency, as SAP exports them (city)",
    lines: [
      "Vendor Name,Vendor No,Document Number,Posting Date,Amount in LC,G/L Account,Cost Centre,Text",
      'Road Salt Ltd,1007,1900001,16.04.2024,"3,100.00-",512000,RN4QX,Return of salt',
    ],
    gives: { transaction_id: "1900001", expense_code: "512000", cost_centre: "RN4QX", amount_gbp: -3100 },
  },
  {
    name: "merchants of payment cards with ProClass categories",
    lines: [
      "Merchant Name,Transaction Date,Merchant Category,Department,Payment Amount (excluding VAT)",
      "Hotel Anytown Ltd,17/04/2024 00:00:00,Hotels,Chief Executive,510",
    ],
    gives: { expense_group: "Hotels", service_name: "Chief Executive", payment_date: "2024-04-17" },
  },
];

describe("payments under headers that councils have published", () => {
  it.each(FAMILIES)("are read: $name", async ({ lines, gives }) => {
    expect(await readOne(lines)).toMatchObject({ council: "anytown", extract_period: "2024-04", ...gives });
  });

  it("are read past a blank row, a total with or without a label, and a footnote", async () => {
    const reading = await readText([
      "Payee,Paid date,Reference,Purpose,Net value",
      "Ink Ltd,01/04/2024,1,Ink,£600.00",
      ",,,,",
      'Toner Ltd,02/04/2024,2,Toner,"£1,400.10"',
      'Grand Total,,,,"£2,000.10"',
      ',,,,"2,000.10"',
      "Redactions follow the council's policy,,,,",
    ]);
    expect(reading.findings).toEqual([]);
    expect(reading.rowsByFate).toEqual({ staged: 2, quarantined: 0, skipped: 3, refused: 0 });
    expect(reading.skipped).toEqual({ "printed total": 2, "empty row": 1 });
  });

  it("are refused with the difference in pounds when the total behind the lines is another", async () => {
    const reading = await readText([
      "Payee,Paid date,Reference,Purpose,Net value",
      "Ink Ltd,01/04/2024,1,Ink,£600.00",
      ",Total,,,900",
    ]);
    expect(reading.findings.map(describeFinding).join()).toContain("which is £300 less");
  });

  it("are read from xlsx with days as serial numbers, from xls with an empty sheet behind, and from serials saved as text", async () => {
    const header = ["Vendor", "Date paid", "Trans no", "Cost centre", "Amount (£)"];
    const day = 45_383; // 1 April 2024
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([["Payments"], [], header, ["Ink Ltd", day, 7, 100, 600.5]]),
      "April",
    );
    utils.book_append_sheet(book, utils.aoa_to_sheet([]), "Sheet2");
    for (const bookType of ["xlsx", "biff8"] as const) {
      const bytes = new Uint8Array(writeSheetJs(book, { type: "buffer", bookType }) as Buffer);
      expect(readSheetJs(bytes).SheetNames).toHaveLength(2);
      const reading = await readBytes(bytes, `anytown-spend-2024-04.${bookType === "xlsx" ? "xlsx" : "xls"}`);
      expect(reading.findings.map(describeFinding)).toEqual([]);
      expect(listRows(reading)).toMatchObject([{ payment_date: "2024-04-01", amount_gbp: 600.5, row_number: 4 }]);
    }
    const row = await readOne([header.join(","), `Ink Ltd,${day},7,100,600.5`]);
    expect(row).toMatchObject({ payment_date: "2024-04-01" });
  });

  it("are refused under an unknown header, which the message names beside what to do", async () => {
    const reading = await readText(["Payee,Paid date,Net value,Kickback", "Ink Ltd,01/04/2024,600,no"]);
    const message = reading.findings.map(describeFinding).join("\n");
    expect(reading.rowsStaged).toBe(0);
    expect(message).toContain('Found "Kickback" in D1');
    expect(message).toContain("say so in the source file");
  });

  it("are refused when only a gross amount or no day of payment is there, whose headers the message lists", async () => {
    const gross = await readText(["Payee,Paid date,Gross amount", "Ink Ltd,01/04/2024,600"]);
    expect(gross.findings.map(describeFinding).join()).toContain('the headers "Payee", "Paid date", "Gross amount"');
    const updated = await readText([
      "Directorate,Updated,TransNo,Service,Cost Centre,Supplier Name,Amount excl vat £,Type",
      "Place,30/04/2024,4711,Parking,CC1,Car Park Systems Ltd,650.25,Revenue",
    ]);
    expect(updated.findings.map(({ code, at }) => [code, at.column])).toEqual([["column.missing", "payment_date"]]);
  });
});
