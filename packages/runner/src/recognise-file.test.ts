import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { defineSource, financialYear, text, value, type KeyFrom, type Receipt } from "@poundwise/contracts";
import { landFile, prepareHome, resolveHome, withEngine, type Home } from "@poundwise/warehouse";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { CatalogSource } from "./catalog.ts";
import { hashValue } from "./hash-value.ts";
import { explainUnrecognised, recogniseFile } from "./recognise-file.ts";
import { stageRelease } from "./stage-release.ts";

const declare = (id: string, year: KeyFrom, ignored: string): CatalogSource => {
  const declaration = defineSource({
    title: `Trial spending (${id})`,
    publisher: "Trial",
    page: "https://example.org",
    licence: "OGL-3.0",
    row: z.object({ service: text(), financial_year: financialYear(), amount_gbp: value() }),
    grain: ["service", "financial_year"],
    vintageBy: [],
    markers: {},
    layouts: [
      {
        name: "trial",
        file: /^spending (?<year>\d{4}-\d{2})\.csv$/,
        tables: [
          {
            header: { anchor: "Service" },
            keys: { service: "Service", financial_year: year },
            values: [{ column: "amount_gbp", header: "Amount" }],
            ignore: [{ header: ignored, why: "not used" }],
          },
        ],
      },
    ],
  });
  const { row: _row, ...rest } = declaration;
  return { id, declaration, hash: hashValue(rest) };
};
const YEAR_IN_CELLS = declare("trial_cells", "Year", "Note");
const YEAR_IN_NAME = declare("trial_name", { from: "file", group: "year" }, "Year");

let home: Home;
let receipt: Receipt;
beforeEach(async () => {
  home = resolveHome(await mkdtemp(path.join(os.tmpdir(), "poundwise-recognise-")));
  await prepareHome(home);
  const file = path.join(home.inbox, "download (3).csv");
  await writeFile(file, "Service,Year,Amount\nLibraries,2022-23,10\n");
  receipt = (await landFile(home, file, { publishedDate: null, landedBy: "ana", landedAt: "2025-01-06T09:00:00Z" }))
    .receipt;
});

describe("a landed file that no source knows by name", () => {
  it("is staged by the source that its content fits, and the release says so; twice the same", async () => {
    for (const _time of [1, 2]) {
      const [fit] = await recogniseFile(home, receipt, [YEAR_IN_CELLS]);
      const part = await withEngine({ threads: 1 }, (engine) =>
        stageRelease({ home, engine, areas: null, areasFingerprint: null }, fit!.source, receipt, fit!.layout),
      );
      expect([part.release.source, part.release.rowsStaged]).toEqual(["trial_cells", 1]);
      expect(part.release.findings.map(({ code, severity }) => [code, severity])).toEqual([
        ["release.recognised_by_content", "record"],
      ]);
    }
  });

  it("is refused with the name it would need when only the name gives the year", async () => {
    const finding = explainUnrecognised(receipt, await recogniseFile(home, receipt, [YEAR_IN_NAME]), 1);
    expect(finding).toMatchObject({ code: "release.name_needed", severity: "refuse", found: "download (3).csv" });
    expect(finding.summary).toContain("only the publisher's file name gives financial_year");
    expect(finding.expected).toContain("spending (?<year>");
  });

  it("is refused with the sources it could be of when it could be of several", async () => {
    const twin = { ...YEAR_IN_CELLS, id: "trial_twin" };
    const finding = explainUnrecognised(receipt, await recogniseFile(home, receipt, [YEAR_IN_CELLS, twin]), 2);
    expect(finding).toMatchObject({ code: "release.ambiguous", severity: "refuse" });
    expect(finding.found).toBe('trial_cells ("trial") and trial_twin ("trial")');
  });

  it("is unrecognised when no header fits", async () => {
    const other = declare("trial_other", "Period", "Note");
    const finding = explainUnrecognised(receipt, await recogniseFile(home, receipt, [other]), 1);
    expect(finding).toMatchObject({ code: "release.unrecognised", severity: "refuse" });
  });
});
