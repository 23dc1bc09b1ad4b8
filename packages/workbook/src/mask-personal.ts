import type { MaskKind } from "@poundwise/contracts";
import { findPerson, maskNames } from "./personal-names.ts";

/** What a rule looks for; the names are those of findings and counts. */
export type MaskRule =
  | "bank_account"
  | "date_of_birth"
  | "email"
  | "full_name"
  | "ni_number"
  | "phone"
  | "postcode"
  | "sole_trader"
  | "titled_name";

export interface Masked {
  readonly text: string;
  /** Each rule once for every detail it masked, in the order of the rules; empty when the text stays as it was. */
  readonly rules: readonly MaskRule[];
}

/**
 * Masks personal details in one text by rule. Pure: the same text always gives the same answer. The limits are in
 * docs/guides/personal-details.md: rules find what looks like a detail, so rare names pass and some firms are masked.
 *
 * @param kind "party": the text names a payee and is withheld whole when that is a person; "free_text": details inside a
 *   description are replaced one by one, as in "refund to [name], [phone]"
 */
export function maskPersonal(text: string, kind: MaskKind): Masked {
  const person = kind === "party" ? findPerson(text) : null;
  if (person !== null) return { text: person.text, rules: [person.rule] };
  const details = maskDetails(text);
  // A firm may be called after a person; only in a description does such a name stand for the person.
  if (kind === "party") return details;
  const names = maskNames(details.text);
  return { text: names.text, rules: [...details.rules, ...names.rules] };
}

interface DetailRule {
  readonly rule: MaskRule;
  readonly finds: RegExp;
  readonly replacement: string;
}

/** In this order: a rule never sees what an earlier one has masked. */
const DETAILS: readonly DetailRule[] = [
  { rule: "email", finds: /(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, replacement: "[email]" },
  {
    // HMRC's form of a National Insurance number: two letters, six digits, a letter A to D.
    rule: "ni_number",
    finds: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b/gi,
    replacement: "[NI number]",
  },
  {
    rule: "date_of_birth",
    finds: /\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\W{0,3}\d{1,4}[/. -](?:\d{1,2}|[a-z]{3,9})[/. -]\d{2,4}/gi,
    replacement: "[date of birth]",
  },
  {
    rule: "bank_account",
    finds: /\b\d{2}[- ]\d{2}[- ]\d{2}\b[^\d]{1,20}\b\d{8}\b/g,
    replacement: "[bank account]",
  },
  {
    // Geographic (01, 02) and mobile (07) numbers; 03 and 08 are lines of organisations.
    rule: "phone",
    finds: /(?<![\w/.-])(?:\+44\s?(?:\(0\)\s?)?|\(?0)[127]\d{1,4}\)?[\s-]?\d{2,4}[\s-]?\d{3,6}(?![\w/-])/g,
    replacement: "[phone]",
  },
  {
    rule: "postcode",
    finds: /\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}|[a-z]{1,2}\d[a-z\d]?\s\d[abd-hjlnp-uw-z]{2})\b/g,
    replacement: "[postcode]",
  },
];

/** What details look like, as the engine is asked for them. */
export const DETAIL_PATTERNS: readonly RegExp[] = DETAILS.map(({ finds }) => finds);

/** Letters a postcode can begin with; order codes look the same but for these. */
const POSTCODE_AREAS = new Set(
  (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL " +
    "GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA " +
    "PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS " +
    "WV YO ZE"
  ).split(" "),
);

function maskDetails(text: string): Masked {
  const rules: MaskRule[] = [];
  let masked = text;
  for (const { rule, finds, replacement } of DETAILS) {
    masked = masked.replace(finds, (found) => {
      if (rule === "phone" && !isPhoneLength(found)) return found;
      if (rule === "postcode" && !POSTCODE_AREAS.has(/^[A-Z]+/i.exec(found)![0].toUpperCase())) return found;
      rules.push(rule);
      return replacement;
    });
  }
  return { text: masked, rules };
}

/** Ten or eleven digits with the leading zero; fewer or more are a reference. */
function isPhoneLength(found: string): boolean {
  const digits = found.replace(/\(0\)/, "").replace(/\D/g, "").replace(/^44/, "0");
  return digits.length === 10 || digits.length === 11;
}
