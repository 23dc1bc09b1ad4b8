import { damagedFault } from "./file-faults.ts";
import { OdsContentScanner, type OdsSheet } from "./ods-content.ts";
import { toFormula } from "./ods-formula.ts";
import { readOdsStyles } from "./ods-styles.ts";
import { toStoredSheet } from "./stored-sheet.ts";
import { TextPool } from "./text-pool.ts";
import { readXmlPart, scanPart } from "./unpack-part.ts";
import type { Sheet, Workbook } from "./workbook.ts";
import type { ZipPart } from "./zip-directory.ts";

/**
 * Reads the cells of an ods file. Days and times become the serial numbers of the 1900 date system, as xlsx files keep
 * them; formulas give their stored result.
 * @throws Fault workbook.damaged, workbook.truncated, workbook.too_large
 */
export async function readOds(parts: readonly ZipPart[], fileName: string): Promise<Workbook> {
  const content = parts.find((part) => part.name === "content.xml");
  if (content === undefined) throw damagedFault(fileName, "no content.xml");
  const scanner = new OdsContentScanner({ fileName });
  await scanPart(content, fileName, (bytes, end) => scanner.scan(bytes, end));
  scanner.finish();
  const common = parts.find((part) => part.name === "styles.xml");
  const commonXml = common === undefined ? [] : [await readXmlPart(common, fileName)];
  const automaticXml = scanner.stylesXml === "" ? [] : [scanner.stylesXml];
  const styles = readOdsStyles([...commonXml, ...automaticXml], fileName);
  const { styleNames } = scanner;
  const formats = Array.from({ length: styleNames.size }, (_, index) => styles.toFormat(styleNames.text(index)));
  const book = { texts: new TextPool(false), formats, toFormula };
  const toSheet = ({ name, style, cells, ...parts }: OdsSheet): Sheet =>
    toStoredSheet({ name, isHidden: styles.isHiddenSheet(style), groups: [], ...parts }, cells, book);
  return { format: "ods", usesDate1904: false, sheets: scanner.sheets.map(toSheet) };
}
