import { isHidden, readAttribute, readCount } from "./ods-attributes.ts";
import type { TextPool } from "./text-pool.ts";

/**
 * What an ods row's opening tag says. Nearly all rows of a sheet have the same attributes, which are then read once.
 * Source: OASIS, OpenDocument 1.3 part 3, 9.1.3 table:table-row.
 */
export class OdsRowTag {
  /** How many rows it stands for. */
  repeats = 1;
  isHidden = false;
  /** The style of cells without their own, by its number among the names; -1 without one. */
  style = -1;
  private readonly styleNames: TextPool;
  private known: Uint8Array = new Uint8Array();

  constructor(styleNames: TextPool) {
    this.styleNames = styleNames;
  }

  /** @param start behind the tag's name @param end at the > that ends it */
  read(bytes: Buffer, start: number, end: number): void {
    if (this.isKnown(bytes, start, end)) return;
    this.known = Uint8Array.prototype.slice.call(bytes, start, end);
    const attributes = bytes.toString("latin1", start, end);
    this.repeats = readCount(attributes, "table:number-rows-repeated");
    this.isHidden = isHidden(attributes);
    const style = readAttribute(attributes, "table:default-cell-style-name");
    this.style = style === null ? -1 : this.styleNames.addText(style);
  }

  private isKnown(bytes: Buffer, start: number, end: number): boolean {
    const { known } = this;
    if (known.length !== end - start) return false;
    for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[start + at]) return false;
    return true;
  }
}
