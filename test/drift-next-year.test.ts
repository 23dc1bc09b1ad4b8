import fc from "fast-check";
import type { AreaRegister } from "@poundwise/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAreaRegister } from "../scripts/read-source.ts";
import { KINDS, listOrder, type DriftKind } from "./drift-kinds.ts";
import { SUBJECTS, type DriftSubject } from "./drift-sources.ts";
import { renameColumns, shuffleColumns } from "./next-year.ts";
import { repositoryRoot } from "./run-cli.ts";
import { makeDriftTrials, type DriftTrials } from "./try-drift.ts";

let areas: AreaRegister;
let trials: DriftTrials;
beforeAll(async () => {
  areas = await readAreaRegister(repositoryRoot);
  trials = makeDriftTrials(areas);
});
afterAll(() => trials.end());

/** Quick to compare; the others, with all kinds of change, are in the soak test. */
const QUICK = SUBJECTS.filter(({ source }) =>
  ["council_pay_multiple", "lcc_unit_costs", "defra_waste", "finance_budget_monitoring"].includes(source),
);

/** Each kind with one of the sources that have what it changes, in turn. */
const PAIRS = KINDS.map((kind, index) => {
  const fit = QUICK.filter((subject) => kind.needs?.(subject) ?? true);
  const subject = fit[index % fit.length]!;
  return { kind, subject, what: kind.name, source: subject.source };
});

describe("the next release of a shipped source", () => {
  it.each(PAIRS)("with $what is caught in $source, and mended or left unread", async ({ kind, subject }) => {
    await trials.run(subject, kind);
  });

  it("is read with the patch whatever order its columns stand in and whatever words are put behind headers", async () => {
    const small = SUBJECTS.filter(({ source }) => source === "council_pay_multiple" || source === "lcc_unit_costs");
    const marks = fc.constantFrom(", final", " as revised", " of councils");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...small), fc.infiniteStream(fc.nat()), marks, async (subject, random, mark) => {
        await trials.run(subject, shuffleAndMark(random, mark));
      }),
      { numRuns: 5 },
    );
    expect(small).toHaveLength(2);
  });
});

/** Columns in an order drawn at random, a mark behind two headers. */
function shuffleAndMark(random: Iterable<number>, mark: string): DriftKind {
  return {
    name: "any order",
    caught: ["column_renamed"],
    breaks: true,
    outcome: "same",
    change: (file, subject: DriftSubject) => {
      const order = listOrder(file, subject);
      const numbers = random[Symbol.iterator]();
      for (let left = order.length - 1; left > 0; left -= 1) {
        const other = (numbers.next().value as number) % (left + 1);
        [order[left], order[other]] = [order[other]!, order[left]!];
      }
      const names = { [subject.value]: subject.value + mark, [subject.key]: subject.key + mark };
      return renameColumns(shuffleColumns(file, subject, order), subject, names);
    },
  };
}
