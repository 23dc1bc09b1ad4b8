import type { Finding } from "@poundwise/contracts";
import type { TypedColumn } from "./append-rows.ts";
import { describeQuery } from "./describe-query.ts";
import { readEngineError } from "./engine-error.ts";
import type { Engine } from "./engine.ts";
import { toFilePlace, type QueryPart, type WarehouseSqlTable } from "./warehouse-table.ts";

/**
 * Binds the query of a table against what is registered and compares what it returns with the contract: exactly the
 * same names, order and types. The parts of a folder are bound one by one; a part may leave optional columns out and
 * list the others in any order.
 *
 * @param columns the contract's columns with the types of the field dictionary
 */
export async function bindQuery(
  engine: Engine,
  table: WarehouseSqlTable,
  columns: readonly TypedColumn[],
): Promise<Finding[]> {
  const isWhole = table.parts.length === 1 && table.parts[0]!.text === table.query;
  const findings: Finding[] = [];
  for (const part of table.parts) {
    const found = await describe(engine, table, part.text, part.queryLine);
    if (!Array.isArray(found)) findings.push(found);
    else
      findings.push(
        ...compareNames(table, part, columns, found, isWhole),
        ...compareTypes(table, part, columns, found),
      );
  }
  if (isWhole || findings.length > 0) return findings;
  const union = await describe(engine, table, table.query, 1);
  return Array.isArray(union) ? [] : [union];
}

async function describe(
  engine: Engine,
  table: WarehouseSqlTable,
  sql: string,
  firstLine: number,
): Promise<TypedColumn[] | Finding> {
  try {
    return await describeQuery(engine, sql);
  } catch (error) {
    const { message, line } = readEngineError(error);
    return refuse("query.does_not_bind", message, {
      at: { ...toFilePlace(table, firstLine + (line ?? 1) - 1), table: table.name },
      next: "Mend the query; names of tables and columns are those of the contracts.",
    });
  }
}

function compareNames(
  table: WarehouseSqlTable,
  part: QueryPart,
  columns: readonly TypedColumn[],
  found: readonly TypedColumn[],
  isWhole: boolean,
): Finding[] {
  const at = { file: part.file, line: part.fileLine, table: table.name };
  const declared = columns.map((column) => column.name);
  const returned = found.map((column) => column.name);
  const missing = declared.filter((name) => !returned.includes(name));
  const extra = returned.filter((name) => !declared.includes(name));
  const lacking = isWhole ? missing : missing.filter((name) => !table.contract.optional.includes(name));
  if (lacking.length > 0) {
    return [
      refuse("contract.column_missing", `the query does not return ${lacking.join(", ")}`, {
        at,
        expected: declared.join(", "),
        found: returned.join(", "),
        next: "Select the column, or take it out of the contract.",
      }),
    ];
  }
  const repeated = returned.filter((name, index) => returned.indexOf(name) !== index);
  if (extra.length > 0 || repeated.length > 0) {
    const summary =
      extra.length > 0 ? `the contract does not list ${extra.join(", ")}` : `${repeated.join(", ")} is returned twice`;
    return [
      refuse("contract.column_undeclared", summary, {
        at,
        expected: declared.join(", "),
        found: returned.join(", "),
        next: "Add the column to the contract, or do not select it.",
      }),
    ];
  }
  if (!isWhole || declared.join() === returned.join()) return [];
  return [
    refuse("contract.column_order", "the query returns its columns in another order than the contract", {
      at,
      expected: declared.join(", "),
      found: returned.join(", "),
      next: "Put them in the contract's order.",
    }),
  ];
}

function compareTypes(
  table: WarehouseSqlTable,
  part: QueryPart,
  columns: readonly TypedColumn[],
  found: readonly TypedColumn[],
): Finding[] {
  return found.flatMap(({ name, type }) => {
    const declared = columns.find((column) => column.name === name)?.type;
    if (declared === undefined || declared === type) return [];
    return [
      refuse("contract.type_mismatch", `the query returns ${type}, the field is declared as ${declared}`, {
        at: { file: part.file, line: findColumnLine(part, name), table: table.name, column: name },
        expected: declared,
        found: type,
        next: `Cast it in the query (::${declared.toLowerCase()}), or correct sql/fields.yaml.`,
      }),
    ];
  });
}

/** The last line on which the column stands as the name of a selected expression; the query's first line if there is none. */
function findColumnLine(part: QueryPart, name: string): number {
  const selected = new RegExp(`\\b${name}\\s*,?\\s*(--.*)?$`);
  const lines = part.text.split("\n");
  const index = lines.findLastIndex((line) => selected.test(line));
  return part.fileLine + Math.max(0, index);
}

function refuse(code: string, summary: string, detail: Pick<Finding, "at" | "expected" | "found" | "next">): Finding {
  return { code, severity: "refuse", summary, count: 1, ...detail };
}
