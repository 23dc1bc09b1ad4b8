/** Made-up figures for real county names: only the shape is realistic. Deterministic, no two runs differ. */
export interface County {
  readonly code: string;
  readonly name: string;
  readonly cost: number;
  readonly outcome: number;
}

const NAMES = [
  "Buckinghamshire",
  "Cambridgeshire",
  "Cornwall",
  "County Durham",
  "Cumbria",
  "Derbyshire",
  "Devon",
  "Dorset",
  "East Sussex",
  "Essex",
  "Gloucestershire",
  "Hampshire",
  "Hertfordshire",
  "Kent",
  "Lancashire",
  "Leicestershire",
  "Lincolnshire",
  "Norfolk",
  "North Northamptonshire",
  "North Yorkshire",
  "Nottinghamshire",
  "Oxfordshire",
  "Staffordshire",
  "Warwickshire",
  "Worcestershire",
];
const COSTS = [
  955, 931, 1129, 1118, 1086, 1012, 1004, 1061, 1048, 967, 962, 928, 941, 981, 1043, 865, 978, 1031, 1019, 1024, 987,
  934, 949, 958, 972,
];
const OUTCOMES = [
  0.52, 0.21, -0.44, -0.71, -0.36, 0.08, -0.12, 0.33, -0.27, 0.14, 0.11, 0.63, 0.58, -0.05, -0.62, 0.49, -0.41, -0.33,
  -0.83, 0.17, -0.16, 0.38, 0.02, 0.06, -0.09,
];

export const COUNTIES: readonly County[] = NAMES.map((name, i) => ({
  code: `E100000${String(i + 1).padStart(2, "0")}`,
  name,
  cost: COSTS[i] ?? 0,
  outcome: OUTCOMES[i] ?? 0,
}));

/** A repeatable sequence of numbers in [0, 1), for tests with hundreds of areas (a linear congruential generator). */
export function makeSequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
