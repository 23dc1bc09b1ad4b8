import { z } from "zod";
import { findingSchema } from "./finding.ts";

export const checkResultSchema = z.object({
  table: z.string(),
  name: z.string(),
  severity: z.enum(["block", "warn"]),
  /** Failing rows; 0 = passed. */
  failures: z.number().int().nonnegative(),
  /** Up to ten failing rows as JSON objects. */
  examples: z.array(z.record(z.string(), z.unknown())),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const stagedReleaseSchema = z.object({
  source: z.string(),
  sha256: z.string(),
  fileName: z.string(),
  publishedDate: z.string().nullable(),
  layout: z.string(),
  /** Fingerprint of the staging part made from the file. */
  fingerprint: z.string(),
  rowsRead: z.number().int(),
  rowsStaged: z.number().int(),
  rowsQuarantined: z.number().int(),
  /** Rows in quarantine that somebody accepted to be left out; absent in manifests of before there was such a decision. */
  rowsAccepted: z.number().int().optional(),
  /** Rows of the file by what became of them; the four add up to `rowsRead`. */
  rowsByFate: z
    .object({
      staged: z.number().int(),
      quarantined: z.number().int(),
      skipped: z.number().int(),
      refused: z.number().int(),
    })
    .optional(),
  /** Rows outside scope, by reason. */
  rowsSkipped: z.record(z.string(), z.number().int()),
  findings: z.array(findingSchema),
});
export type StagedRelease = z.infer<typeof stagedReleaseSchema>;

/** The manifest of one publication: everything needed to defend or rebuild it. Immutable once written. */
export const manifestSchema = z.object({
  /** Format of this manifest. */
  format: z.literal(1),
  /** pub-000012-3f9a…: sequence and the start of the content hash; never used twice. */
  id: z.string(),
  seq: z.number().int().positive(),
  createdAt: z.string(),
  /** Day up to whose knowledge the tables were built; null = everything that had landed. */
  asKnownAt: z.string().nullable(),
  /** Fingerprint of the whole plan: equal plans give equal tables. */
  planFingerprint: z.string(),
  engine: z.object({ name: z.literal("duckdb"), version: z.string(), storageVersion: z.string() }),
  /** Commit of the code, when the repository is there. */
  gitCommit: z.string().nullable(),
  runId: z.string(),
  /** File name of the curated database beside this manifest, its SHA-256 and size. */
  database: z.object({ file: z.string(), sha256: z.string(), bytes: z.number().int() }),
  tables: z.record(
    z.string(),
    z.object({
      fingerprint: z.string(),
      rows: z.number().int(),
      sha256: z.string(),
      synthetic: z.boolean(),
      /** Rows about persons: in the store, for tracing, and not in the database. */
      isHeldBack: z.boolean().optional(),
    }),
  ),
  /** `staging.<source>` → fingerprint: the staged rows behind the tables, for tracing. */
  staging: z.record(z.string(), z.string()),
  /**
   * How each was made: table → hash of its definition, `staging.<source>` → hash of the declaration. Absent in manifests of
   * before there was a comparison of publications.
   */
  definitions: z.record(z.string(), z.string()).optional(),
  /** Every landed file that was read, refused ones included. */
  releases: z.array(stagedReleaseSchema),
  checks: z.array(checkResultSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;
