import { createHash } from "node:crypto";
import { defaultOutcomeMethod, type OutcomeMethod } from "@poundwise/methods";

/** One named and versioned index: every choice that can change a rank stands here, with the default of the method text. */
export interface IndexDefinition {
  readonly id: string;
  readonly version: number;
  /** Cost inputs, each with its own newest year; the first is the headline. */
  readonly costBases: readonly ("core_spending_power" | "net_current_expenditure")[];
  /** Comparator groups; the first is the headline. */
  readonly groups: readonly { readonly groupId: string; readonly isMixedTier: boolean }[];
  /** How far past the reference date a period may end, in whole months. */
  readonly maximumLeadMonths: number;
  /** Smallest group for which standard scores are published. */
  readonly minimumGroupSize: number;
  readonly outcome: OutcomeMethod;
  readonly bootstrap: { readonly runs: number; readonly seed: number };
  /** Share of bootstrap runs in first place that the strong claim needs. */
  readonly claimThreshold: number;
}

export const costEffectivenessIndex: IndexDefinition = {
  id: "cost-effectiveness",
  version: 1,
  costBases: ["core_spending_power", "net_current_expenditure"],
  groups: [
    { groupId: "two_tier_counties", isMixedTier: false },
    { groupId: "counties_and_county_unitaries", isMixedTier: true },
    { groupId: "east_midlands", isMixedTier: true },
    { groupId: "upper_tier", isMixedTier: true },
  ],
  maximumLeadMonths: 12,
  minimumGroupSize: 8,
  outcome: defaultOutcomeMethod,
  bootstrap: { runs: 1000, seed: 20240701 },
  claimThreshold: 0.9,
};

/** `cost-effectiveness@1#3fa9c1d2`: name, version and the hash of every setting, printed beside each figure. */
export function toMethodId(definition: IndexDefinition): string {
  const hash = createHash("sha256").update(JSON.stringify(definition)).digest("hex").slice(0, 8);
  return `${definition.id}@${definition.version}#${hash}`;
}
