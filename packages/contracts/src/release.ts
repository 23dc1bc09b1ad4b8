import { z } from "zod";

/** Where a fetched file came from. Holds no secrets: see `cleanOrigin` of the warehouse. */
export const fileOriginSchema = z.object({
  url: z.string(),
  /** The page that linked the file; null when unknown. */
  page: z.string().nullable(),
  /** Headers of the answer that tell versions apart (etag, last-modified, content-type …), by small names. */
  headers: z.record(z.string(), z.string()),
  /** The instant of the answer, ISO with Z. */
  fetchedAt: z.string(),
});
export type FileOrigin = z.infer<typeof fileOriginSchema>;

/** The ledger line of one landed file: one line per arrival of a file, appended, never changed. */
export const receiptSchema = z.object({
  /** SHA-256 of the bytes, hex; also the file's name in the landing folder. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The name it arrived under, without folders. */
  fileName: z.string().min(1),
  bytes: z.number().int().nonnegative(),
  /** The instant it landed, ISO with Z. */
  landedAt: z.string(),
  /** Who landed it (user name), for the audit trail. */
  landedBy: z.string(),
  /** Path or address it came from. */
  from: z.string(),
  /** Set for a file that was fetched; null for one that was dropped. */
  origin: fileOriginSchema.nullable().default(null),
  /** The day the publisher released it, when known; null: the landing day stands for it. */
  publishedDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  /**
   * The earliest day on which the release can have been known, when its publication day is not: it then stands for that
   * day wherever vintages are chosen, and is never printed as a publication day.
   */
  knownDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null),
  /** Set on the line of an arrival of bytes that had landed under the same name before. */
  isRepeat: z.literal(true).optional(),
  /** Set when somebody took the file out of use; such a file is kept but not read. */
  setAside: z.string().nullable().default(null),
});
export type Receipt = z.infer<typeof receiptSchema>;
