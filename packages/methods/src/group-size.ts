/** What a figure for a comparator group would be published as. */
export type GroupUse = "rank" | "score" | "quartiles" | "quintiles" | "regression";

/** Areas with a value needed: below `minimum` nothing is published, below `comfortable` the figure carries a flag. */
const sizes: Readonly<
  Record<Exclude<GroupUse, "regression">, { readonly minimum: number; readonly comfortable: number }>
> = {
  rank: { minimum: 5, comfortable: 5 },
  score: { minimum: 8, comfortable: 8 },
  quartiles: { minimum: 4, comfortable: 8 },
  quintiles: { minimum: 5, comfortable: 10 },
};

/**
 * Decides whether a group is large enough to publish a figure about it. Scores are z and min-max scores.
 *
 * @param use        kind of figure
 * @param count      areas with a value
 * @param predictors for a regression: ten areas are needed for each (default 1)
 * @returns `ok`, `flagged` (publish with a note) or `group_too_small` (the reason code of the null to publish)
 */
export function checkGroupSize(use: GroupUse, count: number, predictors = 1): "ok" | "flagged" | "group_too_small" {
  const { minimum, comfortable } =
    use === "regression" ? { minimum: 10 * predictors, comfortable: 10 * predictors } : sizes[use];
  if (count < minimum) return "group_too_small";
  return count < comfortable ? "flagged" : "ok";
}
