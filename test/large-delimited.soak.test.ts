import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { stageRelease } from "@poundwise/runner";
import { landFile, prepareHome, resolveHome, withEngine } from "@poundwise/warehouse";
import { expect, it } from "vitest";
import { loadSource } from "../scripts/read-source.ts";
import { repositoryRoot } from "./run-cli.ts";

const BYTES = 2 * 1024 ** 3;

it("a ledger of 2 GB on one line is refused with its line and size, and never held", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "poundwise-one-line-"));
  try {
    const home = resolveHome(folder);
    await prepareHome(home);
    const file = path.join(home.inbox, "GL extract 2024-25.csv");
    await writeOneLine(file);
    const arrival = { publishedDate: null, landedBy: "ana", landedAt: "2025-06-01T09:00:00Z" };
    const { receipt } = await landFile(home, file, arrival);
    const id = "finance_general_ledger";
    const source = { id, declaration: await loadSource(repositoryRoot, id), hash: "soak" };
    const before = process.memoryUsage().rss;
    const part = await withEngine({}, (engine) =>
      stageRelease({ home, engine, areas: null, areasFingerprint: null }, source, receipt),
    );
    expect(part.path).toBeNull();
    expect(part.release.findings).toMatchObject([{ code: "workbook.too_large", at: { line: 4 } }]);
    expect(part.release.findings[0]!.found).toContain("bytes and no end of the row");
    expect(process.memoryUsage().rss - before).toBeLessThan(500 << 20);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The head of the shipped layout, then one row that goes on to the end. */
async function writeOneLine(file: string): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await handle.write(
      "Batch 1,Ledger 01\n\nJournal,Line,Period,Posted,Cost centre,Cost centre name,Subjective,Subjective name,Narrative,Debit,Credit\n",
    );
    const piece = Buffer.alloc(16 << 20, "x");
    for (let written = 0; written < BYTES; written += piece.length) await handle.write(piece);
  } finally {
    await handle.close();
  }
}
