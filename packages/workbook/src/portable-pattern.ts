const LITERAL = /^[A-Za-z0-9 _\-,:;'"%#@!~=<>&/]/;
const ESCAPE = /^\\[.dswbDSW/()[\]{}+*?|^$\-,:'"]/;
const CLASS = /^\[\^?(?:[A-Za-z0-9 _\-.,:;'"%#@!~=<>&/()+*?|{}$]|\\[.dsw/()[\]\-])+\]/;
const OPERATOR = /^(?:\(\?:|\((?!\?)|\)|\||\^|\$|\.|[?*+]\??|\{\d+(?:,\d*)?\}\??)/;

/**
 * The pattern in a syntax that JavaScript and RE2, the engine's matcher, read alike on ASCII text of one line.
 * @returns null when it uses anything else, such as a look-ahead, a named group or a letter outside ASCII
 */
export function toPortablePattern(pattern: RegExp): string | null {
  if (!/^[gi]*$/.test(pattern.flags)) return null;
  let rest = pattern.source;
  while (rest !== "") {
    const part = [CLASS, ESCAPE, OPERATOR, LITERAL].map((kind) => kind.exec(rest)?.[0]).find((it) => it !== undefined);
    if (part === undefined) return null;
    rest = rest.slice(part.length);
  }
  const { source } = pattern;
  return pattern.flags.includes("i") ? `(?i)${source}` : source;
}
