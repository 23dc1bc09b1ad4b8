import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Scalar } from "@poundwise/contracts";
import { readRelease, readWorkbook, type ReleaseReading, type Workbook } from "@poundwise/workbook";
import { expect } from "vitest";
import { listRows, loadSource, readAreaRegister } from "../../scripts/read-source.ts";
import type { SheetChange } from "./vary-workbook.ts";

const repositoryRoot = path.resolve(import.meta.dirname, "..", "..");
/** The publishers' own files, which stand beside the checkout, if at all. */
export const realData = path.resolve(repositoryRoot, "..", "shared", "real-data");
export const hasRealData = existsSync(realData);
if (!hasRealData) console.warn(`No publishers' files in ${realData}: other releases cannot be made from them.`);
const areas = await readAreaRegister(repositoryRoot);

export type Row = Readonly<Record<string, Scalar>>;

/** Opens one of the publishers' files. */
export async function openRelease(file: string): Promise<Workbook> {
  return readWorkbook(readFileSync(path.join(realData, file)), path.basename(file));
}

/** Reads a workbook as a release of a source that arrived under a name. */
export async function readAs(sourceId: string, fileName: string, workbook: Workbook): Promise<ReleaseReading> {
  return readRelease({ sourceId, source: await loadSource(repositoryRoot, sourceId), fileName, workbook, areas });
}

/**
 * Figures by their keys, without the places they stand at.
 *
 * @param respell rewrites texts, such as the year in a period
 * @param leave   columns that may differ
 */
export function toFigures(
  reading: ReleaseReading,
  respell: (text: string) => string = (text) => text,
  leave: readonly string[] = [],
): Set<string> {
  const isPlace = (column: string) =>
    ["file_name", "sheet", "row_number"].includes(column) || /_(cell|raw)$/.test(column);
  const names = reading.columns.map(({ name }) => name).filter((name) => !isPlace(name) && !leave.includes(name));
  const toText = (value: Scalar) => (typeof value === "string" ? respell(value) : String(value));
  return new Set(listRows(reading).map((row) => names.map((name) => `${name}=${toText(row[name]!)}`).join("; ")));
}

/** Without areas that closed before a financial year began: the register sets their rows apart then, as it should. */
export function stillOpen(figures: ReadonlySet<string>, startYear: number): Set<string> {
  const closed = new Set(
    [...areas.byCode.values()]
      .filter(({ validTo }) => validTo !== null && validTo < `${startYear}-04-01`)
      .map(({ areaCode }) => areaCode),
  );
  return new Set([...figures].filter((figure) => !closed.has(/area_code=(\w{9})/.exec(figure)?.[1] ?? "")));
}

/** As sets, and of a difference only a few: a hundred thousand rows would say less. */
export function expectSameFigures(found: ReadonlySet<string>, expected: ReadonlySet<string>): void {
  expect({
    unexpected: [...found].filter((figure) => !expected.has(figure)).slice(0, 3),
    missing: [...expected].filter((figure) => !found.has(figure)).slice(0, 3),
    figures: found.size,
  }).toEqual({ unexpected: [], missing: [], figures: expected.size });
}

/** Why a release was refused, one sentence for each reason. */
export const listRefusals = (reading: ReleaseReading): string[] =>
  reading.findings
    .filter(({ severity }) => severity === "refuse")
    .map(({ code, summary, expected, found }) => `${code}: ${summary}; expected ${expected}; found ${found}`);

/** Replaces words in every text of a sheet, in the order given. */
export const respell =
  (...words: readonly (readonly [RegExp, string])[]): NonNullable<SheetChange["text"]> =>
  (text) => {
    const changed = words.reduce((current, [from, to]) => current.replace(from, to), text);
    return changed === text ? undefined : changed;
  };
