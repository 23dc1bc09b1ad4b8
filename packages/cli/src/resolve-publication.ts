import type { Manifest } from "@poundwise/contracts";
import { findPublication } from "@poundwise/warehouse";
import type { CliContext } from "./cli-context.ts";
import { toPublicationChoice } from "./commands/publications.ts";
import { buildAsKnownAt } from "./build-as-known-at.ts";

export interface PublicationOptions {
  /** Number or id; the current one unless said otherwise. */
  readonly publication?: string;
  /** ISO day: the tables as they would have been, from what had been published by then. */
  readonly asKnownAt?: string;
}

/** The publication a command reads. With a day, one built for that day and kept beside the others; readers do not see it. */
export async function resolvePublication(context: CliContext, options: PublicationOptions): Promise<Manifest> {
  if (options.asKnownAt !== undefined) return buildAsKnownAt(context, options.asKnownAt);
  return findPublication(
    context.home,
    options.publication === undefined ? "current" : toPublicationChoice(options.publication),
  );
}
