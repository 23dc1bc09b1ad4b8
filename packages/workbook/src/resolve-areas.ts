import { Fault, toPeriodSpan, foldAreaName, type AreaRegister, type PeriodSpan } from "@poundwise/contracts";
import type { Candidate } from "./release-reading.ts";
import { findNearest } from "./similarity.ts";
import type { Failure } from "./stage-row.ts";
import { toAddress } from "./workbook.ts";

export interface AreaCheck {
  /** Candidates whose areas are known, names and numbers replaced by codes. */
  readonly kept: readonly Candidate[];
  readonly failed: readonly { readonly candidate: Candidate; readonly failure: Failure }[];
  /** Candidates that print no figure for an area in a period after it closed: nothing is lost by passing over them. */
  readonly withoutFigure: readonly Candidate[];
}

/**
 * Resolves area names and DfE numbers to codes, and checks the codes of `areaColumn`: known, and not closed before the
 * row's period began. A code that came into force later is fine: publishers restate old years under new codes.
 * @param areas null when the source is read without a register: nothing is checked then
 * @throws Fault source.needs_areas when a name or number must be resolved and there is no register
 */
export function resolveAreas(
  candidates: readonly Candidate[],
  areaColumn: string | undefined,
  areas: AreaRegister | null,
): AreaCheck {
  const kept: Candidate[] = [];
  const failed: { candidate: Candidate; failure: Failure }[] = [];
  const withoutFigure: Candidate[] = [];
  const answers = new Map<string, AreaAnswer>();
  const findPeriod = makePeriods();
  for (const candidate of candidates) {
    const keys = { ...candidate.keys };
    const period = findPeriod(keys);
    let failure: Failure | null = null;
    for (const [column, as] of listLookups(candidate, areaColumn)) {
      const printed = keys[column];
      if (printed === null || printed === undefined) continue;
      if (areas === null) {
        if (as === "area_code") continue;
        throw needsAreas(column, as);
      }
      const question = JSON.stringify([as, printed, column === areaColumn, period?.startDate]);
      const answer = answers.get(question) ?? findArea(String(printed), as, column === areaColumn, period, areas);
      answers.set(question, answer);
      if ("code" in answer) failure ??= toFailure(answer, column, candidate);
      else keys[column] = answer.areaCode;
    }
    if (failure === null) kept.push({ ...candidate, keys });
    else if (failure.code === "area.closed" && printsNoFigure(candidate)) {
      withoutFigure.push(candidate);
    } else failed.push({ candidate, failure });
  }
  return { kept, failed, withoutFigure };
}

/** Says that there is nothing, which for an area that is no more is as it should be. A suppressed figure is something. */
function printsNoFigure({ values }: Candidate): boolean {
  const printed = Object.values(values);
  const says = new Set(printed.map(({ status }) => status));
  return (
    printed.length > 0 &&
    printed.every(({ value }) => value === null) &&
    [...says].every((status) => ["missing", "not_applicable", "not_available"].includes(status))
  );
}

type Lookup = "area_code" | "area_name" | "dfe_number";
type AreaAnswer = { readonly areaCode: string } | Omit<Failure, "column" | "cells">;

function listLookups(candidate: Candidate, areaColumn: string | undefined): [string, Lookup][] {
  const lookups: [string, Lookup][] = Object.entries(candidate.origin.areaKeys);
  if (areaColumn !== undefined && candidate.origin.areaKeys[areaColumn] === undefined) {
    lookups.push([areaColumn, "area_code"]);
  }
  return lookups;
}

function findArea(
  printed: string,
  as: Lookup,
  checksClosing: boolean,
  period: PeriodSpan | null,
  areas: AreaRegister,
): AreaAnswer {
  const areaCode = toAreaCode(printed, as, period, areas);
  if (areaCode === null) return toUnknown(printed, as, areas);
  const validTo = areas.byCode.get(areaCode)?.validTo ?? null;
  if (!checksClosing || period === null || validTo === null || validTo >= period.startDate) return { areaCode };
  return {
    code: "area.closed",
    reason: `${areaCode} closed on ${validTo}, before ${period.startDate}`,
    summary: "an area code that had closed before the period began",
    expected: `an area in force on or after ${period.startDate}`,
    found: `"${printed}", closed on ${validTo}`,
    next: "Ask the publisher which area is meant. If the register is wrong, correct it and build again.",
  };
}

function toAreaCode(printed: string, as: Lookup, period: PeriodSpan | null, areas: AreaRegister): string | null {
  if (as === "area_code") return areas.byCode.has(printed) ? printed : null;
  const codes = (as === "dfe_number" ? areas.byDfeNumber.get(printed) : areas.byName.get(foldAreaName(printed))) ?? [];
  const inForce = codes.find((code) => {
    const area = areas.byCode.get(code);
    if (area === undefined || period === null) return false;
    return (area.validFrom ?? "") <= period.endDate && (area.validTo ?? "9999") >= period.startDate;
  });
  return inForce ?? codes[0] ?? null;
}

function toUnknown(printed: string, as: Lookup, areas: AreaRegister): AreaAnswer {
  const words = { area_code: "area code", area_name: "area name", dfe_number: "DfE number" }[as];
  const known = [...areas.byCode.values()];
  const nearest =
    as === "dfe_number"
      ? null
      : findNearest(printed, known, (area) => (as === "area_code" ? area.areaCode : area.areaName));
  const hint = nearest === null ? "" : `; the nearest known is ${nearest.areaCode} ${nearest.areaName}`;
  return {
    code: "area.unknown",
    reason: `${words} "${printed}" is not in the area register${hint}`,
    summary: `an unknown ${words}`,
    expected: `one of the ${known.length} areas in the register`,
    found: `"${printed}"${hint}`,
    next: "Add the area to the register if it is real; skip such rows in the source file if they are out of scope.",
  };
}

function toFailure(answer: Omit<Failure, "column" | "cells">, column: string, { origin }: Candidate): Failure {
  const keyColumn = origin.keyColumns[column];
  return { ...answer, column, cells: keyColumn === undefined ? [] : [toAddress(origin.rowNumber, keyColumn)] };
}

/** The period a row speaks of, from its period code or financial year; null when it has neither, or one that is none. */
function makePeriods(): (keys: Candidate["keys"]) => PeriodSpan | null {
  const known = new Map<string, PeriodSpan | null>();
  return (keys) => {
    const code =
      keys["period_code"] ?? (typeof keys["financial_year"] === "string" ? `FY${keys["financial_year"]}` : null);
    if (typeof code !== "string") return null;
    const before = known.get(code);
    if (before !== undefined) return before;
    const span = /^[A-Z]{2,3}\d{4}(-\d{2})?$/.test(code) ? toPeriodSpan(code) : null;
    known.set(code, span);
    return span;
  };
}

function needsAreas(column: string, as: Lookup): Fault {
  return new Fault("source.needs_areas", `${column} is printed as ${as.replace("_", " ")}`, {
    at: { column },
    expected: "an area register to look it up in",
    found: "none",
    next: "Read the source of the area register first, and pass the register on.",
  });
}
