import type { Fields } from "@poundwise/contracts";
import type { WarehouseTable } from "./warehouse-table.ts";

/**
 * TypeScript source of the row type of every table and of the `Database` type that Kysely queries are compiled against
 * (`sql/generated/database.ts`). Types are those that rows have when read: see `toRowReader`.
 *
 * @returns source text, equal for equal contracts, tables in the order of their names
 * @throws RangeError when a column has no field or a type without a TypeScript form
 */
export function generateRowTypes(tables: readonly WarehouseTable[], fields: Fields): string {
  const sorted = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = sorted.map((table) => writeRowType(table, fields));
  const keys = sorted.map((table) => `  "${table.name}": ${toTypeName(table.name)};`);
  return `// Written by \`poundwise generate\` from the contracts and sql/fields.yaml; never by hand.
// DECIMAL columns are numbers: pounds, exact to two places. DATE columns are ISO text such as 2023-04-01.

${rows.join("\n\n")}

/** Every table of a publication by its name, for Kysely. */
export interface Database {
${keys.join("\n")}
}
`;
}

function writeRowType({ name, contract }: WarehouseTable, fields: Fields): string {
  const columns = contract.columns.map((column) => {
    const field = fields[column];
    if (field === undefined) throw new RangeError(`${name}: column ${column} is not in sql/fields.yaml.`);
    const isOptional = contract.optional.includes(column);
    return `  /** ${toComment(`${field.about} Unit: ${field.unit}.`)} */\n  ${column}: ${toTypeScript(field.type)}${isOptional ? " | null" : ""};`;
  });
  const grain = `One row per ${contract.grain.join(", ")}.`;
  return `/** ${toComment(contract.about)} ${grain} */\nexport interface ${toTypeName(name)} {\n${columns.join("\n")}\n}`;
}

function toTypeScript(type: string): string {
  if (type === "VARCHAR" || type === "DATE") return "string";
  if (type === "BOOLEAN") return "boolean";
  if (/^(INTEGER|BIGINT|DOUBLE|DECIMAL\(.*\))$/.test(type)) return "number";
  throw new RangeError(`${type} has no TypeScript form.`);
}

/** `core.indicator_values` → `CoreIndicatorValues`. */
function toTypeName(table: string): string {
  return table.replace(/(?:^|[._])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const toComment = (text: string) => text.replace(/\*\//g, "* /").replace(/\s+/g, " ").trim();
