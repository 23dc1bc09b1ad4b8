export { readWorkbook, type ReadWorkbookOptions } from "./read-workbook.ts";
export { streamSheet, type StreamedSheet, type StreamSheetOptions } from "./stream-sheet.ts";
export type { OnRows, RowBlock } from "./row-blocks.ts";
export {
  parseAddress,
  toAddress,
  toColumnName,
  type Cell,
  type MergedRange,
  type Sheet,
  type Workbook,
  type WorkbookFormat,
} from "./workbook.ts";
export { readRelease, type ReadReleaseOptions } from "./read-release.ts";
export { recogniseByContent, type Recognition } from "./recognise-release.ts";
export {
  READER_VERSION,
  type PhysicalColumn,
  type QuarantinedRow,
  type ReleaseReading,
  type RowsByFate,
} from "./release-reading.ts";
export { listPhysicalColumns } from "./staging-columns.ts";
export { maskPersonal, type Masked, type MaskRule } from "./mask-personal.ts";
export { parseNumber, scaleNumber } from "./parse-number.ts";
export type { DraftOptions } from "./draft-declaration.ts";
export { draftSource, type SourceDraft } from "./draft-source.ts";
export { printDraft } from "./draft-print.ts";
export { rankByHeaders, type Likeness } from "./likely-sources.ts";
export { describeChange, type DriftChange } from "./drift-change.ts";
export { compareRelease, type Drift, type DriftOptions, type NamedWorkbook } from "./drift-release.ts";
export { printLayout, proposePatch, type ProposedLayout } from "./drift-patch.ts";
export {
  HEAD_BYTES,
  openDelimitedRelease,
  type DelimitedRelease,
  type DelimitedReleaseOptions,
} from "./delimited-release.ts";
export { RecordNumberer, type NumberingOptions } from "./number-records.ts";
