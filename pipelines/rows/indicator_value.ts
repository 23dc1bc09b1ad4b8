import { gssCode, optionalText, periodCode, text, value } from "@poundwise/contracts";
import { z } from "zod";

/**
 * One published value of one indicator for one area and period, in the unit the registry states for the indicator.
 * `lower_value` and `upper_value` are the published 95% limits; `margin_of_error` is half a published interval;
 * `base_count` is the number of respondents or the denominator printed beside the value.
 */
export const indicatorValueRow = z.object({
  indicator_id: text(),
  area_code: gssCode(),
  period_code: periodCode(),
  indicator_value: value(),
  lower_value: value(),
  upper_value: value(),
  margin_of_error: value(),
  base_count: value(),
  note: optionalText(),
});
