import { describe, expect, it } from "vitest";
import {
  clusterByWard,
  computeDistances,
  computePrincipalComponents,
  cutClusters,
  findNeighbours,
  weighByFirstComponent,
} from "../src/index.ts";
import { groupRows, hasReference, listDifferences, readReference, toNumber } from "./read-reference.ts";

const read = (name: string) => (hasReference ? readReference("neighbours", name) : []);

describe.skipIf(!hasReference)("neighbours agree with base R", () => {
  const rows = read("input_context");
  const codes = rows.map((row) => row["id"]!);
  const weights = read("input_weights");
  const variables = weights.map((row) => ({
    id: row["variable"]!,
    weight: Number(row["weight"]),
    values: rows.map((area) => toNumber(area[row["variable"]!])),
  }));
  const found = hasReference ? computeDistances(variables) : null;

  it("in standard scores", () => {
    for (const [v, { id }] of variables.entries()) {
      const expected = read("expected_zscores").map((row) => toNumber(row[id]));
      expect(listDifferences(found!.scores[v]!, expected), id).toEqual([]);
    }
  });

  it("in distances, order and rebased distances", () => {
    const expected = groupRows(read("expected_distances"), "from");
    for (const [i, code] of codes.entries()) {
      const list = findNeighbours(found!.distances, codes, i, codes.length);
      const listed = expected.get(code)!.sort((a, b) => Number(a["neighbour_order"]) - Number(b["neighbour_order"]));
      expect(list.map(({ index }) => codes[index])).toEqual(listed.map((row) => row["to"]));
      expect(
        listDifferences(
          list.map(({ distance }) => distance),
          listed.map((row) => toNumber(row["distance"])),
        ),
      ).toEqual([]);
      expect(
        listDifferences(
          list.map(({ rebased }) => rebased),
          listed.map((row) => toNumber(row["rebased_0_1"])),
        ),
      ).toEqual([]);
    }
  });

  it("in joins and clusters", () => {
    const merges = clusterByWard(found!.distances);
    const heights = read("expected_hclust_ward_d2").map((row) => toNumber(row["height"]));
    expect(
      listDifferences(
        merges.map(({ height }) => height),
        heights,
      ),
    ).toEqual([]);
    for (const count of [3, 4]) {
      const partition = (labels: readonly (number | string)[]) =>
        labels.map((label) => labels.flatMap((other, k) => (other === label ? [k] : [])).join());
      const expected = read("expected_clusters").map((row) => row[`k${count}`]!);
      expect(partition(cutClusters(merges, count))).toEqual(partition(expected));
    }
  });

  it("in principal components", () => {
    const columns = variables.map(({ values }) => values.map((value) => value!));
    const components = computePrincipalComponents(columns)!;
    const variances = read("expected_pca_variance");
    expect(
      listDifferences(
        components.variances,
        variances.map((row) => toNumber(row["variance"])),
      ),
    ).toEqual([]);
    expect(
      listDifferences(
        components.shares,
        variances.map((row) => toNumber(row["prop"])),
      ),
    ).toEqual([]);
    const loadings = read("expected_pca_loadings");
    for (const pc of [1, 2]) {
      const expected = loadings.map((row) => toNumber(row[`abs_loading_pc${pc}`]));
      expect(listDifferences(components.loadings[pc - 1]!.map(Math.abs), expected)).toEqual([]);
    }
    const squared = loadings.map((row) => toNumber(row["weight_pc1_sq"]));
    expect(listDifferences(weighByFirstComponent(columns)!, squared)).toEqual([]);
  });
});
