import { beforeAll, describe, expect, it } from "vitest";
import {
  computeScaleEfficiency,
  loadLinearSolver,
  scoreByBenefitOfTheDoubt,
  scoreByFrontier,
  scoreByHull,
} from "../src/index.ts";
import type { FrontierData, LinearSolver } from "../src/index.ts";
import { hasReference, listDifferences, readReference, toNumber } from "./read-reference.ts";

const tolerance = 1e-7;

describe.skipIf(!hasReference).each([
  ["dea_one_input", ["csp_per_head"]],
  ["dea_two_inputs", ["csp_per_head", "staff_per_1000"]],
] as const)("frontier scores in %s agree with Benchmarking, Compind and SciPy", (folder, inputNames) => {
  let solver: LinearSolver;
  beforeAll(async () => {
    solver = await loadLinearSolver();
  });
  const rows = hasReference ? readReference(folder, "input_dea") : [];
  const expected = hasReference ? readReference(folder, "expected_efficiency") : [];
  const pick = (names: readonly string[]) => names.map((name) => rows.map((row) => toNumber(row[name])));
  const data: FrontierData = { inputs: pick(inputNames), outputs: pick(["out_a", "out_b", "out_c"]) };
  const column = (name: string) => expected.map((row) => toNumber(row[name]));

  it.each(["crs", "vrs", "irs", "drs"] as const)("under %s in both directions", (returns) => {
    for (const [orientation, suffix] of [
      ["input", "in"],
      ["output", "out"],
    ] as const) {
      const found = scoreByFrontier(data, solver, { returns, orientation });
      expect(listDifferences(found.scores, column(`${returns}_${suffix}`), tolerance), suffix).toEqual([]);
    }
  });

  it("against single areas", () => {
    expect(listDifferences(scoreByHull(data).scores, column("fdh_in"), tolerance)).toEqual([]);
    expect(listDifferences(scoreByHull(data, "output").scores, column("fdh_out"), tolerance)).toEqual([]);
  });

  it("in scale efficiency and super-efficiency", () => {
    const constant = scoreByFrontier(data, solver, { returns: "crs" }).scores;
    const variable = scoreByFrontier(data, solver, { returns: "vrs" }).scores;
    expect(listDifferences(computeScaleEfficiency(constant, variable), column("scale_eff_in"), tolerance)).toEqual([]);
    const beyond = scoreByFrontier(data, solver, { returns: "crs", leaveSelfOut: true }).scores;
    expect(listDifferences(beyond, column("super_crs_in"), tolerance)).toEqual([]);
  });

  it("in the peers, whose combination does as well with no more", () => {
    const found = scoreByFrontier(data, solver, { returns: "vrs" });
    const names = found.peers.map((peers) => peers.map(({ index }) => rows[index]!["id"]!));
    const listed = readReference(folder, "expected_peers_vrs_in").map((row) =>
      ["peer1", "peer2", "peer3"].map((name) => row[name]!).filter((peer) => peer !== "" && peer !== "NA"),
    );
    expect(names).toEqual(listed);
    for (const [i, peers] of found.peers.entries()) {
      for (const output of data.outputs) {
        const combined = peers.reduce((sum, { index, lambda }) => sum + lambda * output[index]!, 0);
        expect(combined).toBeGreaterThanOrEqual(output[i]! - 1e-6);
      }
      for (const input of data.inputs) {
        const combined = peers.reduce((sum, { index, lambda }) => sum + lambda * input[index]!, 0);
        expect(combined).toBeLessThanOrEqual(found.scores[i]! * input[i]! + 1e-6);
      }
    }
  });

  it("in the benefit of the doubt, free and with limits on shares", () => {
    const free = scoreByBenefitOfTheDoubt(data.outputs, solver);
    expect(listDifferences(free.scores, column("bod_unconstrained"), tolerance)).toEqual([]);
    const limits = { low: column("bod_low_share")[0]!, high: column("bod_up_share")[0]! };
    const limited = scoreByBenefitOfTheDoubt(data.outputs, solver, limits);
    expect(listDifferences(limited.scores, column("bod_constrained"), tolerance)).toEqual([]);
  });
});
