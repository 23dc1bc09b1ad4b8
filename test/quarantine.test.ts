import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli, makeHome, repositoryRoot, runCli, samplesFolder } from "./run-cli.ts";

const home = makeHome("quarantine");
const drop = path.join(home, "drop");
const ledger = path.join(samplesFolder, "finance_general_ledger", "GL extract 2024-25 SYNTHETIC.csv");
const register = path.join(repositoryRoot, "data", "reference", "authorities.csv");

/** Of three payments one has no day and names a person: a third of the rows, where the source allows a hundredth. */
const PAYMENTS = [
  "Payee,Paid date,Net value,Narrative",
  "Ink Ltd,01/04/2024,600,Ink",
  "Toner Ltd,02/04/2024,700,Toner",
  'Mr John Thimble,31/04/2024,"1,250.50",Call Mr Thimble on 07700 900123',
].join("\n");

interface KeptRow {
  readonly id: string;
  readonly file: string;
  readonly cells: readonly string[];
  readonly code: string;
  readonly expected: string | null;
  readonly found: string | null;
  readonly record: Readonly<Record<string, string>>;
  readonly amountGbp: number | null;
}

interface Listed {
  readonly total: { readonly rows: number; readonly amountGbp: number | null };
  readonly rules: readonly {
    readonly file: string;
    readonly code: string;
    readonly rows: number;
    readonly accepted: number;
  }[];
  readonly files: readonly {
    readonly file: string;
    readonly open: number;
    readonly openGbp: number;
    readonly isOver: boolean;
  }[];
}

beforeAll(async () => {
  mkdirSync(drop);
  writeFileSync(path.join(drop, "anytown-spend-2024-04.csv"), PAYMENTS);
  const power = path.join(samplesFolder, "mhclg_core_spending_power", "CSP_2020.csv");
  await runCli(home, ["land", path.join(repositoryRoot, "data", "reference"), drop, ledger, power]);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("rows in quarantine", () => {
  let rowId = "";

  it("are counted by rule against the limit of their source, with the pounds of finance files", async () => {
    const { total, rules, files } = await askCli<Listed>(home, ["quarantine"]);
    expect(total).toEqual({ rows: 4, amountGbp: 2500.5 });
    expect(rules.map(({ file, code, rows }) => [file, code, rows])).toEqual([
      ["anytown-spend-2024-04.csv", "key.invalid", 1],
      ["GL extract 2024-25 SYNTHETIC.csv", "key.invalid", 2],
      ["CSP_2020.csv", "area.closed", 1],
    ]);
    expect(files.map(({ file, open, openGbp, isOver: over }) => [file, open, openGbp, over])).toEqual([
      ["anytown-spend-2024-04.csv", 1, 1250.5, true],
      ["GL extract 2024-25 SYNTHETIC.csv", 2, 1250, false],
    ]);
    const { stdout } = await runCli(home, ["quarantine", "list"]);
    expect(stdout).toContain("4 rows, £2,500.50. They are kept and left out of every table");
    expect(stdout).toContain(
      "1 of 3 rows with £1,250.50 count, OVER the limit, so the release is refused (1% of the rows, £1,000,000)",
    );
  });

  it("are shown with cell, rule, what was expected and found, and their texts without personal details", async () => {
    const rows = await askCli<KeptRow[]>(home, ["quarantine", "show", "--source", "council_payments"]);
    expect(rows).toMatchObject([
      {
        ...{ file: "anytown-spend-2024-04.csv", cells: ["B4"], code: "key.invalid", amountGbp: 1250.5 },
        ...{ expected: "a day such as 2023-04-01 or 01/04/2023", found: '"31/04/2024"' },
        record: { Payee: "[name withheld]", Narrative: "Call Mr [name] on [phone]", "Net value": "1,250.50" },
      },
    ]);
    rowId = rows[0]!.id.slice(0, 6);
    expect(JSON.stringify(rows)).not.toContain("Thimble");
    const sha256 = createHash("sha256").update(PAYMENTS).digest("hex");
    expect(readFileSync(path.join(home, "landing", sha256), "utf8")).toBe(PAYMENTS);
  });

  it("no longer count once somebody accepted them with a reason, until a day or until withdrawn", async () => {
    const own = ["--source", "council_payments"];
    const past = await runCli(home, ["quarantine", "accept", ...own, "--why", "x", "--until", "2020-01-01"]);
    expect([past.code, past.stderr]).toEqual([2, expect.stringContaining("is past")]);

    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const why = ["--why", "the council will print the day in May"];
    const accepted = await runCli(home, ["quarantine", "accept", ...own, ...why, "--until", tomorrow]);
    expect(accepted.stdout).toMatch(/^Accepted by \S+, until .+: 1 rows?, £1,250\.50\. They stay out of every table\./);
    const shown = await runCli(home, ["quarantine", "show", rowId]);
    expect(shown.stdout).toContain('key.invalid: expected a day such as 2023-04-01 or 01/04/2023; found "31/04/2024"');
    expect(shown.stdout).not.toContain("Thimble");
    expect(shown.stdout).toMatch(/Accepted by \S+ on .+, until .+: the council will print the day in May/);
    const { files } = await askCli<Listed>(home, ["quarantine", "list", ...own]);
    expect(files.map(({ open, isOver }) => [open, isOver])).toEqual([[0, false]]);

    const withdrawn = await runCli(home, ["quarantine", "withdraw", ...own, "--why", "it did not"]);
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
  });

  it("are told among the other rows of their file, none of which is used while it is over the limit", async () => {
    const files = await askCli<{ fileName: string; reading: { rowsRead: number; refusals: string[] } | null }[]>(home, [
      ...["sources", "--files"],
    ]);
    const { reading } = files.find(({ fileName }) => fileName === "anytown-spend-2024-04.csv")!;
    expect(reading).toMatchObject({
      ...{ rowsRead: 3, rowsByFate: { staged: 2, quarantined: 1, skipped: 0, refused: 0 }, isRefused: true },
      ...{ refusals: ["quarantine.over_limit"], masked: { titled_name: 2, phone: 1 } },
    });
  });

  it("come back when the register is corrected, which replay says", async () => {
    const reopened = readFileSync(register, "utf8").replace(/^(E10000002,.*?),2020-03-31,/m, "$1,,");
    writeFileSync(path.join(drop, "authorities.csv"), reopened);
    await runCli(home, ["land", path.join(drop, "authorities.csv")]);
    const { stdout } = await runCli(home, ["quarantine", "replay"]);
    expect(stdout).toContain("CSP_2020.csv: 1 row came back, 0 rows still there, 0 rows new in quarantine");
    expect(stdout).toContain("npx poundwise refresh");
  });
});
