import type { ReportBlock } from "@poundwise/contracts";
import { describe, expect, it } from "vitest";
import { CHART, DOCUMENT, TABLE } from "../test/sample-document.ts";
import { checkDocument } from "./check-document.ts";

const withBlock = (block: ReportBlock) => () =>
  checkDocument({ ...DOCUMENT, sections: [{ id: "only", title: "Only", blocks: [block] }] });

describe("a report document", () => {
  it("with every kind of block can be rendered", () => {
    expect(() => checkDocument(DOCUMENT)).not.toThrow();
  });

  it("is refused with a table without rows: nothing is said in words", () => {
    expect(withBlock({ kind: "table", table: { ...TABLE, rows: [] } })).toThrow(/"Places by cost".*at least one row/);
  });

  it("is refused with an id that stands twice or belongs to the page", () => {
    expect(withBlock({ kind: "table", table: { ...TABLE, id: "only" } })).toThrow(/used once/);
    expect(withBlock({ kind: "table", table: { ...TABLE, id: "trace-codes" } })).toThrow(/used once/);
  });

  it("is refused with a cell that no column shows", () => {
    const rows = [{ cells: { place: { value: "Ours" }, stray: { value: 1 } } }];
    expect(withBlock({ kind: "table", table: { ...TABLE, rows } })).toThrow(/Found stray/);
  });

  it("is refused with a number that is not finite", () => {
    const rows = [{ cells: { cost: { value: Infinity } } }];
    expect(withBlock({ kind: "table", table: { ...TABLE, rows } })).toThrow(/finite number in cost/);
  });

  it("is refused with a chart that is drawn under another id", () => {
    expect(withBlock({ kind: "chart", id: "other", chart: CHART })).toThrow(/other-title/);
  });
});
