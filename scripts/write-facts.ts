// Writes data/facts from the publishers' own files, through the product's own reading:
//   npm run facts -- --from ../shared/real-data [--source mhclg_revenue_outturn]
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeFinding, type AreaRegister, type SourceDeclaration } from "@poundwise/contracts";
import type { ReleaseReading } from "@poundwise/workbook";
import { formatCsv, parseCsv, type CsvRow } from "./csv-table.ts";
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
  const releases = readReleases(repositoryRoot).filter(
    (release) => values.source === undefined || release.source === values.source,
  );
  const files = listFiles(path.resolve(values.from));
  const areas = await readAreaRegister(repositoryRoot);
  for (const sourceId of new Set(releases.map((release) => release.source))) {
    const ofSource = releases.filter((release) => release.source === sourceId);
    const absent = ofSource.find((release) => !files.has(release.file));
    if (absent !== undefined) console.log(`${sourceId}: no file named ${absent.file}, left as it is`);
    else if (!(await writeSourceFacts(sourceId, ofSource, files, areas))) process.exitCode = 1;
  }
}

/** Writes the facts of all releases of one source and what their readings counted; false when one cannot be read. */
async function writeSourceFacts(
  sourceId: string,
  releases: readonly ShippedRelease[],
  files: ReadonlyMap<string, string>,
  areas: AreaRegister,
): Promise<boolean> {
  const source = await loadSource(repositoryRoot, sourceId);
  const facts: CsvRow[] = [];
  for (const release of [...releases].sort((a, b) => (a.release < b.release ? -1 : 1))) {
    const filePath = files.get(release.file)!;
    const reading = await readSourceFile({ repositoryRoot, sourceId, filePath, areas });
    for (const finding of reading.findings) console.error(`${release.release}: ${describeFinding(finding)}`);
    if (reading.findings.some((finding) => finding.severity === "refuse")) return false;
    const shipped = selectFacts(release, source, reading);
    recordCounts(release.release, {
      rows_staged: String(reading.rowsStaged),
      rows_quarantined: String(reading.quarantined.length),
      facts: String(shipped.length),
    });
    console.log(
      `${release.release}: ${reading.rowsStaged} rows staged, passed over: ${JSON.stringify(reading.skipped)}`,
    );
    facts.push(...shipped);
  }
  const text = formatCsv(listFactColumns(source.row), facts);
  writeFileSync(path.join(repositoryRoot, "data", "facts", `${sourceId}.csv`), text);
  console.log(`${sourceId}: ${facts.length} facts, ${Math.round(text.length / 1024)} kB`);
  return true;
}

/**
 * The rows of one release that are shipped, by table, then as in the file.
 * @throws RangeError when data/facts/releases.csv names a scope that is not in facts-scope.ts
 */
function selectFacts(release: ShippedRelease, source: SourceDeclaration, reading: ReleaseReading): CsvRow[] {
  const keeps = FACT_SCOPES[release.kept];
  if (keeps === undefined)
    throw new RangeError(`${release.release} names the scope "${release.kept}", which is unknown.`);
  const rows = listRows(reading).filter(keeps);
  const tables = [...new Set(rows.map((row) => row.sheet))];
  return tables.flatMap((table) =>
    rows.filter((row) => row.sheet === table).map((row) => toFact(release.release, source.row, row)),
  );
}

/** Keeps what a whole release gives, so that a test can tell when a declaration reads more or less of it than before. */
function recordCounts(release: string, counts: CsvRow): void {
  const file = path.join(repositoryRoot, "data", "facts", "readings.csv");
  const lines = new Map(
    (existsSync(file) ? parseCsv(readFileSync(file, "utf8")) : []).map((line) => [line.release!, line]),
  );
  lines.set(release, { release, ...counts });
  const sorted = [...lines.keys()].sort().map((name) => lines.get(name)!);
  writeFileSync(file, formatCsv(["release", "rows_staged", "rows_quarantined", "facts"], sorted));
}

/** Every file below a folder by its name. */
function listFiles(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.filter((entry) => entry.isFile()).map((entry) => [entry.name, path.join(entry.parentPath, entry.name)]),
  );
}
