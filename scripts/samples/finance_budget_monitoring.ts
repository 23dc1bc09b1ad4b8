import { toWorkbookBytes, type SampleCell } from "../sample-workbook.ts";
import { COST_CENTRES, LEDGER_YEAR, listBudgets, makeLedger, SUBJECTIVES } from "../synthetic-ledger.ts";
import type { SampleContext } from "../sample-context.ts";

const PERIOD = 9;

/** Actuals to period 9 are those of the made-up ledger; the forecast carries them on to the end of the year. */
export async function writeSample(context: SampleContext): Promise<void> {
  const ledger = makeLedger().filter(({ period }) => period <= PERIOD);
  const rows: SampleCell[][] = [
    ["Budget monitoring to period 9 - SYNTHETIC"],
    ["Made up by a program. Pounds; income is in brackets."],
    [],
    ["Code", null, null, "Full year", null, null, "To date", null],
    ["Cost centre", "Subjective", "Description", "Budget £", "Forecast £", "Variance £", "Budget £", "Actual £"],
  ];
  const sum = [0, 0, 0, 0, 0];
  const addUp = (totals: number[], figures: readonly number[]) =>
    figures.forEach((figure, at) => (totals[at]! += figure));
  const budgets = listBudgets();
  for (const costCentre of new Set(budgets.map((budget) => budget.costCentre))) {
    const subtotal = [0, 0, 0, 0, 0];
    for (const { subjective, yearPence } of budgets.filter((budget) => budget.costCentre === costCentre)) {
      const actual = ledger
        .filter((line) => line.costCentre === costCentre && line.subjective === subjective)
        .reduce((total, { pence }) => total + pence, 0);
      const budget = yearPence / 100;
      const forecast = Math.round(actual / PERIOD / 100) * 12;
      const figures = [budget, forecast, forecast - budget, (budget / 12) * PERIOD, Math.round(actual / 100)];
      rows.push([
        costCentre,
        subjective,
        `${COST_CENTRES[costCentre]!}, ${SUBJECTIVES[subjective]!}`,
        ...figures.map(toCell),
      ]);
      addUp(subtotal, figures);
    }
    rows.push([`Total ${COST_CENTRES[costCentre]!}`, null, null, ...subtotal.map(toCell)]);
    addUp(sum, subtotal);
  }
  rows.push(["Grand total", null, null, ...sum.map(toCell)]);
  const merges = ["A4:C4", "D4:F4", "G4:H4"];
  context.write(
    `Budget monitoring ${LEDGER_YEAR} P09 SYNTHETIC.xlsx`,
    await toWorkbookBytes("xlsx", [
      { name: "Monitoring", rows, merges },
      { name: "Notes", rows: [["Notes"], ["SYNTHETIC: budgets, actuals and forecasts are made up."]] },
    ]),
  );
}

/** As accountants type it into a file that is mailed round: text with brackets for what is below nought. */
const toCell = (figure: number): SampleCell =>
  figure < 0 ? `(${Math.round(-figure).toLocaleString("en-GB")})` : Math.round(figure);
