import path from "node:path/posix";
import { damagedFault } from "./file-faults.ts";
import type { CellNote } from "./workbook.ts";
import { parseRange } from "./workbook.ts";
import { visitPart } from "./xml-part.ts";
import type { ZipPart } from "./zip-directory.ts";

/** More sheets than anyone has made; each costs a search for its parts. */
const MAX_SHEETS = 4000;

/** The parts of a package by name; names do not tell capitals from small letters. */
export interface Package {
  readonly fileName: string;
  find(name: string): ZipPart | undefined;
}

export interface BookOutline {
  readonly usesDate1904: boolean;
  readonly sheets: readonly SheetOutline[];
  readonly sharedTexts: ZipPart | undefined;
  readonly styles: ZipPart | undefined;
}

export interface SheetOutline {
  readonly name: string;
  readonly isHidden: boolean;
  /** Undefined for chart sheets and other sheets without cells. */
  readonly part: ZipPart | undefined;
}

interface Relation {
  /** The last word of its type: "worksheet", "styles", "comments". */
  readonly type: string;
  readonly target: string;
}

/** Puts the parts of an archive into a package. */
export function toPackage(parts: readonly ZipPart[], fileName: string): Package {
  const byName = new Map(parts.map((part) => [normalise(part.name), part]));
  return { fileName, find: (name) => byName.get(normalise(name)) };
}

/**
 * Reads what a workbook consists of: its sheets in order, and where their cells, texts and styles are.
 * Source: ECMA-376 part 1, 18.2 (workbook) and part 2, 9.3 (relationships).
 * @throws Fault workbook.damaged when there is no workbook part or a sheet's part is missing
 */
export async function readOutline(book: Package): Promise<BookOutline> {
  const root = await readRelations(book, "");
  const stated = [...root.values()].find((relation) => relation.type === "officeDocument")?.target;
  const bookName = stated !== undefined && book.find(stated) !== undefined ? stated : "xl/workbook.xml";
  const part = book.find(bookName);
  if (part === undefined) throw damagedFault(book.fileName, "no workbook part");
  const relations = await readRelations(book, bookName);
  const sheets: SheetOutline[] = [];
  let usesDate1904 = false;
  await visitPart(part, book.fileName, {
    open: ({ name, attributes, parents }) => {
      if (name === "workbookPr") usesDate1904 = /^(1|true|on)$/.test(attributes["date1904"] ?? "");
      if (name !== "sheet" || parents.at(-1) !== "sheets") return;
      const relation = relations.get(attributes["id"] ?? "");
      const sheet = toSheetOutline(attributes["name"] ?? "", attributes["state"], relation, book);
      // Listed a thousand times, one large sheet would fill up memory.
      if (sheet.part !== undefined && sheets.some(({ part }) => part === sheet.part)) {
        throw damagedFault({ file: book.fileName, sheet: sheet.name }, "two sheets that are one and the same part");
      }
      if (sheets.length === MAX_SHEETS) throw damagedFault(book.fileName, `more than ${MAX_SHEETS} sheets`);
      sheets.push(sheet);
    },
  });
  if (sheets.length === 0) throw damagedFault(book.fileName, "a workbook part that lists no sheet");
  const findByType = (type: string): ZipPart | undefined => {
    const target = [...relations.values()].find((relation) => relation.type === type)?.target;
    return target === undefined ? undefined : book.find(target);
  };
  return { usesDate1904, sheets, sharedTexts: findByType("sharedStrings"), styles: findByType("styles") };
}

function toSheetOutline(
  name: string,
  state: string | undefined,
  relation: Relation | undefined,
  book: Package,
): SheetOutline {
  if (relation !== undefined && relation.type !== "worksheet") return { name, isHidden: true, part: undefined };
  const part = relation === undefined ? undefined : book.find(relation.target);
  if (part === undefined) {
    const found =
      relation === undefined ? "no part for this sheet" : `no ${relation.target}, where this sheet should be`;
    throw damagedFault({ file: book.fileName, sheet: name }, found);
  }
  return { name, isHidden: state === "hidden" || state === "veryHidden", part };
}

/**
 * Reads the comments on a sheet's cells, in the order of rows, then columns.
 * Source: ECMA-376 part 1, 18.7 (comments).
 */
export async function readNotes(book: Package, sheetPart: string): Promise<CellNote[]> {
  const relations = await readRelations(book, sheetPart);
  const notes: CellNote[] = [];
  for (const { type, target } of relations.values()) {
    const part = type === "comments" ? book.find(target) : undefined;
    if (part === undefined) continue;
    let ref = "";
    let text = "";
    await visitPart(part, book.fileName, {
      open: ({ name, attributes }) => {
        if (name === "comment") {
          ref = attributes["ref"] ?? "";
          text = "";
        }
      },
      text: (piece, parents) => {
        if (parents.at(-1) === "t" && parents.includes("comment") && !parents.includes("rPh")) text += piece;
      },
      close: (name) => {
        const range = name === "comment" ? parseRange(ref) : null;
        if (range !== null) notes.push({ row: range.top, column: range.left, text });
      },
    });
  }
  return notes.sort((left, right) => left.row - right.row || left.column - right.column);
}

/** Relations of a part (of the whole package for "") by their id; targets outside the file are left out. */
async function readRelations(book: Package, ofPart: string): Promise<Map<string, Relation>> {
  const folder = path.dirname(ofPart);
  const relations = new Map<string, Relation>();
  const part = book.find(path.join(folder, "_rels", `${path.basename(ofPart)}.rels`));
  if (part === undefined) return relations;
  await visitPart(part, book.fileName, {
    open: ({ name, attributes }) => {
      const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
      if (name !== "Relationship" || id === undefined || target === undefined || mode === "External") return;
      relations.set(id, {
        type: (type ?? "").split("/").at(-1)!,
        target: target.startsWith("/") ? target.slice(1) : path.join(folder, target),
      });
    },
  });
  return relations;
}

function normalise(name: string): string {
  return path.normalize(name.replaceAll("\\", "/")).replace(/^\/+/, "").toLowerCase();
}
