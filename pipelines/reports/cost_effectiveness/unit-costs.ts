import { COST_POSITIONS, unitCostStrips, type CostPosition } from "@poundwise/charts";
import type { ReportSection } from "@poundwise/contracts";
import { computeMedian } from "@poundwise/methods";
import type { Evidence, UnitCostRow } from "./evidence.ts";
import { COUNT, toCell } from "./figures.ts";
import { nameInSentence, nameService, nameUnit } from "./words.ts";

interface ServiceCosts {
  readonly own: UnitCostRow;
  /** Rows of the group with a unit cost. */
  readonly known: readonly UnitCostRow[];
  readonly median: number;
}

/** What each service costs per unit, and where that stands among the group: low is cheap, not good. */
export function showUnitCosts(evidence: Evidence): ReportSection {
  const { unitCosts, council, group } = evidence;
  const section = { id: "unit-costs", title: "What services cost per unit" };
  const services = unitCosts
    .filter((row) => row.area_code === council.code)
    .flatMap((own): ServiceCosts[] => {
      const known = unitCosts.filter((row) => row.service_line === own.service_line && row.unit_cost_gbp !== null);
      const median = computeMedian(known.map((row) => row.unit_cost_gbp!));
      return median === null ? [] : [{ own, known, median }];
    });
  const year = services[0]?.own.financial_year;
  if (year === undefined) {
    return {
      ...section,
      blocks: [
        { kind: "paragraph", spans: [`There is no revenue outturn of ${council.name} in the newest year held.`] },
      ],
    };
  }
  return {
    ...section,
    blocks: [
      {
        kind: "paragraph",
        spans: [
          "Very Low to Very High are fifths of the group by unit cost, from the cheapest to the dearest. They do not say whether a cost is good: a low cost may be thrift, low need or a thin service. The units are residents of the ages that a service is for, not its users.",
        ],
      },
      { kind: "chart", id: "unit-costs-chart", chart: drawStrips(evidence, services, year) },
      {
        kind: "table",
        table: {
          id: "unit-costs-table",
          caption: `Unit costs of ${council.name} among ${nameInSentence(group.name)}, ${year}`,
          columns: [
            { key: "service", label: "Service" },
            { key: "unit", label: "Unit" },
            { key: "cost", label: "Unit cost", unit: "£", format: { decimals: 2 } },
            { key: "median", label: "Median of the group", unit: "£", format: { decimals: 2 } },
            { key: "score", label: "Position" },
            { key: "count", label: "Councils compared", format: COUNT },
            { key: "spend", label: "Net current expenditure", unit: "£ million", format: { decimals: 1 } },
            { key: "units", label: "Units", format: COUNT },
          ],
          rows: services.map(({ own, median }) => {
            const trace = (column: keyof UnitCostRow & string) => ({
              table: "curated.unit_cost" as const,
              where: {
                area_code: own.area_code,
                financial_year: own.financial_year,
                group_id: own.group_id,
                service_line: own.service_line,
              },
              column,
            });
            return {
              cells: {
                service: { value: nameService(own.service_line) },
                unit: { value: nameUnit(own.unit_basis) },
                cost: toCell(own.unit_cost_gbp, trace("unit_cost_gbp")),
                median: { value: median },
                score: toCell(own.unit_cost_score, trace("unit_cost_score")),
                count: { value: own.group_count },
                spend: {
                  value: own.net_current_expenditure_gbp === null ? null : own.net_current_expenditure_gbp / 1e6,
                },
                units: { value: own.units_count },
              },
            };
          }),
          notes: [
            "Net current expenditure of the revenue outturn over residents at the middle of the year in which the financial year starts; not adjusted for prices or need.",
            "Position: the national public health rule of ranks, ties together; councils without a figure are left out. The auditor's own group and rule are not published, so these positions need not be the auditor's.",
          ],
          traceHint: {
            table: "curated.unit_cost",
            where: { area_code: "CODE", financial_year: year, group_id: group.id, service_line: "SERVICE" },
            column: "COLUMN",
          },
        },
      },
    ],
  };
}

function drawStrips({ council, group, nameOf, unitCosts }: Evidence, services: readonly ServiceCosts[], year: string) {
  const isPosition = (score: string | null): score is CostPosition =>
    (COST_POSITIONS as readonly (string | null)[]).includes(score);
  const lowest = services.filter(({ own }) => own.unit_cost_score === "Very Low" && own.service_line !== "total");
  const compared = services.filter(({ own }) => own.service_line !== "total");
  return unitCostStrips({
    id: "unit-costs-chart",
    title: `${council.name} is in the cheapest fifth of the group for ${lowest.length} of ${compared.length} services`,
    subtitle: `Net current expenditure per unit, £, ${year}, ${nameInSentence(group.name)}. Each strip has its own scale.`,
    source: "curated.unit_cost",
    width: 920,
    own: council,
    services: services.map(({ own, known, median }) => ({
      key: own.service_line,
      measure: {
        label: nameService(own.service_line),
        unit: nameUnit(own.unit_basis),
        decimals: 2,
        prefix: "£",
      },
      councils: unitCosts
        .filter((row) => row.service_line === own.service_line)
        .map((row) => ({ code: row.area_code, name: nameOf(row.area_code), value: row.unit_cost_gbp })),
      cuts: findCuts(known),
      median,
      position: isPosition(own.unit_cost_score) ? own.unit_cost_score : null,
    })),
  });
}

/** Upper end of each of the first four fifths: the dearest council in it. Null when a fifth is empty. */
function findCuts(known: readonly UnitCostRow[]): [number, number, number, number] | null {
  const ends = [1, 2, 3, 4].map((fifth) =>
    Math.max(...known.filter((row) => row.unit_cost_quintile === fifth).map((row) => row.unit_cost_gbp!)),
  );
  const [first, second, third, fourth] = ends;
  return ends.every(Number.isFinite) ? [first!, second!, third!, fourth!] : null;
}
