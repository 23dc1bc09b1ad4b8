import { visitXml, type XmlTag } from "./xml-part.ts";

/** What the styles of an ods file say about cells and sheets. */
export interface OdsStyles {
  /** Number format code of a cell style, as xlsx files write it; "General" for a style without a format, or an unknown style. */
  toFormat(cellStyle: string): string;
  isHiddenSheet(sheetStyle: string): boolean;
}

interface CellStyle {
  readonly parent: string | undefined;
  readonly format: string | undefined;
}

interface NumberStyle {
  code: string;
  readonly isText: boolean;
  /** Condition on the value → number style that then counts instead. */
  readonly cases: { readonly condition: string; readonly style: string }[];
}

/**
 * Reads number formats and hidden sheets from the styles of an ods file. Later documents win over earlier ones, so the
 * common styles come first.
 * Source: OASIS, OpenDocument 1.3 part 3, 16.29 (data styles), 17.15 (table properties), 19.628 table:display.
 * @param documents XML texts that hold style elements
 */
export function readOdsStyles(documents: readonly string[], fileName: string): OdsStyles {
  const cellStyles = new Map<string, CellStyle>();
  const numberStyles = new Map<string, NumberStyle>();
  const hiddenSheets = new Set<string>();
  for (const xml of documents) {
    let number: NumberStyle | undefined;
    let sheetStyle: string | undefined;
    let literal: string | undefined;
    let isOverflowing = false;
    visitXml(xml, "the styles", fileName, {
      open: (tag) => {
        const { name, attributes } = tag;
        if (name === "style") {
          const family = attributes["family"];
          const own = attributes["name"] ?? "";
          if (family === "table-cell") {
            cellStyles.set(own, { parent: attributes["parent-style-name"], format: attributes["data-style-name"] });
          }
          sheetStyle = family === "table" ? own : undefined;
        } else if (name === "default-style" && attributes["family"] === "table-cell") {
          cellStyles.set("", { parent: undefined, format: attributes["data-style-name"] });
        } else if (name === "table-properties" && sheetStyle !== undefined) {
          if (attributes["display"] === "false") hiddenSheets.add(sheetStyle);
        } else if (NUMBER_STYLES.has(name)) {
          number = { code: "", isText: name === "text-style", cases: [] };
          numberStyles.set(attributes["name"] ?? "", number);
          isOverflowing = attributes["truncate-on-overflow"] === "false";
        } else if (number !== undefined) {
          if (name === "map") {
            number.cases.push({
              condition: attributes["condition"] ?? "",
              style: attributes["apply-style-name"] ?? "",
            });
          } else if (name === "text" || name === "currency-symbol" || name === "fill-character") literal = "";
          else number.code += toCode(tag, isOverflowing);
        }
      },
      text: (text) => {
        if (literal !== undefined) literal += text;
      },
      close: (name) => {
        if (NUMBER_STYLES.has(name)) number = undefined;
        if (number === undefined || literal === undefined) return;
        if (name === "fill-character") number.code += `*${literal === "" ? " " : literal}`;
        else if (name === "currency-symbol") number.code += literal === "" ? "" : `[$${literal}]`;
        else if (name === "text") number.code += quote(literal);
        else return;
        literal = undefined;
      },
    });
  }
  return {
    toFormat: (cellStyle) => toSections(findFormat(cellStyle, cellStyles), numberStyles),
    isHiddenSheet: (style) => hiddenSheets.has(style),
  };
}

const NUMBER_STYLES = new Set([
  "number-style",
  "percentage-style",
  "currency-style",
  "date-style",
  "time-style",
  "boolean-style",
  "text-style",
]);

/** A cell style without a format has that of the style it is derived from. */
function findFormat(cellStyle: string, styles: ReadonlyMap<string, CellStyle>): string | undefined {
  let name: string | undefined = cellStyle;
  // Styles that derive from each other in a circle would never end.
  for (let depth = 0; depth < 20 && name !== undefined; depth += 1) {
    const style = styles.get(name);
    if (style === undefined) return undefined;
    if (style.format !== undefined) return style.format;
    name = style.parent ?? (name === "" ? undefined : name === "Default" ? "" : "Default");
  }
  return undefined;
}

