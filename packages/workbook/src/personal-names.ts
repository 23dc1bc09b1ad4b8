import { FIRM_ENDINGS, GIVEN_NAMES, NOT_SURNAMES, ORGANISATION_WORDS } from "./name-words.ts";

export type NameRule = "full_name" | "sole_trader" | "titled_name";

export interface MaskedNames {
  readonly text: string;
  readonly rules: readonly NameRule[];
}

/** Stands for the whole name of a payee who is a person. */
export const WITHHELD_PARTY = "[name withheld]";

const TITLE = /^(mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|sir|dame)\.?$/i;
const COUPLE = /^(mr|dr|prof|rev)\.?\s*(&|and)\s*(mrs|ms|miss|mr|dr)\b/i;

/**
 * Replaces names of persons inside a description: a title with what follows it ("Mr J. Smith"), or a known given name
 * before a surname ("refund to Jane Smith"). A firm called after a person keeps its name when a word of firms follows.
 */
export function maskNames(text: string): MaskedNames {
  const tokens = text.split(/(\s+)/);
  const rules: NameRule[] = [];
  let masked = "";
  for (let at = 0; at < tokens.length; at += 1) {
    const word = trimMarks(tokens[at]!);
    const isTitle = TITLE.test(word);
    const starts = isTitle || (/^[A-Z]/.test(word) && GIVEN_NAMES.has(word.toLowerCase()));
    const isSaint = /^st\.?$/i.test(tokens[at - 2] ?? "");
    const end = starts && !isSaint ? findNameEnd(tokens, at) : null;
    if (end === null) {
      masked += tokens[at]!;
      continue;
    }
    rules.push(isTitle ? "titled_name" : "full_name");
    const before = isTitle ? `${tokens[at]!} ` : /^[^A-Za-z]*/.exec(tokens[at]!)![0];
    masked += `${before}[name]${/[^\w.]*$/.exec(tokens[end]!)![0]}`;
    at = end;
  }
  return { text: masked, rules };
}

/** The token of the surname that closes the name begun at a title or given name; null when there is none, or it is a firm. */
function findNameEnd(tokens: readonly string[], start: number): number | null {
  let at = start + 2;
  // Two given names at most, so that "MR JOHN PAUL SMITH" ends with Smith and a list of names is many names.
  for (let passed = 0; passed < 3 && at < tokens.length; passed += 1, at += 2) {
    const word = trimMarks(tokens[at]!);
    const isLast = !isCapitalised(tokens[at + 2] ?? "") || !isSurname(trimMarks(tokens[at + 2] ?? ""));
    if (!isInitials(word) && !(GIVEN_NAMES.has(word.toLowerCase()) && !isLast)) break;
  }
  const surname = tokens[at];
  if (surname === undefined || !isCapitalised(surname) || !isSurname(trimMarks(surname))) return null;
  // Punctuation ends what could be the name of a firm: "Mr J Smith - travel".
  const [next, afterNext] = [tokens[at + 2] ?? "", tokens[at + 4] ?? ""];
  const following = /[A-Za-z]$/.test(surname) ? (/^[A-Za-z]+$/.test(next) ? [next, afterNext] : [next]) : [];
  return following.some((word) => FIRM_ENDINGS.has(trimMarks(word).toLowerCase())) ? null : at;
}

/**
 * Decides whether a payee is a person: by title, by "trading as", by initials or a known given name before a surname.
 * @returns the text to print instead, or null for an organisation or what cannot be told
 */
export function findPerson(printed: string): { readonly rule: NameRule; readonly text: string } | null {
  const text = printed.replace(/\s+/g, " ").trim();
  const trading = /^(.*?)\s+(?:t\/a|trading as)\.?\s+(.+)$/i.exec(text);
  if (trading !== null) {
    if (findPerson(trading[1]!) === null) return null;
    const surname = trading[1]!.split(" ").at(-1)!.toLowerCase();
    // A firm called after its owner would give the name away.
    const givesAway = trading[2]!.toLowerCase().includes(surname);
    return { rule: "sole_trader", text: givesAway ? WITHHELD_PARTY : `${WITHHELD_PARTY} t/a ${trading[2]!}` };
  }
  const words = text.split(" ").map(trimMarks);
  if (words.slice(1).some(isOrganisationWord)) return null;
  if (COUPLE.test(text)) return { rule: "titled_name", text: WITHHELD_PARTY };
  if (/[\d&@/]/.test(text)) return null;
  if (words.length > 1 && words.some((word) => TITLE.test(word))) return { rule: "titled_name", text: WITHHELD_PARTY };
  return isPersonalName(text.split(" ")) ? { rule: "sole_trader", text: WITHHELD_PARTY } : null;
}

/** "A Ali" and "J. R. Smith", "Smith, John" and "SMITH J", "Jane Mary Smith". */
function isPersonalName(printed: readonly string[]): boolean {
  const words = printed.map(trimMarks);
  if (words.length < 2 || words.length > 4) return false;
  const [first, last] = [words[0]!, words.at(-1)!];
  const isGiven = (word: string): boolean => isInitials(word) || GIVEN_NAMES.has(word.toLowerCase());
  if (words.slice(0, -1).every(isInitials)) return isSurname(last);
  if (
    isSurname(first) &&
    (printed[0]!.endsWith(",") ? words.slice(1).every(isGiven) : words.slice(1).every(isInitials))
  )
    return true;
  return GIVEN_NAMES.has(first.toLowerCase()) && words.slice(1).every((word) => isInitials(word) || isSurname(word));
}

/** One letter, or letters with stops: "J", "J.R.". Two letters without stops are more often a firm's. */
function isInitials(word: string): boolean {
  return /^[A-Za-z]\.?$/.test(word) || /^(?:[A-Z]\.){2,4}$/.test(word) || /^[A-Z](?:\.[A-Z]){1,3}$/.test(word);
}

function isSurname(word: string): boolean {
  const key = word.toLowerCase();
  return /^[A-Za-z][A-Za-z'’-]+$/.test(word) && !isOrganisationWord(word) && !NOT_SURNAMES.has(key) && !TITLE.test(key);
}

function isOrganisationWord(word: string): boolean {
  const key = word.toLowerCase().replaceAll(".", "");
  return ORGANISATION_WORDS.has(key) || FIRM_ENDINGS.has(key);
}

const isCapitalised = (token: string): boolean => /^[("'‘“]*[A-Z]/.test(token);

/** A word without the punctuation around it; stops of initials stay. */
function trimMarks(token: string): string {
  const inner = token.replace(/^[^A-Za-z\d[]+|[^A-Za-z\d.\]]+$/g, "");
  return isInitials(inner) ? inner : inner.replace(/\.+$/, "");
}
