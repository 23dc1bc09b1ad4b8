import type { StagedRelease } from "@poundwise/contracts";

/** Personal details that were masked in a release: rule → how many. Rules that found nothing are absent. */
export function countMasked({ findings }: Pick<StagedRelease, "findings">): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code, count } of findings) {
    const rule = /^mask\.(.+)$/.exec(code)?.[1];
    if (rule !== undefined) counts[rule] = (counts[rule] ?? 0) + count;
  }
  return counts;
}
