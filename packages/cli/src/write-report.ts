import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Fault, type ReportDefinition } from "@poundwise/contracts";
import { openClient, type Client } from "@poundwise/client";
import type { Home } from "@poundwise/warehouse";
import { FOCAL_COUNCIL, HEADLINE_COST_BASIS, HEADLINE_GROUP } from "./headline.ts";
import { loadSources, repositoryRoot } from "./load-catalog.ts";

export interface ReportRequest {
  readonly publication: string;
  /** Name of a file under pipelines/reports; default cost_effectiveness. */
  readonly name?: string;
  readonly council?: string;
  readonly group?: string;
  /** Folder for the files; default `reports/<publication>` of the home. */
  readonly out?: string;
}

export interface WrittenReport {
  readonly html: string;
  readonly workbook: string;
}

/** The files of a report that was written before, or null when one of them is missing. */
export function findReport(home: Home, publication: string, name = "cost_effectiveness"): WrittenReport | null {
  const folder = path.join(home.reports, publication);
  const written = { html: path.join(folder, `${name}.html`), workbook: path.join(folder, `${name}.xlsx`) };
  return existsSync(written.html) && existsSync(written.workbook) ? written : null;
}

/** Builds a report from one publication and writes it as a page and a workbook. The same publication gives the same bytes. */
export async function writeReport(home: Home, request: ReportRequest): Promise<WrittenReport> {
  // Loaded here: the workbook writer costs every other command a third of its start-up.
  const { buildReport, renderHtml, renderWorkbook, toPublicationFacts } = await import("@poundwise/report");
  const name = request.name ?? "cost_effectiveness";
  const definition = await loadReport(name);
  const client = await openClient(home.root, { publication: request.publication });
  try {
    const sources = Object.fromEntries((await loadSources()).map(({ id, declaration }) => [id, declaration]));
    const document = await buildReport(definition, {
      db: client.db,
      publication: toPublicationFacts(client.manifest, sources),
      councilCode: request.council ?? FOCAL_COUNCIL,
      groupId: request.group ?? HEADLINE_GROUP,
      costBasis: HEADLINE_COST_BASIS,
    });
    const folder = request.out ?? path.join(home.reports, client.manifest.id);
    await mkdir(folder, { recursive: true });
    const html = path.join(folder, `${name}.html`);
    const workbook = path.join(folder, `${name}.xlsx`);
    await writeFile(html, renderHtml(document));
    await renderWorkbook(document, workbook);
    return { html, workbook };
  } finally {
    await client.close();
  }
}

async function loadReport(name: string): Promise<ReportDefinition<Client["db"]>> {
  if (!/^[a-z0-9_]+$/.test(name)) throw unknownReport(name);
  const file = path.join(repositoryRoot, "pipelines", "dist", "reports", `${name}.js`);
  try {
    return ((await import(pathToFileURL(file).href)) as { default: ReportDefinition<Client["db"]> }).default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") throw unknownReport(name);
    throw error;
  }
}

function unknownReport(name: string): Fault {
  return new Fault("report.unknown", `there is no report called ${name}`, {
    at: { file: `pipelines/reports/${name}.ts` },
    next: "Name a file of pipelines/reports without its ending, such as cost_effectiveness.",
  });
}
