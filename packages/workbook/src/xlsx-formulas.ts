import type { CellStore } from "./cell-store.ts";
import type { FormulaGroup } from "./stored-sheet.ts";
import type { XlsxCellContent } from "./xlsx-cell-content.ts";

const GREATER = 0x3e;

/**
 * Formulas of a sheet; of those that cells share, only the first is written out.
 * Source: ECMA-376 part 1, 18.3.1.40 f.
 */
export class XlsxFormulas {
  readonly groups: FormulaGroup[] = [];
  /** Number of a shared formula in the file → its place in `groups`. */
  private readonly groupNumbers = new Map<number, number>();

  /** Keeps the formula of the cell that was added last. */
  keep(bytes: Buffer, row: number, column: number, content: XlsxCellContent, cells: CellStore): void {
    const cell = cells.cellCount - 1;
    const { formulaTag: tag, formulaStart: start, formulaEnd: end, formulaJoined: joined } = content;
    const isBlank = start === end && joined === null;
    const attributes = bytes[tag + 1] === GREATER ? "" : bytes.toString("latin1", tag + 1, start - 1);
    if (!/\st\s*=\s*["']shared["']/.test(attributes)) {
      if (!isBlank) cells.addFormula(cell, keepText(bytes, start, end, joined, cells));
      return;
    }
    const shared = Number(/\ssi\s*=\s*["'](\d{1,9})["']/.exec(attributes)?.[1] ?? -1);
    if (isBlank) {
      const group = this.groupNumbers.get(shared);
      if (group !== undefined) cells.addFormula(cell, ~group);
      return;
    }
    const text = cells.texts.text(keepText(bytes, start, end, joined, cells));
    this.groupNumbers.set(shared, this.groups.length);
    this.groups.push({ text, row, column });
    cells.addFormula(cell, ~(this.groups.length - 1));
  }
}

function keepText(bytes: Buffer, start: number, end: number, joined: string | null, { texts }: CellStore): number {
  return joined === null ? texts.add(bytes, start, end) : texts.addXml(joined);
}
