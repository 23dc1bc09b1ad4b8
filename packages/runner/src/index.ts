export {
  buildWarehouse,
  listPublishedTables,
  planWarehouse,
  verifyPlan,
  type BuiltWarehouse,
  type PlannedTable,
  type WarehousePlan,
} from "./build-warehouse.ts";
export { listSyntheticTables, type Catalog, type CatalogSource } from "./catalog.ts";
export { findCandidateSources } from "./choose-source.ts";
export { countMasked } from "./count-masked.ts";
export { hashValue } from "./hash-value.ts";
export { landFolder, type LandFolderOptions } from "./land-folder.ts";
export { openRun, type RunEvent, type RunLedger } from "./run-ledger.ts";
export { stageAll, type StageAllContext, type StagedAll } from "./stage-all.ts";
export { describeLimit, judgeQuarantine, measureQuarantine, type QuarantineSize } from "./judge-quarantine.ts";
export { expandPaths } from "./expand-paths.ts";
export {
  decisionSchema,
  listAccepted,
  readDecisions,
  recordDecision,
  toRowId,
  type Acceptance,
  type Decision,
} from "./quarantine-decisions.ts";
export { recogniseFile, type RecognisedAs } from "./recognise-file.ts";
export { compareQuarantine, replayQuarantine, type Replay } from "./replay-quarantine.ts";
export { LARGE_FILE_BYTES, stageDelimited, type DelimitedPart } from "./stage-delimited.ts";
export { isRefused, readQuarantine, stageRelease, type StagedPart } from "./stage-release.ts";
export { refresh, type RefreshOptions, type RefreshOutcome, type RefreshResult } from "./refresh.ts";
export { selectStaging, type StagingSelection } from "./select-staging.ts";
export {
  listUnexplained,
  type Cause,
  type CauseKind,
  type Change,
  type ChangeStep,
  type Changes,
} from "./change-causes.ts";
export { explainChanges, type ExplainOptions } from "./explain-changes.ts";
