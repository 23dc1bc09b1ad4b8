import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { Fault } from "@poundwise/contracts";

/**
 * The files and folders that paths and patterns name, absolute, each once, patterns in the order of the names they match.
 * In a pattern `*` stands for any part of a name, `?` for one character, `**` for any folders; shells that expand patterns
 * themselves, and those that do not, come to the same. Names that start with a dot are passed over by patterns.
 *
 * @throws Fault `landing.unreadable` for a path that is not there or a pattern that matches nothing
 */
export async function expandPaths(paths: readonly string[], folder: string): Promise<string[]> {
  const found = new Set<string>();
  for (const given of paths) {
    const full = path.resolve(folder, given);
    if (existsSync(full)) {
      found.add(full);
      continue;
    }
    const matches = /[*?]/.test(given) ? await matchPattern(full) : [];
    if (matches.length === 0) {
      throw new Fault("landing.unreadable", "there is no such file or folder", {
        at: { file: given },
        next: "Check the path; in a pattern * stands for any part of a name and ** for any folders.",
      });
    }
    for (const match of matches) found.add(match);
  }
  return [...found];
}

async function matchPattern(full: string): Promise<string[]> {
  const segments = full.split(/[\\/]/);
  const fixed = segments.findIndex((segment) => /[*?]/.test(segment));
  const start = segments.slice(0, fixed).join(path.sep) || path.sep;
  return existsSync(start) ? walk(start, segments.slice(fixed)) : [];
}

async function walk(folder: string, segments: readonly string[]): Promise<string[]> {
  const [segment, ...rest] = segments as [string, ...string[]];
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = segment === "**" && rest.length > 0 ? await walk(folder, rest) : [];
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (segment === "**") {
      if (entry.isDirectory()) found.push(...(await walk(full, segments)));
      else if (rest.length === 0) found.push(full);
      continue;
    }
    if (!toPattern(segment).test(entry.name)) continue;
    if (rest.length === 0) found.push(full);
    else if (entry.isDirectory()) found.push(...(await walk(full, rest)));
  }
  return [...new Set(found)];
}

function toPattern(segment: string): RegExp {
  const text = segment
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`);
}
