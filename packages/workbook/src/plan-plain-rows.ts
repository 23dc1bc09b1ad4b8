import type { PlainFill, PlainRowPlan, PlainTest, SourceDeclaration, StagingColumn } from "@poundwise/contracts";
import type { BoundKey } from "./bind-key.ts";
import { toKeyValue } from "./key-value.ts";
import type { MatchedColumns, MatchedValue } from "./match-columns.ts";
import type { MatchedTable } from "./match-table.ts";
import { makePersonalPattern } from "./personal-pattern.ts";
import { toPortablePattern } from "./portable-pattern.ts";
import { groupValues } from "./stage-row.ts";
import { CELL_ERRORS } from "./workbook.ts";

/**
 * Says which rows of a bound table are plain and how they are staged.
 * @param columns the columns of the row type, in order
 * @param hasAreas the release is read with the area register
 * @returns null when a rule of the table needs more than one row, or more than the form of its cells, to be weighed: cells
 *   filled down, an end that a row marks, several staging rows for one row, scaled numbers, names of areas, a control total
 *   among the rows, masked texts that are worked on first, patterns that only JavaScript reads
 */
export function planPlainRows(
  table: MatchedTable,
  columns: readonly StagingColumn[],
  { delimiter, source, hasAreas }: { delimiter: string; source: SourceDeclaration; hasAreas: boolean },
): PlainRowPlan | null {
  const bound = table.columns;
  const rowTests = planTests(bound);
  const keys = listRowKeys(bound);
  if (source.controlTotal !== undefined || bound.stopAt !== null || rowTests === null || keys === null) return null;
  const fills = columns.map((column) => planColumn(column, keys, bound.values, { source, hasAreas }));
  if (!isComplete(fills)) return null;
  const named = new Set(table.header.cells.map(({ column }) => column));
  const all = Array.from({ length: table.sheet.columnCount }, (_, index) => index + 1);
  return {
    delimiter,
    columnCount: table.sheet.columnCount,
    fills,
    blankColumns: bound.allowsUnnamed ? [] : all.filter((column) => !named.has(column)),
    rowTests,
    needsText: !keys.some((key) => key.kind === "cell" && !key.staging.isOptional),
  };
}

const isComplete = <Item>(items: readonly (Item | null)[]): items is readonly Item[] => !items.includes(null);

/** The keys of a row's only staging row; null when there can be several. */
function listRowKeys({ keys, values }: MatchedColumns): readonly BoundKey[] | null {
  const valueKeys = values.flatMap((value) => value.keys);
  if (!valueKeys.every((key) => key.kind === "fixed")) return null;
  const groups = groupValues(values, (value) => Object.fromEntries(value.keys.map((key) => [key.name, key])) as never);
  return groups.length === 1 ? [...keys, ...(values[0]?.keys ?? [])] : null;
}

function planTests({ skip, totals }: MatchedColumns): readonly PlainTest[] | null {
  const tests: PlainTest[] = [];
  for (const { column, matches } of skip) {
    const pattern = toPortablePattern(matches);
    if (pattern === null) return null;
    tests.push({ column, pattern });
  }
  for (const { columns, matches } of totals) {
    const pattern = toPortablePattern(matches);
    const [column] = columns;
    // A row that fits in the first cell alone is no total, but not plain either: the reader of rows decides.
    if (pattern === null || column === undefined) return null;
    tests.push({ column, pattern });
  }
  return tests;
}

interface PlanContext {
  readonly source: SourceDeclaration;
  readonly hasAreas: boolean;
}

