import { describe, expect, it } from "vitest";
import { RecordNumberer, type NumberingOptions } from "./number-records.ts";

function number(pieces: readonly (string | Buffer)[], options: Partial<NumberingOptions> = {}) {
  const odd: [number, string][] = [];
  const onOdd = (row: number, bytes: Buffer) => void odd.push([row, bytes.toString("latin1")]);
  const numberer = new RecordNumberer({ fileName: "ledger.csv", delimiter: ",", firstRow: 1, onOdd, ...options });
  const pages = pieces.flatMap((piece) => numberer.push(Buffer.from(piece)));
  const text = Buffer.concat([...pages, ...numberer.end()]).toString();
  return { text, odd, rows: numberer.rows };
}

describe("numbered records", () => {
  it("count blank lines, begin at the first row of the table and end with any line end", () => {
    const { text, rows } = number(["title\r\n\r\na,1\rb,2\nc,3"], { firstRow: 3 });
    expect(text).toBe("3,a,1\n4,b,2\n5,c,3\n");
    expect(rows).toBe(5);
  });

  it("do not depend on where the file is cut into pieces", () => {
    const whole = '\ufeffa,"x, y"\r\n"two\nlines",1\r\n\r\n"",\r\nb,"say ""so"""\n';
    const expected = number([whole]);
    expect(expected.odd).toEqual([[2, '"two\nlines",1']]);
    const bytes = Buffer.from(whole);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(number([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(expected);
    }
  });

  it("leave what other programs could read otherwise to the ordinary reader", () => {
    const { odd } = number(['a,5" pipe\nb,no\u00a0break\nc,plain\n', Buffer.from("d,caf\xe9\n", "latin1")]);
    expect(odd.map(([row]) => row)).toEqual([1, 2, 4]);
  });

  it("are refused with the line when one never ends, within bounded memory", () => {
    const start = process.memoryUsage().arrayBuffers;
    const numberer = new RecordNumberer({
      fileName: "ledger.csv",
      delimiter: ",",
      firstRow: 1,
      onOdd: () => undefined,
    });
    const piece = Buffer.alloc(1 << 20, "x");
    numberer.push(Buffer.from("a,b\n"));
    const pushLong = (pieces: number) => {
      for (let sent = 0; sent < pieces; sent += 1) numberer.push(piece);
    };
    expect(() => pushLong(64)).toThrow(/^ledger\.csv:2: .*17,825,792 bytes and no end of the row/);
    expect(process.memoryUsage().arrayBuffers - start).toBeLessThan(400 << 20);
  });

  it("are refused when a quote that closes is followed by text, or never closes", () => {
    expect(() => number(['a,b\n"c"d,e\n'])).toThrow(/^ledger\.csv:2: /);
    expect(() => number(['a,b\n"c,e\n'])).toThrow(/^ledger\.csv:2: .*never closed/);
  });

  it("are refused when the file holds what no text does", () => {
    expect(() => number(["a,b\nc,\u0000\n"])).toThrow(/^ledger\.csv:2: .*code 0/);
  });
});
