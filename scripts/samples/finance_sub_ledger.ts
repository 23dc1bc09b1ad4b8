import { kindOf, LEDGER_YEAR, makeLedger } from "../synthetic-ledger.ts";
import type { SampleContext } from "../sample-context.ts";

const HEADER = ["Document", "Doc date", "Per", "Supplier no", "Supplier", "Text", "CC", "Subj", "Net", "VAT"];
/** Invented payees; persons among them show the masking. */
const SUPPLIERS = [
  ...[
    "Fieldgate Care Ltd",
    "Ashby Aggregates Ltd",
    "Soar Valley Transport Ltd",
    "Oak House Partnership",
    "Brightwell LLP",
  ],
  ...[
    "Mr J Thimble",
    "P Okafor",
    "Swift Waste Services Ltd",
    "Wreake Providers CIC",
    "Jane Hartley T/A Hartley Crafts",
  ],
];
const TEXTS = [
  "Invoice",
  "Monthly charge",
  "Call out, contact 0116 496 0123",
  "Refund to Mr A Pilgrim",
  "Goods received",
];

/** Two invoices for each creditors posting of the ledger, and a credit note a month: net, they agree with the ledger. */
export function writeSample(context: SampleContext): void {
  let count = 0;
  let total = 0;
  const lines: string[] = [];
  const add = (period: number, posted: string, codes: readonly [string, string], pence: number) => {
    count += 1;
    total += pence;
    const pick = (list: readonly string[]) => list[(count * 7) % list.length]!;
    lines.push(
      [
        ...[
          `51${String(count).padStart(6, "0")}`,
          posted.split("-").reverse().join("."),
          String(period).padStart(2, "0"),
        ],
        ...[String(3000 + ((count * 7) % SUPPLIERS.length)), pick(SUPPLIERS), pick(TEXTS), ...codes],
        ...[toSigned(pence), toSigned(Math.round(pence / 5))],
      ].join("|"),
    );
  };
  for (const { period, posted, costCentre, subjective, pence, journal } of makeLedger()) {
    if (costCentre === "90000" || kindOf(subjective) !== "CRE" || !journal.startsWith("CRE")) continue;
    const first = Math.round(pence * 0.6);
    const isCredited = costCentre === "61010" && subjective === "4610";
    // A credit note for a tenth: the invoices are that much higher, so that the ledger's figure is the net.
    const credit = isCredited ? Math.round(pence * 0.1) : 0;
    add(period, posted, [costCentre, subjective], first + credit);
    add(period, posted, [costCentre, subjective], pence - first);
    if (isCredited) add(period, posted, [costCentre, subjective], -credit);
  }
  const preamble = [`AP0425|${LEDGER_YEAR}|SYNTHETIC: made up by a program`, "", HEADER.join("|")];
  const trailer = ["TRAILER", "", "", "", "", "", "", "", toSigned(total), ""].join("|");
  context.write(`AP extract ${LEDGER_YEAR} SYNTHETIC.txt`, [...preamble, ...lines, trailer, ""].join("\r\n"));
}

/** Finance systems put the sign behind: "120.00-". */
const toSigned = (pence: number) => `${(Math.abs(pence) / 100).toFixed(2)}${pence < 0 ? "-" : ""}`;
