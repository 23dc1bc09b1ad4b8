import { openEngine, type Engine } from "@poundwise/warehouse";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listDelimitedReadings } from "./list-delimited-readings.ts";
import { stageBothWays } from "./stage-both-ways.ts";

const { readings, areas } = await listDelimitedReadings(Infinity);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
});
afterAll(() => engine.close());

it.each(readings)("all of $name gives what the ordinary reader gives ($id)", async ({ name, bytes, source }) => {
  const { byEngine, ordinary } = await stageBothWays(engine, source, { name, bytes }, areas);
  expect(byEngine).toEqual(ordinary);
});
