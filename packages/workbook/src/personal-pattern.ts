import { DETAIL_PATTERNS } from "./mask-personal.ts";
import { GIVEN_NAMES } from "./name-words.ts";

/**
 * A pattern for the engine that fits every description in which `maskPersonal` would mask something, and some in which it
 * would not: what surrounds a detail is not looked at, and any given name counts. Any character outside ASCII fits.
 */
export function makePersonalPattern(): string {
  const details = DETAIL_PATTERNS.map(({ source, flags }) => {
    // RE2 has no look-around; without it the pattern fits more, never less.
    const plain = source.replace(/\(\?<?!(?:\[[^\]]*\]|[^()[\]])*\)/g, "");
    return flags.includes("i") ? `(?i:${plain})` : `(?:${plain})`;
  });
  const titles = "(?i:\\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|sir|dame)\\b)";
  const names = `(?i:\\b(?:${[...GIVEN_NAMES].map(escapePattern).join("|")})\\b)`;
  return [...details, titles, names, "[^ -~]"].join("|");
}

const escapePattern = (text: string) => text.replace(/[^A-Za-z0-9]/g, (sign) => `\\${sign}`);
