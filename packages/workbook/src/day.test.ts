import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay, toDay } from "./day.ts";
import { toSerial } from "./iso-moment.ts";

describe("a printed day", () => {
  it.each([
    ["2024-02-29", "2024-02-29"],
    ["29/02/2024", "2024-02-29"],
    ["04/05/2024", "2024-05-04"],
    ["04-May-24", "2024-05-04"],
    ["4th May 2024", "2024-05-04"],
    ["1 Sept 2024", "2024-09-01"],
    ["31/12/99", "1999-12-31"],
    ["01/04/69", "2069-04-01"],
    ["2024-04-01 13:30", "2024-04-01"],
  ])("is read from %j as %s, day before month", (printed, day) => {
    expect(parseDay(printed)).toBe(day);
  });

  it.each([
    "29/02/2023",
    "31/02/2024",
    "31/04/2024",
    "1900-02-29",
    "05/13/2024",
    "00/01/2024",
    "1 marble 2024",
    "3 junk 2024",
    "2024-13-01",
    "2024-2-1",
    "1/2",
    "N/K",
    "",
  ])("is not seen in %j", (printed) => {
    expect(parseDay(printed)).toBeNull();
  });
});

describe("the serial number of a day", () => {
  it("is no day for 29 February 1900, which spreadsheet programs count", () => {
    expect([59, 60, 61].map((serial) => toDay(serial, false))).toEqual(["1900-02-28", null, "1900-03-01"]);
  });

  it("leads back to the same day, in either date system", () => {
    const days = fc.date({ min: new Date("1904-01-02"), max: new Date("9999-12-30"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(toDay(toSerial(day)!, false)).toBe(day);
        expect(toDay(toSerial(day)! - 1462, true)).toBe(day);
        const [year, month, number] = day.split("-");
        expect(parseDay(`${number}/${month}/${year}`)).toBe(day);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 3_000_000])("is no day for %d", (serial) => {
    expect(toDay(serial, false)).toBeNull();
  });

  it.each(["2023-02-29", "2023-04-01T25:00:00", "2023-04-01T12:60:00", "soon"])("is not made of %s", (printed) => {
    expect(toSerial(printed)).toBeNull();
  });
});
