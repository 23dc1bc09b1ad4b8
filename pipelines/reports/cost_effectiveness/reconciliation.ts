import { reconciliationDots } from "@poundwise/charts";
import type { FigureFormat, ReportBlock, ReportColumn, ReportRow, ReportSection } from "@poundwise/contracts";
import { sortBy, type CheckRow, type Evidence } from "./evidence.ts";
import { COUNT, POUNDS, toSpan } from "./figures.ts";
import { DOCUMENTED_COUNCIL } from "./own-documents.ts";
import { nameDocument } from "./words.ts";

const RELATIONS: Readonly<Record<string, string>> = { "=": "equals", "<=": "at most", ">=": "at least" };

/** The council's own published figures, worked out again: what fails first, with what was probably meant. */
export function showReconciliation(evidence: Evidence): ReportSection {
  const { checks, council } = evidence;
  const section = { id: "reconciliation", title: "The council's published figures, worked out again" };
  if (council.code !== DOCUMENTED_COUNCIL || checks.length === 0) {
    return {
      ...section,
      blocks: [{ kind: "paragraph", spans: [`No published figures of ${council.name} are held to be checked.`] }],
    };
  }
  const withResult = (...results: string[]) => checks.filter(({ result }) => results.includes(result));
  const [fails, holds] = [sortBy(withResult("fails"), rankFailure), withResult("holds")];
  const [failingSums, conflicts] = [fails.filter(hasFigures), fails.filter((check) => !hasFigures(check))];
  const rest = withResult("derived", "statement", "not_reproducible");
  const blocks: ReportBlock[] = [
    {
      kind: "paragraph",
      spans: [
        `${checks.length} statements in the council's documents were worked out again from the figures printed beside them. ${holds.length} hold and ${fails.length} do not: ${failingSums.length} of those are about figures, ${conflicts.length} are statements that contradict each other. A failure says that the printed figures do not fit together, not which of them is wrong or why.`,
      ],
    },
    ...sayMisprint(evidence, fails),
  ];
  if (failingSums.length > 0) {
    blocks.push(
      { kind: "heading", text: "Figures that do not fit together" },
      { kind: "chart", id: "reconciliation-chart", chart: drawFailures(failingSums, holds.length, council.name) },
      tabulate("failing-figures", "Checks of figures that fail", failingSums),
    );
  }
  if (conflicts.length > 0) {
    blocks.push(
      { kind: "heading", text: "Statements that contradict each other" },
      {
        kind: "table",
        table: {
          id: "failing-statements",
          caption: "Statements that cannot both be used as they stand",
          columns: [
            { key: "check", label: "What it is about" },
            { key: "left", label: "One statement" },
            { key: "right", label: "The other" },
            { key: "document", label: "Document" },
          ],
          rows: conflicts.map((check) => ({
            cells: {
              check: { value: check.description, trace: traceCheck(check, "result") },
              left: { value: check.left_statement },
              right: { value: check.right_statement },
              document: { value: nameDocument(check.document) },
            },
          })),
          notes: [],
        },
      },
    );
  }
  if (rest.length > 0) {
    blocks.push(
      { kind: "heading", text: "Figures that were only worked out, or could not be" },
      tabulate("unchecked-figures", "Worked out with nothing printed to compare with, or not reproducible", rest),
    );
  }
  if (holds.length > 0) {
    blocks.push({ kind: "heading", text: "Figures that hold" }, tabulate("holding-figures", "Checks that hold", holds));
  }
  return { ...section, blocks };
}

/** What was probably meant is known: first. Then the newest document first. */
function rankFailure({ suggested_value, document, check_id }: CheckRow): readonly (string | number)[] {
  const year = Math.max(...(document.match(/\d{4}/g) ?? ["0"]).map(Number));
  return [suggested_value === null ? 1 : 0, -year, document, check_id];
}

