import type { ColumnProfile } from "./draft-columns.ts";
import { findDataRows } from "./draft-blocks.ts";
import type { FoundTable } from "./draft-table.ts";
import { columnsOf, textOf, toColumnName } from "./workbook.ts";
import type { HeaderCell } from "./find-header.ts";

export interface NamedColumns {
  readonly cells: readonly HeaderCell[];
  readonly names: Readonly<Record<string, { readonly printed: string; readonly as: string }>>;
  /** Columns at which a block begins: the first one, the first behind an empty column, the first label again. */
  readonly starts: readonly number[];
}

/**
 * Gives every column of a table a name of its own: those that hold data under no header, or under one that another has,
 * are named by the letter of their column, or of the block they stand in.
 */
export function nameColumns(table: FoundTable): NamedColumns {
  const names: Record<string, { printed: string; as: string }> = {};
  const labelled = new Map(table.cells.map((cell) => [cell.column, cell]));
  const first = table.cells[0]?.label;
  const seen = new Set<string>();
  const starts: number[] = [];
  const cells: HeaderCell[] = [];
  for (const column of listUsedColumns(table)) {
    const cell = labelled.get(column);
    const printed = cell?.label ?? "";
    if (cells.at(-1)?.column !== column - 1 || (printed === first && printed !== "")) starts.push(column);
    if (printed !== "" && !seen.has(printed)) {
      seen.add(printed);
      cells.push(cell!);
      continue;
    }
    const letter = toColumnName(column);
    const byBlock = `${printed} (from column ${toColumnName(starts.at(-1)!)})`;
    const as = printed === "" ? `(column ${letter})` : seen.has(byBlock) ? `${printed} (column ${letter})` : byBlock;
    seen.add(as);
    names[letter] = { printed, as };
    cells.push({ column, row: cell?.row ?? table.headerRow, label: as, isCovered: false });
  }
  return { cells, names, starts };
}

/** Columns with a label or with anything in the rows of the table, left to right. */
function listUsedColumns({ sheet, cells, headerRow, lastRow }: FoundTable): number[] {
  const used = new Set(cells.map((cell) => cell.column));
  for (let row = headerRow + 1; row <= lastRow; row += 1) {
    for (const column of columnsOf(sheet, row)) {
      if (!used.has(column) && textOf(sheet.cell(row, column)) !== "") used.add(column);
    }
  }
  return [...used].sort((left, right) => left - right);
}

/**
 * Splits a header row over two tables that stand side by side: each block begins with a column of areas, of periods, or
 * of words under the same header, and holds figures.
 * @param profiles of all columns, in their order
 * @returns the tables, or just the given one when its blocks are parts of one table
 */
export function splitBeside(
  table: FoundTable,
  profiles: readonly ColumnProfile[],
  starts: readonly number[],
): readonly FoundTable[] {
  const blocks = starts.map((start, index) => {
    const end = starts[index + 1] ?? Infinity;
    return profiles.filter(({ column }) => column >= start && column < end);
  });
  const [left] = blocks;
  const isTable = (block: readonly ColumnProfile[]) =>
    block[0] !== undefined && isKey(block[0]) && block.some(({ guess }) => guess.role === "measure");
  if (left === undefined || blocks.length < 2 || !blocks.every(isTable)) return [table];
  const repeats = (block: readonly ColumnProfile[]) => {
    const [own, other] = [left[0]!, block[0]!];
    const isSame = toPrinted(own.label) === toPrinted(other.label);
    return own.guess.role === other.guess.role && (own.guess.role !== "dimension" || isSame);
  };
  if (!blocks.slice(1).every(repeats)) return [table];
  return blocks.map((block) => {
    const columns = new Set(block.map(({ column }) => column));
    const cells = table.cells.filter(({ column }) => columns.has(column));
    const { rows } = findDataRows(table.sheet, table.headerRow, cells);
    return { ...table, cells, ...(rows ?? {}), hasNeighbour: true };
  });
}

const toPrinted = (label: string): string => label.replace(/ \(from column [A-Z]+\)$/, "");
const isKey = ({ guess }: ColumnProfile): boolean =>
  ["area_code", "area_name", "dfe_number", "period", "dimension", "day"].includes(guess.role);
