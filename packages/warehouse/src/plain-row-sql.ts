import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import { VALUE_STATUSES, type PlainFill, type PlainRowPlan, type ValueStatus } from "@poundwise/contracts";
import type { TypedColumn } from "./append-rows.ts";
import { toColumnLetters } from "./column-letters.ts";

/** What all rows of a release have in common beside their sheet. */
export interface PartOrigin {
  readonly fileName: string;
  readonly sheet: string;
  readonly release: string;
  /** ISO day or null. */
  readonly publishedDate: string | null;
}

/** Names under which the engine calls the reader of rows; see `RowFunctions`. */
export interface RowFunctionNames {
  readonly stageRow: string;
  readonly judgeKey: string;
  readonly isPersonal: string;
}

/** Numbered records as text: `n`, then `c1` to the last column and one more. */
export function readNumberedSql(path: string, { delimiter, columnCount }: PlainRowPlan): string {
  const columns = Array.from({ length: columnCount + 1 }, (_, index) => `c${index + 1}: 'VARCHAR'`).join(", ");
  return (
    `read_csv(${quotedString(path)}, auto_detect = false, header = false, delim = ${quotedString(delimiter)}, ` +
    `quote = '"', escape = '"', strict_mode = true, null_padding = true, new_line = '\\n', ` +
    `columns = {n: 'BIGINT', ${columns}})`
  );
}

/**
 * The select that stages numbered records: plain rows by expressions, the others row by row through the reader of rows,
 * all in the order of the file.
 * @param columns of the staging table, origin columns included
 */
export function stageNumberedSql(
  path: string,
  plan: PlainRowPlan,
  columns: readonly TypedColumn[],
  origin: PartOrigin,
  names: RowFunctionNames,
): string {
  const keys = plan.fills.filter((fill) => fill.from === "key");
  const judged = keys.filter(({ form }) => form === "judged");
  const judgements = judged.map((fill) => `, ${toJudgementSql(fill, names)} as ${judgedName(fill)}`);
  const days = keys.filter(({ form }) => form === "day");
  const dated = days.map((fill) => `, ${toDaySql(cellOf(fill))} as ${dayName(fill)}`);
  const cells = Array.from({ length: plan.columnCount + 1 }, (_, index) => `c${index + 1}`).join(", ");
  const plainRow = Object.fromEntries(plan.fills.flatMap((fill) => listPlain(fill)));
  const fixed: Record<string, string> = {
    file_name: quotedString(origin.fileName),
    sheet: quotedString(origin.sheet),
    row_number: "abs(n)",
    release: quotedString(origin.release),
    published_date: origin.publishedDate === null ? "null" : quotedString(origin.publishedDate),
  };
  // The same in every row, plain or not.
  for (const fill of plan.fills) {
    if (fill.from === "constant") fixed[fill.name] = toLiteral(fill.value);
    if (fill.from === "row") fixed[fill.name] = "abs(n)";
  }
  const selected = columns.map(({ name, type }, index) => {
    const written = listTexts(name, type, plan, fixed) ?? type;
    const either = `case when is_plain then ${plainRow[name]} else staged[${index + 1}]::${written} end`;
    return `cast(${fixed[name] ?? either} as ${written}) as ${quotedIdentifier(name)}`;
  });
  return (
    `select ${selected.join(",\n")}\nfrom (\n` +
    `select *, case when is_plain then null when n > 0 then ${names.stageRow}(n, [${cells}]) ` +
    `else ${names.stageRow}(-n, null::varchar[]) end as staged from (\n` +
    `select *, coalesce(${listConditions(plan, names).join("\nand ")}, false) as is_plain from (\n` +
    `select *${judgements.join("")}${dated.join("")} from ${readNumberedSql(path, plan)})))\nwhere is_plain or staged is not null`
  );
}

/**
 * The type in which a column of few known texts is written: its dictionary need not be looked for, and Parquet gives it back
 * as text. Null for every other column.
 */
