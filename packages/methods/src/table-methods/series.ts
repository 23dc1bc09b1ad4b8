import type { MethodColumn, ResultTable, TableCall, TableCell } from "./table-method.ts";

/** The two shapes of a table of figures: long with a value column (and a case column), or wide with one per column. */
export const seriesColumns: readonly MethodColumn[] = [
  {
    name: "value",
    about: "figure; without this column the table is wide: an id, then one variable per column",
    isOptional: true,
  },
  {
    name: "case",
    also: ["group", "indicator_id", "series"],
    about: "splits the figures into separate lists",
    isOptional: true,
  },
  { name: "id", also: ["area_code", "area", "i", "*"], about: "area" },
];

/** Said of the variables of a wide table. */
export const wideVariables = "in a wide table: one variable per further column";

/** One list of figures of the input, with the rows it came from. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly rows: readonly number[];
}

/** The lists of figures, in order of first appearance. */
export function readSeries(call: TableCall): Series[] {
  if (!call.has("value")) {
    const { names, values } = call.variables();
    const rows = Array.from({ length: call.rowCount }, (_, row) => row);
    return names.map((name, k) => ({ name, values: values[k]!, rows }));
  }
  const values = call.numbers("value");
  const cases =
    call.has("case") && call.header("case") !== call.header("value") ? call.texts("case") : values.map(() => "all");
  const rowsOf = new Map<string, number[]>();
  for (const [row, name] of cases.entries()) rowsOf.set(name, [...(rowsOf.get(name) ?? []), row]);
  return [...rowsOf].map(([name, rows]) => ({ name, rows, values: rows.map((row) => values[row]!) }));
}

/**
 * Gives every figure its results, in the shape of the input: a long table keeps its columns and gains the new ones; a
 * wide table keeps its id, and each variable is replaced by its first result.
 *
 * @param columns names of the results
 * @param compute results of one list: one list per name
 */
export function answerPerFigure(
  call: TableCall,
  columns: readonly string[],
  compute: (series: Series) => readonly (readonly TableCell[])[],
): ResultTable {
  const all = readSeries(call);
  const results = all.map(compute);
  if (!call.has("value")) {
    const ids = call.keys("id");
    return {
      columns: [call.header("id"), ...all.map(({ name }) => name)],
      rows: ids.map((id, row) => [id, ...results.map(([first]) => first![row]!)]),
    };
  }
  refuseRepeats(call);
  const carried = call.carried();
  const kept = [...new Set(["case", "id"].filter((role) => call.has(role)).map((role) => call.header(role)))];
  const keptTexts = kept.map((header) =>
    call.texts(call.has("case") && call.header("case") === header ? "case" : "id"),
  );
  const rows = new Array<readonly TableCell[]>(call.rowCount);
  const values = call.numbers("value");
  for (const [k, series] of all.entries()) {
    for (const [place, row] of series.rows.entries()) {
      rows[row] = [
        ...keptTexts.map((texts) => texts[row]!),
        ...carried.values.map((texts) => texts[row]!),
        values[row]!,
        ...results[k]!.map((list) => list[place]!),
      ];
    }
  }
  return { columns: [...kept, ...carried.names, "value", ...columns], rows };
}

/** An area that is twice in one list would be counted twice in every mean. */
function refuseRepeats(call: TableCall): void {
  const caseHeader = call.has("case") ? call.header("case") : null;
  if (call.header("id") === caseHeader || call.header("id") === call.header("value")) return;
  const cases = caseHeader === null ? null : call.texts("case");
  const first = new Map<string, number>();
  for (const [row, id] of call.texts("id").entries()) {
    const key = JSON.stringify([cases?.[row], id]);
    const before = first.get(key);
    if (before !== undefined) {
      const list = cases === null ? "" : ` of "${cases[row]}"`;
      throw new RangeError(
        `${call.place(row)}, column "${call.header("id")}": "${id}"${list} was already in ${call.place(before)}. Keep one.`,
      );
    }
    first.set(key, row);
  }
}

/** Puts lists of one length side by side. */
export function fromColumns(columns: readonly (readonly [string, readonly TableCell[]])[]): ResultTable {
  const count = columns[0]?.[1].length ?? 0;
  return {
    columns: columns.map(([name]) => name),
    rows: Array.from({ length: count }, (_, row) => columns.map(([, cells]) => cells[row]!)),
  };
}

/** Columns and variables of a method on lists of figures. */
export const byLists = { columns: seriesColumns, variables: wideVariables };

export const idColumn: MethodColumn = { name: "id", also: ["area_code", "*"], about: "area" };

/** Results beside the rows they came from: the columns that were read, those carried along, then the new ones. */
export function answerPerRow(
  call: TableCall,
  read: readonly string[],
  results: readonly (readonly [string, readonly (string | number | boolean | null)[]])[],
) {
  const { names, values } = call.carried();
  const roles = read.filter((role) => call.has(role));
  return fromColumns([
    ...names.map((name, k) => [name, values[k]!] as const),
    ...roles.map((role) => [call.header(role), call.texts(role)] as const),
    ...results,
  ]);
}
