import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { AreaRegister } from "@poundwise/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSource, readAreaRegister, readSourceFile } from "../scripts/read-source.ts";
import { compareDraft, printComparisons, type DraftComparison } from "./compare-draft.ts";
import { repositoryRoot, samplesFolder } from "./run-cli.ts";
import { makeDraftTrials, type DraftTrials } from "./try-draft.ts";

let areas: AreaRegister;
let trials: DraftTrials;
beforeAll(async () => {
  areas = await readAreaRegister(repositoryRoot);
  trials = makeDraftTrials(areas);
});
afterAll(() => trials.end());

const samples = readdirSync(samplesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name: sourceId }) => ({ sourceId, files: readdirSync(path.join(samplesFolder, sourceId)) }));

/** The longest are tried with the publishers' own files. */
const LONG = new Set(["ace_libraries", "nhsd_ascof", "ohid_injury_admissions", "ons_population_estimates"]);
/** Answers in words are no figures until somebody gives each its number. */
const IN_WORDS = new Set(["lcc_resident_survey"]);
/** Written for people to read, one line for each paragraph: no draft can know where its rows begin. */
const FREE_FORM = new Set(["lcc_plan_measures"]);

describe("drafts of the shipped samples, beside the declarations that ship for them", () => {
  it("stage every file, find its areas, and are never silent about a unit that they get wrong", async () => {
    const comparisons: DraftComparison[] = [];
    for (const { sourceId, files } of samples) {
      // One file of each series: the others are laid out alike.
      const [fileName] = files;
      if (fileName === undefined || LONG.has(sourceId)) continue;
      const filePath = path.join(samplesFolder, sourceId, fileName);
      const trial = await trials.run(fileName, readFileSync(filePath));
      if ("why" in trial) throw new Error(`${fileName}: ${trial.why.join("; ")}`);
      const shipped = await readSourceFile({ repositoryRoot, sourceId, filePath, areas });
      const comparison = compareDraft(`${sourceId}/${fileName}`, trial, shipped);
      comparisons.push(comparison);
    }
    console.info(printComparisons(comparisons));
    for (const comparison of comparisons) {
      const sourceId = path.dirname(comparison.file);
      expect(comparison.refused, comparison.file).toBeNull();
      expect(comparison.rowsStaged, comparison.file).toBeGreaterThan(0);
      expect(comparison.silentlyWrong.slice(0, 3), comparison.file).toEqual([]);
      if (FREE_FORM.has(sourceId)) continue;
      expect(comparison.heldBack, comparison.file).toBeLessThan(0.05);
      const source = await loadSource(repositoryRoot, sourceId);
      if (source.areaColumn !== undefined && source.publisher !== "Leicestershire County Council")
        expect(comparison.hasArea, comparison.file).toBe(true);
    }
    const inFigures = comparisons.filter(({ file }) => !IN_WORDS.has(path.dirname(file)));
    const sum = (of: (comparison: DraftComparison) => number) => inFigures.reduce((all, one) => all + of(one), 0);
    expect(sum(({ found }) => found) / sum(({ cells }) => cells)).toBeGreaterThan(0.97);
  });
});
