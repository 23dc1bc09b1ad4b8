import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseCsv } from "./csv-table.ts";

/** Where the rows of the question bank stand for the declarations, which may not read files. */
export const SURVEY_BANK_FILE = path.join("pipelines", "survey", "generated", "bank-rows.ts");

const TABLES = { QUESTION_ROWS: "survey_questions.csv", CODE_FRAME_ROWS: "survey_code_frames.csv" };

/**
 * The question bank and the code frames of data/reference as TypeScript text, row by row and cell by cell as they stand
 * there. The CSV files are what people edit.
 */
export function formatSurveyBank(repositoryRoot: string): string {
  const tables = Object.entries(TABLES).map(([name, file]) => {
    const rows = parseCsv(readFileSync(path.join(repositoryRoot, "data", "reference", file), "utf8"));
    const lines = rows.map((row) => `  ${JSON.stringify(row)},\n`).join("");
    return `\n/** data/reference/${file} */\nexport const ${name} = [\n${lines}] as const;\n`;
  });
  return `// Written by \`npm run generate\` from data/reference; never by hand.\n${tables.join("")}`;
}

/** Writes the file that the declarations import. */
export function writeSurveyBank(repositoryRoot: string): void {
  writeFileSync(path.join(repositoryRoot, SURVEY_BANK_FILE), formatSurveyBank(repositoryRoot));
}
