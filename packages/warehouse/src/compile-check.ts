import { quotedIdentifier, quotedString } from "@duckdb/node-api";
import type { Check } from "@poundwise/contracts";
import type { WarehouseTable } from "./warehouse-table.ts";

/** Peers fewer than these have no typical change. */
const LEAST_PEERS = 5;
/** Makes the median absolute deviation of normally distributed figures their standard deviation. */
const MAD_TO_DEVIATION = 1.4826;

/**
 * The select whose rows are a check's failures.
 * @param newestRelease day (ISO) of the newest release in use; only `freshness` looks at it
 */
export function toFailingRows(table: WarehouseTable, check: Check, newestRelease: string): string {
  const { name } = table;
  const grain = list(table.contract.grain);
  // The line break after a condition ends a comment that it may end with.
  if (check.query !== undefined) return check.query;
  if (check.fail_when !== undefined) return `select * from ${name} where (${check.fail_when}\n)`;
  if (check.unique !== undefined) {
    const columns = list(check.unique);
    return `select ${columns}, count(*) as copies from ${name} group by all having count(*) > 1`;
  }
  if (check.not_null !== undefined) {
    return `select ${grain} from ${name} where ${check.not_null.map((column) => `${quotedIdentifier(column)} is null`).join(" or ")}`;
  }
  if (check.relationship !== undefined) return toUnrelated(name, check.relationship);
  if (check.accepted !== undefined) {
    const column = quotedIdentifier(check.accepted.column);
    const values = check.accepted.values.map((value) => (typeof value === "string" ? quotedString(value) : value));
    return `select distinct ${column} from ${name} where ${column} not in (${values.join(", ")})`;
  }
  if (check.range !== undefined) return toOutside(name, grain, check.range);
  if (check.balance !== undefined) return toUnbalanced(name, check.balance);
  if (check.conserves !== undefined) {
    const { table: other, where = "true" } = check.conserves;
    const [rows, expected] = [`select count(*) from ${name}`, `select count(*) from ${other} where (${where}\n)`];
    return `select * from (select (${rows}) as found_rows, (${expected}) as expected_rows) where found_rows <> expected_rows`;
  }
  if (check.expected !== undefined) return toAbsent(name, check.expected);
  if (check.freshness !== undefined) {
    const newest = `max(${quotedIdentifier(check.freshness.column)})`;
    return `select ${newest} as newest_date from ${name} having ${newest} < date ${quotedString(newestRelease)} - ${check.freshness.within_days}`;
  }
  return toAnomalies(name, check.anomaly!);
}

type Rule<Name extends keyof Check> = NonNullable<Check[Name]>;

function toUnrelated(name: string, { columns, table, to = columns }: Rule<"relationship">): string {
  const same = columns.map(
    (column, index) => `other.${quotedIdentifier(to[index]!)} = one.${quotedIdentifier(column)}`,
  );
  const filled = columns.map((column) => `one.${quotedIdentifier(column)} is not null`);
  const selected = columns.map((column) => `one.${quotedIdentifier(column)}`).join(", ");
  return `select distinct ${selected} from ${name} as one where ${filled.join(" and ")} and not exists (select 1 from ${table} as other where ${same.join(" and ")})`;
}

function toOutside(name: string, grain: string, { column, min, max }: Rule<"range">): string {
  const value = quotedIdentifier(column);
  const ends = [
    ...(min === undefined ? [] : [`${value} < ${min}`]),
    ...(max === undefined ? [] : [`${value} > ${max}`]),
  ];
  return `select ${grain}, ${value} from ${name} where ${ends.length === 0 ? "false" : ends.join(" or ")}`;
}

function toUnbalanced(name: string, { column, by, parts, total, tolerance }: Rule<"balance">): string {
  const value = quotedIdentifier(column);
  const sum = (condition: string) => `coalesce(sum(${value}) filter (where (${condition}\n)), 0)`;
  const counted = [total, parts].map((condition) => `count(*) filter (where (${condition}\n)) > 0`).join(" and ");
  return `select * from (
    select ${list(by)}, ${sum(parts)} as parts_sum, ${sum(total)} as total_sum from ${name} group by all having ${counted}
  ) where abs(parts_sum - total_sum) > ${tolerance}`;
}

function toAbsent(name: string, { table, columns, where = "true", across }: Rule<"expected">): string {
  const members = `select distinct ${list(columns)} from ${table} where (${where}\n)`;
  const periods = `select distinct ${list(across)} from ${name}`;
  const all = [...columns, ...across];
  return `select ${list(all)} from (${members}) cross join (${periods}) anti join ${name} using (${list(all)})`;
}

function toAnomalies(name: string, rule: Rule<"anomaly">): string {
  const { series, peers, max_deviations: most } = rule;
  const [column, period] = [quotedIdentifier(rule.column), quotedIdentifier(rule.period)];
  const group = list([...new Set([...peers, rule.period])]);
  return `select ${list([...new Set([...series, rule.period])])}, ${column}, change, typical_change, deviation from (
    select *, ${MAD_TO_DEVIATION} * median(abs(change - typical_change)) over (partition by ${group}) as deviation
    from (
      select *, median(change) over (partition by ${group}) as typical_change, count(change) over (partition by ${group}) as peers_count
      from (
        select *, ${column} - lag(${column}) over (partition by ${list(series)} order by ${period}) as change from ${name}
      )
    )
  ) where peers_count >= ${LEAST_PEERS} and deviation > 0 and abs(change - typical_change) > ${most} * deviation`;
}

const list = (columns: readonly string[]) => columns.map(quotedIdentifier).join(", ");
