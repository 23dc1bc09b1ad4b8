export { appendLineDurably, moveDurably, syncFile, toTemporaryPath, writeFileDurably } from "./durable-files.ts";
export { prepareHome, resolveHome, type Home } from "./home.ts";
export {
  countArrivals,
  landFile,
  listReceipts,
  openLanded,
  readLanded,
  setAside,
  type Arrival,
  type Landed,
} from "./landing.ts";
export { type ToldOrigin } from "./clean-origin.ts";
export { openEngine, withEngine, type Engine, type EngineSettings } from "./engine.ts";
export { toEngineType, toEngineValue, toRowReader } from "./duckdb-types.ts";
export { listStagingTableColumns } from "./staging-columns.ts";
export { writeStagingPart, type StagingPart } from "./staging-part.ts";
export {
  draftNumberedPart,
  dropDraft,
  finishNumberedPart,
  sumPlainRows,
  type NumberedPart,
  type NumberedPartRows,
} from "./plain-rows-part.ts";
export { type RowFunctions } from "./row-functions.ts";
export { type ColumnarRows, type TypedColumn } from "./append-rows.ts";
export { type PublicationTable } from "./build-publication.ts";
export { publish, type PublishRequest, type PublishResult } from "./publish.ts";
export {
  findPublication,
  listPublications,
  readCurrent,
  readHistory,
  readManifest,
  type CurrentPointer,
  type HistoryEntry,
  type ListedPublication,
  type PublicationChoice,
} from "./publications.ts";
export { prunePublications, rollbackTo } from "./rollback.ts";
export { openPublication, PUBLICATION_CATALOG, type OpenPublication } from "./open-publication.ts";
export { analyseQuery, LAYERS, type QueryPlace, type TableReference } from "./analyse-sql.ts";
export {
  toFilePlace,
  type QueryPart,
  type ReadTable,
  type WarehouseComputedTable,
  type WarehouseSqlTable,
  type WarehouseTable,
} from "./warehouse-table.ts";
export { loadTables, toComputedTable } from "./load-tables.ts";
export { buildGraph, type TableGraph } from "./build-graph.ts";
export {
  fingerprintDefinition,
  fingerprintTable,
  hashCanonical,
  normaliseSql,
  writeCanonical,
  type Canonical,
  type FingerprintBasis,
} from "./fingerprint.ts";
export { buildTable, type BuiltTable, type TableBuild } from "./build-table.ts";
export { registerRelations } from "./register-relations.ts";
export { runChecks } from "./run-checks.ts";
export { selectVintages, toKnownDay, type ChosenPart, type VintageKey, type VintagePart } from "./select-vintages.ts";
export {
  listHistoryColumns,
  readVintageKeys,
  writeStagingHistory,
  writeStagingTable,
  type StagingTable,
} from "./staging-table.ts";
export { listHeldBack } from "./require-disclosure.ts";
export { bindWarehouse, type WarehouseSchema } from "./bind-warehouse.ts";
export { generateRowTypes } from "./generate-types.ts";
export {
  collectCells,
  traceFigure,
  type Trace,
  type TraceContext,
  type TracedCell,
  type TracedInput,
  type TracedRow,
  type TraceRequest,
} from "./trace-figure.ts";
export { type Rederivation } from "./rederive-figure.ts";
export {
  runQuery,
  streamQuery,
  type AnalystQuery,
  type MemoryGuard,
  type QueryAnswer,
  type QueryEvent,
} from "./query-sandbox.ts";
export { type QueryCell, type QueryColumn, type QueryLimits } from "./query-protocol.ts";
export { createWarehouseDialect, type WarehouseDialectConfig } from "./kysely-dialect.ts";
export { compareTables, SAME_WITHIN, type Difference, type TableStates } from "./compare-tables.ts";
export { compareVintages, mixVintages, type StagingStates, type VintageOverlap } from "./mix-vintages.ts";
export {
  hashFile,
  isIntact,
  readStored,
  sealStored,
  setDamagedAside,
  toStorePath,
  type StoredTable,
} from "./table-store.ts";
export { runCase, type CaseResult } from "./run-case.ts";