/** Puts the cases of a number style in the order of an xlsx format: positive; negative; zero; text. */
function toSections(name: string | undefined, styles: ReadonlyMap<string, NumberStyle>): string {
  const style = name === undefined ? undefined : styles.get(name);
  if (style === undefined) return "General";
  if (style.cases.length === 0) return style.code === "" ? "General" : style.code;
  const find = (sign: RegExp): string | undefined => {
    const wanted = style.cases.find(({ condition }) => sign.test(condition.replaceAll(" ", "")))?.style;
    return wanted === undefined ? undefined : styles.get(wanted)?.code;
  };
  const sections = [find(/^value\(\)>=?0(\.0+)?$/), find(/^value\(\)<=?0(\.0+)?$/), find(/^value\(\)=0(\.0+)?$/)];
  if (style.isText) return [...sections.map((section) => section ?? ""), style.code].join(";");
  const open = sections.findIndex((section) => section === undefined);
  if (open !== -1) sections[open] = style.code;
  return sections.filter((section) => section !== undefined).join(";");
}

function toCode({ name, attributes }: XmlTag, overflows: boolean): string {
  const isLong = attributes["style"] === "long";
  switch (name) {
    case "number":
      return toDigits(attributes);
    case "scientific-number":
      return `${toDigits(attributes)}E+${"0".repeat(count(attributes["min-exponent-digits"], 2))}`;
    case "fraction": {
      const denominator = attributes["denominator-value"];
      return `# ${"?".repeat(count(attributes["min-numerator-digits"], 1))}/${denominator ?? "?".repeat(count(attributes["min-denominator-digits"], 1))}`;
    }
    case "day":
      return isLong ? "dd" : "d";
    case "day-of-week":
      return isLong ? "dddd" : "ddd";
    case "month":
      return attributes["textual"] === "true" ? (isLong ? "mmmm" : "mmm") : isLong ? "mm" : "m";
    case "year":
      return isLong ? "yyyy" : "yy";
    case "hours":
      return overflows ? "[h]" : isLong ? "hh" : "h";
    case "minutes":
      return isLong ? "mm" : "m";
    case "seconds": {
      const decimals = count(attributes["decimal-places"], 0);
      return `${isLong ? "ss" : "s"}${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}`;
    }
    case "am-pm":
      return "AM/PM";
    case "text-content":
      return "@";
    case "boolean":
      return "BOOLEAN";
    default:
      return "";
  }
}

function toDigits(attributes: Readonly<Record<string, string>>): string {
  const whole = attributes["min-integer-digits"];
  const decimals = attributes["decimal-places"];
  if (whole === undefined && decimals === undefined) return "General";
  const places = count(decimals, 0);
  const least = count(attributes["min-decimal-places"], places);
  const point = places === 0 ? "" : `.${"0".repeat(Math.min(least, places))}${"#".repeat(Math.max(0, places - least))}`;
  const digits = "0".repeat(count(whole, 1));
  const isGrouped = attributes["grouping"] === "true";
  const grouped = digits.length >= 4 ? digits.replace(/\B(?=(0{3})+$)/g, ",") : `#,${digits.padStart(3, "#")}`;
  return (isGrouped ? grouped : digits === "" ? "#" : digits) + point;
}

function count(stated: string | undefined, otherwise: number): number {
  const number = Number(stated ?? otherwise);
  return Number.isInteger(number) && number >= 0 && number <= 30 ? number : otherwise;
}

/** Text that stands for itself; signs that need no quotes in a format code are left bare. */
function quote(text: string): string {
  if (/^[-+/ :,.()%£$€]*$/.test(text)) return text;
  return text
    .split(/(%)/)
    .map((piece) => (piece === "%" || piece === "" ? piece : `"${piece.replaceAll('"', "")}"`))
    .join("");
}
