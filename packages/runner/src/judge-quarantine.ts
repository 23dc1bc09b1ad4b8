import { formatPounds, type Finding, type QuarantineLimit, type StagedRelease } from "@poundwise/contracts";
import type { QuarantinedRow } from "@poundwise/workbook";
import { toRowId, type Acceptance } from "./quarantine-decisions.ts";

/** What is in quarantine of one release, rows of the file counted once whatever is wrong with them. */
export interface QuarantineSize {
  readonly rows: number;
  /** Pounds without their signs; null when no row has an amount. */
  readonly amountGbp: number | null;
}

/**
 * Holds a release to its source's limit. Rows that somebody accepted do not count and are no longer a warning: findings
 * all of whose rows are accepted become records.
 * @param rows the release's rows in quarantine
 * @returns the release, with one more finding of severity "refuse" when the rest is over the limit
 */
export function judgeQuarantine(
  release: StagedRelease,
  rows: readonly QuarantinedRow[],
  accepted: ReadonlyMap<string, Acceptance>,
  limit: QuarantineLimit | undefined,
): StagedRelease {
  const open = rows.filter((row) => !accepted.has(toRowId(release, row)));
  const size = measureQuarantine(open);
  const openCodes = new Set(open.map(({ code, sheet }) => `${code} ${sheet}`));
  const findings = release.findings.map((finding) =>
    finding.severity === "quarantine" && !openCodes.has(`${finding.code} ${finding.at.sheet ?? ""}`)
      ? { ...finding, severity: "record" as const, summary: `${finding.summary}; accepted` }
      : finding,
  );
  const passed = limit === undefined ? [] : listPassed(size, release.rowsRead, limit);
  return {
    ...release,
    rowsAccepted: measureQuarantine(rows).rows - size.rows,
    findings:
      limit === undefined || passed.length === 0
        ? findings
        : [...findings, toPlain(toRefusal(release, size, passed, limit))],
  };
}

/** Counts rows and sums their pounds; `sha256` tells rows of several files apart. */
export function measureQuarantine(
  rows: readonly (Pick<QuarantinedRow, "sheet" | "rowNumber" | "amountGbp"> & { readonly sha256?: string })[],
): QuarantineSize {
  const amounts = new Map<string, number | null>();
  for (const { sha256, sheet, rowNumber, amountGbp } of rows) {
    const key = JSON.stringify([sha256 ?? null, sheet, rowNumber]);
    // Two things wrong with one row name the same pounds.
    amounts.set(key, amounts.get(key) ?? amountGbp ?? null);
  }
  const stated = [...amounts.values()].filter((amount) => amount !== null);
  const pence = stated.reduce((sum, amount) => sum + Math.round(Math.abs(amount) * 100), 0);
  return { rows: amounts.size, amountGbp: stated.length === 0 ? null : pence / 100 };
}

/** A limit in words: "at most 20 rows, £50,000". */
export function describeLimit(limit: QuarantineLimit): string {
  const parts = [
    ...(limit.rows === undefined ? [] : [`${limit.rows.toLocaleString("en-GB")} rows`]),
    ...(limit.share === undefined ? [] : [`${limit.share * 100}% of the rows`]),
    ...(limit.amountGbp === undefined ? [] : [formatPounds(limit.amountGbp)]),
  ];
  return parts.join(", ");
}

function listPassed({ rows, amountGbp }: QuarantineSize, rowsRead: number, limit: QuarantineLimit): string[] {
  return [
    ...(limit.rows !== undefined && rows > limit.rows ? ["rows"] : []),
    ...(limit.share !== undefined && rows > limit.share * rowsRead ? ["share"] : []),
    ...(limit.amountGbp !== undefined && (amountGbp ?? 0) > limit.amountGbp ? ["pounds"] : []),
  ];
}

function toRefusal(
  release: StagedRelease,
  size: QuarantineSize,
  passed: readonly string[],
  limit: QuarantineLimit,
): Finding {
  const pounds = size.amountGbp === null ? "" : `, ${formatPounds(size.amountGbp)}`;
  return {
    code: "quarantine.over_limit",
    severity: "refuse",
    at: { source: release.source, file: release.fileName },
    summary: `more is in quarantine than the source allows (${passed.join(", ")})`,
    expected: `no more than ${describeLimit(limit)}`,
    found: `${size.rows.toLocaleString("en-GB")} of ${release.rowsRead.toLocaleString("en-GB")} rows${pounds}`,
    next: "Look at them with: poundwise quarantine show. Ask for a better file, correct the source file, or accept them with: poundwise quarantine accept.",
    count: size.rows,
  };
}

const toPlain = (finding: Finding) => JSON.parse(JSON.stringify(finding)) as StagedRelease["findings"][number];
