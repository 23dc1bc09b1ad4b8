import { afterAll, beforeAll, describe, it } from "vitest";
import { readAreaRegister } from "../scripts/read-source.ts";
import { KINDS } from "./drift-kinds.ts";
import { SUBJECTS } from "./drift-sources.ts";
import { repositoryRoot } from "./run-cli.ts";
import { makeDriftTrials, type DriftTrials } from "./try-drift.ts";

let trials: DriftTrials;
beforeAll(async () => {
  trials = makeDriftTrials(await readAreaRegister(repositoryRoot));
});
afterAll(() => trials.end());

describe.each(SUBJECTS)("the next release of $source", (subject) => {
  it.each(KINDS.filter(({ needs }) => needs?.(subject) ?? true))(
    "with $name is caught, and mended or left unread",
    async (kind) => {
      await trials.run(subject, kind);
    },
  );
});
