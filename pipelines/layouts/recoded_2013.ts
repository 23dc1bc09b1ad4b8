/** Gateshead and Northumberland got new codes in April 2013 with boundaries the same but for a few houses; files lag. */
export const RECODED_IN_2013: Readonly<Record<string, string>> = { E08000020: "E08000037", E06000048: "E06000057" };
