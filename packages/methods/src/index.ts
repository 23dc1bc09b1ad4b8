export { reasonCodes } from "./reason.ts";
export type { ReasonCode, ReasonedScores } from "./reason.ts";

export { computeDotProduct, computeSum } from "./sum.ts";
export { computeJointRate, computeRate } from "./rate.ts";
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
  rankWithin,
  toRankLabels,
} from "./rank.ts";
export type { RankDirection, TieRule } from "./rank.ts";
export { computeCorrelation, computeRankCorrelation, computeTauB } from "./correlation.ts";
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
export { buildWeights, computeBudgetShares, computeEffectiveWeights } from "./weights.ts";
export type { BlockWeights, Weighting } from "./weights.ts";
export { aggregate } from "./aggregate.ts";
export type { Aggregation } from "./aggregate.ts";
export { buildCompositeIndex } from "./composite-index.ts";
export type { CompositeIndex, CompositeIndexInput, CompositeIndexMethod, IndexNode } from "./composite-index.ts";
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
export { scoreByFreeDisposalHull, scoreByHull } from "./free-disposal-hull.ts";
export type { HullScores } from "./free-disposal-hull.ts";
export { scoreByNeedsAdjustedResidual } from "./needs-adjusted.ts";
export type { NamedNeed, NeedsAdjustedScores } from "./needs-adjusted.ts";
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
  computeNetBenefit,
  findPaybackPeriod,
  readQualifiedFigure,
  toAnnualSavings,
  toGeneralFundSavings,
} from "./savings.ts";
export type { DeliveryColour, SavingsYear } from "./savings.ts";
export { toRealTerms } from "./real-terms.ts";

export { createDrawGenerator, createGenerator, createGeneratorFromState, generatorName } from "./random.ts";
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

export {
  computeChiSquaredQuantile,
  computeChiSquaredTail,
  computeNormalQuantile,
  computeStudentQuantile,
  computeStudentTail,
} from "./distributions.ts";
export {
  computeMeanInterval,
  computeRateInterval,
  computeWilsonInterval,
  toNormalWidth,
  toStandardError,
} from "./intervals.ts";
export type { Interval } from "./intervals.ts";
export {
  addUpWeights,
  compareSurveyShares,
  computeDesignEffect,
  computeEffectiveBase,
  computeSurveyShare,
} from "./survey-share.ts";
export type { ShareChange, ShareVerdict, SurveyBase } from "./survey-share.ts";
export { defaultSmallBaseLimits, guardSmallBase } from "./small-base.ts";
export type { BaseGuard, SmallBaseLimits } from "./small-base.ts";
export { findRecoverableCells } from "./recoverable-cells.ts";
export type { CountRelation } from "./recoverable-cells.ts";
export { suppressCells, tabulateTwoWay } from "./suppress-cells.ts";
export type { CellFate, CountTable } from "./suppress-cells.ts";
export { compareAreas, compareWithBenchmark } from "./compare-values.ts";
export type { AreaComparison, BenchmarkPosition } from "./compare-values.ts";
export { assessProportionTrend, assessTrend } from "./trend.ts";
export type { IntervalPoint, ProportionPoint, Trend } from "./trend.ts";
export { findDirection, findRelativeDirection } from "./direction-of-travel.ts";
export type { Direction, PeriodFigure, RelativeDirection } from "./direction-of-travel.ts";
export { rateTarget } from "./target-progress.ts";
export type { TargetInput, TargetOperator, TargetProgress } from "./target-progress.ts";

export { computeActivityIndex } from "./index-numbers.ts";
export type { ActivitySeries, IndexFormula, VolumeAndPrice } from "./index-numbers.ts";
export { adjustForQuality, chainLink, computeProductivity, smoothGrowth, standardiseToBase } from "./productivity.ts";

export { computeDistances, findNeighbours, summariseNeighbours } from "./neighbours.ts";
export type { ContextVariable, Distances, Neighbour } from "./neighbours.ts";
export { clusterByWard, cutClusters } from "./ward-clusters.ts";
export type { Merge } from "./ward-clusters.ts";
export { computeCronbachAlpha, computePrincipalComponents, weighByFirstComponent } from "./principal-components.ts";
export type { PrincipalComponents } from "./principal-components.ts";

export { scoreByMazziottaPareto } from "./mazziotta-pareto.ts";
export { scoreByCopeland, scoreByMeanRank } from "./pairwise-scores.ts";
export type { CopelandScores } from "./pairwise-scores.ts";
export { loadLinearSolver } from "./linear-solver.ts";
export type { LinearConstraint, LinearProgram, LinearSolution, LinearSolver } from "./linear-solver.ts";
export { computeScaleEfficiency, scoreByFrontier } from "./frontier.ts";
export type { FrontierData, FrontierOrientation, FrontierScores, Peer, ReturnsToScale } from "./frontier.ts";
export { defaultShareLimits, scoreByBenefitOfTheDoubt } from "./benefit-of-the-doubt.ts";
export type { BenefitOfTheDoubt, ShareLimits } from "./benefit-of-the-doubt.ts";

export { drawSobolDesign, estimateSobol, toLevel } from "./sobol.ts";
export type { SobolDesign, SobolIndices } from "./sobol.ts";
export { leaveAreasOut, leaveIndicatorsOut, listMostInfluential } from "./leave-one-out.ts";
export type { LeftOut } from "./leave-one-out.ts";
export { prepareMonteCarlo } from "./monte-carlo-model.ts";
export type { MonteCarloInput, MonteCarloModel, UncertainIndicator } from "./monte-carlo-model.ts";
export { runMonteCarlo, scoreDraw } from "./monte-carlo.ts";
export { drawChoices } from "./monte-carlo-choices.ts";
export type { DrawnChoices, MonteCarloLevels, VariedMeasure, VariedWeighting } from "./monte-carlo-choices.ts";
export type { VariedNormalisation } from "./score-column.ts";
export { computePairwiseShares, summariseDraws } from "./pairwise-ranks.ts";
export { decomposeDifference, decomposeGap, listStrongest } from "./decompose.ts";
export type { GapParts, ScoreParts } from "./decompose.ts";
export { findWhatMovesRank } from "./what-if.ts";
export type { IndicatorChange, WhatIf, WhatIfInput } from "./what-if.ts";
export { findTableMethod, runTableMethod } from "./table-methods/run-table-method.ts";
export type { MethodAnswer } from "./table-methods/run-table-method.ts";
export { tableMethods } from "./table-methods/registry.ts";
export type { GivenToMethod } from "./table-methods/create-call.ts";
export type {
  MethodColumn,
  MethodOption,
  MethodTable,
  ResultTable,
  TableCell,
  TableMethod,
  TextTable,
} from "./table-methods/table-method.ts";
