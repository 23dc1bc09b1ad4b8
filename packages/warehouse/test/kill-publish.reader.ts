import { resolveHome } from "../src/home.ts";
import { openPublication, type OpenPublication } from "../src/open-publication.ts";
import { readCurrent } from "../src/publications.ts";

// Asks the current publication over and over until a line arrives on stdin, then says what it saw.

const home = resolveHome(process.argv[2]!);
const seen = { queries: 0, publications: 0, torn: 0, wentBack: 0, errors: [] as string[] };
let isStopped = false;
process.stdin.once("data", () => (isStopped = true));

let open: OpenPublication | null = null;
let lastVersion = 0;
while (!isStopped) {
  try {
    const current = await readCurrent(home);
    if (current !== null && current.id !== open?.manifest.id) {
      open?.close();
      if (open !== null && current.seq < open.manifest.seq) seen.wentBack += 1;
      open = await openPublication(home);
      seen.publications += 1;
    }
    if (open !== null) await ask(open);
  } catch (error) {
    seen.errors.push((error as Error).message);
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
}
open?.close();
process.stdout.write(`${JSON.stringify(seen)}\n`);
process.exit(0);

async function ask(publication: OpenPublication): Promise<void> {
  const connection = await publication.connect();
  const reader = await connection.runAndReadAll(`
    select count(*), min(version), max(version) from (
      select version from core.spend_lines union all select version from curated.unit_costs)`);
  connection.closeSync();
  const [rows, from, to] = reader.getRowsJS()[0]!.map(Number);
  seen.queries += 1;
  if (rows !== 250 || from !== to) seen.torn += 1;
  if (to! < lastVersion) seen.wentBack += 1;
  lastVersion = to!;
}
