import { formatCsvLines } from "../csv-table.ts";
import { COST_CENTRES, LEDGER_YEAR, makeLedger, SUBJECTIVES, type LedgerLine } from "../synthetic-ledger.ts";
import type { SampleContext } from "../sample-context.ts";

const HEADER = [
  ...["Journal", "Line", "Period", "Posted", "Cost centre", "Cost centre name", "Subjective", "Subjective name"],
  ...["Narrative", "Debit", "Credit"],
];
/** A journal keyed to a period that does not exist: both its lines go to quarantine, so that what is left still balances. */
const MISKEYED: readonly LedgerLine[] = [
  { costCentre: "61010", subjective: "4610", pence: 125_000, line: 1 },
  { costCentre: "90000", subjective: "9200", pence: -125_000, line: 2 },
].map((line) => ({
  ...line,
  period: 14,
  journal: "CRE14",
  posted: "2025-03-31",
  narrative: "Licence, keyed to period 14",
}));

/** A comma-separated export: batch header, one line per posting, control total of each side, an end mark. */
export function writeSample(context: SampleContext): void {
  const ledger = [...makeLedger(), ...MISKEYED];
  const total = (sign: 1 | -1) =>
    ledger.reduce((sum, { pence }) => sum + (Math.sign(pence) === sign ? Math.abs(pence) : 0), 0);
  const lines = [
    ["Batch GL0425", "Ledger 01", "SYNTHETIC: made up by a program, no line was posted by anybody"],
    ["Periods 1 to 13", `Year ${LEDGER_YEAR}`],
    [],
    HEADER,
    ...ledger.map((line) => [
      ...[line.journal, String(line.line), String(line.period), line.posted.split("-").reverse().join("/")],
      ...[line.costCentre, COST_CENTRES[line.costCentre]!, line.subjective, SUBJECTIVES[line.subjective]!],
      ...[line.narrative, line.pence > 0 ? toPounds(line.pence) : "", line.pence < 0 ? toPounds(-line.pence) : ""],
    ]),
    ["Control total", ...Array<string>(8).fill(""), toPounds(total(1)), toPounds(total(-1))],
    [`End of extract, ${ledger.length} lines`, ...Array<string>(10).fill("")],
  ];
  context.write(`GL extract ${LEDGER_YEAR} SYNTHETIC.csv`, formatCsvLines(lines));
}

const toPounds = (pence: number) =>
  (pence / 100).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
