import { writeFile } from "node:fs/promises";
import path from "node:path";
import { generateRowTypes, listHeldBack } from "@poundwise/warehouse";
import { loadCatalog, repositoryRoot } from "../packages/cli/src/load-catalog.ts";
import { writePages } from "./pages/write-pages.ts";
import { writeSurveyBank } from "./survey-bank.ts";

// npm run generate: writes what is derived from declarations, contracts and the question bank. CI runs it and fails when
// anything differs.
writeSurveyBank(repositoryRoot);
const catalog = await loadCatalog();
const heldBack = listHeldBack(catalog.tables);
await writeFile(
  path.join(repositoryRoot, "sql", "generated", "database.ts"),
  generateRowTypes(
    catalog.tables.filter(({ name }) => !heldBack.has(name)),
    catalog.fields,
  ),
);
await writePages(repositoryRoot, catalog);
