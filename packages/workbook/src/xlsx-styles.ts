import { BUILT_IN_FORMATS } from "./number-format.ts";
import { visitPart } from "./xml-part.ts";
import type { ZipPart } from "./zip-directory.ts";

/**
 * Reads the number format code of each cell style, in the order by which cells name them.
 * Source: ECMA-376 part 1, 18.8.10 cellXfs and 18.8.31 numFmts.
 * @returns "General" for the format that shows numbers as they are; null for an unknown one
 */
export async function readCellFormats(part: ZipPart | undefined, fileName: string): Promise<(string | null)[]> {
  if (part === undefined) return ["General"];
  const codes = new Map<number, string>(Object.entries(BUILT_IN_FORMATS).map(([id, code]) => [Number(id), code]));
  codes.set(0, "General");
  const ids: number[] = [];
  await visitPart(part, fileName, {
    open: ({ name, attributes, parents }) => {
      const id = Number(attributes["numFmtId"] ?? 0);
      if (name === "numFmt" && parents.at(-1) === "numFmts") codes.set(id, attributes["formatCode"] ?? "General");
      if (name === "xf" && parents.at(-1) === "cellXfs") ids.push(id);
    },
  });
  return ids.length === 0 ? ["General"] : ids.map((id) => codes.get(id) ?? null);
}
