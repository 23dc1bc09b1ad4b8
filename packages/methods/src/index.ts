export { reasonCodes } from "./reason.ts";
export type { ReasonCode, ReasonedScores } from "./reason.ts";

export { computeDotProduct, computeSum } from "./sum.ts";
export { roundHalfAway } from "./round.ts";
export { computeMedian, computeQuantile } from "./quantile.ts";
export type { QuantileType } from "./quantile.ts";
export {
  computeExcessKurtosis,
  computeMean,
  computeMedianAbsoluteDeviation,
  computeSkewness,
  computeStandardDeviation,
} from "./moments.ts";
export type { Divisor, MomentType } from "./moments.ts";
export {
  assignNtiles,
  computeCumulativeShare,
  computePercentRank,
  rankScores,
  rankValues,
  toRankLabels,
} from "./rank.ts";
export type { RankDirection, TieRule } from "./rank.ts";
export { computeCorrelation, computeRankCorrelation } from "./correlation.ts";
export { fitLeastSquares } from "./least-squares.ts";
export type { LeastSquaresFit } from "./least-squares.ts";

export { choosePeriod, countWholeMonths } from "./choose-period.ts";
export type { CandidatePeriod, ChosenPeriod, PeriodRule } from "./choose-period.ts";
export { screenCoverage } from "./screen-coverage.ts";
export type { CellState, CoverageInput, CoverageResult, DroppedItem } from "./screen-coverage.ts";
export { imputeMissing } from "./impute-missing.ts";
export type { ImputedIndicator } from "./impute-missing.ts";
export { checkUnitScale } from "./check-unit-scale.ts";
export type { UnitScaleCheck } from "./check-unit-scale.ts";
export { checkGroupSize } from "./group-size.ts";
export type { GroupUse } from "./group-size.ts";

export { applyPolarity } from "./polarity.ts";
export type { Polarity } from "./polarity.ts";
export { testShape, transformBoxCox, treatOutliers, winsorise } from "./treat-outliers.ts";
export type { OutlierTreatment, ShapeTest, TreatedCell } from "./treat-outliers.ts";
export { normalise } from "./normalise.ts";
export type { Normalisation, NormalisedIndicator } from "./normalise.ts";
export { buildWeights, computeEffectiveWeights } from "./weights.ts";
export type { BlockWeights, Weighting } from "./weights.ts";
export { aggregate } from "./aggregate.ts";
export type { Aggregation } from "./aggregate.ts";
export { defaultOutcomeMethod, scoreOutcomes } from "./outcome-score.ts";
export type {
  AreaOutcome,
  OutcomeIndicator,
  OutcomeMethod,
  OutcomeScores,
  ScoredIndicator,
  TreatedOutcomeCell,
} from "./outcome-score.ts";

export {
  scoreByDifference,
  scoreByMatchedRatio,
  scoreByRatio,
  scoreByResidual,
  standardiseScores,
  toDisplayScale,
} from "./cost-effectiveness.ts";
export { scoreByFreeDisposalHull } from "./free-disposal-hull.ts";
export type { HullScores } from "./free-disposal-hull.ts";
export { assignQuadrants } from "./quadrants.ts";
export type { LineSide, Quadrant, QuadrantChart, QuadrantPlace } from "./quadrants.ts";

export {
  groupByCutPoints,
  groupByGoodness,
  groupByRank,
  isInTopQuartile,
  toUnitCostLabel,
  unitCostLabels,
} from "./quantile-groups.ts";
export type { UnitCostLabel } from "./quantile-groups.ts";
export { computeUnitCost, reconcileUnitCosts } from "./unit-cost.ts";
export type { UnitCostReconciliation, UnitCostRow } from "./unit-cost.ts";

export { checkIdentity, computeSumTolerance } from "./check-identity.ts";
export type { IdentityCheck, IdentityRelation } from "./check-identity.ts";
export {
  checkNeverShrinks,
  checkSavingsYear,
  computeDeliveryRate,
  findPaybackPeriod,
  toAnnualSavings,
  toGeneralFundSavings,
} from "./savings.ts";
export type { DeliveryColour, SavingsYear } from "./savings.ts";
export { toRealTerms } from "./real-terms.ts";

export { createGenerator, createGeneratorFromState, generatorName } from "./random.ts";
export type { Generator } from "./random.ts";
export { bootstrapRanks, drawIndicators } from "./bootstrap-ranks.ts";
export type { BootstrapRanks, IndicatorDraws } from "./bootstrap-ranks.ts";
export { leaveBlocksOut } from "./leave-block-out.ts";
export type { BlockLeftOut } from "./leave-block-out.ts";
export { summariseRanks } from "./rank-summary.ts";
export type { RankSummary } from "./rank-summary.ts";
export { scoreFromBlocks } from "./score-from-blocks.ts";
export type { WeightedScores } from "./score-from-blocks.ts";
export { decideClaim } from "./claim-rule.ts";
export type { Claim, ClaimEvidence } from "./claim-rule.ts";
