export { CHECK_RULES, checkSchema, type Check, type CheckRule } from "./check.ts";
export { Fault, describePlace, type FaultDetail, type Place } from "./fault.ts";
export { describeFinding, findingSchema, severitySchema, type Finding, type Severity } from "./finding.ts";
export { VALUE_STATUSES, valueStatusSchema, type ValueStatus } from "./value-status.ts";
export {
  day,
  financialYear,
  gssCode,
  listStagingColumns,
  makeRowType,
  optionalDay,
  optionalText,
  periodCode,
  text,
  value,
  wholeNumber,
  type RowType,
  type StagingColumn,
  type StagingType,
} from "./row-type.ts";
export { parsePeriod, toPeriodSpan, type PeriodForm, type PeriodSpan } from "./period.ts";
export {
  defineSource,
  type ControlTotal,
  type KeyFrom,
  type LabelTest,
  type Layout,
  type MaskKind,
  type SourceRole,
  type QuarantineLimit,
  type RowRules,
  type RowTest,
  type SourceDeclaration,
  type TableLayout,
  type TotalRow,
  type ValueFrom,
} from "./source.ts";
export { type PlainFill, type PlainRowPlan, type PlainTest } from "./plain-row.ts";
export { foldAreaName, type AreaRegister, type RegisteredArea } from "./area-register.ts";
export { fileOriginSchema, receiptSchema, type FileOrigin, type Receipt } from "./release.ts";
export { fieldSchema, fieldsSchema, type Field, type Fields } from "./field.ts";
export {
  contractSchema,
  disclosureSchema,
  parseContract,
  parseSqlTable,
  personsSchema,
  traceSchema,
  type Persons,
  type SqlTable,
  type TableContract,
  type TableName,
  type TraceStep,
} from "./table-contract.ts";
export {
  defineComputedTable,
  type ComputedTable,
  type ComputedTableDefinition,
  type InputRows,
  type Row,
  type Scalar,
} from "./computed-table.ts";
export {
  checkResultSchema,
  manifestSchema,
  stagedReleaseSchema,
  type CheckResult,
  type Manifest,
  type StagedRelease,
} from "./publication.ts";
export { formatFigure, formatPounds, type FigureFormat } from "./figure-format.ts";
export {
  defineReport,
  type Definition,
  type FigureTrace,
  type MissingFigure,
  type PublicationFacts,
  type ReportBlock,
  type ReportCell,
  type ReportChart,
  type ReportColumn,
  type ReportContext,
  type ReportDefinition,
  type ReportDocument,
  type ReportRow,
  type ReportSection,
  type ReportSource,
  type ReportTable,
  type Span,
  type TracedText,
} from "./report-document.ts";
export { parseTableCases, tableCaseSchema, type TableCase } from "./table-case.ts";
