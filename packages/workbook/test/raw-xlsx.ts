import { writeRawZip, type RawPart } from "./raw-zip.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface RawSheet {
  readonly name: string;
  /** What stands between <worksheet …> and </worksheet>. */
  readonly xml: string;
  readonly state?: string;
}

export interface RawBook {
  readonly sheets: readonly RawSheet[];
  /** The items of the table of shared texts: what stands between <si> and </si>. */
  readonly texts?: readonly string[];
  /** Number format codes; cell style n has the n-th. */
  readonly formats?: readonly string[];
  readonly workbookPr?: string;
  /** Parts that replace others of their name, or null to leave one out; others are added. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

/** The parts of an xlsx file with the given XML in its sheets. */
export function makeRawParts({ sheets, texts, formats, workbookPr = "", parts = {} }: RawBook): RawPart[] {
  const made = new Map<string, string | Uint8Array>([
    ["[Content_Types].xml", `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`],
    ["_rels/.rels", toRelations([["rId1", `${RELATIONS}/officeDocument`, "xl/workbook.xml"]])],
    ["xl/workbook.xml", toWorkbook(sheets, workbookPr)],
  ]);
  const relations = sheets.map(
    (_, index) => [`rId${index + 1}`, `${RELATIONS}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const,
  );
  const others: (readonly [string, string, string])[] = [];
  if (texts !== undefined) others.push(["rIdT", `${RELATIONS}/sharedStrings`, "sharedStrings.xml"]);
  if (formats !== undefined) others.push(["rIdS", `${RELATIONS}/styles`, "styles.xml"]);
  made.set("xl/_rels/workbook.xml.rels", toRelations([...relations, ...others]));
  for (const [index, { xml }] of sheets.entries()) {
    made.set(
      `xl/worksheets/sheet${index + 1}.xml`,
      `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">${xml}</worksheet>`,
    );
  }
  if (texts !== undefined) {
    made.set(
      "xl/sharedStrings.xml",
      `${HEAD}<sst xmlns="${MAIN}">${texts.map((text) => `<si>${text}</si>`).join("")}</sst>`,
    );
  }
  if (formats !== undefined) made.set("xl/styles.xml", toStyles(formats));
  for (const [name, content] of Object.entries(parts)) {
    if (content === null) made.delete(name);
    else made.set(name, content);
  }
  return [...made].map(([name, content]) => ({ name, content }));
}

/** The bytes of an xlsx file with the given XML in its sheets. */
export function makeRawXlsx(book: RawBook): Buffer {
  return writeRawZip(makeRawParts(book));
}

/** A file of one sheet, given the XML of its rows. */
export function makeRowsXlsx(rows: string, rest: Omit<RawBook, "sheets"> = {}): Buffer {
  return makeRawXlsx({ ...rest, sheets: [{ name: "Data", xml: `<sheetData>${rows}</sheetData>` }] });
}

/** Writes text so that it stands for itself in XML. */
export function toXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function toWorkbook(sheets: readonly RawSheet[], workbookPr: string): string {
  const listed = sheets.map(({ name, state }, index) => {
    const shown = state === undefined ? "" : ` state="${state}"`;
    return `<sheet name="${toXml(name)}" sheetId="${index + 1}"${shown} r:id="rId${index + 1}"/>`;
  });
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${workbookPr}<sheets>${listed.join("")}</sheets></workbook>`;
}

export function toRelations(relations: readonly (readonly [id: string, type: string, target: string])[]): string {
  const listed = relations.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`);
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${listed.join("")}</Relationships>`;
}

function toStyles(formats: readonly string[]): string {
  const codes = formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${toXml(code)}"/>`);
  const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`);
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts><cellXfs>${styles.join("")}</cellXfs></styleSheet>`;
}
