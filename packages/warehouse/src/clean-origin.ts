import { Fault, type FileOrigin } from "@poundwise/contracts";

/** Where a fetched file came from, as it was told: nothing is left out yet. */
export interface ToldOrigin {
  readonly url: string;
  /** The page that linked the file; null when unknown. */
  readonly page: string | null;
  /** Names and values of the answer's headers, in any case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The instant of the answer, ISO with Z. */
  readonly fetchedAt: string;
}

/** The headers that say which version of a file an address gave, when and as what. All others are left out, secrets among them. */
const KEPT_HEADERS = [
  ...["content-disposition", "content-encoding", "content-length", "content-type", "date", "etag", "last-modified"],
];
const MAX_VALUE = 500;

/** Names of address parameters that let somebody in: signatures, tokens and keys. */
const SECRET_PARAMETER =
  /token|secret|password|passwd|signature|credential|session|^(?:sig|code|auth|authorization|key|pwd|sid|jwt)$|api[_-]?key|access[_-]?key/i;

/**
 * What the ledger keeps of a file's origin: addresses without user, password, fragment and secret parameters, and the
 * few headers that tell versions apart.
 * @throws Fault `landing.bad_address` for an address that is not http or https
 */
export function cleanOrigin(told: ToldOrigin): FileOrigin {
  const values = new Map(
    Object.entries(told.headers).map(([name, value]) => [name.trim().toLowerCase(), value.trim()]),
  );
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = values.get(name);
    return value === undefined || value === "" ? [] : [[name, value.slice(0, MAX_VALUE)] as const];
  });
  return {
    url: cleanAddress(told.url),
    page: told.page === null ? null : cleanAddress(told.page),
    headers: Object.fromEntries(kept),
    fetchedAt: told.fetchedAt,
  };
}

function cleanAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new Fault("landing.bad_address", "the address of a fetched file cannot be read", {
      expected: "an address that begins with https:// or http://",
      // The address may hold a password, so no more of it is said than its beginning.
      found: `"${address.slice(0, 8)}…"`,
      next: "Give the whole address, as the browser shows it.",
    });
  }
  url.username = "";
  url.password = "";
  url.hash = "";
  for (const name of [...url.searchParams.keys()]) if (SECRET_PARAMETER.test(name)) url.searchParams.delete(name);
  return url.href;
}
