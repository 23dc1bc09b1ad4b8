import { SaxesParser } from "saxes";
import { damagedFault, declarationFault } from "./file-faults.ts";
import { readXmlPart } from "./unpack-part.ts";
import type { ZipPart } from "./zip-directory.ts";

/** An opening tag: names without namespace prefix. Of attributes with the same name the one without a prefix counts. */
export interface XmlTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the tags around it, outermost first, itself excluded. */
  readonly parents: readonly string[];
}

export interface XmlVisitor {
  readonly open?: (tag: XmlTag) => void;
  readonly text?: (text: string, parents: readonly string[]) => void;
  readonly close?: (name: string, parents: readonly string[]) => void;
}

/**
 * Reads a small XML part (workbook, relationships, styles, comments) tag by tag. Cells are not read in this way: it is
 * twenty times slower than a scan of bytes.
 * @throws Fault workbook.damaged for XML that is not well formed or declares a document type
 */
export async function visitPart(part: ZipPart, fileName: string, visitor: XmlVisitor): Promise<void> {
  visitXml(await readXmlPart(part, fileName), part.name, fileName, visitor);
}

/**
 * As `visitPart`, for XML at hand.
 * @param partName for messages
 */
export function visitXml(xml: string, partName: string, fileName: string, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const parents: string[] = [];
  parser.on("doctype", () => {
    throw declarationFault(fileName, partName);
  });
  parser.on("error", (cause) => {
    throw damagedFault(fileName, `${partName}: ${cause.message.slice(0, 200)}`, cause);
  });
  parser.on("opentag", ({ name, attributes }) => {
    const local = toLocal(name);
    visitor.open?.({ name: local, attributes: toLocalNames(attributes), parents });
    parents.push(local);
  });
  parser.on("closetag", () => {
    const name = parents.pop()!;
    visitor.close?.(name, parents);
  });
  parser.on("text", (text) => visitor.text?.(text, parents));
  parser.on("cdata", (text) => visitor.text?.(text, parents));
  parser.write(xml).close();
}

function toLocalNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const local = toLocal(name);
    if (local === name || !(local in named)) named[local] = value;
  }
  return named;
}

function toLocal(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
