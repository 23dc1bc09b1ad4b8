import { Fault } from "@poundwise/contracts";

/** White space of JavaScript outside ASCII, and the byte order mark: what trimming takes off and the engine does not. */
const SPACES = [
  ..."\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
];
const NEEDLES = SPACES.map((space) => Buffer.from(space));

/** Whether text in UTF-8 has white space that only some programs take for such. */
export function holdsOtherSpaces(bytes: Buffer): boolean {
  return NEEDLES.some((needle) => bytes.includes(needle));
}

/**
 * Refuses bytes that no text has.
 * @param linesBefore lines of the file before these bytes
 * @throws Fault workbook.unknown_format
 */
export function refuseControlBytes(bytes: Buffer, fileName: string, linesBefore: number): void {
  for (let code = 0; code <= 8; code += 1) {
    const at = bytes.indexOf(code);
    if (at === -1) continue;
    let line = linesBefore + 1;
    for (let feed = bytes.indexOf(10); feed !== -1 && feed < at; feed = bytes.indexOf(10, feed + 1)) line += 1;
    throw new Fault("workbook.unknown_format", "the file is neither a workbook nor text", {
      at: { file: fileName, line },
      expected: "xlsx, xls, ods, or text in UTF-8, UTF-16 or windows-1252",
      found: `a character no text has (code ${code})`,
      next: "Check what the file is; fetch it again if it should be a workbook.",
    });
  }
}
