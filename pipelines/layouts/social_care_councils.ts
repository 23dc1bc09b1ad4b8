/** Names of councils as the social care returns of 2000 to 2015 print them, where folding does not find them. */
export const COUNCIL_NAMES: Readonly<Record<string, string>> = {
  "Blackburn and Darwen UA": "Blackburn with Darwen",
  "Bath and Somerset UA": "Bath and North East Somerset",
  "SOUTHEND UA": "Southend-on-Sea",
};
