import { Fault, type Manifest } from "@poundwise/contracts";
import { refresh } from "@poundwise/runner";
import type { CliContext } from "./cli-context.ts";
import { loadCatalog } from "./load-catalog.ts";

/**
 * Builds the tables from what had been published by a day, as a publication that is kept but never becomes current.
 * Asking for the same day again with the same files costs nothing.
 *
 * @throws Fault `as_known_at.held` when checks hold it back (often: nothing had been published yet by that day)
 */
export async function buildAsKnownAt(context: CliContext, day: string): Promise<Manifest> {
  const result = await refresh({
    home: context.home,
    catalog: await loadCatalog(),
    landFrom: [],
    asKnownAt: day,
    makeCurrent: false,
    withoutRefused: true,
    by: context.user,
    gitCommit: () => null,
    onProgress: (step) => context.progress(step),
  });
  context.clearProgress();
  if (result.outcome !== "held" && result.manifest !== null) return result.manifest;
  const failing = result.checks.filter(({ severity, failures }) => severity === "block" && failures > 0);
  throw new Fault("as_known_at.held", `the tables as known at ${day} do not pass their checks`, {
    found: failing.map(({ table, name }) => `${table}: ${name}`).join("; ") || "no tables",
    next: "Choose a later day, or land the releases that were published by then with their days (poundwise land FILE --published DAY).",
  });
}
