import { resolveHome, withEngine } from "@poundwise/warehouse";
import { day, defineSource, text, value, type Receipt } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { CatalogSource } from "./catalog.ts";
import { startReadAhead, type ExpectedReading, type ReadAheadOptions } from "./read-ahead.ts";

const declaration = defineSource({
  title: "Trial payments",
  publisher: "Trial",
  page: "https://example.org",
  licence: "OGL-3.0",
  row: z.object({ transaction: text(), paid: day(), amount_gbp: value() }),
  grain: ["transaction"],
  vintageBy: [],
  markers: {},
  layouts: [],
});
const source: CatalogSource = { id: "trial_payments", declaration, module: import.meta.url, hash: "1" };
const MB = 1e6;

const receive = (bytes: number, fileName = `payments-${bytes}.xlsx`): Receipt => ({
  sha256: fileName,
  fileName,
  bytes,
  landedAt: "2025-01-06T09:00:00Z",
  landedBy: "ana",
  from: fileName,
  origin: null,
  publishedDate: null,
  knownDate: null,
  setAside: null,
});

async function isBegun(expected: readonly ExpectedReading[], options: ReadAheadOptions = { threads: 2 }) {
  const home = resolveHome("/nowhere");
  return withEngine({}, async (engine) => {
    const ahead = startReadAhead({ home, engine, areas: null, areasFingerprint: null }, expected, options);
    await ahead?.close();
    return ahead !== null;
  });
}

describe("reading ahead", () => {
  const large = [receive(3 * MB), receive(4 * MB)].map((receipt) => ({ receipt, source }));

  it("is for two large files and more, not for one beside small ones", async () => {
    expect(await isBegun(large)).toBe(true);
    expect(await isBegun([large[0]!, { receipt: receive(MB), source }])).toBe(false);
    expect(await isBegun([])).toBe(false);
  });

  it("is left where there is one processor, or memory for one file", async () => {
    expect(await isBegun(large, { threads: 1 })).toBe(false);
    const huge = [receive(1e12), receive(2e12)].map((receipt) => ({ receipt, source }));
    expect(await isBegun(huge, {})).toBe(false);
  });

  it("leaves large delimited files to the engine, and declarations made in memory to this thread", async () => {
    const delimited = [receive(50 * MB, "a.csv"), receive(60 * MB, "b.csv")].map((receipt) => ({ receipt, source }));
    expect(await isBegun(delimited)).toBe(false);
    const { module: _module, ...inMemory } = source;
    expect(await isBegun(large.map(({ receipt }) => ({ receipt, source: inMemory })))).toBe(false);
  });
});