function listTexts(
  name: string,
  type: string,
  plan: PlainRowPlan,
  fixed: Readonly<Record<string, string>>,
): string | null {
  const constant = fixed[name];
  if (type === "VARCHAR" && constant !== undefined) return constant === "null" ? null : `enum(${constant})`;
  const isStatus = plan.fills.some((fill) => `${fill.name}_status` === name && /value$/.test(fill.from));
  return isStatus ? STATUS_TYPE : null;
}

const STATUS_TYPE = `enum(${VALUE_STATUSES.map(quotedString).join(", ")})`;

const toStatusSql = (status: ValueStatus) => `${quotedString(status)}::${STATUS_TYPE}`;

const cellOf = (fill: { readonly column: number } | PlainFill) => `c${(fill as { column: number }).column}`;
const judgedName = (fill: PlainFill) => quotedIdentifier(`judged ${fill.name}`);
const dayName = (fill: PlainFill) => quotedIdentifier(`day ${fill.name}`);

/** Clean expressions by staging column. They are only looked at in rows that meet all conditions. */
function listPlain(fill: PlainFill): [string, string][] {
  switch (fill.from) {
    case "constant":
    case "row":
      return [];
    case "key":
      return [[fill.name, toKeySql(fill)]];
    case "no_value":
      return toValueColumns(fill.name, ["null", toStatusSql("not_applicable"), "null", "null"]);
    case "value": {
      const cell = cellOf(fill);
      const status = `case when ${cell} is null then ${toStatusSql(fill.blank)} else ${toStatusSql(fill.status)} end`;
      const address = `${quotedString(toColumnLetters(fill.column))} || n`;
      // The sum with nought takes the sign off a printed "-0.00".
      const digits = `case when contains(${cell}, ',') then replace(${cell}, ',', '') else ${cell} end`;
      const number = `cast(${digits} as double) + 0.0`;
      return toValueColumns(fill.name, [number, status, address, `coalesce(${cell}, '')`]);
    }
  }
}

function toValueColumns(name: string, expressions: readonly [string, string, string, string]): [string, string][] {
  return ["", "_status", "_cell", "_raw"].map((suffix, index) => [`${name}${suffix}`, expressions[index]!]);
}

function toLiteral(value: string | number | boolean | null): string {
  if (value === null) return "null";
  return typeof value === "string" ? quotedString(value) : String(value);
}

type KeyFill = Extract<PlainFill, { readonly from: "key" }>;

function toKeySql(fill: KeyFill): string {
  const cell = cellOf(fill);
  if (fill.form === "judged") return `nullif(${judgedName(fill)}, '')::${fill.type}`;
  if (fill.form === "day") return dayName(fill);
  return fill.form === "whole_number" ? `${cell}::${fill.type}` : cell;
}

/** Asks the reader of rows only for texts that it has not answered yet: each call is worth thirty comparisons. */
function toJudgementSql(fill: KeyFill, names: RowFunctionNames): string {
  const text = `coalesce(${cellOf(fill)}, '')`;
  const asked = `${names.judgeKey}(${quotedString(fill.name)}, ${text})`;
  if (fill.answers.length === 0) return asked;
  const answers = fill.answers.map(([known, key]) => `when ${quotedString(known)} then ${quotedString(key)}`);
  return `case ${text} ${answers.join(" ")} else ${asked} end`;
}

/** ISO days and British ones; null for any other text. */
function toDaySql(cell: string): string {
  const isForm = `regexp_full_match(${cell}, '${ISO_OR_BRITISH_DAY}')`;
  // A list of formats would be shorter, but each one that fails takes six times as long as one that fits.
  const [iso, british] = ["%Y-%m-%d", "%d/%m/%Y"].map((format) => `try_strptime(${cell}, '${format}')::date`);
  return `case when ${isForm} then case when contains(${cell}, '/') then ${british} else ${iso} end end`;
}

