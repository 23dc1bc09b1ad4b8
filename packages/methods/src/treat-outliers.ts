import { computeExcessKurtosis, computeSkewness, hasSpread } from "./moments.ts";
import { selectPresent } from "./present-values.ts";

/** One cell whose score input was changed; the value shown to readers never is. */
export interface TreatedCell {
  readonly index: number;
  readonly before: number;
  readonly after: number;
}

export interface ShapeTest {
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  /** Fails only when |skewness| >= 2 AND excess kurtosis >= 3.5; moments that cannot be computed pass. */
  readonly passes: boolean;
}

export interface OutlierTreatment {
  /** Treated values in input order; null = missing. */
  readonly values: readonly (number | null)[];
  readonly step: "none" | "winsorised" | "log";
  readonly before: ShapeTest;
  /** Shape after treatment. `passes: false` means the indicator is kept and must be flagged. */
  readonly after: ShapeTest;
  readonly treatedCells: readonly TreatedCell[];
}

/**
 * Tames an indicator whose few extreme areas would decide everybody's score: pulls the extremes in one by one and, if
 * that is not enough, throws the pulling away and takes logarithms of the original values.
 *
 * @param values  one indicator, polarity applied; null = missing, untouched
 * @param options `maximumWinsorised`: cells that may change before the logarithm is tried, default 5 % of the values
 *   present, at least 1; `minimumCount`: below this many values nothing is treated (default 10)
 * @throws RangeError on NaN or Infinity
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008); JRC COIN Tool user guide, data treatment.
 */
export function treatOutliers(
  values: readonly (number | null)[],
  options: { readonly maximumWinsorised?: number; readonly minimumCount?: number } = {},
): OutlierTreatment {
  const count = selectPresent(values).length;
  const before = testShape(values);
  if (before.passes || count < (options.minimumCount ?? 10)) {
    return { values: [...values], step: "none", before, after: before, treatedCells: [] };
  }
  const limit = options.maximumWinsorised ?? Math.max(1, Math.ceil(0.05 * count));
  const winsorised = winsorise(values, limit);
  const afterWinsorising = testShape(winsorised);
  if (afterWinsorising.passes) return describe(values, winsorised, "winsorised", before, afterWinsorising);
  const logged = takeLogarithm(values, before.skewness! >= 0);
  return describe(values, logged, "log", before, testShape(logged));
}

/**
 * Pulls extremes to the next distinct value while the shape test fails and fewer than `limit` cells have changed.
 * Tied extremes move together, so the last step may go past the limit; the last difference between areas is kept.
 */
export function winsorise(values: readonly (number | null)[], limit: number): (number | null)[] {
  const result = [...values];
  const changed = new Set<number>();
  for (let shape = testShape(result); !shape.passes && changed.size < limit; shape = testShape(result)) {
    const present = selectPresent(result);
    const isHigh = shape.skewness! >= 0;
    const extreme = isHigh ? Math.max(...present) : Math.min(...present);
    const rest = present.filter((value) => value !== extreme);
    // One area against a group of equals: pulling it in would leave nothing to tell areas apart.
    if (!hasSpread(rest)) break;
    const next = isHigh ? Math.max(...rest) : Math.min(...rest);
    for (const [index, value] of result.entries()) {
      if (value !== extreme) continue;
      result[index] = next;
      changed.add(index);
    }
  }
  return result;
}

/**
 * Box-Cox transform after shifting the lowest value to 1.
 *
 * @param lambda exponent; 0 = logarithm
 * @returns transformed values; null stays null
 */
export function transformBoxCox(values: readonly (number | null)[], lambda: number): (number | null)[] {
  const min = Math.min(...selectPresent(values));
  return values.map((value) => {
    if (value === null) return null;
    const shifted = value - min + 1;
    return lambda === 0 ? Math.log(shifted) : (shifted ** lambda - 1) / lambda;
  });
}

/** Logarithm with a shift of one hundredth of the range, mirrored when the long tail is on the low side. */
export function takeLogarithm(values: readonly (number | null)[], tailIsHigh: boolean): (number | null)[] {
  const present = selectPresent(values);
  const [min, max] = [Math.min(...present), Math.max(...present)];
  const shift = 0.01 * (max - min);
  return values.map((value) => {
    if (value === null) return null;
    return tailIsHigh ? Math.log(value - min + shift) : -Math.log(max + shift - value);
  });
}

/** The pass rule of the two-stage treatment, with sample-adjusted (type 2) moments. */
export function testShape(values: readonly (number | null)[]): ShapeTest {
  const skewness = computeSkewness(values);
  const kurtosis = computeExcessKurtosis(values);
  const passes = skewness === null || kurtosis === null || Math.abs(skewness) < 2 || kurtosis < 3.5;
  return { skewness, kurtosis, passes };
}

function describe(
  original: readonly (number | null)[],
  values: readonly (number | null)[],
  step: "winsorised" | "log",
  before: ShapeTest,
  after: ShapeTest,
): OutlierTreatment {
  const treatedCells = original.flatMap((value, index) =>
    value === null || values[index] === value ? [] : [{ index, before: value, after: values[index]! }],
  );
  return { values, step, before, after, treatedCells };
}
