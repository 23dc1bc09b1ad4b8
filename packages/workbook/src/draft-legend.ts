import type { ValueStatus } from "@poundwise/contracts";
import { foldText } from "./fold-text.ts";
import { textOf, type Workbook } from "./workbook.ts";

const MEANINGS: readonly { readonly matches: RegExp; readonly status: ValueStatus }[] = [
  {
    matches: /suppress|confidential|disclos|withheld|redact|small numbers?|fewer than|less than (5|6|ten|five)/i,
    status: "suppressed",
  },
  { matches: /not applicable|no cases|does not apply/i, status: "not_applicable" },
  { matches: /unreliable|low reliability|small sample/i, status: "unreliable" },
  { matches: /negligible|less than half|rounds? to (0|zero)|low/i, status: "low" },
  { matches: /provisional/i, status: "provisional" },
  { matches: /revised/i, status: "revised" },
  { matches: /estimate|imputed/i, status: "estimated" },
  { matches: /break/i, status: "break" },
  { matches: /missing|no data/i, status: "missing" },
  {
    matches: /not available|unavailable|not (yet )?(known|collected|reported|returned|published|submitted)|no return/i,
    status: "not_available",
  },
];
const ROWS = 80;
const COLUMNS = 8;
const LONGEST = 300;

/**
 * What a file itself says a sign means: "x = suppressed", "[c] Confidential", a cell ".." beside "Not available".
 * Looked for in the first and last rows of every sheet, notes included.
 * @returns the meaning and the words; null when the file says nothing, or two different things
 */
export function findLegend(
  workbook: Workbook,
  sign: string,
): { readonly status: ValueStatus; readonly words: string } | null {
  const found = new Map<ValueStatus, string>();
  for (const line of listLines(workbook)) {
    const words = readLine(line, sign);
    const meaning = words === null ? undefined : MEANINGS.find(({ matches }) => matches.test(words));
    if (meaning !== undefined && words !== null) found.set(meaning.status, words);
  }
  const [only] = found;
  return only === undefined || found.size > 1 ? null : { status: only[0], words: only[1] };
}

/** The words that stand behind a sign at the start of a line or behind a semicolon or comma. */
function readLine(line: string, sign: string): string | null {
  const escaped = sign.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const quoted = `["'“‘]?${escaped}["'”’]?`;
  const match = new RegExp(
    `(?:^|[;,] ?|symbols?:? |notes?:? )${quoted}(?: ?(?:=|:|–|-|\\|) ?| (?:means|denotes|indicates|represents|is used for)? ?)([A-Za-z][^;]{2,})`,
  ).exec(line);
  return match === null ? null : match[1]!.split(/[;|]|, ["'“‘[]/)[0]!.slice(0, 120);
}

function listLines(workbook: Workbook): Set<string> {
  const lines = new Set<string>();
  for (const sheet of workbook.sheets) {
    if (sheet.isHidden) continue;
    for (let row = 1; row <= sheet.rowCount; row += 1) {
      if (row === ROWS + 1 && sheet.rowCount > 2 * ROWS) row = sheet.rowCount - ROWS;
      const parts: string[] = [];
      for (let column = 1; column <= Math.min(sheet.columnCount, COLUMNS); column += 1) {
        const text = foldText(textOf(sheet.cell(row, column)));
        if (text !== "") parts.push(text);
      }
      // Rows of data hold many cells; a legend is a line, or a sign beside its meaning.
      if (parts.length > 0 && parts.length <= 3) lines.add(parts.join(" | ").slice(0, LONGEST));
    }
  }
  return lines;
}
