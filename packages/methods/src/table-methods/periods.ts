import { checkUnitScale } from "../check-unit-scale.ts";
import { choosePeriod } from "../choose-period.ts";
import type { TableCell, TableMethod } from "./table-method.ts";

export const choosePeriodMethod: TableMethod = {
  name: "choose-period",
  about: "the one period of each indicator that is recent and filled enough, for all areas",
  page: "docs/methods/outcome-score.md",
  gives: "indicator, period, start, end, reason",
  columns: [
    { name: "indicator", also: ["indicator_id", "*"], about: "indicator" },
    { name: "period", about: "name of the period" },
    { name: "start", about: "first day (2023-04-01)" },
    { name: "end", about: "last day" },
    { name: "areas_with_value", about: "areas of the group that have a figure" },
  ],
  options: [
    { name: "reference_date", about: "day the run looks from (2024-03-31)", default: "" },
    { name: "group_size", about: "areas in the group", default: "" },
    { name: "maximum_age", about: "oldest that is taken, months", default: "36" },
  ],
  run: (call) => {
    const [periods, starts, ends] = [call.texts("period"), call.texts("start"), call.texts("end")];
    const counts = call.numbers("areas_with_value");
    const indicatorOf = call.texts("indicator");
    const names = [...new Set(indicatorOf)];
    const rule = {
      referenceDate: call.option("reference_date"),
      groupSize: call.count("group_size"),
      maximumAgeMonths: call.number("maximum_age"),
    };
    const rows = names.map((indicator): TableCell[] => {
      const own = [...periods.keys()].filter((row) => indicatorOf[row] === indicator);
      const { chosen, reason } = choosePeriod(
        own.map((row) => ({
          period: periods[row]!,
          start: starts[row]!,
          end: ends[row]!,
          areasWithValue: counts[row] ?? 0,
        })),
        rule,
      );
      return [indicator, chosen?.period ?? null, chosen?.start ?? null, chosen?.end ?? null, reason];
    });
    return { columns: ["indicator", "period", "start", "end", "reason"], rows };
  },
};

export const unitScaleMethod: TableMethod = {
  name: "unit-scale",
  about: "whether an indicator kept its unit between two releases, or turned from shares to percentages",
  page: "docs/methods/outcome-score.md",
  gives: "indicator, result, median_ratio",
  columns: [
    { name: "indicator", also: ["indicator_id"], about: "indicator; without it all rows are one", isOptional: true },
    { name: "current", about: "figure of this release" },
    { name: "previous", about: "figure of the one before" },
  ],
  options: [],
  run: (call) => {
    const [current, previous] = [call.numbers("current"), call.numbers("previous")];
    const indicatorOf = call.has("indicator") ? call.texts("indicator") : current.map(() => "all");
    const rows = [...new Set(indicatorOf)].map((indicator): TableCell[] => {
      const own = (values: readonly (number | null)[]) => values.filter((_, row) => indicatorOf[row] === indicator);
      const { result, medianRatio } = checkUnitScale(own(current), own(previous));
      return [indicator, result, medianRatio];
    });
    return { columns: ["indicator", "result", "median_ratio"], rows };
  },
};
