/** A made-up general ledger of one year, from which the samples of the finance system are written so that they agree. */
export interface LedgerLine {
  readonly period: number;
  readonly journal: string;
  readonly line: number;
  readonly posted: string;
  readonly costCentre: string;
  readonly subjective: string;
  readonly narrative: string;
  /** Debits are positive; whole pence, so that totals are exact. */
  readonly pence: number;
}

export const LEDGER_YEAR = "2024-25";

/** Round yearly amounts in thousands of pounds, made up: cost centre → [subjective, budget]. Income is negative. */
const BUDGETS: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  "11010": [
    ["1010", 4_800],
    ["4210", 260],
    ["5110", 22_400],
    ["8110", -6_900],
  ],
  "12030": [
    ["1010", 2_100],
    ["5120", 9_750],
    ["8110", -1_420],
  ],
  "21010": [
    ["1010", 6_300],
    ["3110", 420],
    ["5210", 11_600],
  ],
  "22040": [
    ["1020", 1_900],
    ["4210", 190],
    ["5220", 5_350],
  ],
  "28100": [
    ["1010", 2_450],
    ["3120", 8_200],
    ["8210", -640],
  ],
  "31010": [
    ["1010", 3_050],
    ["2210", 510],
    ["4310", 7_400],
    ["8310", -980],
  ],
  "41020": [
    ["1010", 880],
    ["5310", 14_200],
    ["8320", -2_150],
  ],
  "46010": [
    ["1010", 1_150],
    ["5410", 9_300],
  ],
  "52010": [
    ["1010", 1_640],
    ["2110", 370],
    ["4410", 310],
    ["8410", -150],
  ],
  "52110": [
    ["1010", 420],
    ["2120", 160],
    ["8420", -240],
  ],
  "56010": [
    ["1010", 760],
    ["4510", 140],
    ["8510", -330],
  ],
  "61010": [
    ["1010", 5_200],
    ["2110", 1_250],
    ["4610", 2_900],
    ["8610", -410],
  ],
};

export const COST_CENTRES: Readonly<Record<string, string>> = {
  "11010": "Older people, residential",
  "12030": "Learning disability, supported living",
  "21010": "Children looked after",
  "22040": "Family help",
  "28100": "Special needs transport",
  "31010": "Highway maintenance",
  "41020": "Waste treatment",
  "46010": "Public health contracts",
  "52010": "Libraries",
  "52110": "Country parks",
  "56010": "Development control",
  "61010": "Corporate services",
  "90000": "Balance sheet",
};

export const SUBJECTIVES: Readonly<Record<string, string>> = {
  "1010": "Salaries",
  "1020": "Agency staff",
  "2110": "Rent and rates",
  "2120": "Grounds",
  "2210": "Street lighting energy",
  "3110": "Staff travel",
  "3120": "Contract hire",
  "4210": "Equipment",
  "4310": "Materials",
  "4410": "Books",
  "4510": "Advertising",
  "4610": "Software",
  "5110": "Residential care",
  "5120": "Supported living",
  "5210": "Foster care",
  "5220": "Grants to voluntary bodies",
  "5310": "Waste contractors",
  "5410": "Health providers",
  "8110": "Client contributions",
  "8210": "Recharges to schools",
  "8310": "Permits",
  "8320": "Sale of materials",
  "8410": "Library charges",
  "8420": "Car park charges",
  "8510": "Planning fees",
  "8610": "Rents",
  "9100": "Bank",
  "9200": "Creditors",
  "9300": "Payroll control",
};

/** People in narratives are invented, to show that they are masked. */
const NARRATIVES: Readonly<Record<string, string>> = {
  "4-11010-5110": "Placement top-up, Mrs E Thimble",
  "7-21010-5210": "Carer allowance Tilly Marsh, ring 07700 900123",
  "9-31010-4310": "Salt and grit",
};

/** Every journal adds to nought: spending against the balance sheet, month by month, and year-end accruals in period 13. */
export function makeLedger(): LedgerLine[] {
  const lines: LedgerLine[] = [];
  for (let period = 1; period <= 12; period += 1) {
    for (const [kind, balance] of [
      ["PAY", "9300"],
      ["CRE", "9200"],
      ["INC", "9100"],
    ] as const) {
      const postings = listBudgets()
        .filter(({ subjective }) => kindOf(subjective) === kind)
        .map((budget) => ({ ...budget, pence: toMonth(budget, period) }));
      lines.push(...makeJournal(`${kind}${String(period).padStart(2, "0")}`, period, postings, balance));
    }
  }
  const accruals = [
    { costCentre: "31010", subjective: "4310", pence: 18_432_150 },
    { costCentre: "11010", subjective: "5110", pence: 40_210_077 },
    // An over-accrual of the year before, reversed: a credit on a spending code.
    { costCentre: "41020", subjective: "5310", pence: -9_905_240 },
  ];
  lines.push(...makeJournal("ACC13", 13, accruals, "9200"));
  return lines;
}

/** Yearly budgets in pence. */
export function listBudgets(): { costCentre: string; subjective: string; yearPence: number }[] {
  return Object.entries(BUDGETS).flatMap(([costCentre, entries]) =>
    entries.map(([subjective, thousands]) => ({ costCentre, subjective, yearPence: thousands * 100_000 })),
  );
}

/** Which journal a subjective code is posted by. */
export function kindOf(subjective: string): "PAY" | "CRE" | "INC" {
  if (subjective.startsWith("1")) return "PAY";
  return subjective.startsWith("8") ? "INC" : "CRE";
}

type Posting = Pick<LedgerLine, "costCentre" | "subjective" | "pence">;

function makeJournal(journal: string, period: number, postings: readonly Posting[], balance: string): LedgerLine[] {
  const contra = {
    costCentre: "90000",
    subjective: balance,
    pence: -postings.reduce((sum, { pence }) => sum + pence, 0),
  };
  return [...postings, contra].map(({ costCentre, subjective, pence }, index) => ({
    period,
    journal,
    line: index + 1,
    posted: toLastDay(period),
    costCentre,
    subjective,
    narrative: NARRATIVES[`${period}-${costCentre}-${subjective}`] ?? `${SUBJECTIVES[subjective]!}, period ${period}`,
    pence,
  }));
}

/** A twelfth of the budget with a swing of a few per cent that depends on codes and month alone: no chance, no clock. */
function toMonth(
  { costCentre, subjective, yearPence }: ReturnType<typeof listBudgets>[number],
  period: number,
): number {
  const swing = ((Number(costCentre) * 31 + Number(subjective) * 17 + period * 101) % 97) - 44;
  return Math.round((yearPence / 12) * (1 + swing / 1_000));
}

/** Last day of the month of a period: 1 is April; year-end adjustments are dated 31 March. */
function toLastDay(period: number): string {
  const start = Number(LEDGER_YEAR.slice(0, 4));
  return new Date(Date.UTC(start, 3 + Math.min(period, 12), 0)).toISOString().slice(0, 10);
}
