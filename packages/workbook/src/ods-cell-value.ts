import { CellKind, type CellStore } from "./cell-store.ts";
import { parseSerial, toDays } from "./iso-moment.ts";
import { OdsType, type OdsCellTag } from "./ods-cell-tag.ts";
import type { OdsContent } from "./ods-text.ts";
import { parseDecimal } from "./parse-decimal.ts";
import { CELL_ERRORS } from "./workbook.ts";

/** Whether anything stands between the tags of a cell. */
export function hasText(content: OdsContent): boolean {
  return content.end > content.start || (content.joined !== null && content.joined !== "");
}

/**
 * Stores what an ods cell holds: its stated value, and where none is stated the text that is shown; days and times as
 * serial numbers of the 1900 date system.
 * Source: OASIS, OpenDocument 1.3 part 3, 19.385 office:value-type.
 */
export function storeOdsCell(
  bytes: Buffer,
  row: number,
  column: number,
  style: number,
  tag: OdsCellTag,
  content: OdsContent,
  cells: CellStore,
): void {
  const { valueStart: start, valueEnd: end, type } = tag;
  let kind: number = CellKind.noResult;
  let number = 0;
  if (type === OdsType.number || type === OdsType.date || type === OdsType.time) {
    kind = CellKind.number;
    number = start === -1 ? Number.NaN : toNumber(bytes, start, end, type);
    // What is no number is kept as the text it is, so that nobody takes it for one.
    if (Number.isNaN(number)) {
      kind = CellKind.ownText;
      number = start === -1 ? keepShown(bytes, content, cells) : cells.texts.add(bytes, start, end);
    }
  } else if (type === OdsType.boolean) {
    kind = CellKind.boolean;
    number = bytes[start] === 0x74 ? 1 : 0;
  } else if (type === OdsType.error || (tag.formulaStart !== -1 && isErrorSign(bytes, content))) {
    kind = CellKind.error;
    number = keepShown(bytes, content, cells);
  } else if (type === OdsType.text || hasText(content)) {
    kind = CellKind.ownText;
    // The stated text counts before what is shown.
    const isStated = type === OdsType.text && start !== -1;
    number = isStated ? cells.texts.add(bytes, start, end) : keepShown(bytes, content, cells);
  }
  const index = cells.add(row, column, kind, style, number);
  if (tag.formulaStart !== -1) cells.addFormula(index, cells.texts.add(bytes, tag.formulaStart, tag.formulaEnd));
}

function toNumber(bytes: Buffer, start: number, end: number, type: number): number {
  if (type === OdsType.number) return parseDecimal(bytes, start, end);
  if (type === OdsType.date) return parseSerial(bytes, start, end);
  return toDays(bytes.toString("latin1", start, end)) ?? Number.NaN;
}

/** Excel writes the result of a failed formula as text. */
function isErrorSign(bytes: Buffer, { start, end, joined }: OdsContent): boolean {
  return bytes[start] === 0x23 && joined === null && CELL_ERRORS.has(bytes.toString("latin1", start, end));
}

function keepShown(bytes: Buffer, { start, end, joined }: OdsContent, { texts }: CellStore): number {
  return joined === null ? texts.add(bytes, start, end) : texts.addXml(joined);
}
