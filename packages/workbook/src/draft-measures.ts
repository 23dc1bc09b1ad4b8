import type { AreaRegister, PeriodForm } from "@poundwise/contracts";
import { findAreasAcross } from "./draft-areas-across.ts";
import type { ColumnProfile } from "./draft-columns.ts";
import { findPeriod, toYearPattern, type PeriodInText } from "./draft-period.ts";
import type { FoundTable } from "./draft-table.ts";
import { findTableUnit, findUnit, guessCount, settleShare, type DraftUnit } from "./draft-units.ts";
import { toLowestPart } from "./draft-words.ts";
import { foldText } from "./fold-text.ts";
import { textOf } from "./workbook.ts";

/** Columns that hold the same figure: one, or one for each year. */
export interface DraftMeasure {
  readonly header: string | RegExp;
  /** What it is called in the rows. */
  readonly name: string;
  /** Read from the header, whose group `year` it is. */
  readonly periodForm: PeriodForm | null;
  readonly unit: DraftUnit;
  /** One column for each area, whose name is the group `area` of the header. */
  readonly isByArea: boolean;
  /** The first of two numbers in one cell. */
  readonly pattern: RegExp | null;
  readonly profiles: readonly ColumnProfile[];
}

/**
 * Turns the columns of figures into measures; columns that differ by the year in their header are one.
 * @param meltsYears false where a column of the table gives the period already
 */
export function chooseMeasures(
  table: FoundTable,
  profiles: readonly ColumnProfile[],
  labelOf: (profile: ColumnProfile) => string,
  meltsYears: boolean,
  areas: AreaRegister | null,
): DraftMeasure[] {
  const measures = profiles.filter(({ guess }) => guess.role === "measure");
  const preamble = listPreamble(table);
  const across = areas === null ? null : findAreasAcross(measures, profiles, areas);
  if (across !== null) {
    // Figures of other columns are totals over the areas beside them.
    const { members, header } = across;
    const unit = readUnit(table, members, preamble);
    return [
      {
        header,
        name: "value",
        periodForm: null,
        isByArea: true,
        unit,
        pattern: toPairPattern(members),
        profiles: members,
      },
    ];
  }
  const groups = meltsYears ? groupByYear(measures, profiles, labelOf) : new Map<ColumnProfile, YearGroup>();
  const done = new Set<YearGroup>();
  return measures.flatMap((profile): DraftMeasure[] => {
    const group = groups.get(profile);
    if (group !== undefined && done.has(group)) return [];
    if (group !== undefined) done.add(group);
    const members = group?.members ?? [profile];
    const label = labelOf(profile);
    return [
      {
        header: group?.header ?? label,
        name: group?.name ?? label,
        periodForm: group?.form ?? null,
        unit: readUnit(table, members, preamble),
        isByArea: false,
        pattern: toPairPattern(members),
        profiles: members,
      },
    ];
  });
}

const toPairPattern = (profiles: readonly ColumnProfile[]): RegExp | null =>
  profiles.some(({ pairs }) => pairs > 0) ? /^([\d.,]+) ?\(/ : null;

interface YearGroup {
  readonly header: RegExp;
  readonly name: string;
  readonly form: PeriodForm;
  readonly members: readonly ColumnProfile[];
}

function groupByYear(
  measures: readonly ColumnProfile[],
  all: readonly ColumnProfile[],
  labelOf: (profile: ColumnProfile) => string,
): Map<ColumnProfile, YearGroup> {
  const byTemplate = new Map<string, { period: PeriodInText; members: ColumnProfile[]; printed: Set<string> }>();
  for (const profile of measures) {
    const period = findPeriod(labelOf(profile));
    if (period === null) continue;
    const template = JSON.stringify([period.before, period.pattern, period.after]);
    const group = byTemplate.get(template) ?? { period, members: [], printed: new Set<string>() };
    group.members.push(profile);
    group.printed.add(period.printed);
    byTemplate.set(template, group);
  }
  const years = new Set([...byTemplate.values()].flatMap(({ printed }) => [...printed]));
  const dated = [...byTemplate.values()].reduce((sum, { members }) => sum + members.length, 0);
  // A file of one year prints it in every header: next year's headers differ by it.
  const allOneYear = years.size === 1 && dated > 1 && dated === measures.length;
  const groups = new Map<ColumnProfile, YearGroup>();
  for (const { period, members, printed } of byTemplate.values()) {
    const isAlone = members.length === 1 && !allOneYear;
    if (isAlone || printed.size < members.length) continue;
    const header = toYearPattern(period, { from: "^", to: "$" });
    const fits = all.filter((profile) => header.test(labelOf(profile)));
    if (fits.length !== members.length) continue;
    const name = foldText(`${period.before} ${period.after}`).replace(/^[\s|:,–-]+|[\s|:,(–-]+$/g, "");
    const group: YearGroup = { header, name: name === "" ? "value" : name, form: period.form, members };
    for (const profile of members) groups.set(profile, group);
  }
  return groups;
}

/** What the header says, else the rows of units under it, the numbers themselves, its words, and the lines above the table. */
function readUnit(table: FoundTable, profiles: readonly ColumnProfile[], preamble: readonly string[]): DraftUnit {
  const [first] = profiles;
  const below: string[] = [];
  for (let row = table.headerRow + 1; row < table.firstRow; row += 1) {
    below.push(textOf(table.sheet.cell(row, first!.column)));
  }
  const said =
    findUnit(toLowestPart(first!.label), "the header") ??
    findUnit(below.join(" "), "the row under the header") ??
    guessCount(toLowestPart(first!.label)) ??
    findUnit(first!.label, "the header") ??
    guessCount(first!.label) ??
    readPrinted(profiles) ??
    findTableUnit(preamble);
  const numbers = profiles.flatMap((profile) => [...profile.numbers]);
  return settleShare(
    said ?? { unit: "number", scale: 1, from: "no statement of a unit" },
    numbers,
    profiles.every(({ hasPercentFormat }) => hasPercentFormat),
  );
}

/** "45.2%" and "£1,200" say in every cell what the header leaves out. */
function readPrinted(profiles: readonly ColumnProfile[]): DraftUnit | null {
  const printed = profiles[0]!.printedUnit;
  if (printed === null || !profiles.every(({ printedUnit }) => printedUnit === printed)) return null;
  return { unit: printed, scale: 1, from: "the sign in the cells" };
}

function listPreamble(table: FoundTable): string[] {
  const lines: string[] = [];
  for (let row = table.top; row <= table.headerRow - table.depth; row += 1) {
    for (let column = 1; column <= Math.min(table.sheet.columnCount, 40); column += 1) {
      const text = foldText(textOf(table.sheet.cell(row, column)));
      if (text !== "" && text.length <= 200) lines.push(text);
    }
  }
  return lines;
}
