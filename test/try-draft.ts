import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { AreaRegister, SourceDeclaration } from "@poundwise/contracts";
import {
  draftSource,
  printDraft,
  readRelease,
  readWorkbook,
  type ReleaseReading,
  type SourceDraft,
} from "@poundwise/workbook";
import { repositoryRoot } from "./run-cli.ts";

export interface DraftTrial {
  readonly draft: SourceDraft;
  /** The declaration as written to a file and loaded again. */
  readonly declaration: SourceDeclaration;
  /** The same file read by it. */
  readonly reading: ReleaseReading;
}

export interface DraftTrials {
  /** Drafts a declaration for a file, writes it down, loads it, and reads the file with it; or why there is no table. */
  readonly run: (fileName: string, bytes: Uint8Array) => Promise<DraftTrial | { readonly why: readonly string[] }>;
  readonly end: () => void;
}

/** A temporary folder in which drafts are written and loaded as source files of the project are. */
export function makeDraftTrials(areas: AreaRegister | null): DraftTrials {
  const root = mkdtempSync(path.join(os.tmpdir(), "poundwise-drafts-"));
  mkdirSync(path.join(root, "sources"));
  symlinkSync(path.join(repositoryRoot, "node_modules"), path.join(root, "node_modules"));
  let count = 0;
  return {
    run: async (fileName, bytes) => {
      const workbook = await readWorkbook(bytes, fileName);
      const draft = draftSource({ workbook, fileName, sourceId: "draft", publisher: "Somebody", areas });
      if ("why" in draft) return draft;
      count += 1;
      const file = path.join(root, "sources", `draft_${count}.ts`);
      writeFileSync(file, printDraft(draft));
      const module = (await import(pathToFileURL(file).href)) as { readonly default: SourceDeclaration };
      const source = module.default;
      const reading = readRelease({
        sourceId: "draft",
        source,
        fileName,
        workbook,
        ...(areas === null ? {} : { areas }),
      });
      return { draft, declaration: source, reading };
    },
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A staged figure with where it stands and what tells it from others. */
export interface StagedFigure {
  /** "Sheet!B5"; the text of a file has no sheet name: "B5". */
  readonly at: string;
  readonly column: string;
  readonly figure: number | string;
  readonly keys: Readonly<Record<string, unknown>>;
}

/** Every value of a reading that a cell fills: its number, or the status that stands for one. */
export function listFigures({ columns, rows, rowsStaged }: ReleaseReading): StagedFigure[] {
  const values = columns.map(({ name }) => name).filter((name) => rows[`${name}_cell`] !== undefined);
  const keys = columns
    .map(({ name }) => name)
    .filter((name) => !values.includes(name) && !/_(status|cell|raw)$/.test(name) && name !== "file_name");
  return Array.from({ length: rowsStaged }, (_, row) =>
    values.flatMap((column): StagedFigure[] => {
      const cell = rows[`${column}_cell`]![row];
      if (cell === null || cell === undefined) return [];
      const sheet = String(rows["sheet"]![row]);
      const number = rows[column]![row];
      return [
        {
          at: sheet === "(csv)" ? String(cell) : `${sheet}!${String(cell)}`,
          column,
          figure: typeof number === "number" ? number : String(rows[`${column}_status`]![row]),
          keys: Object.fromEntries(keys.map((name) => [name, rows[name]![row]])),
        },
      ];
    }),
  ).flat();
}
