import { describe, expect, it } from "vitest";
import { spreadApart } from "./spread-apart.ts";

const at = (...wished: number[]) => wished.map((middle) => ({ wished: middle, size: 20 }));

describe("spreadApart", () => {
  it("leaves labels where they wish to be when nothing is in the way", () => {
    expect(spreadApart(at(20, 60, 90), { top: 0, bottom: 100 })).toEqual([20, 60, 90]);
  });

  it("moves crowded labels apart by their height and keeps them inside", () => {
    expect(spreadApart(at(50, 51, 52), { top: 0, bottom: 100 })).toEqual([50, 70, 90]);
    expect(spreadApart(at(90, 95, 99), { top: 0, bottom: 100 })).toEqual([50, 70, 90]);
  });

  it("runs over the bottom rather than into each other when there is too little room", () => {
    expect(spreadApart(at(5, 5, 5), { top: 0, bottom: 30 })).toEqual([10, 30, 50]);
  });
});