function planColumn(
  column: StagingColumn,
  keys: readonly BoundKey[],
  values: readonly MatchedValue[],
  context: PlanContext,
): PlainFill | null {
  const { name, type } = column;
  if (column.isValue) return planValue(name, values, context.source);
  const key = keys.find((it) => it.name === name);
  const isMasked = context.source.mask?.[name] !== undefined;
  const isArea = context.hasAreas && context.source.areaColumn === name;
  if (key === undefined) return isArea ? null : { from: "constant", name, type, value: null };
  if (key.kind === "row") return { from: "row", name, type };
  if (key.kind === "fixed") {
    const isLookedUp = key.lookup !== undefined || (isArea && key.value !== null);
    return isLookedUp || (isMasked && key.value !== null) ? null : { from: "constant", name, type, value: key.value };
  }
  if (key.fillDown || key.rule.as === "area_name" || key.rule.as === "dfe_number") return null;
  // Texts are masked after they are replaced: the few that are go to the reader of rows.
  const { replace, ...rule } = key.rule;
  const form = isArea ? "judged" : findForm(isMasked ? { ...key, rule } : key);
  if (isMasked && form !== "text") return null;
  const exceptions = isMasked ? Object.keys(replace ?? {}) : [];
  const kind = context.source.mask?.[name];
  const mayBePersonal = kind === undefined ? null : kind === "party" ? "" : makePersonalPattern();
  const { isOptional } = column;
  return { from: "key", name, type, column: key.column, form, isOptional, answers: [], exceptions, mayBePersonal };
}

type CellKey = Extract<BoundKey, { readonly kind: "cell" }>;

/** Texts that only a column of any text takes, and the ends of the numbers that the engine takes as whole. */
const ANY_TEXTS = ["x", "0", "~ any (text), 12.5%"];
const WHOLE_NUMBERS = [-999_999_999, 0, 999_999_999];

function findForm({ rule, staging }: CellKey): "text" | "whole_number" | "day" | "judged" {
  const takes = (samples: readonly (string | number)[]) =>
    samples.every((sample) => staging.schema.safeParse(sample).success);
  const { pattern, map, replace, as } = rule;
  if (pattern !== undefined || map !== undefined || replace !== undefined) return "judged";
  if (staging.type === "DATE" && (as === undefined || as === "date" || as === "number")) return "day";
  if (as !== undefined && as !== "number") return "judged";
  if (staging.type === "VARCHAR" && takes(ANY_TEXTS)) return "text";
  return staging.type === "INTEGER" && takes(WHOLE_NUMBERS) ? "whole_number" : "judged";
}

function planValue(name: string, values: readonly MatchedValue[], source: SourceDeclaration): PlainFill | null {
  const [value, ...others] = values.filter(({ rule }) => rule.column === name);
  if (value === undefined) return { from: "no_value", name };
  const { rule, column } = value;
  if (others.length > 0 || (rule.scale ?? 1) !== 1) return null;
  const words = [...Object.keys(source.markers), ...Object.keys(rule.scores ?? {})];
  return {
    from: "value",
    name,
    column,
    status: rule.status ?? "ok",
    blank: rule.blank ?? source.blank ?? "missing",
    markers: words.filter((word) => /^-?[\d.,]+$/.test(word)),
  };
}

/**
 * The key that a text of a judged column gives.
 * @param openAreas codes in force without end, for the area column of a release read with the register; else null
 * @returns its text, "" for a key that is null; null when the row is not plain
 */
export function judgeKey(printed: string, key: CellKey, openAreas: ReadonlySet<string> | null): string | null {
  const text = printed.trim();
  if (CELL_ERRORS.has(text) || (text === "" && !key.staging.isOptional)) return null;
  const outcome = toKeyValue(text, key.rule, key.staging);
  if ("expected" in outcome) return null;
  if (outcome.value === null) return "";
  const value = String(outcome.value);
  return openAreas === null || openAreas.has(value) ? value : null;
}

/** With more, the engine is as slow in finding an answer as in asking for it. */
const MAX_ANSWERS = 64;

/**
 * Answers ahead what the judged columns hold in the start of the file, so that the engine need not ask for it row by row.
 * @param judge as `judgeKey`, by the name of the key
 */
export function answerFrequentTexts(
  plan: PlainRowPlan,
  { sheet, firstRow }: MatchedTable,
  judge: (name: string, text: string) => string | null,
): PlainRowPlan {
  const answer = (fill: PlainFill): PlainFill => {
    if (fill.from !== "key" || fill.form !== "judged") return fill;
    const counts = new Map<string, number>();
    for (let row = firstRow; row <= sheet.rowCount; row += 1) {
      const text = sheet.cell(row, fill.column)?.raw ?? "";
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const frequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_ANSWERS);
    const answers = frequent.flatMap(([text]): [string, string][] => {
      const key = judge(fill.name, text);
      return key === null ? [] : [[text, key]];
    });
    return { ...fill, answers };
  };
  return { ...plan, fills: plan.fills.map(answer) };
}
