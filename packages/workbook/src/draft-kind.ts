import { findUsualMeaning } from "./draft-symbols.ts";
import { parseNumber } from "./parse-number.ts";

export type Kind = "empty" | "text" | "number" | "sign";

/** What a cell looks like to somebody who does not know the file. */
export function kindOf(text: string): Kind {
  if (text === "") return "empty";
  // A unit that would read as nought.
  if (/^\(?£ ?0{3}s?\)?$/.test(text)) return "text";
  if (parseNumber(text) !== null) return "number";
  return text.length <= 6 && (findUsualMeaning(text) !== null || text.startsWith("#")) ? "sign" : "text";
}
