import type { TableMethod } from "./table-method.ts";
import { aggregateMethod, benefitOfTheDoubtMethod } from "./aggregate.ts";
import { correlationsMethod, cronbachAlphaMethod, principalComponentsMethod } from "./associations.ts";
import { directionOfTravelMethod, targetProgressMethod, trendMethod } from "./change.ts";
import { compareAreasMethod, compareBenchmarkMethod } from "./comparisons.ts";
import { compositeIndexMethod } from "./composite-index.ts";
import { costEffectivenessIndexMethod } from "./cost-effectiveness-index.ts";
import { costEffectivenessMethod, quadrantsMethod } from "./cost-effectiveness.ts";
import { decompositionMethod, gapMethod, whatIfMethod } from "./decomposition.ts";
import { momentsMethod, quantilesMethod } from "./description.ts";
import { freeDisposalHullMethod, frontierMethod, scaleEfficiencyMethod } from "./frontier.ts";
import { activityIndexMethod, productivityMethod } from "./index-numbers.ts";
import { meanIntervalMethod, proportionIntervalMethod, rateIntervalMethod } from "./intervals.ts";
import { groupSummariesMethod } from "./groups.ts";
import { realTermsMethod, repriceMethod, savingsMethod, unitCostMethod } from "./money.ts";
import { clustersMethod, neighboursMethod } from "./neighbours.ts";
import { outcomeScoreMethod, screenCoverageMethod } from "./outcome-score.ts";
import { boxCoxMethod, logTransformMethod, treatOutliersMethod, winsoriseMethod } from "./outliers.ts";
import { bootstrapMethod, leaveOneOutMethod, sobolMethod, weightDrawsMethod } from "./rank-draws.ts";
import { rankIntervalsMethod } from "./rank-intervals.ts";
import { choosePeriodMethod, unitScaleMethod } from "./periods.ts";
import { quantileGroupsMethod, ranksMethod } from "./ranks.ts";
import { regressionMethod } from "./regression.ts";
import { imputeMethod, normaliseMethod, rateMethod } from "./scores.ts";

/** Every method that takes a table and gives a table. */
export const tableMethods: readonly TableMethod[] = [
  choosePeriodMethod,
  unitScaleMethod,
  momentsMethod,
  quantilesMethod,
  groupSummariesMethod,
  ranksMethod,
  quantileGroupsMethod,
  normaliseMethod,
  imputeMethod,
  rateMethod,
  treatOutliersMethod,
  winsoriseMethod,
  logTransformMethod,
  boxCoxMethod,
  correlationsMethod,
  cronbachAlphaMethod,
  principalComponentsMethod,
  regressionMethod,
  proportionIntervalMethod,
  rateIntervalMethod,
  meanIntervalMethod,
  compareBenchmarkMethod,
  compareAreasMethod,
  trendMethod,
  directionOfTravelMethod,
  targetProgressMethod,
  activityIndexMethod,
  productivityMethod,
  realTermsMethod,
  repriceMethod,
  savingsMethod,
  unitCostMethod,
  aggregateMethod,
  benefitOfTheDoubtMethod,
  frontierMethod,
  scaleEfficiencyMethod,
  freeDisposalHullMethod,
  neighboursMethod,
  clustersMethod,
  costEffectivenessMethod,
  quadrantsMethod,
  screenCoverageMethod,
  outcomeScoreMethod,
  costEffectivenessIndexMethod,
  compositeIndexMethod,
  rankIntervalsMethod,
  decompositionMethod,
  gapMethod,
  whatIfMethod,
  weightDrawsMethod,
  bootstrapMethod,
  leaveOneOutMethod,
  sobolMethod,
];
