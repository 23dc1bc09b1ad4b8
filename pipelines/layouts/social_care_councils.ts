/** Names of councils as the social care returns of 2000 to 2015 print them, where folding does not find them. */
export const COUNCIL_NAMES: Readonly<Record<string, string>> = {
  "Blackburn and Darwen UA": "Blackburn with Darwen",
  "Bath and Somerset UA": "Bath and North East Somerset",
  "SOUTHEND UA": "Southend-on-Sea",
};

/** Counties that were divided in April 2009 and are not in the authority register. */
export const DIVIDED_COUNTIES = {
  pattern: /^(\d{3} ?- ?)?(bedfordshire|cheshire)$/i,
  why: "county that was divided in April 2009 and is not in the authority register",
};
