import { formatFigure, type Fields, type FigureFormat } from "@poundwise/contracts";
import { listUnexplained, type Cause, type Change, type Changes } from "@poundwise/runner";

/** How many changed rows are told in full; the others are counted. */
const SHOWN_ROWS = 40;

export interface ChangesWords {
  readonly fields: Fields;
  /** GSS code → name of the authority. */
  readonly areaNames: ReadonlyMap<string, string>;
  /** Tell each moved row; else only how many by table. */
  readonly tellsRows: boolean;
}

/** Tells what changed between two publications and why, in words for people who do not know the tables. */
export function describeChanges(changes: Changes, words: ChangesWords): string {
  const { causes } = changes;
  if (changes.changes.length === 0 && changes.newTables.length + changes.goneTables.length === 0) {
    return `No figure differs between ${changes.from} and ${changes.to}.`;
  }
  const unexplained = listUnexplained(changes).length;
  const lines = [
    `From ${changes.from} to ${changes.to}: ${countKinds(changes.changes)}.`,
    unexplained === 0
      ? "Every change has a named cause."
      : `${toNumber(unexplained)} changes have no cause that could be found.`,
    ...(changes.newTables.length === 0 ? [] : [`New tables: ${changes.newTables.join(", ")}.`]),
    ...(changes.goneTables.length === 0 ? [] : [`Tables no longer there: ${changes.goneTables.join(", ")}.`]),
    "",
    "Causes, in the order in which they were put in one after the other:",
    ...causes.map((cause, index) => `${index + 1}. ${describeCause(cause, index, changes.changes)}`),
    "",
  ];
  return [...lines, ...(words.tellsRows ? tellRows(changes, words) : tellTables(changes))].join("\n");
}

function tellTables({ changes }: Changes): string[] {
  const tables = [...new Set(changes.map(({ table }) => table))];
  return [
    ...tables.map((table) => `${table}: ${countKinds(changes.filter((change) => change.table === table))}`),
    "",
    "To read what moved for one authority: --area E10000018. To keep every change with its causes: --csv FILE",
  ];
}

function tellRows({ causes, changes }: Changes, words: ChangesWords): string[] {
  const rows = groupByRow(changes.filter(({ kind }) => kind === "moved"));
  const told = rows.slice(0, SHOWN_ROWS).flatMap((row) => [...describeRow(row, causes, words), ""]);
  const more = rows.length - SHOWN_ROWS;
  return more > 0 ? [...told, `${toNumber(more)} more rows moved; --csv FILE keeps them all.`] : told.slice(0, -1);
}

function countKinds(changes: readonly Change[]): string {
  const count = (kind: Change["kind"]) => toNumber(changes.filter((change) => change.kind === kind).length);
  return `${count("moved")} figures moved, ${count("appeared")} rows are new, ${count("vanished")} are gone`;
}

const toNumber = (value: number) => formatFigure(value, { decimals: 0 });

function describeCause(cause: Cause, index: number, changes: readonly Change[]): string {
  const moved = changes.filter(({ steps }) => steps.some((step) => step.cause === index));
  const files = cause.releases.map(
    ({ fileName, publishedDate }) => `${fileName}${publishedDate === null ? "" : ` of ${publishedDate}`}`,
  );
  const shown = files.length <= 3 ? files : [...files.slice(0, 3), `${files.length - 3} more`];
  const from = shown.length === 0 ? "" : ` (${shown.join("; ")})`;
  return `${shorten(cause.title)}${from}: ${toNumber(moved.length)} changes`;
}

/** A change of code can name many tables. */
const shorten = (title: string) => (title.length <= 300 ? title : `${title.slice(0, 299)}…`);

function groupByRow(moved: readonly Change[]): Change[][] {
  const rows = new Map<string, Change[]>();
  for (const change of moved) {
    const id = JSON.stringify([change.table, change.key]);
    rows.set(id, [...(rows.get(id) ?? []), change]);
  }
  return [...rows.values()];
}

function describeRow(row: readonly Change[], causes: readonly Cause[], words: ChangesWords): string[] {
  const { table, key } = row[0]!;
  const { area_code: area, ...others } = key;
  const name = area === undefined ? [] : [words.areaNames.get(area) ?? area];
  const where = [...name, ...Object.values(others).map((value) => value.replaceAll("_", " "))].join(", ");
  const only = toOnlyCause(row);
  return [
    `${where} (${table})`,
    ...row.flatMap((change) => describeMove(change, causes, words.fields, only === null)),
    ...(only === null ? [] : [`  because of cause ${only + 1}: ${shorten(causes[only]!.title)}`]),
  ];
}

/** The cause that all figures of a row share and that is the only one for each; null when there are several. */
function toOnlyCause(row: readonly Change[]): number | null {
  const found = new Set(row.flatMap(({ steps }) => steps.map(({ cause }) => cause)));
  return found.size === 1 ? [...found][0]! : null;
}

function describeMove(
  { column, before, after, steps }: Change,
  causes: readonly Cause[],
  fields: Fields,
  tellsWhy: boolean,
) {
  const unit = fields[column!]?.unit ?? "text";
  const size = toDelta(before, after);
  const moved = size === null ? "" : ` (${printValue(String(size), unit, true)})`;
  const why = steps.map(({ cause, delta, before: from, after: to }) => {
    const step =
      delta === null ? `${printValue(from, unit)} → ${printValue(to, unit)}` : printValue(String(delta), unit, true);
    return `      ${step} by cause ${cause + 1}: ${shorten(causes[cause]!.title)}`;
  });
  const label = column!.replace(/_(gbp|count|pct|share)$/, "").replaceAll("_", " ");
  return [`  ${label}: ${printValue(before, unit)} → ${printValue(after, unit)}${moved}`, ...(tellsWhy ? why : [])];
}

function toDelta(before: string | null, after: string | null): number | null {
  if (before === null || after === null) return null;
  const delta = Number(after) - Number(before);
  return Number.isFinite(delta) ? delta : null;
}

const WHOLE = new Set(["count", "rank", "year"]);

function printValue(text: string | null, unit: string, isSigned = false): string {
  if (text === null) return "none";
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) return text;
  const format: FigureFormat = unit.startsWith("gbp")
    ? { decimals: 2, prefix: "£" }
    : WHOLE.has(unit) && Number.isInteger(value)
      ? { decimals: 0 }
      : { decimals: toDecimals(value), ...(unit === "percent" ? { suffix: "%" } : {}) };
  return formatFigure(value, { ...format, isSigned });
}

/** Four digits that tell something, as many decimals as that takes. */
const toDecimals = (value: number) =>
  value === 0 ? 0 : Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value)))));