/** The printed unit count that makes a printed unit cost come out wrong, and the count that makes it right. */
function sayMisprint({ unitCostExtract }: Evidence, fails: readonly CheckRow[]): ReportBlock[] {
  return fails
    .filter(({ suggested_value, check_kind }) => suggested_value !== null && check_kind === "ratio")
    .map((check): ReportBlock => {
      const row = unitCostExtract.find(({ printed_unit_cost_gbp }) => printed_unit_cost_gbp === check.right_value);
      const extract = (column: "units_count" | "printed_unit_cost_gbp") => ({
        table: "core.unit_cost_extract" as const,
        where: { service_line: row?.service_line ?? "", financial_year: row?.financial_year ?? "" },
        column,
      });
      return {
        kind: "callout",
        tone: "warning",
        title: "a printed unit count is most likely a misprint",
        spans: [
          `${check.description}: `,
          ...(row === undefined
            ? []
            : ["with the printed count of ", toSpan(row.units_count, COUNT, extract("units_count")), " the cost "]),
          "comes to ",
          ...(check.left_value === null
            ? ["[x]"]
            : [toSpan(check.left_value, POUNDS, traceCheck(check, "left_value"))]),
          ", but ",
          ...(row === undefined
            ? ["another figure"]
            : [toSpan(row.printed_unit_cost_gbp, POUNDS, extract("printed_unit_cost_gbp"))]),
          " is printed. Probably meant was ",
          toSpan(check.suggested_value!, COUNT, traceCheck(check, "suggested_value")),
          check.suggestion === null ? ", which gives the printed unit cost." : `: ${check.suggestion}.`,
          " The printed figure is kept as it is; nothing here has been corrected.",
        ],
      };
    });
}

function drawFailures(failing: readonly CheckRow[], holding: number, councilName: string) {
  return reconciliationDots({
    id: "reconciliation-chart",
    title: `${failing.length} checks of ${councilName}'s published figures fail by more than rounding explains; ${holding} hold`,
    subtitle: "Difference between the two sides in multiples of the tolerance, failing checks of figures",
    source: "curated.published_reconciliation",
    width: 920,
    checks: failing.map((check) => ({
      key: check.check_id,
      label: check.description,
      unit: nameCheckUnit(check),
      difference: check.difference,
      tolerance: check.tolerance ?? 0,
      holds: false,
      decimals: chooseFormat(check).decimals,
    })),
  });
}

function tabulate(id: string, caption: string, checks: readonly CheckRow[]): ReportBlock {
  const columns: ReportColumn[] = [
    { key: "check", label: "Check" },
    { key: "left", label: "Worked out or first figure", format: { decimals: 2 } },
    { key: "relation", label: "Should be" },
    { key: "right", label: "Second figure", format: { decimals: 2 } },
    { key: "difference", label: "Difference", format: { decimals: 2, isSigned: true } },
    { key: "tolerance", label: "Tolerance", format: { decimals: 2 } },
    { key: "note", label: "Note" },
    { key: "document", label: "Document" },
  ];
  return {
    kind: "table",
    table: {
      id,
      caption,
      columns,
      rows: checks.map((check): ReportRow => {
        const format = chooseFormat(check);
        const show = (value: number | null) => ({ value, format, missing: "not_applicable" as const });
        return {
          cells: {
            check: { value: `${check.description} (${check.check_id})` },
            left: show(check.left_value),
            relation: { value: RELATIONS[check.relation] ?? "only worked out" },
            right: show(check.right_value),
            difference: {
              ...show(check.difference),
              format: { ...format, isSigned: true },
              ...(check.result === "fails" ? { trace: traceCheck(check, "difference") } : {}),
            },
            tolerance: show(check.tolerance),
            note: { value: sayNote(check) },
            document: { value: nameDocument(check.document) },
          },
        };
      }),
      notes: [
        "Tolerance: half the printed unit for each figure added and for the total; for a ratio, half its last printed digit.",
      ],
      traceHint: { table: "curated.published_reconciliation", where: { check_id: "CHECK" }, column: "difference" },
    },
  };
}

function sayNote({ note, suggestion, missing_input }: CheckRow): string {
  const parts = [note, suggestion, missing_input === null ? null : `Not held: ${missing_input}`].filter(
    (part) => part !== null && part !== "",
  );
  return parts.length === 0 ? "no note" : parts.join(". ");
}

function hasFigures({ left_value, right_value }: CheckRow): boolean {
  return left_value !== null && right_value !== null;
}

/** Checks say their unit in the description where it is money; all others compare plain numbers of their own kind. */
function nameCheckUnit({ description }: CheckRow): string {
  const scale = /GBP (million|thousand)/.exec(description)?.[1];
  return scale === undefined ? "the unit of the check" : `£ ${scale}`;
}

/** Decimals that show what the check is about: none for whole numbers, as many as the tolerance needs otherwise. */
function chooseFormat({ left_value, right_value, tolerance }: CheckRow): FigureFormat {
  const figures = [left_value, right_value, tolerance].filter((value) => value !== null);
  if (figures.every((value) => Number.isInteger(value))) return { decimals: 0 };
  const places = String(tolerance ?? 0).split(".")[1]?.length ?? 0;
  return { decimals: Math.min(3, Math.max(2, places)) };
}

function traceCheck({ check_id }: CheckRow, column: keyof CheckRow & string) {
  return { table: "curated.published_reconciliation" as const, where: { check_id }, column };
}
