/** What a number format makes of a number, as far as a reader of figures must know. */
export type FormatKind =
  "general" | "number" | "percent" | "currency" | "accounting" | "date" | "time" | "duration" | "text";

/**
 * The codes behind the numbers that office programs do not write out. Days are given in the American order, which is how
 * the standard states them; programs show them in the order of the reader's country.
 * Source: ECMA-376 part 1, 18.8.30 numFmt.
 */
export const BUILT_IN_FORMATS: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  5: '"$"#,##0_);\\("$"#,##0\\)',
  6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
  7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
  8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "m/d/yy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "m/d/yy h:mm",
  37: "#,##0 ;(#,##0)",
  38: "#,##0 ;[Red](#,##0)",
  39: "#,##0.00;(#,##0.00)",
  40: "#,##0.00;[Red](#,##0.00)",
  41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
  42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
  44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mmss.0",
  48: "##0.0E+0",
  49: "@",
};

/**
 * Says what a number format code shows: a day (with or without time), a time of day, a duration, a percentage, money,
 * money in columns (accounting), a number, text. Only the part for positive numbers counts.
 * @param code null for a cell without a format of its own
 */
export function classifyFormat(code: string | null): FormatKind {
  if (code === null || /^general$/i.test(code.trim())) return "general";
  const positive = splitSections(code)[0] ?? "";
  const isAccounting = /^[^0#?]*_[^0#?]*\*|\* /.test(positive.replace(/"[^"]*"/g, ""));
  const money = /\[\$[^\]-]+(?:-[^\]]*)?\]|[£$€¥]/.test(positive.replace(/\[\$-[^\]]*\]/g, ""));
  // Letters in quotes, behind a backslash, and in brackets (colours, countries, conditions) are not codes.
  const duration = /\[(?:h+|m+|s+)\]/i.test(positive);
  const bare = positive
    .replace(/"[^"]*"/g, "")
    .replace(/[\\_*]./g, "")
    .replace(/\[[^\]]*\]/g, "");
  if (duration) return "duration";
  if (/[dy]|(^|[^a-z])m{3,5}($|[^a-z])/i.test(bare.replace(/general/gi, ""))) return "date";
  if (/[hs]|AM\/PM/i.test(bare)) return "time";
  if (/m/i.test(bare) && !/[0#?]/.test(bare)) return "date";
  if (bare.includes("%")) return "percent";
  if (/[0#?]/.test(bare)) return isAccounting ? "accounting" : money ? "currency" : "number";
  return bare.includes("@") ? "text" : "general";
}

/** The parts of a code for positive numbers, negative numbers, zero and text. */
function splitSections(code: string): string[] {
  const sections: string[] = [];
  let section = "";
  for (const piece of code.match(/"[^"]*"?|\\.|\[[^\]]*\]?|;|[^"\\[;]+/g) ?? []) {
    if (piece === ";") {
      sections.push(section);
      section = "";
    } else section += piece;
  }
  sections.push(section);
  return sections;
}
