import type { Receipt } from "@poundwise/contracts";

/**
 * How a landed file came to us, a line for each thing known: who landed it and when, and for a fetched one its address, the
 * page that linked it and the headers kept.
 */
export function describeArrival(receipt: Receipt, arrivals: number): string[] {
  const { fileName, sha256, landedAt, landedBy, origin, from, setAside } = receipt;
  const times = arrivals > 1 ? `, arrived ${arrivals} times` : "";
  const aside = setAside === null ? "" : `; set aside: ${setAside}`;
  const landed = `${fileName} (SHA-256 ${sha256.slice(0, 12)}) landed ${landedAt.slice(0, 10)} by ${landedBy}${times}${aside}`;
  if (origin === null) return [landed, `  from ${from}`];
  const headers = Object.entries(origin.headers).map(([name, value]) => `${name}: ${value}`);
  return [
    landed,
    `  fetched ${origin.fetchedAt} from ${origin.url}`,
    ...(origin.page === null ? [] : [`  linked by ${origin.page}`]),
    ...(headers.length === 0 ? [] : [`  ${headers.join("; ")}`]),
  ];
}
