import { describe, expect, it } from "vitest";
import { readZip, writeZip } from "./zip-archive.ts";

const ENTRIES = [
  { name: "a/£.txt", bytes: Buffer.from("one one one one one one") },
  { name: "empty", bytes: Buffer.alloc(0) },
];

describe("an archive", () => {
  it("gives back what was put in", () => {
    expect(readZip(writeZip(ENTRIES, "2024-07-07"))).toEqual(ENTRIES);
  });

  it("has the same bytes for the same entries and day", () => {
    expect(writeZip(ENTRIES, "2024-07-07").equals(writeZip(ENTRIES, "2024-07-07"))).toBe(true);
    expect(writeZip(ENTRIES, "2024-07-07").equals(writeZip(ENTRIES, "2024-07-08"))).toBe(false);
  });

  it("is refused when it is none", () => {
    expect(() => readZip(Buffer.from("not an archive"))).toThrow(RangeError);
  });
});
