const PIECES = /"(?:[^"]|"")*"|\[[^\]]*\]|\{[^}]*\}|\$\$|;|~|!/g;

/**
 * Writes an OpenDocument formula as xlsx files write it: `of:=SUM([.A1:.B2];[$Data.C3])` is `SUM(A1:B2,Data!C3)`. Formulas
 * in another language than OpenFormula stay as they are, without the equals sign.
 * Source: OASIS, OpenDocument 1.3 part 4, 5.8 (references).
 */
export function toFormula(stored: string): string {
  const match = /^(?:([A-Za-z]+):)?=?([\s\S]*)$/.exec(stored)!;
  const [, language, formula] = match;
  if (language !== undefined && language !== "of" && language !== "oooc") return formula!;
  return formula!.replace(PIECES, (piece) => {
    if (piece === ";") return ",";
    if (piece === "~") return ",";
    // Names of ranges.
    if (piece === "$$") return "";
    if (piece === "!") return " ";
    if (piece.startsWith("{")) return piece.replaceAll("|", "\u0000").replaceAll(";", ",").replaceAll("\u0000", ";");
    return piece.startsWith("[") ? toReference(piece.slice(1, -1)) : piece;
  });
}

/** .A1, .A1:.B2, $Sheet.A1, 'My sheet'.A1:.B2, .A:.C */
function toReference(reference: string): string {
  const match =
    /^(?:(\$?(?:'(?:[^']|'')*'|[^.']*))?\.)?([^:.]+)(?::(?:(?:\$?(?:'(?:[^']|'')*'|[^.']*))?\.)?([^:.]+))?$/.exec(
      reference,
    );
  if (match === null) return reference;
  const [, sheet, from, to] = match;
  const place = to === undefined ? from! : `${from!}:${to}`;
  const name = sheet?.replace(/^\$/, "") ?? "";
  return name === "" ? place : `${name}!${place}`;
}
