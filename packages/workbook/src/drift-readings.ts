import type { SourceDeclaration, ValueStatus } from "@poundwise/contracts";
import type { DriftChange } from "./drift-change.ts";
import { findUsualMeaning } from "./draft-symbols.ts";
import { countOf, listQuoted } from "./draft-words.ts";
import type { ReleaseReading } from "./release-reading.ts";
import { parseAddress, textOf, type Workbook } from "./workbook.ts";

/** A sign is short; longer text where a number belongs is text. */
const LONGEST_SIGN = 14;

/** Text in value cells that is no number and no known sign, with the usual meaning where there is one. */
export function findNewSigns(
  reading: ReleaseReading,
  workbook: Workbook,
): { readonly changes: readonly DriftChange[]; readonly markers: Readonly<Record<string, ValueStatus>> } {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  const counts = new Map<string, number>();
  for (const row of reading.quarantined) {
    if (row.code !== "cell.not_a_number" && row.code !== "cell.error") continue;
    for (const address of row.cells) {
      const place = parseAddress(address);
      const text = textOf(sheets.get(row.sheet)?.cell(place.row, place.column));
      if (text !== "" && text.length <= LONGEST_SIGN) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const markers: Record<string, ValueStatus> = {};
  const changes = [...counts].map(([sign, count]): DriftChange => {
    const meaning = findUsualMeaning(sign);
    if (meaning !== null) markers[sign] = meaning.status;
    const usual =
      meaning === null ? "has no usual meaning, so its rows are held back" : `usually means ${meaning.status}`;
    const doubt = meaning?.doubt === undefined ? "" : ` (${meaning.doubt})`;
    return {
      kind: "symbol_new",
      now: sign,
      breaks: true,
      says: `new sign "${sign}" in ${countOf(count, "cell")}; it ${usual}${doubt}`,
    };
  });
  return { changes, markers };
}

/** Columns of which many cells are no longer what they were: text among figures, days or codes of another form. */
export function findTypeChanges(
  reading: ReleaseReading,
  before: ReleaseReading | null,
  signs: ReadonlySet<string>,
): DriftChange[] {
  const held = new Set(before?.findings.map(({ code, at }) => `${code} ${at.column}`));
  return reading.findings.flatMap(({ code, at, count, expected, found }): DriftChange[] => {
    const isType = code === "key.invalid" || code === "cell.not_a_number";
    const isMany = count >= Math.max(5, reading.rowsRead * 0.2);
    const quoted = [...(found ?? "").matchAll(/"([^"]*)"/g)].map(([, text]) => text!);
    const isOnlySigns = quoted.length > 0 && quoted.every((text) => signs.has(text));
    if (!isType || !isMany || isOnlySigns || held.has(`${code} ${at.column}`)) return [];
    return [
      {
        kind: "type_changed",
        ...(at.sheet === undefined ? {} : { sheet: at.sheet }),
        ...(expected === undefined ? {} : { before: expected }),
        ...(found === undefined ? {} : { now: found }),
        breaks: true,
        says: `${at.column} was ${expected ?? "of another kind"}; ${countOf(count, "row")} now hold ${found ?? "something else"}`,
      },
    ];
  });
}

/** Areas the last release lacks, areas that are gone, and codes that the register does not know or knows as closed. */
export function compareAreas(
  source: SourceDeclaration,
  reading: ReleaseReading,
  before: ReleaseReading | null,
): DriftChange[] {
  const changes: DriftChange[] = [];
  for (const { code, summary, found, count } of reading.findings) {
    if (code !== "area.unknown" && code !== "area.closed") continue;
    const isKnown = before?.findings.some((other) => other.code === code && other.found === found) ?? false;
    if (isKnown) continue;
    const kind = code === "area.closed" ? "area_closed" : "area_new";
    changes.push({
      kind,
      ...(found === undefined ? {} : { now: found }),
      breaks: false,
      says: `${summary}: ${found ?? ""} (${countOf(count, "row")} held back)`,
    });
  }
  const column = source.areaColumn;
  if (column === undefined || before === null) return changes;
  const list = (of: ReleaseReading) =>
    new Set((of.rows[column] ?? []).flatMap((area) => (area === null ? [] : [String(area)])));
  const [held, now] = [list(before), list(reading)];
  const fresh = [...now].filter((area) => !held.has(area));
  const gone = [...held].filter((area) => !now.has(area));
  if (fresh.length > 0) {
    changes.push({
      kind: "area_new",
      now: fresh.join(" "),
      breaks: false,
      says: `${countOf(fresh.length, "area")} not in the last release: ${listQuoted(fresh)}`,
    });
  }
  if (gone.length > 0) {
    changes.push({
      kind: "area_gone",
      before: gone.join(" "),
      breaks: false,
      says: `${countOf(gone.length, "area")} of the last release no longer there: ${listQuoted(gone)}`,
    });
  }
  return changes;
}