const ISO_OR_BRITISH_DAY = "[12]\\d{3}-\\d{2}-\\d{2}|\\d{2}/\\d{2}/[12]\\d{3}";
// At most fifteen digits: each such decimal is one double, and its sum in DECIMAL(38,4) is exact.
const PLAIN_NUMBER = "-?(\\d{1,11}|\\d{1,3}(,\\d{3}){1,2})(\\.\\d{1,4})?";

function listConditions(plan: PlainRowPlan, names: RowFunctionNames): string[] {
  const mustBeBlank = [plan.columnCount + 1, ...plan.blankColumns].map((column) => `c${column} is null`);
  const tests = [...new Set(plan.rowTests.map(({ column }) => column))].map((column) => {
    const patterns = new Set(plan.rowTests.filter((test) => test.column === column).map(({ pattern }) => pattern));
    return toTestSql(`c${column}`, [...patterns].map((pattern) => `(?:${pattern})`).join("|"));
  });
  const filled = plan.fills.flatMap((fill) => ("column" in fill ? [`${cellOf(fill)} is not null`] : []));
  return [
    "n > 0",
    ...mustBeBlank,
    ...plan.fills.flatMap((fill) => listFillConditions(fill, names)),
    ...tests,
    ...(plan.needsText ? [`(${filled.join(" or ")})`] : []),
  ];
}

/** Whether a cell is of ASCII, on which both languages of patterns agree, and fits none of them. */
function toTestSql(cell: string, pattern: string): string {
  const quoted = quotedString(pattern);
  // Trimming takes five times as long as matching, and few texts need it.
  const isUntrimmed = `${cell} < '!' or suffix(${cell}, ' ') or suffix(${cell}, '\t')`;
  const trimmed = `case when ${isUntrimmed} then trim(${cell}, ' \t') else ${cell} end`;
  return (
    `case when ${cell} is null then not regexp_matches('', ${quoted}) ` +
    `else strlen(${cell}) = length(${cell}) and not regexp_matches(${trimmed}, ${quoted}) end`
  );
}

function listFillConditions(fill: PlainFill, names: RowFunctionNames): string[] {
  if (fill.from === "value") {
    const cell = cellOf(fill);
    const markers = fill.markers.map(quotedString).join(", ");
    const isNumber = `regexp_full_match(${cell}, '${PLAIN_NUMBER}')`;
    return [`(${cell} is null or ${isNumber}${markers === "" ? "" : ` and ${cell} not in (${markers})`})`];
  }
  if (fill.from !== "key") return [];
  const cell = cellOf(fill);
  const plain = `(${listKeyConditions(fill, cell, names).join(" and ")})`;
  if (fill.form === "judged") return [plain];
  return [fill.isOptional ? `(${cell} is null or ${plain})` : `${cell} is not null and ${plain}`];
}

function listKeyConditions(fill: KeyFill, cell: string, names: RowFunctionNames): string[] {
  switch (fill.form) {
    case "judged":
      return [`${judgedName(fill)} is not null`];
    case "whole_number":
      return [`regexp_full_match(${cell}, '-?\\d{1,9}')`];
    case "day":
      return [`${dayName(fill)} is not null`];
    case "text": {
      // Untrimmed, or the text of a failed formula. Other white space than these two never comes in plain records.
      const isTrimmed = [
        `${cell} >= '!'`,
        `not starts_with(${cell}, '#')`,
        `not suffix(${cell}, ' ')`,
        `not suffix(${cell}, '\t')`,
      ];
      const { exceptions, mayBePersonal } = fill;
      if (exceptions.length > 0) isTrimmed.push(`${cell} not in (${exceptions.map(quotedString).join(", ")})`);
      if (mayBePersonal === null) return isTrimmed;
      const isPersonal = `${names.isPersonal}(${quotedString(fill.name)}, ${cell})`;
      if (mayBePersonal === "") return [...isTrimmed, `not ${isPersonal}`];
      // The function is not called unless the pattern fits.
      const asks = `regexp_matches(${cell}, ${quotedString(mayBePersonal)})`;
      return [...isTrimmed, `not (case when ${asks} then ${isPersonal} else false end)`];
    }
  }
}
