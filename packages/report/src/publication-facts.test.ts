import type { Manifest } from "@poundwise/contracts";
import { expect, it } from "vitest";
import { toPublicationFacts } from "./publication-facts.ts";

const release = (source: string, fileName: string, publishedDate: string | null, rowsStaged = 5) =>
  ({ source, fileName, publishedDate, rowsStaged }) as Manifest["releases"][number];
const table = (synthetic: boolean) => ({ synthetic }) as Manifest["tables"][string];

const MANIFEST = {
  id: "pub-000001-a",
  createdAt: "2024-07-07T09:30:00.000Z",
  asKnownAt: null,
  engine: { name: "duckdb", version: "v1.5.5", storageVersion: "v1.5.0" },
  gitCommit: "abc",
  releases: [
    release("office_b", "b-2.csv", "2024-02-01"),
    release("office_b", "b-1.csv", null),
    release("office_c", "refused.csv", null, 0),
    release("office_a", "a.csv", null),
  ],
  tables: { "core.survey": table(true), "core.areas": table(false) },
} as unknown as Manifest;

it("a report names the sources that were used, with their files and licences, and the tables that are made up", () => {
  const declared = { title: "B", publisher: "Office", page: "https://example.org", licence: "OGL-3.0" };
  expect(toPublicationFacts(MANIFEST, { office_b: declared })).toEqual({
    id: "pub-000001-a",
    createdAt: "2024-07-07T09:30:00.000Z",
    asKnownAt: null,
    engine: "DuckDB v1.5.5",
    gitCommit: "abc",
    sources: [
      {
        id: "office_a",
        title: "office_a",
        publisher: "not declared",
        page: "not declared",
        licence: "not declared",
        files: [{ name: "a.csv", publishedDate: null }],
      },
      {
        id: "office_b",
        ...declared,
        files: [
          { name: "b-1.csv", publishedDate: null },
          { name: "b-2.csv", publishedDate: "2024-02-01" },
        ],
      },
    ],
    syntheticTables: ["core.survey"],
  });
});
