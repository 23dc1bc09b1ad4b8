import type { DriftChange } from "@poundwise/workbook";
import type { DriftSubject } from "./drift-sources.ts";
import {
  addColumn,
  addPreamble,
  addTier,
  changeCells,
  dropColumn,
  findColumn,
  multiply,
  renameColumns,
  renameSheet,
  shuffleColumns,
  type PrintedFile,
} from "./next-year.ts";

/** One way in which a publisher changes a release, and what must come of it. */
export interface DriftKind {
  readonly name: string;
  readonly change: (file: PrintedFile, subject: DriftSubject) => PrintedFile;
  /** Kinds of change of which one must be reported, and whether it breaks the reading. */
  readonly caught: readonly DriftChange["kind"][];
  readonly breaks: boolean;
  /**
   * "same": read as it is or with the patch, the rows are those of before. "fewer": with the patch, rows of before and no
   * others. "signs": with the patch, the rows of before but for figures that a sign stands for. "apart": some rows are
   * held back, the others are as before, and nothing is proposed. "refused": nothing is proposed or read.
   */
  readonly outcome: "same" | "fewer" | "signs" | "apart" | "refused";
  /** Only for subjects that have what it changes. */
  readonly needs?: (subject: DriftSubject) => boolean;
}

const isWorkbook = ({ file }: DriftSubject) => !file.endsWith(".csv");
const isNumber = (cell: string | number | null) => /^-?[\d.]+$/.test(String(cell));
const everyThird =
  (sign: string) =>
  (file: PrintedFile, subject: DriftSubject): PrintedFile =>
    changeCells(file, subject, [findColumn(file, subject, subject.value)], (cell, row) =>
      row % 3 === 0 && isNumber(cell) ? sign : cell,
    );
const times =
  (factor: number) =>
  (file: PrintedFile, subject: DriftSubject): PrintedFile => ({
    ...changeCells(file, subject, [findColumn(file, subject, subject.value)], (cell) => multiply(cell, factor)),
    fileName: toOtherName(file.fileName),
  });

/** A name that the layouts' patterns may or may not take, with its year where it is. */
export const toOtherName = (fileName: string): string => fileName.replace(/(\.\w+)$/, " new$1");

export const listOrder = (file: PrintedFile, { sheet, headerRow }: DriftSubject): number[] =>
  file.sheets[sheet]![headerRow - 1]!.map((_, column) => column);

export const KINDS: readonly DriftKind[] = [
  {
    name: "columns in reverse order",
    change: (file, subject) => shuffleColumns(file, subject, listOrder(file, subject).reverse()),
    caught: ["columns_reordered"],
    breaks: false,
    outcome: "same",
  },
  {
    name: "columns in reverse order, and two renamed",
    change: (file, subject) =>
      renameColumns(shuffleColumns(file, subject, listOrder(file, subject).reverse()), subject, {
        [subject.value]: subject.reworded,
        [subject.key]: `${subject.key} (2027)`,
      }),
    caught: ["column_renamed"],
    breaks: true,
    outcome: "same",
  },
  {
    name: "a word behind a header",
    change: (file, subject) => renameColumns(file, subject, { [subject.value]: `${subject.value}, final` }),
    caught: ["column_renamed"],
    breaks: true,
    outcome: "same",
    // Its declaration takes headers with more words behind.
    needs: ({ source }) => source !== "defra_waste",
  },
  {
    name: "a header in other words",
    change: (file, subject) => renameColumns(file, subject, { [subject.value]: subject.reworded }),
    caught: ["column_renamed"],
    breaks: true,
    outcome: "same",
  },
  {
    name: "one more column",
    change: (file, subject) => addColumn(file, subject, "Remarks", "x"),
    caught: ["column_added"],
    breaks: true,
    outcome: "same",
  },
  {
    name: "a column of figures gone",
    change: (file, subject) => dropColumn(file, subject, findColumn(file, subject, subject.value)),
    caught: ["column_dropped"],
    breaks: true,
    outcome: "fewer",
    // A printed total cannot be checked without its column.
    needs: ({ source }) => source !== "finance_budget_monitoring",
  },
  {
    name: "a column that identifies rows gone",
    change: (file, subject) => dropColumn(file, subject, findColumn(file, subject, subject.key)),
    caught: ["column_dropped"],
    breaks: true,
    outcome: "refused",
  },
  {
    name: "three lines put on top",
    change: (file, subject) => addPreamble(file, subject, ["Release of 2027", "Contact: statistics", ""]),
    caught: ["header_moved"],
    breaks: false,
    outcome: "same",
  },
  {
    name: "another name of the sheet",
    change: (file, { sheet }) => renameSheet(file, sheet, `${sheet} v2`),
    caught: ["sheet_renamed"],
    breaks: true,
    outcome: "same",
    needs: isWorkbook,
  },
  {
    name: "figures a thousand times as large",
    change: times(1000),
    caught: ["unit_changed"],
    breaks: true,
    outcome: "same",
    needs: ({ source }) => source !== "finance_budget_monitoring",
  },
  {
    name: "figures a hundredth as large",
    change: times(0.01),
    caught: ["unit_changed"],
    breaks: true,
    outcome: "same",
    needs: ({ source }) => source !== "finance_budget_monitoring",
  },
  {
    name: "a sign of the ministry's list",
    change: everyThird("[low]"),
    caught: ["symbol_new"],
    breaks: true,
    outcome: "signs",
    needs: ({ source }) => source !== "finance_budget_monitoring",
  },
  {
    name: "a sign that nobody knows",
    change: everyThird("§"),
    caught: ["symbol_new"],
    breaks: true,
    outcome: "apart",
    needs: ({ source }) => source !== "finance_budget_monitoring",
  },
  {
    name: "an authority that the register does not know",
    change: (file, subject) =>
      changeCells(file, subject, [findColumn(file, subject, subject.area!)], (cell) =>
        cell === "E10000018" ? "E06000999" : cell,
      ),
    caught: ["area_new"],
    breaks: false,
    outcome: "apart",
    needs: ({ area }) => area !== undefined,
  },
  {
    name: "one more row of labels over the header",
    change: (file, subject) => addTier(file, subject, ["Part A", "Part B"]),
    caught: ["header_moved", "header_changed"],
    breaks: false,
    outcome: "same",
  },
  {
    name: "a file name that no layout takes",
    change: (file) => ({ ...file, fileName: `Release of the statistics unit${/\.\w+$/.exec(file.fileName)![0]}` }),
    caught: ["file_name"],
    breaks: true,
    outcome: "same",
    // The name gives the year and the period: without them no entry can.
    needs: ({ source }) => source !== "finance_budget_monitoring",
  },
  {
    name: "a file name without the year that only it gives",
    change: (file) => ({ ...file, fileName: "Release of the statistics unit.xlsx" }),
    caught: ["file_name"],
    breaks: true,
    outcome: "refused",
    needs: ({ source }) => source === "finance_budget_monitoring",
  },
];
