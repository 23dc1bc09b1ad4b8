/**
 * Names of the sheets that an ods file does not show: hidden by someone, or the copies of linked files that office
 * programs keep. SheetJS does not say.
 * Source: OASIS, OpenDocument 1.3 part 3, 19.628 table:display and 17.15 style:table-properties.
 * @param content the text of content.xml
 */
export function findHiddenOdsSheets(content: string): Set<string> {
  const stylesEnd = content.indexOf("<office:body");
  const styles = content.slice(0, stylesEnd === -1 ? 0 : stylesEnd);
  const hiddenStyles = new Set<string>();
  for (const [, attributes, body] of styles.matchAll(/<style:style\b([^>]*[^/>])>([\s\S]*?)<\/style:style>/g)) {
    const name = readAttribute(attributes!, "style:name");
    if (name !== null && /<style:table-properties\b[^>]*\btable:display="false"/.test(body!)) hiddenStyles.add(name);
  }
  const hidden = new Set<string>();
  if (hiddenStyles.size === 0) return hidden;
  for (const [, attributes] of content.matchAll(/<table:table\s([^>]*)>/g)) {
    const style = readAttribute(attributes!, "table:style-name");
    const name = readAttribute(attributes!, "table:name");
    if (style !== null && name !== null && hiddenStyles.has(style)) hidden.add(name);
  }
  return hidden;
}

function readAttribute(attributes: string, name: string): string | null {
  const match = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes);
  return match === null ? null : decodeEntities(match[1]!);
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&");
}
