import { formatCsvLines, type CsvRow } from "../csv-table.ts";
import { zipOneFile } from "../zip-one-file.ts";
import type { SampleContext } from "../sample-context.ts";

const LEEDS = "http://statistics.data.gov.uk/doc/local-authority/00DA";
const TRAFFORD = "https://opendatacommunities.org/id/metropolitan-district-council/trafford";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Each council's own layout, its lines fewer: names of persons are masked in the facts and so here. */
export function writeSample(context: SampleContext): void {
  for (const { release, file } of context.releases) {
    const facts = context.listFacts(release);
    if (release.endsWith("2010-12")) context.write(file, toSpacedList(facts));
    else if (release.startsWith("leeds")) context.write(file, toListWithTotal(facts));
    else {
      const csv = Buffer.from(toSchemaList(facts), "utf8");
      context.write(file, zipOneFile(file.replace(/\.zip$/, ".csv"), csv));
    }
  }
}

/** Leeds in 2010: headers in words, days with slashes, a blank behind each amount, an empty line and one of commas at the end. */
function toSpacedList(facts: readonly CsvRow[]): string {
  const header =
    "Body name,Body,Service label,Service division label,Expenditure category,Detailed expenditure type," +
    "Detailed expenditure code,Date paid,Transaction number,Net amount,Capital or revenue,Supplier name";
  const lines = facts.map((fact) => [
    ...[fact.body_name!, LEEDS, fact.service_name!, fact.division_name!, fact.expense_group!, fact.expense_type!],
    ...[fact.expense_code!, fact.payment_date!.split("-").reverse().join("/"), fact.transaction_id!],
    ...[`${toPence(fact.amount_gbp!)} `, toLetter(fact.spend_kind!), fact.supplier_name!],
  ]);
  return `${header}\n${formatCsvLines(lines)}\n${",".repeat(11)}\n`.replaceAll("\n", "\r\n");
}

/** Leeds in 2012: headers in one word, days with month names, a grand total with no other cell. */
function toListWithTotal(facts: readonly CsvRow[]): string {
  const header =
    "Body,BodyName,ServiceLabel,ServiceDivisionLabel,ExpenditureCategory,DetailedExpenditureType," +
    "DetailedExpenditureCode,DatePaid,TransactionNumber,NetAmount,CapitalOrRevenue,SupplierName";
  const lines = facts.map((fact) => [
    ...[LEEDS, fact.body_name!, fact.service_name!, fact.division_name!, fact.expense_group!, fact.expense_type!],
    ...[fact.expense_code!, toNamedDay(fact.payment_date!), fact.transaction_id!, toPence(fact.amount_gbp!)],
    ...[toLetter(fact.spend_kind!), fact.supplier_name!],
  ]);
  const total = facts.reduce((sum, fact) => sum + Math.round(Number(fact.amount_gbp) * 100), 0) / 100;
  return `${header}\n${formatCsvLines([...lines, [...Array<string>(9).fill(""), total.toFixed(2), "", ""]])}`;
}

/** Trafford: the field names of the schema, NA for what is not stated. */
function toSchemaList(facts: readonly CsvRow[]): string {
  const header =
    "OrganisationLabel,OrganisationURI,EffectiveDate,OrganisationalUnit,BeneficiaryName,BeneficiaryOtherID,PaymentDate," +
    "TransactionNumber,Amount,IrrecoverableVATAmount,Purpose,ProclassLabel,ProclassCode,InvoiceNumber,ProfitCentre," +
    "VATRegistrationNumber";
  const lines = facts.map((fact) => [
    ...[fact.body_name!, TRAFFORD, toMonthEnd(fact.payment_date!), fact.service_name || "NA"],
    ...[fact.supplier_name || "NA", "Redacted", fact.payment_date!, fact.transaction_id!, toPence(fact.amount_gbp!)],
    ...[toPence(fact.irrecoverable_vat_gbp!), fact.purpose || "NA", fact.expense_group || "NA"],
    ...[fact.expense_code || "NA", "Redacted", fact.cost_centre || "NA", "NA"],
  ]);
  return `${header}\n${formatCsvLines(lines)}`;
}

const toPence = (amount: string) => Number(amount).toFixed(2);
const toLetter = (kind: string) => (kind === "capital" ? "C" : "R");

function toNamedDay(day: string): string {
  const [year, month, number] = day.split("-");
  return `${number!}-${MONTHS[Number(month) - 1]!}-${year!}`;
}

function toMonthEnd(day: string): string {
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10);
}
