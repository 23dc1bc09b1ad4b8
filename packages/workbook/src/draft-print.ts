import type { SourceDraft } from "./draft-source.ts";
import { toLayoutText, type HeaderLists } from "./layout-text.ts";
import { printSource, quoteText, toArray, toObject, toRecord, type SourceText } from "./source-text.ts";

/**
 * The text of a draft's source file, formatted as the project's files are: what was found and what is to be decided stand
 * in the comment on top.
 */
export function printDraft({ declaration, columns, notes, questions }: SourceDraft): string {
  const lists: HeaderLists = new Map();
  const layouts = declaration.layouts.map((layout) => toLayoutText(layout, lists));
  const strings = (list: readonly string[]) => toArray(list.map((entry) => quoteText(entry)));
  const body = toObject([
    ["title", quoteText(declaration.title)],
    ["publisher", quoteText(declaration.publisher)],
    ["page", quoteText(declaration.page)],
    ["licence", quoteText(declaration.licence)],
    ["row", rowText(columns)],
    ["grain", strings(declaration.grain)],
    ["vintageBy", strings(declaration.vintageBy)],
    ["areaColumn", declaration.areaColumn === undefined ? undefined : quoteText(declaration.areaColumn)],
    ["markers", toRecord(Object.entries(declaration.markers).map(([sign, status]) => [sign, quoteText(status)]))],
    ["layouts", toArray(layouts)],
  ]);
  const helpers = ["defineSource", ...new Set(columns.values())].sort();
  const imports = printSource(
    { ...toObject([]), items: helpers },
    0,
    "import ".length,
    ' from "@poundwise/contracts";'.length,
  );
  const constants = [...lists].map(
    ([name, list]) => `const ${name} = ${printSource(strings(list), 0, `const ${name} = `.length, 1)};\n`,
  );
  return [
    `import ${imports} from "@poundwise/contracts";`,
    'import { z } from "zod";',
    "",
    ...(constants.length === 0 ? [] : [constants.join(""), ""].join("\n").split("\n").slice(0, -1)),
    ...toComment(notes, questions),
    `export default defineSource(${printBroken(body)});`,
    "",
  ].join("\n");
}

const rowText = (columns: SourceDraft["columns"]): SourceText => ({
  ...toObject([...columns].map(([name, helper]) => [name, `${helper}()`])),
  open: "z.object({",
  close: "})",
});

/** The outermost object is never on one line. */
const printBroken = (body: ReturnType<typeof toObject>): string => printSource({ ...body, breaks: true }, 0, 28, 2);

function toComment(notes: readonly string[], questions: readonly string[]): string[] {
  const lines = [
    "Draft from one file; the row type's names, the units and the meaning of signs are guesses until somebody has checked them.",
  ];
  lines.push(...notes);
  if (questions.length > 0) lines.push("To be decided:", ...questions.map((question) => `- ${question}`));
  return ["/**", ...lines.flatMap(wrap).map((line) => ` * ${line}`), " */"];
}

/** Breaks prose at blanks; no line ends the comment. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.replace(/\*\//g, "* /").split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > 116) {
      lines.push(line);
      line = text.startsWith("- ") ? `  ${word}` : word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
