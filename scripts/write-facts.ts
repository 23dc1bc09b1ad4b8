// Writes data/facts from the publishers' own files, through the product's own reading:
//   npm run facts -- --from ../shared/real-data [--source mhclg_revenue_outturn]
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeFinding, type AreaRegister } from "@poundwise/contracts";
import { formatCsv, type CsvRow } from "./csv-table.ts";
import { FACT_SCOPES } from "./facts-scope.ts";
import { listFactColumns, toFact } from "./facts.ts";
import { listRows, loadSource, readAreaRegister, readSourceFile } from "./read-source.ts";
import { readReleases, type ShippedRelease } from "./releases.ts";

const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

await writeFacts();

async function writeFacts(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: "string" }, source: { type: "string" } } });
  if (values.from === undefined) {
    console.error("Say where the publishers' files are: npm run facts -- --from DIR [--source ID]");
    process.exitCode = 2;
    return;
  }
  // Transcribed figures come from printed documents: there is no file to read them from.
  const releases = readReleases(repositoryRoot).filter(
    (release) => release.kept !== "transcribed" && (values.source === undefined || release.source === values.source),
  );
  const files = listFiles(path.resolve(values.from));
  const areas = await readAreaRegister(repositoryRoot);
  for (const sourceId of new Set(releases.map((release) => release.source))) {
    const ofSource = releases.filter((release) => release.source === sourceId);
    await writeSourceFacts(sourceId, ofSource, files, areas);
  }
}

async function writeSourceFacts(
  sourceId: string,
  releases: readonly ShippedRelease[],
  files: ReadonlyMap<string, string>,
  areas: AreaRegister,
): Promise<void> {
  const source = await loadSource(repositoryRoot, sourceId);
  const facts: CsvRow[] = [];
  for (const release of [...releases].sort((a, b) => (a.release < b.release ? -1 : 1))) {
    const read = await readReleaseFacts(release, files, areas);
    if (read === null) return;
    facts.push(...read);
  }
  const text = formatCsv(listFactColumns(source.row), facts);
  writeFileSync(path.join(repositoryRoot, "data", "facts", `${sourceId}.csv`), text);
  console.log(`${sourceId}: ${facts.length} facts, ${Math.round(text.length / 1024)} kB`);
}

/** The shipped rows of one release by table, then as in the file; null (and a message) when it cannot be read. */
async function readReleaseFacts(
  release: ShippedRelease,
  files: ReadonlyMap<string, string>,
  areas: AreaRegister,
): Promise<CsvRow[] | null> {
  const filePath = files.get(release.file);
  const keeps = FACT_SCOPES[release.kept];
  if (filePath === undefined || keeps === undefined) {
    const problem = filePath === undefined ? `no file named ${release.file}` : `no scope named "${release.kept}"`;
    console.error(`${release.release}: ${problem}; ${release.source} is left as it is.`);
    process.exitCode = 1;
    return null;
  }
  const reading = await readSourceFile({ repositoryRoot, sourceId: release.source, filePath, areas });
  for (const finding of reading.findings) console.error(`${release.release}: ${describeFinding(finding)}`);
  if (reading.findings.some((finding) => finding.severity === "refuse")) {
    process.exitCode = 1;
    return null;
  }
  console.log(`${release.release}: ${reading.rowsStaged} rows staged, passed over: ${JSON.stringify(reading.skipped)}`);
  const source = await loadSource(repositoryRoot, release.source);
  const tables = [...new Set(reading.rows.sheet)];
  const rows = listRows(reading).filter(keeps);
  return tables.flatMap((table) =>
    rows.filter((row) => row.sheet === table).map((row) => toFact(release.release, source.row, row)),
  );
}

/** Every file below a folder by its name. */
function listFiles(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.filter((entry) => entry.isFile()).map((entry) => [entry.name, path.join(entry.parentPath, entry.name)]),
  );
}
