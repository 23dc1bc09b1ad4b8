import { requireFinite } from "./present-values.ts";

/**
 * The value below which a standard normal variable falls with the given probability (0.975 gives 1.96).
 *
 * @param share above 0 and below 1
 * @throws RangeError for any other share
 * Source: M. J. Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution (16 digits).
 */
export function computeNormalQuantile(share: number): number {
  requireOpenShare(share);
  const q = share - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * evaluate(centre.above, r)) / evaluate(centre.below, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? share : 1 - share));
  const part = r <= 5 ? near : far;
  const size = evaluate(part.above, r - (r <= 5 ? 1.6 : 5)) / evaluate(part.below, r - (r <= 5 ? 1.6 : 5));
  return q < 0 ? -size : size;
}

/**
 * The value below which Student's t falls with the given probability.
 *
 * @param share   above 0 and below 1
 * @param freedom degrees of freedom, above 0
 */
export function computeStudentQuantile(share: number, freedom: number): number {
  requireOpenShare(share);
  if (share === 0.5) return 0;
  const tail = 2 * Math.min(share, 1 - share);
  const size = solveIncreasing((t) => 1 - computeStudentTail(t, freedom), 1 - tail);
  return share < 0.5 ? -size : size;
}

/** @returns the chance that |t| is at least this large when nothing is going on (two-sided p value) */
export function computeStudentTail(t: number, freedom: number): number {
  requireFinite(t, "t statistic");
  requirePositive(freedom, "degrees of freedom");
  return computeBetaShare(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/**
 * The value below which chi-squared falls with the given probability.
 *
 * @param share   above 0 and below 1
 * @param freedom degrees of freedom, above 0
 */
export function computeChiSquaredQuantile(share: number, freedom: number): number {
  requireOpenShare(share);
  return solveIncreasing((x) => 1 - computeChiSquaredTail(x, freedom), share);
}

/**
 * @param x       statistic, 0 or more
 * @param freedom degrees of freedom, above 0
 * @returns the chance of a chi-squared at least this large when nothing is going on (p value)
 */
export function computeChiSquaredTail(x: number, freedom: number): number {
  requireFinite(x, "chi-squared");
  requirePositive(freedom, "degrees of freedom");
  if (x < 0) throw new RangeError(`chi-squared: expected 0 or more, found ${x}.`);
  return computeUpperGammaShare(freedom / 2, x / 2);
}

/** Share of the gamma distribution above x: a series near the origin, a continued fraction beyond. */
function computeUpperGammaShare(shape: number, x: number): number {
  if (x === 0) return 1;
  const scale = Math.exp(shape * Math.log(x) - x - computeLogGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-17; n += 1) {
      term *= x / (shape + n);
      sum += term;
    }
    return 1 - sum * scale;
  }
  const partAt = (n: number): Part => ({ numerator: -n * (n - shape), denominator: x + 2 * n + 1 - shape });
  return scale / evaluateFraction(x + 1 - shape, partAt);
}

/** Share of the beta distribution below x (regularised incomplete beta). */
function computeBetaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only on one side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - computeBetaShare(1 - x, b, a);
  const logScale = computeLogGamma(a + b) - computeLogGamma(a) - computeLogGamma(b);
  const scale = Math.exp(logScale + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const partAt = (n: number): Part => {
    const m = Math.floor(n / 2);
    const isEven = n % 2 === 0;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    return { numerator: isEven ? even : odd, denominator: 1 };
  };
  return scale / evaluateFraction(1, partAt);
}

interface Part {
  readonly numerator: number;
  readonly denominator: number;
}

/** Modified Lentz: first + a1 / (b1 + a2 / (b2 + ...)). */
function evaluateFraction(first: number, partAt: (n: number) => Part): number {
  const tiny = 1e-300;
  let value = first === 0 ? tiny : first;
  let c = value;
  let d = 0;
  for (let n = 1; n < 10_000; n += 1) {
    const { numerator, denominator } = partAt(n);
    d = denominator + numerator * d;
    d = 1 / (d === 0 ? tiny : d);
    c = denominator + numerator / c;
    if (c === 0) c = tiny;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/** Natural logarithm of the gamma function. Source: C. Lanczos (1964), with g = 7 and nine coefficients. */
function computeLogGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - computeLogGamma(1 - x);
  const shifted = x - 1;
  const sum = lanczos.reduce(
    (total, coefficient, i) => total + (i === 0 ? coefficient : coefficient / (shifted + i)),
    0,
  );
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Finds x >= 0 with f(x) = goal for a function that rises from below the goal, to the last bits of x. */
function solveIncreasing(f: (x: number) => number, goal: number): number {
  let low = 0;
  let high = 1;
  while (f(high) < goal) [low, high] = [high, high * 2];
  for (let round = 0; round < 200; round += 1) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) < goal) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

function evaluate(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

function requireOpenShare(share: number): void {
  if (!(share > 0 && share < 1)) throw new RangeError(`probability: expected above 0 and below 1, found ${share}.`);
}

function requirePositive(value: number, what: string): void {
  requireFinite(value, what);
  if (value <= 0) throw new RangeError(`${what}: expected more than 0, found ${value}.`);
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

const centre = {
  above: [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
    67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  below: [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
    28729.085735721942674, 5226.495278852545925,
  ],
};
const near = {
  above: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  below: [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
};
const far = {
  above: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  below: [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
};
