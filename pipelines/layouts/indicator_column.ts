import type { KeyFrom, ValueFrom } from "@poundwise/contracts";

/** What a column beside an indicator's value says about it. */
type ValueColumn = "indicator_value" | "lower_value" | "upper_value" | "margin_of_error" | "base_count";

/**
 * One column of a file that carries figures of one indicator and nothing else.
 *
 * @param indicatorId id in the indicator register
 * @param header      the column's header, or a pattern whose named groups `keys` may use
 * @param column      what the column fills; columns of one indicator and period meet in one staging row
 * @param keys        further keys that come from the header, such as the period
 */
export function indicatorColumn(
  indicatorId: string,
  header: string | RegExp,
  column: ValueColumn = "indicator_value",
  keys: Readonly<Record<string, KeyFrom>> = {},
): ValueFrom {
  return { column, header, keys: { indicator_id: { constant: indicatorId }, ...keys } };
}
