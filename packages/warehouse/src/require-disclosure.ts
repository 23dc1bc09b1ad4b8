import { Fault, type Persons } from "@poundwise/contracts";
import type { ReadTable, WarehouseTable } from "./warehouse-table.ts";

/**
 * Refuses curated tables that would carry persons out of core: a curated table that reads rows about persons, directly or
 * through other core tables, must not show who they are and must say which of its columns count them and from which
 * number on, so that every build checks those counts. What reads only controlled curated tables needs nothing.
 *
 * @throws Fault `disclosure.person`, `disclosure.missing` or `disclosure.threshold`, naming where the persons are read
 */
export function requireDisclosure(tables: readonly WarehouseTable[]): void {
  const byName = new Map<string, WarehouseTable>(tables.map((table) => [table.name, table]));
  for (const table of tables) {
    if (!table.name.startsWith("curated.")) continue;
    for (const read of table.reads) {
      for (const source of listPersons(read.name, byName)) requireControl(table, read, source);
    }
  }
}

/** The core tables that stay out of publications: those with rows about persons, and those made from them. */
export function listHeldBack(tables: readonly WarehouseTable[]): Set<string> {
  const byName = new Map<string, WarehouseTable>(tables.map((table) => [table.name, table]));
  return new Set(tables.map(({ name }) => name as string).filter((name) => listPersons(name, byName).length > 0));
}

interface PersonsTable {
  readonly name: string;
  readonly persons: Persons;
}

/** The tables with rows about persons that a core table is made from, itself included. */
function listPersons(
  name: string,
  byName: ReadonlyMap<string, WarehouseTable>,
  seen: Set<string> = new Set(),
): PersonsTable[] {
  const table = byName.get(name);
  if (table === undefined || !name.startsWith("core.") || seen.has(name)) return [];
  seen.add(name);
  const { persons } = table.contract;
  const own = persons === undefined ? [] : [{ name, persons }];
  return [...own, ...table.reads.flatMap((read) => listPersons(read.name, byName, seen))];
}

function requireControl(table: WarehouseTable, read: ReadTable, { name, persons }: PersonsTable): void {
  const at = { file: read.file, line: read.line, table: table.name };
  const through = read.name === name ? name : `${name} through ${read.name}`;
  if (persons.key !== undefined && table.contract.columns.includes(persons.key)) {
    throw new Fault("disclosure.person", `a curated table may not show ${persons.key} of ${name}`, {
      at: { ...at, column: persons.key },
      expected: "counts of persons and figures made from them",
      next: "Count the persons in the query and take the column out.",
    });
  }
  const { disclosure } = table.contract;
  if (disclosure === undefined) {
    throw new Fault(
      "disclosure.missing",
      `the table is made from persons (${through}) without a control of small counts`,
      {
        at,
        expected: `disclosure: { counts: [columns that count persons], threshold: ${persons.threshold} }`,
        next: "Name the columns in the contract and leave small counts empty; docs/guides/surveys.md says how.",
      },
    );
  }
  if (disclosure.threshold < persons.threshold) {
    throw new Fault("disclosure.threshold", `the table shows smaller counts of persons than ${name} allows`, {
      at,
      expected: `a threshold of ${persons.threshold} or more`,
      found: String(disclosure.threshold),
      next: "Raise the threshold in the contract's disclosure.",
    });
  }
}
