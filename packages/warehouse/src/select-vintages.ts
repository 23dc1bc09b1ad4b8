import type { Scalar } from "@poundwise/contracts";

/** One staged release of a source. */
export interface VintagePart {
  /** Fingerprint of the staging part. */
  readonly fingerprint: string;
  /** SHA-256 of the landed file. */
  readonly sha256: string;
  /** The day the publisher released it, ISO; null when unknown. */
  readonly publishedDate: string | null;
  /** The instant it landed, ISO with Z. */
  readonly landedAt: string;
  /** The distinct values of the source's `vintageBy` columns in the part; one empty key when it has none. */
  readonly vintageKeys: readonly VintageKey[];
}

/** Values of the `vintageBy` columns, in their order. */
export type VintageKey = readonly Scalar[];

/** A part with the keys for which it is the newest. */
export interface ChosenPart {
  readonly fingerprint: string;
  readonly keys: readonly VintageKey[];
}

/**
 * Decides which release speaks for which part of a series (usually: for which year): the newest one published, or where
 * no day is known landed, on or before a day. Among equals the later published date (a known one before an unknown),
 * then the later landing, then the greater hash; so the choice never depends on the order of `parts`.
 *
 * @param asKnownAt ISO day; null = everything that has landed
 * @returns parts in the order oldest to newest, only those that speak for a key; keys sorted
 */
export function selectVintages(parts: readonly VintagePart[], asKnownAt: string | null): ChosenPart[] {
  const known = parts.filter((part) => asKnownAt === null || toKnownDay(part) <= asKnownAt).sort(byAge);
  const newest = new Map<string, { key: VintageKey; part: VintagePart }>();
  for (const part of known) for (const key of part.vintageKeys) newest.set(JSON.stringify(key), { key, part });

  const keysOf = new Map<string, VintageKey[]>(known.map((part) => [part.fingerprint, []]));
  for (const { key, part } of [...newest].sort(([a], [b]) => compare(a, b)).map(([, choice]) => choice)) {
    keysOf.get(part.fingerprint)!.push(key);
  }
  return [...keysOf].map(([fingerprint, keys]) => ({ fingerprint, keys })).filter(({ keys }) => keys.length > 0);
}

/** The day from which a release counts as known: published, or else landed (UTC). */
export function toKnownDay(part: Pick<VintagePart, "publishedDate" | "landedAt">): string {
  return part.publishedDate ?? part.landedAt.slice(0, 10);
}

/** Oldest first. */
function byAge(a: VintagePart, b: VintagePart): number {
  return (
    compare(toKnownDay(a), toKnownDay(b)) ||
    compare(a.publishedDate ?? "", b.publishedDate ?? "") ||
    compare(a.landedAt, b.landedAt) ||
    compare(a.sha256, b.sha256) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
